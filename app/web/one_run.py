"""The number of a run among a scene's own runs: both stand under the key ``run``, and no optimizer's id is a number."""

from __future__ import annotations

from ..engine.faults import must_be, repeated
from ..engine.numerals import understood
from ..engine.scene import Scene
from ..engine.sentences import whole
from .queries import Query


def set_number_apart(query: Query) -> str | None:
    """Takes the number of a run, as written, out of the scene's part of a query; None where there is none."""
    chosen = [value for key, value in query.rest if key == "run" and not isinstance(understood(value), str)]
    query.rest = [pair for pair in query.rest if pair[0] != "run" or pair[1] not in chosen]
    if len(chosen) > 1:
        query.fault("run", repeated("run", len(chosen)))
    return chosen[0] if chosen else None


def index_of(query: Query, chosen: str | None, scene: Scene) -> int:
    """The index that the number is, 0 by default; a fault where the scene has no such run."""
    index = understood(chosen) if chosen is not None else 0
    if isinstance(index, str) or index not in range(len(scene.runs)):
        query.fault("run", must_be("run", whole(0, len(scene.runs) - 1), chosen))
        return 0
    return int(index)
