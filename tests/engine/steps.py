"""How tests look into the steps of a run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from app.engine.race import race
from app.engine.scene import Scene, canonical, read
from app.engine.steps import steps

Document = dict[str, Any]


def scene_of(problem: Document, run: Document, **more: Any) -> Scene:
    """A canonical scene of one run."""
    return canonical(read({"problem": problem, "runs": [run], **more}))


def stepped(problem: Document, run: Document, **more: Any) -> tuple[Document, Document]:
    """What a run computed at every update, and the same run as it races."""
    scene = scene_of(problem, run, **more)
    return steps(scene, 0, scene.steps), race(scene, frozenset({"state"}))["trajectories"][0]


def lines_of(answer: Document) -> list[Document]:
    """The lines of all stages, in the order in which they run."""
    return [line for stage in answer["stages"] for line in stage["lines"]]


def column(answer: Document, said: float | str) -> Any:
    """A quantity at every update: shape (updates,) of a scalar, (2, updates) of a vector; or what never changes."""
    if not isinstance(said, str):
        return said
    value = answer["values"][said]
    return np.array(list(value.values()) if isinstance(value, dict) else value, dtype=float)


def points(answer: Document) -> Iterator[Any]:
    """Where each line that assigns theta leaves the point."""
    return (column(answer, line["value"]) for line in lines_of(answer) if line["name"] == "theta" and line["value"])
