"""The lowest minimum of a fit that can be found, where no formula gives it.

The loss is looked at on a coarse grid over the view; from its lowest hollows and from the start Newton's method goes
down, damped so that each step descends. Where there is no curvature to go by, as with absolute errors, a simplex
(Nelder and Mead, 1965) goes on. What is found is a minimum, not for certain the lowest; where the loss keeps falling
without end nothing is.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from ..catalogue.definitions import View
from ..settings import LIMITS
from .data import Data
from .problem import Stationary

Point = tuple[float, float]

_SIDE: Final = 21  # of the grid
_HOLLOWS: Final = 4
_LOOKED_AT: Final = 200  # data, on the grid; the descents see all
_STEPS: Final = 120
_FAR: Final = 1e4  # sides of the view: whoever goes further goes on for ever
_NEAR: Final = 20  # the same for a simplex
_FLAT: Final = 1e-7  # of the curvature at the beginning: less is the foot of an endless slope


@dataclass(frozen=True, slots=True)
class Found:
    """A minimum and how it was found."""

    place: Stationary
    how: Literal["newton", "simplex"]


class _Enough(Exception):
    """Looking further would take too long."""


class _Seen:
    """The data, looked at for a limited time."""

    def __init__(self, data: Data) -> None:
        self._data = data
        self._left = LIMITS.search_operations

    def _look(self) -> Data:
        self._left -= self._data.cost(len(self._data))
        if self._left < 0:
            raise _Enough
        return self._data

    def value(self, x: float, y: float) -> float:
        return self._look().value(x, y)

    def value_and_gradient(self, x: float, y: float) -> tuple[float, ...]:
        return self._look().value_and_gradient(x, y)

    def hessian(self, x: float, y: float) -> tuple[float, ...]:
        return self._look().hessian(x, y)


def lowest(data: Data, view: View, start: Point) -> Found | None:
    """The lowest minimum found within reach of the view, or None."""
    size = max(view.x[1] - view.x[0], view.y[1] - view.y[0])
    seen = _Seen(data)
    found: list[Found] = []
    bottomless = math.inf
    # Without any curvature a hollow of the grid says little, and a simplex is slow.
    begins = [start, *_hollows(data, view)][: 2 if data.shape.without_curvature else None]
    for begin in begins:
        try:
            one, value = _descent(seen, begin, size)
        except _Enough:
            break
        if one is None:
            bottomless = min(bottomless, value)
        else:
            found.append(one)
    least = min((one.place.value for one in found), default=math.inf)
    # A descent without end that is lower already than the best minimum says that there is none.
    if not found or bottomless < least:
        return None
    # Of those that are as low but for rounding, a smooth one is known best.
    as_low = [one for one in found if one.place.value <= least + 1e-12 * abs(least)]
    return next((one for one in as_low if one.how == "newton"), as_low[0])


def _hollows(data: Data, view: View) -> Iterator[Point]:
    """The lowest places of a grid that are lower than all around them."""
    some = data.of(np.arange(0, len(data), 1 + len(data) // _LOOKED_AT))
    x, y = np.linspace(*view.x, _SIDE + 2)[1:-1], np.linspace(*view.y, _SIDE + 2)[1:-1]
    field = some.field(x, y)
    framed = np.pad(np.where(np.isfinite(field), field, np.inf), 1, constant_values=np.inf)
    around = [
        framed[1 + up : _SIDE + 1 + up, 1 + across : _SIDE + 1 + across]
        for up in (-1, 0, 1)
        for across in (-1, 0, 1)
        if up or across
    ]
    rows, columns = np.nonzero(np.isfinite(field) & (field <= np.min(around, axis=0)))
    for row, column in sorted(zip(rows, columns, strict=True), key=lambda place: field[place])[:_HOLLOWS]:
        yield float(x[column]), float(y[row])


def _descent(data: _Seen, begin: Point, size: float) -> tuple[Found | None, float]:
    """The minimum that lies below a place, and the lowest loss met on the way."""
    place, value, curvature = _followed(data, begin, size)
    if not math.isfinite(value):
        return None, value
    if (smooth := _smooth(data, place, value, curvature, size)) is not None:
        return smooth, value
    here = _curvature(data, place)
    if _far(place, begin, size) or 0 < here <= _FLAT * curvature:
        return None, value
    x, y, value = _simplex(data.value, place, size)
    if not math.hypot(x - place[0], y - place[1]) <= _NEAR * size:
        return None, value
    # Between kinks the bottom may be smooth, and then Newton's method knows it better.
    end, end_value, _ = _followed(data, (x, y), size)
    if (smooth := _smooth(data, end, end_value, curvature or here, size)) is not None:
        return smooth, end_value
    return Found(Stationary(x=x, y=y, value=value, kind="kink"), "simplex"), value


def _curvature(data: _Seen, place: Point) -> float:
    xx, _, yy = data.hessian(*place)
    return abs(xx) + abs(yy)


def _far(place: Point, begin: Point, size: float) -> bool:
    return math.hypot(place[0] - begin[0], place[1] - begin[1]) > _FAR * size


def _followed(data: _Seen, begin: Point, size: float) -> tuple[Point, float, float]:
    """Where Newton's steps lead from a place, the loss there, and the curvature that they began with."""
    x, y = begin
    value, by_x, by_y = data.value_and_gradient(x, y)
    if not all(map(math.isfinite, (value, by_x, by_y))):
        return begin, math.inf, 0.0
    damping, first = 1e-3, 0.0
    for _ in range(_STEPS):
        xx, xy, yy = data.hessian(x, y)
        if not all(map(math.isfinite, (xx, xy, yy))) or abs(xx) + abs(yy) == 0:
            break
        first = first or abs(xx) + abs(yy)
        if abs(xx) + abs(yy) <= _FLAT * first:
            break
        step = _newton(xx, xy, yy, by_x, by_y, damping)
        there = (x + step[0], y + step[1])
        if there == (x, y) or damping > 1e12 or _far((x, y), begin, size):
            break
        looked = data.value_and_gradient(*there)
        if all(map(math.isfinite, looked)) and looked[0] < value:
            (x, y), (value, by_x, by_y), damping = there, looked, max(damping / 8, 1e-14)
        else:
            damping *= 6
    return (x, y), value, first


