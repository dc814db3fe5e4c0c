"""Golden addresses: links that were made once and are answered the same for ever.

``golden_addresses.json`` lies beside this file. Its entries are never changed and never removed: each stands for
links in other people's courses. When one fails, the lab is wrong, not the file. What is new in the grammar or in the
catalogue gets an entry of its own (a test names what has none yet):

    python -m tests.engine.goldens "what is new about it" "surface=booth&run=new_optimizer:lr=0.1"

That works out what the address says and where its runs end, and appends it; what it writes is read before it is
committed. ``embeds``, ``looks``, ``posters`` and ``scripts`` are short and written by hand.

An end is compared at the last point up to which rounding does not grow: ``at`` is its number, smaller than ``step``
where the race is chaotic. ``kind`` and ``step``, how the run ended and when, are left out where these hang on rounding.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any, Final, get_args

from app.catalogue import CATALOGUE
from app.engine.address import format, pairs, parse
from app.engine.address_reader import KEYS, Reader
from app.engine.choices import coefficients_of, schedule_parameters, variant_parameters, wrapper_parameters
from app.engine.fit_spec import FitProblem
from app.engine.race import race
from app.engine.random import NoiseKind
from app.engine.scene import Run, Sampling, Scene, canonical
from app.engine.specs import FormulaProblem, SurfaceProblem
from app.formula.functions import COMPARISONS, CONSTANTS, FUNCTIONS

FILE: Final = Path(__file__).parent / "golden_addresses.json"
GOLDEN: Final[Mapping[str, Any]] = json.loads(FILE.read_text("utf-8"))

NUDGE: Final = 1e-14
FIRM: Final = 1e-11
SAME: Final = 1e-9

_COEFFICIENTS: Final = {"surface": "surfaces", "dataset": "datasets", "model": "models", "loss": "losses"}


def near(one: float, other: float, tolerance: float = SAME) -> bool:
    return math.isclose(one, other, rel_tol=tolerance, abs_tol=tolerance)


# What there is, and what an address uses of it: both in the same words.


def known() -> Iterator[str]:
    """All that an address can say."""
    yield from (f"key {key}" for key in KEYS)
    for word, kind in _COEFFICIENTS.items():
        for name in getattr(CATALOGUE, kind):
            yield f"{word} {name}"
            yield from (f"{word} {name}:{number}" for number in coefficients_of(kind, name))
    for optimizer in CATALOGUE.optimizers.values():
        for variant in optimizer.variants:
            what = f"optimizer {optimizer.id} of {variant.framework}"
            yield from (what, *(f"{what}:{name}" for name in variant_parameters(optimizer, variant.framework)))
    for schedule in CATALOGUE.schedules:
        yield from (f"schedule {schedule}", *(f"schedule {schedule}:{name}" for name in schedule_parameters(schedule)))
    for wrapper in CATALOGUE.wrappers:
        yield from (f"wrapper {wrapper}", *(f"wrapper {wrapper}:{name}" for name in wrapper_parameters(wrapper)))
    yield from (f"sampling {kind}" for kind in get_args(Sampling))
    yield from (f"noise_kind {kind}" for kind in get_args(NoiseKind))
    for model in (Scene, Run, FitProblem):
        # Coefficients have been named one by one.
        yield from (f"{model.__name__}.{name}" for name in model.model_fields if not name.endswith("_coefficients"))
    yield from (f"formula with {name}" for name in (*FUNCTIONS, *CONSTANTS, *COMPARISONS, "sum", "where"))
    yield from ("model of one's own", "loss of one's own", "two wrappers", "two runs", "schedule and wrapper")


def used(address: str) -> Iterator[str]:
    """What the address, or the canonical one that the lab makes of it, uses of all that."""
    yield from (f"key {key}" for key, _ in pairs(address))
    said, scene = parse(address), canonical(parse(address))
    problem = scene.problem
    if isinstance(problem, SurfaceProblem):
        yield from _named("surface", problem.id, problem.coefficients)
    elif isinstance(problem, FormulaProblem):
        yield from (f"formula with {name}" for name in _words(problem.formula))
    else:
        for word in ("dataset", "model", "loss"):
            if name := getattr(problem, word):
                yield from _named(word, name, getattr(problem, f"{word}_coefficients"))
        yield from (
            f"{word} of one's own"
            for word, known in (("model", CATALOGUE.models), ("loss", CATALOGUE.losses))
            if getattr(problem, word) not in known
        )
        yield from (f"FitProblem.{name}" for name in said.problem.model_fields_set)
    yield from (f"Scene.{name}" for name in said.model_fields_set)
    yield f"sampling {scene.sampling}"
    yield from ["two runs"] * (len(scene.runs) > 1)
    for run, as_said in zip(scene.runs, said.runs, strict=True):
        yield from _named("optimizer", f"{run.optimizer} of {run.framework}", run.hyperparameters)
        yield from _named("schedule", run.schedule.id, run.schedule.parameters)
        for wrapper in run.wrappers:
            yield from _named("wrapper", wrapper.id, wrapper.parameters)
        yield from (f"Run.{name}" for name in as_said.model_fields_set)
        yield from [f"noise_kind {run.noise_kind}"] * (run.noise > 0)
        yield from ["two wrappers"] * (len(run.wrappers) > 1)
        yield from ["schedule and wrapper"] * (run.schedule.id != "constant" and bool(run.wrappers))


def _named(word: str, name: str, numbers: Mapping[str, float]) -> Iterator[str]:
    yield from (f"{word} {name}", *(f"{word} {name}:{number}" for number in numbers))


def _words(formula: str) -> set[str]:
    return set(re.findall(r"[a-z]\w*|[<>=!]=|[<>]", formula.lower()))


# Where the runs of an address end.


def _paths(scene: Scene) -> list[dict[str, Any]]:
    trajectories: list[dict[str, Any]] = race(scene)["trajectories"]
    return trajectories


def ends_of(scene: Scene) -> list[dict[str, Any]]:
    """The firm part of each run's end."""
    whole = canonical(scene)
    assert whole.start is not None
    nudged = [
        _paths(whole.model_copy(update={"start": tuple(map(_nudged, whole.start, signs))}))
        for signs in product((-1, 1), repeat=2)
    ]
    return [_end(run, [paths[index] for paths in nudged]) for index, run in enumerate(_paths(whole))]


