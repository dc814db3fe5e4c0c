"""The HTTP API: the catalogue, trajectories, fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, get_args

import numpy as np
import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ..catalogue.definitions import View
from ..engine import address, insight
from ..engine.choices import no_such
from ..engine.faults import Fault, must_be
from ..engine.fields import BatchOf, check_field_work, objective_of
from ..engine.numerals import understood
from ..engine.problem import axes, problem_of
from ..engine.race import race
from ..engine.scene import ProblemSpec, Sampling, Scene, canonical, read, read_problem_of
from ..exports.table import csv_of
from ..settings import LIMITS
from ..text import Text
from .bodies import json_body
from .caching import Bodies, Encoded, answer, encoded
from .catalogue import KINDS, item_body, items, list_body
from .errors import Refusal
from .formulas import formula
from .points import points
from .queries import Query, refuse_any_query

BASE: Final = "/api/v1"
COLUMNS: Final = ("gradient", "state", "samples", *insight.COLUMNS)

_BODIES: Final = Bodies()


def catalogue_list(request: Request) -> Response:
    refuse_any_query(request)
    return answer(request, list_body(_kind(request)))


def catalogue_item(request: Request) -> Response:
    kind, name = _kind(request), request.path_params["id"]
    if name not in items(kind):
        detail = no_such(kind, name)
        raise Refusal(404, detail, [Fault((), detail, parameter="id")])
    refuse_any_query(request)
    return answer(request, item_body(kind, name))


def _kind(request: Request) -> str:
    return request.url.path.removeprefix(BASE).split("/")[1]


def of_scene(own: Sequence[str], answered: Callable[[Request, Query, Any], Response]) -> Callable[..., Any]:
    """An endpoint of a scene: one route for GET, HEAD and POST, so that 405 names them all. ``own`` are its keys."""

    async def endpoint(request: Request) -> Response:
        query = Query(request, own)
        data = await json_body(request) if request.method == "POST" else None
        return await run_in_threadpool(answered, request, query, data)

    return endpoint


def scene_from(request: Request, query: Query, data: Any) -> Scene:
    """The scene of a request. Raises InvalidScene with its faults and those of the endpoint's own keys."""
    if request.method == "POST":
        query.nothing_else()
        return query.settle(lambda: read(data))
    return query.settle(lambda: address.scene_of(query.rest, beside=query.own))


def _trajectories(request: Request, query: Query, data: Any) -> Response:
    include = query.some_of("include", COLUMNS)
    layout = query.one_of("format", ("json", "csv"))
    return answer(request, raced(scene_from(request, query, data), include, layout))


def raced(scene: Scene, include: frozenset[str] = frozenset(), layout: str = "json") -> Encoded:
    """The encoded answer to a scene. Raises InvalidScene where its start is outside the domain."""
    whole = canonical(scene)
    key = address.write(whole)

    def make() -> Encoded:
        result = race(whole, include)
        if layout == "csv":
            return encoded(csv_of(result).encode(), "text/csv; charset=utf-8; header=present", "descent-lab.csv")
        for trajectory in result["trajectories"]:
            trajectory["learning_rate"] = _brief(trajectory["learning_rate"])
        return encoded(orjson.dumps({"scene": whole.model_dump(), "address": key, **result}))

    return _BODIES.get((key, include, layout), make)


def _brief(column: list[float]) -> list[float] | orjson.Fragment:
    """A column of one and the same number is written once and repeated: it is a quarter of what a race has to write."""
    if not column or column.count(column[0]) != len(column):
        return column
    return orjson.Fragment(b"[" + b",".join([orjson.dumps(column[0])] * len(column)) + b"]")


_FIELD_KEYS: Final = ("nx", "ny", "format", "batch", "step", "sampling", "seed")


def problem_from(request: Request, query: Query, data: Any) -> ProblemSpec:
    """The problem of a request, which may be posted within its scene. Raises InvalidScene with its faults and those of
    the endpoint's own keys."""
    if request.method == "POST":
        query.nothing_else()
        return query.settle(lambda: read_problem_of(data))
    return query.settle(lambda: address.problem_of_pairs(query.rest, beside=query.own))


