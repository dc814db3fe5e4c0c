"""The HTTP API about what a scene's runs do: the lines of an update, and a search for their learning rates."""

from __future__ import annotations

from typing import Any, Final

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ..engine import address
from ..engine.scene import Scene, canonical
from ..engine.steps import steps
from ..engine.tune import SCORES, Score, tune
from ..settings import LIMITS
from ..text import Text
from .api import BASE, of_scene, scene_from
from .caching import Bodies, Encoded, answer, encoded
from .one_run import index_of, set_number_apart
from .queries import Query

# A search of fewer rates than this leaves none to go between the others.
LEAST_BUDGET: Final = 8
BUDGET: Final = 25

_BODIES: Final = Bodies()


def _steps(request: Request, query: Query, data: Any) -> Response:
    chosen = set_number_apart(query)
    first = query.whole("from", 0, LIMITS.steps - 1, 0)
    last = query.whole("to", 1, LIMITS.steps, LIMITS.steps)
    scene = scene_from(request, query, data)
    index = index_of(query, chosen, scene)
    last = min(last, scene.steps, *([] if query.has("to") else [first + LIMITS.window]))
    if not first < last <= first + LIMITS.window:
        query.fault("to", _WINDOW.format(most=LIMITS.window, steps=scene.steps, first=first, last=last))
    query.settle(lambda: scene)
    return answer(request, inspected(scene, index, first, last))


_WINDOW: Final = Text(
    en="from and to must name 1 to {most} updates of a run of {steps}; from {first} up to {last} was given.",
    zh="from和to必须指明{steps}次更新中的1到{most}次；给出的是从{first}到{last}。",
)


def inspected(scene: Scene, index: int, first: int, last: int) -> Encoded:
    """The encoded lines of some updates of one run. Raises InvalidScene where the start is outside the domain."""
    # What a run computes does not depend on those beside it.
    alone = canonical(scene.model_copy(update={"runs": (scene.runs[index],)}))
    key = address.write(alone)
    return _BODIES.get(
        ("steps", key, first, last),
        lambda: encoded(orjson.dumps({"address": key, **steps(alone, first, last)})),
    )


def _tune(request: Request, query: Query, data: Any) -> Response:
    budget = query.whole("budget", LEAST_BUDGET, LIMITS.tuning, BUDGET)
    word = query.one_of("score", SCORES)
    scene = scene_from(request, query, data)
    return answer(request, tuned(scene, budget, "best" if word == "best" else "final"))


def tuned(scene: Scene, budget: int, score: Score) -> Encoded:
    """The encoded search for learning rates. Raises InvalidScene where the scene's start is outside the domain or the
    work is too much."""
    complete = canonical(scene)
    key = address.write(complete)
    return _BODIES.get(
        ("tune", key, budget, score), lambda: encoded(orjson.dumps({"address": key, **tune(complete, budget, score)}))
    )


ROUTES: Final[list[BaseRoute]] = [
    Route(f"{BASE}/tune", of_scene(("budget", "score"), _tune), methods=["GET", "POST"]),
    Route(f"{BASE}/steps", of_scene(("from", "to"), _steps), methods=["GET", "POST"]),
]
