"""The HTTP API of many seeds: what becomes of the runs with each of them, and their noise balls by learning rate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ..engine import address
from ..engine.scene import Scene, canonical
from ..engine.seeds import balls, many_seeds
from ..settings import LIMITS
from .api import BASE, of_scene, scene_from
from .caching import Bodies, Encoded, answer, encoded
from .queries import Query

_BODIES: Final = Bodies()

SEEDS: Final = 50
BALL_SEEDS: Final = 20
RATES: Final = 25
SWEEP: Final = ("seeds", "lr_min", "lr_max", "lr_count")


def _seeds(request: Request, query: Query, data: Any) -> Response:
    count = query.whole("seeds", 1, LIMITS.seeds, SEEDS)
    return answer(request, seeded(scene_from(request, query, data), count))


def _ball(request: Request, query: Query, data: Any) -> Response:
    count = query.whole("seeds", 1, LIMITS.seeds, BALL_SEEDS)
    rates = query.whole("lr_count", 2, LIMITS.sweep, RATES)
    low, high = (query.number(key, LIMITS.smallest_rate, LIMITS.magnitude) for key in ("lr_min", "lr_max"))
    return answer(request, swept(scene_from(request, query, data), count, low, high, rates))


def seeded(scene: Scene, count: int = SEEDS) -> Encoded:
    """The encoded answer for many seeds. Raises InvalidScene as a race does, and where it is too much work."""
    whole = canonical(scene)
    return _answer(("seeds", count), whole, lambda: many_seeds(whole, count))


def swept(
    scene: Scene, count: int = BALL_SEEDS, low: float | None = None, high: float | None = None, rates: int = RATES
) -> Encoded:
    """The encoded answer for many learning rates; the same errors."""
    whole = canonical(scene)
    return _answer(("ball", count, low, high, rates), whole, lambda: balls(whole, count, low, high, rates))


def _answer(asked: tuple[object, ...], whole: Scene, compute: Callable[[], dict[str, Any]]) -> Encoded:
    key = address.write(whole)

    def make() -> Encoded:
        document = {"scene": whole.model_dump(), "address": key, **compute()}
        return encoded(orjson.dumps(document, option=orjson.OPT_SERIALIZE_NUMPY))

    return _BODIES.get((key, *asked), make)


ROUTES: Final[list[BaseRoute]] = [
    Route(f"{BASE}/seeds", of_scene(("seeds",), _seeds), methods=["GET", "POST"]),
    Route(f"{BASE}/ball", of_scene(SWEEP, _ball), methods=["GET", "POST"]),
]