def _nudged(number: float, sign: int) -> float:
    return number * (1 + sign * NUDGE) if number else sign * NUDGE


def _end(run: dict[str, Any], nudged: list[dict[str, Any]]) -> dict[str, Any]:
    columns = [*run["path"].values(), run["loss"]]
    others = [[*other["path"].values(), other["loss"]] for other in nudged]
    at = 0
    for at in range(min(len(path[0]) for path in (columns, *others))):
        beside = ((column[at], one[at]) for other in others for column, one in zip(columns, other, strict=True))
        if not all(near(here, there, FIRM) for here, there in beside):
            at -= 1
            break
    assert at > 0, f"{run['optimizer']}: even the first step hangs on rounding; choose another start"
    endings = {(one["outcome"]["kind"], one["outcome"]["step"]) for one in (run, *nudged)}
    ending = dict(zip(("kind", "step"), *endings, strict=True)) if len(endings) == 1 else {}
    point = {name: _rounded(column[at]) for name, column in run["path"].items()}
    return {**ending, "at": at, "point": point, "loss": _rounded(run["loss"][at])}


def _rounded(number: float) -> float:
    return float(f"{number:.13g}")


def reached(trajectory: Mapping[str, Any], end: Mapping[str, Any]) -> bool:
    """Whether a run of the API's answer is where a golden one was, and ended as it did."""
    at = end["at"]
    path = trajectory["path"]
    return (
        list(path) == list(end["point"])
        and all(near(path[name][at], value) for name, value in end["point"].items())
        and near(trajectory["loss"][at], end["loss"])
        and all(trajectory["outcome"][name] == end[name] for name in ("kind", "step") if name in end)
    )


# A new one.


def entry_of(name: str, address: str) -> dict[str, Any]:
    reader = Reader(pairs(address), KEYS, False, ())
    scene = reader.scene()
    said = parse(address)
    # As scene.js has it, which leaves out what is nothing.
    problem = {key: value for key, value in scene["problem"].items() if value not in ({}, False)}
    return {
        "name": name,
        "address": address,
        "scene": {**scene, "problem": problem},
        "canonical": format(said),
        "ends": ends_of(said),
    }


def written(golden: Mapping[str, Any]) -> str:
    """The file's text: a field a line."""

    def line(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)

    def several(entries: list[dict[str, Any]]) -> str:
        blocks = (",\n".join(f"    {line(key)}: {line(value)}" for key, value in entry.items()) for entry in entries)
        return ",\n".join(f"  {{\n{block}\n  }}" for block in blocks)

    def short(entries: list[Any]) -> str:
        return ",\n".join(f"  {line(entry)}" for entry in entries)

    parts = (
        f"{line(key)}: [\n{several(entries) if key == 'golden' else short(entries)}\n]"
        for key, entries in golden.items()
    )
    return "{\n" + ",\n".join(parts) + "\n}\n"


def add(name: str, address: str) -> dict[str, Any]:
    """The file's content with one entry more. ValueError where there is one of that name."""
    if any(entry["name"] == name for entry in GOLDEN["golden"]):
        raise ValueError(f"there is a golden address named {name!r} already; none is ever changed")
    return {**GOLDEN, "golden": [*GOLDEN["golden"], entry_of(name, address)]}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Adds a golden address; none is ever changed or removed.")
    parser.add_argument("name", help="what is new about it")
    parser.add_argument("address", help="the address of a scene")
    new = parser.parse_args()
    FILE.write_text(written(add(new.name, new.address)), "utf-8")
