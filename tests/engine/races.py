"""How the engine's tests race something: scenes as JSON says them, and what every answer must be."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from app.engine.race import race
from app.engine.scene import canonical, read

from ..formula.saying import check_text

KINDS = {"completed", "converged", "stalled", "diverged", "left_domain"}
ARTICLE = {"kind": "fit", "dataset": "article"}
Document = dict[str, Any]


def formula(text: str, half: float = 5.0) -> Document:
    """A person's own formula, in a view about the origin."""
    return {"kind": "formula", "formula": text, "view": {"x": [-half, half], "y": [-half, half]}}


def surface(name: str) -> Document:
    return {"kind": "surface", "id": name}


def fit(points: Sequence[Sequence[float]]) -> Document:
    return {"kind": "fit", "points": [list(point) for point in points]}


def run(optimizer: str = "sgd", **given: Any) -> Document:
    """A run: what belongs to the run by its name, everything else a hyperparameter."""
    own = ("framework", "schedule", "batch_size", "noise", "noise_kind", "noise_df", "wrappers")
    document: Document = {"optimizer": optimizer, **{key: given.pop(key) for key in own if key in given}}
    if isinstance(document.get("schedule"), str):
        document["schedule"] = {"id": document["schedule"]}
    return {**document, "hyperparameters": given}


def raced(problem: Document, *runs: Document, include: Sequence[str] = (), **scene: Any) -> Document:
    """The answer to a scene, checked for what every answer must be."""
    document = canonical(read({"problem": problem, "runs": list(runs), **scene}))
    answer = race(document, frozenset(include))
    steps = scene.get("steps", 200)
    for trajectory in answer["trajectories"]:
        check_trajectory(trajectory, answer["problem"]["parameters"], steps, set(include))
    assert all(map(math.isfinite, numbers(answer))), "a number that JSON does not have"
    return answer


def lone(problem: Document, optimizer: str = "sgd", *, include: Sequence[str] = (), **given: Any) -> Document:
    """The trajectory of a single run; ``start``, ``steps``, ``seed`` and ``sampling`` belong to the scene."""
    scene = {key: given.pop(key) for key in ("start", "steps", "seed", "sampling") if key in given}
    trajectory: Document = raced(problem, run(optimizer, **given), include=include, **scene)["trajectories"][0]
    return trajectory


def numbers(value: Any) -> Iterator[float]:
    """Every number inside of JSON."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from numbers(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from numbers(inner)
    elif value is not None and not isinstance(value, str | bool):
        assert type(value) in (int, float), type(value)  # NumPy's own kinds are not JSON's
        yield value


def check_trajectory(trajectory: Document, parameters: Sequence[str], steps: int, include: set[str]) -> None:
    """The contract's shape: columns' lengths, the outcome's step, both languages."""
    columns = [*trajectory["path"].values(), trajectory["loss"], trajectory["gradient_norm"]]
    points = len(trajectory["loss"])
    assert list(trajectory["path"]) == list(parameters)
    assert {len(column) for column in columns} == {points} and 1 <= points <= steps + 1
    assert len(trajectory["learning_rate"]) == points - 1
    assert ("gradient" in trajectory, "state" in trajectory) == ("gradient" in include, "state" in include)
    if "gradient" in include:
        assert list(trajectory["gradient"]) == list(parameters)
        assert {len(column) for column in trajectory["gradient"].values()} == {points}
    for column in trajectory.get("state", {}).values():
        parts = column.values() if isinstance(column, dict) else [column]
        assert {len(part) for part in parts} == {points}
    outcome = trajectory["outcome"]
    assert outcome["kind"] in KINDS and outcome["step"] == points - 1
    assert outcome["kind"] in ("diverged", "left_domain") or points == steps + 1
    x, y = trajectory["path"].values()
    assert outcome["final"] == {parameters[0]: x[-1], parameters[1]: y[-1], "loss": trajectory["loss"][-1]}
    check_sentence(outcome["message"])


def check_sentence(message: Document) -> None:
    from app.text import Text

    check_text(Text(**message))
    for sentence in message.values():
        assert "{" not in sentence and "nan" not in sentence and "inf" not in sentence.replace("infin", "")


def path(trajectory: Document) -> list[tuple[float, float]]:
    """The points of a trajectory."""
    return list(zip(*trajectory["path"].values(), strict=True))
