"""Means over data and batches in many lanes at once: what app.engine.looks gives to one run, to the last bit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np

from ..formula.lanes import Array
from .data import Batches, Data
from .looks import LOOP, Terms
from .random import Indices

# Numbers that are worked on at a time, so that they stay in the processor's cache.
_PIECE: Final = 65_536
_SEEDS: Final = 50  # whose batches are drawn at a time, so that memory stays small


def lane_functions(data: Data) -> Mapping[str, Callable[..., object]]:
    """The loss with its gradient, and the Hessian, at an array of points."""

    def look(terms: Terms) -> Callable[[Array, Array], list[Array]]:
        columns = [column[np.newaxis] for column in terms.columns(data.x, data.y, *data.numbers)]
        few = bool(columns) and len(data) <= LOOP
        return lambda x, y: _means(terms, data.numbers, len(data), columns, few, x, y)

    return {"full": look(data.shape.both), "curvature": look(data.shape.curvatures)}


def lane_batches(made: Batches, seeds: Sequence[int]) -> Mapping[str, object]:
    """What a program takes for the batches of these seeds, the last axis of the lanes."""
    lanes = [seeds[first : first + _SEEDS] for first in range(0, len(seeds), _SEEDS)]
    if made.quadratic:
        each = [made.means(some) for some in lanes]
        return {name: np.concatenate([one[name] for one in each]).T.copy() for name in each[0]}
    drawn = [made.drawn(some) for some in lanes]
    return {"batch": _batch_means(made.data, np.concatenate([orders for orders, _ in drawn]), drawn[0][1])}


def _batch_means(data: Data, orders: Indices, offsets: Indices) -> Callable[[int, Array, Array], list[Array]]:
    terms, numbers = data.shape.slopes, data.numbers
    columns = terms.columns(data.x, data.y, *numbers)
    edges = [*offsets.tolist(), orders.shape[1]]
    few = bool(np.diff(edges).max() <= LOOP)

    def batch(update: int, x: Array, y: Array) -> list[Array]:
        chosen = orders[:, edges[update] : edges[update + 1]]
        return _means(terms, numbers, chosen.shape[1], [column[chosen] for column in columns], few, x, y)

    return batch


def _means(
    terms: Terms, numbers: Sequence[float], data: int, columns: Sequence[Array], few: bool, x: Array, y: Array
) -> list[Array]:
    """The means over that many data at each point. A column has a row for each lane of the last axis, or one for all.

    ``few`` data are added one by one with the functions of floats, many as NumPy adds and computes them.
    """
    at_x, at_y = x.ravel()[:, np.newaxis], y.ravel()[:, np.newaxis]
    points, program = len(at_x), terms.in_lanes if few else terms.array
    results = [np.empty(points) for _ in terms.roots]
    rows = max(1, _PIECE // data)
    for first in range(0, points, rows):
        piece = slice(first, min(first + rows, points))
        lanes = np.arange(piece.start, piece.stop)
        given = [column[lanes % len(column)] if len(column) > 1 else column for column in columns]
        values = program(at_x[piece], at_y[piece], *numbers, *given)
        for result, root, value in zip(results, terms.roots, values, strict=True):
            if root in terms.summed:
                each = np.ascontiguousarray(np.broadcast_to(value, (len(lanes), data)))
                total = np.add.accumulate(each, axis=1)[:, -1] if few else np.add.reduce(each, axis=1)
                result[piece] = total / data
            else:
                result[piece] = np.broadcast_to(value, (len(lanes), 1))[:, 0]
    return [result.reshape(x.shape) for result in results]
