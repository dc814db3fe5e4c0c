"""What a page opens with: the scene of its address, or as much as can be read, and what was wrong with the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from ..engine.address import KEYS, PROBLEM_KEYS, Pairs, pairs, scene_of
from ..engine.faults import Fault, InvalidScene
from ..engine.scene import Scene
from .api import raced
from .caching import Encoded

# A race worth watching: everyone falls into the valley at once, and then the four characters show.
FIRST: Final = (
    "surface=rosenbrock&start=-0.6,2.2&steps=300"
    "&run=sgd:lr=0.001&run=momentum:lr=0.0003&run=rmsprop:lr=0.05&run=adam:lr=0.4"
)
_PROBLEM: Final = ("surface", "formula", "dataset", "points")
_ROUNDS: Final = 40


@dataclass(frozen=True, slots=True)
class Opening:
    """A scene with its encoded answer. ``faults`` are those of the address; ``kept`` says what became of it."""

    scene: Scene
    answer: Encoded
    faults: tuple[Fault, ...] = ()
    kept: Literal["partly", "other_problem", "other_runs"] = "partly"


def opened(given: Pairs) -> Opening:
    """The scene that a page's query string asks for; the first scene where it asks for none.

    Keys that are not of the grammar are the page's own or somebody's tracking and are passed over.
    """
    try:
        return exactly(given)
    except InvalidScene as error:
        faults = error.faults
    own = _of_scene(given)
    kept: Literal["partly", "other_problem", "other_runs"] = "partly"
    rest = own
    for _ in range(_ROUNDS):
        if not any(key in _PROBLEM for key, _ in rest):
            kept = "other_problem"
            rest = [*_of_first("surface", "start"), *(pair for pair in rest if pair[0] not in (*PROBLEM_KEYS, "start"))]
        if not any(key == "run" for key, _ in rest):
            kept = "other_runs" if kept == "partly" else kept
            rest = [*rest, *_of_first("run")]
        try:
            opening = _raced(rest)
        except InvalidScene as error:
            rest = _without(rest, error.faults)
        else:
            return Opening(opening.scene, opening.answer, faults, kept)
    opening = _raced(pairs(FIRST))
    return Opening(opening.scene, opening.answer, faults, "other_problem")


def exactly(given: Pairs) -> Opening:
    """The same for a page that shows no other scene than that. Raises InvalidScene."""
    own = _of_scene(given)
    version = [(key, value) for key, value in given if key == "v"]
    return _raced([*version, *own] if own else pairs(FIRST))


def _of_scene(given: Pairs) -> list[tuple[str, str]]:
    return [(key, value) for key, value in given if key in KEYS and key != "v"]


def _raced(given: Pairs) -> Opening:
    scene = scene_of(given)
    return Opening(scene, raced(scene))


def _of_first(*keys: str) -> Pairs:
    return [pair for pair in pairs(FIRST) if pair[0] in keys]


def _without(given: Pairs, faults: Sequence[Fault]) -> Pairs:
    """The address without what its faults name: the one run, or the key. Of a key given twice the first stays."""
    once: list[tuple[str, str]] = []
    for key, value in given:
        if key == "run" or all(key != other for other, _ in once):
            once.append((key, value))
    if len(once) < len(given):
        return once
    bad_runs = {fault.path[1] for fault in faults if fault.path[:1] == ("runs",) and len(fault.path) > 1}
    bad_keys = {fault.parameter or _key_of(fault) for fault in faults if fault.path[:1] != ("runs",)}
    if not bad_runs and not bad_keys:
        bad_keys = {"steps"} if any(key == "steps" for key, _ in given) else {"run"}  # too many runs, or too long ones
    runs = -1
    kept = []
    for key, value in given:
        runs += key == "run"
        if key not in bad_keys and not (key == "run" and runs in bad_runs):
            kept.append((key, value))
    return kept if len(kept) < len(given) else []


def _key_of(fault: Fault) -> str:
    first = str(fault.path[0]) if fault.path else ""
    return str(fault.path[1]) if first == "problem" and len(fault.path) > 1 else first