def _smooth(data: _Seen, place: Point, value: float, first: float, size: float) -> Found | None:
    """A place where Newton's method can gain nothing more, if it is one."""
    for polishing in (True, True, False):
        xx, xy, yy = data.hessian(*place)
        _, by_x, by_y = data.value_and_gradient(*place)
        if not (xx > 0 and yy > 0 and xx * yy - xy * xy > 1e-12 * xx * yy and xx + yy > _FLAT * first):
            return None
        p, q = _newton(xx, xy, yy, by_x, by_y, 0.0)
        if abs(by_x * p + by_y * q) > 1e-12 * max(abs(value), 1e-12 * first * size * size):
            return None
        if polishing:  # the loss is too flat here to tell the last half of the digits, its slope is not
            place = (place[0] + p, place[1] + q)
    return Found(Stationary(x=place[0], y=place[1], value=data.value(*place)), "newton")


def _newton(xx: float, xy: float, yy: float, by_x: float, by_y: float, damping: float) -> Point:
    """Newton's step in coordinates that curve alike, with the Hessian lifted until it is positive, and damped."""
    across, up = math.sqrt(abs(xx)) or math.sqrt(abs(yy)), math.sqrt(abs(yy)) or math.sqrt(abs(xx))
    a, b, c = xx / across / across, xy / across / up, yy / up / up
    smallest = (a + c) / 2 - math.hypot((a - c) / 2, b)
    lift = damping + max(0.0, 1e-9 - 2 * smallest)
    a, c = a + lift, c + lift
    determinant = a * c - b * b
    p, q = by_x / across, by_y / up
    return -(c * p - b * q) / determinant / across, -(a * q - b * p) / determinant / up


def _simplex(function: Callable[[float, float], float], begin: Point, size: float) -> tuple[float, float, float]:
    """Nelder and Mead's method, begun again at its own end until that gains nothing."""

    def looked(x: float, y: float) -> tuple[float, float, float]:
        value = function(x, y)
        return (value if math.isfinite(value) else math.inf), x, y

    best, edge = looked(*begin), 0.05 * size
    for _ in range(12):
        _, x, y = best
        corners = sorted([best, looked(x + edge, y), looked(x, y + edge)])
        for _ in range(200):
            low, middle, high = corners
            if abs(high[1] - low[1]) + abs(high[2] - low[2]) <= 1e-13 * (size + abs(low[1]) + abs(low[2])):
                break
            centre = ((low[1] + middle[1]) / 2, (low[2] + middle[2]) / 2)

            def along(far: float, centre: Point = centre, high: Point = high[1:]) -> tuple[float, float, float]:
                return looked(centre[0] + far * (high[0] - centre[0]), centre[1] + far * (high[1] - centre[1]))

            reflected = along(-1.0)
            if reflected[0] < low[0]:
                corners[2] = min(reflected, along(-2.0))
            elif reflected[0] < middle[0]:
                corners[2] = reflected
            else:
                inside = along(-0.5) if reflected[0] < high[0] else along(0.5)
                if inside[0] < min(high[0], reflected[0]):
                    corners[2] = inside
                else:
                    corners[1:] = [looked((c[1] + low[1]) / 2, (c[2] + low[2]) / 2) for c in corners[1:]]
            corners.sort()
        gained, best = best[0] - corners[0][0], corners[0]
        edge = max(edge / 10, 1e-9 * size)
        if gained <= 1e-15 * abs(best[0]) and edge <= 1e-6 * size:
            break
    return best[1], best[2], best[0]