def _field(request: Request, query: Query, data: Any) -> Response:
    """The loss on a grid: the whole one, or that of the batch of one update."""
    # In an address the view is a formula's own; of any other problem, and beside a body, it is the field's.
    framed = request.method != "POST" and any(key == "formula" for key, _ in query.rest)
    if not framed:
        query = Query(request, (*_FIELD_KEYS, "view"))
    nx, ny = (query.whole(key, 2, LIMITS.field_side, 200) for key in ("nx", "ny"))
    layout = query.one_of("format", ("json", "f32"))
    text = None if framed else query.once("view")
    box = None if text is None else query.attempt(lambda: address.box_of(text))
    batch = _batch_asked(query)
    spec = problem_from(request, query, data)
    return answer(request, sampled(spec, None if box is None else View(x=box.x, y=box.y), nx, ny, layout, batch))


def _batch_asked(query: Query) -> BatchOf | None:
    size = query.whole("batch", 1, LIMITS.points, 0)
    step = query.whole("step", 0, LIMITS.steps - 1, 0)
    sampling = query.one_of("sampling", get_args(Sampling))
    seed = query.whole("seed", 0, LIMITS.seed, 0)
    if not query.has("batch"):
        for key in ("step", "sampling", "seed"):
            if query.has(key):
                query.fault(key, _WITH_BATCH.format(key=key))
        return None
    return BatchOf(size, step, sampling, seed)


_WITH_BATCH: Final = Text(
    en="{key} goes with batch: they say together whose loss is meant, that of the batch of update {key}.",
    zh="{key}须与batch同用：二者一起说明要画哪一次更新的小批量的损失。",
)


def sampled(
    spec: ProblemSpec, view: View | None, nx: int, ny: int, layout: str = "json", batch: BatchOf | None = None
) -> Encoded:
    """The encoded values of a problem's loss, or of one batch's, on a grid over the view, or over the problem's own.
    Raises InvalidScene where there are no such batches, or the grid is too much work."""
    problem = problem_of(spec)
    box = problem.view if view is None else view
    chosen = None if batch is None else batch.samples(problem)
    objective = objective_of(problem, chosen)
    check_field_work(objective, nx * ny)

    def make() -> Encoded:
        x, y = axes(box, nx, ny)
        values = np.broadcast_to(objective.field(x, y), (ny, nx))
        if layout == "f32":
            with np.errstate(over="ignore"):
                return encoded(values.astype("<f4").tobytes(), "application/octet-stream")
        # orjson writes null for what is not finite, as JSON has no other word for it.
        body: dict[str, Any] = {"x": x, "y": y, "values": np.ascontiguousarray(values, dtype=np.float64)}
        if chosen is not None:
            body["samples"] = chosen
        return encoded(orjson.dumps(body, option=orjson.OPT_SERIALIZE_NUMPY))

    return _BODIES.get(("field", spec.model_dump_json(), box, nx, ny, layout, batch), make)


def _point(request: Request, query: Query, data: Any) -> Response:
    """The loss and its derivatives at one point."""
    text = query.once("at")
    place = [understood(part) for part in (text or "").split(",")]
    if len(place) != 2 or any(isinstance(part, str) for part in place):
        query.fault("at", must_be("at", _PLACE, text))
    spec = problem_from(request, query, data)
    x, y = map(float, place)
    return answer(request, encoded(orjson.dumps(insight.look(problem_of(spec), x, y))))


_PLACE: Final = Text(en="two numbers such as 1.5,-2", zh="两个数，例如1.5,-2")


ROUTES: Final[list[BaseRoute]] = [
    *(Route(f"{BASE}/{kind}", catalogue_list) for kind in KINDS),
    *(Route(f"{BASE}/{kind}/{{id}}", catalogue_item) for kind in KINDS),
    Route(f"{BASE}/trajectories", of_scene(("include", "format"), _trajectories), methods=["GET", "POST"]),
    Route(f"{BASE}/field", of_scene(_FIELD_KEYS, _field), methods=["GET", "POST"]),
    Route(f"{BASE}/point", of_scene(("at",), _point), methods=["GET", "POST"]),
    Route(f"{BASE}/formula", formula),
    Route(f"{BASE}/points", points, methods=["POST"]),
]
