"""How heights become colours and contour levels: static/js/core/relief.js in NumPy, with its thresholds."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .style import relief_constant
from .ticks import linear_ticks

Array = NDArray[np.float64]

_LEAST = 5e-324  # the smallest float above 0


@dataclass(frozen=True, slots=True)
class Level:
    """A contour's value; every fifth is strong."""

    value: float
    strong: bool


@dataclass(frozen=True, slots=True)
class Relief:
    """``tone`` puts values of the loss on the ramp, 0 to 1."""

    kind: str
    tone: Callable[[Array], Array]
    levels: tuple[Level, ...]


def relief(values: Array, minimum: float | None) -> Relief:
    """The relief of a field of shape (ny, nx); ``minimum`` is the known lowest loss, None where nobody knows it."""
    ny, nx = values.shape
    flat = values.ravel()
    finite = np.isfinite(flat)
    if not finite.any():
        return _even(np.empty(0), 0.0, 0.0)
    at = int(np.argmin(np.where(finite, flat, np.inf)))
    lowest = float(flat[at])
    stride = max(1, len(flat) // 20000)
    sample = flat[::stride]
    heights = np.sort(np.append(sample[np.isfinite(sample)], lowest))
    floor, top = float(heights[0]), _quantile(heights, 0.998)
    if not top > floor:
        return _even(heights, floor, floor)
    inside = 0 < at % nx < nx - 1 and nx <= at < nx * (ny - 1)
    if minimum is not None or inside:
        ripple = relief_constant("RIPPLE") * (_quantile(heights, 0.05) - lowest)
        if minimum is None:
            base = lowest - _dip(flat, nx, at)
        else:
            base = lowest if lowest < minimum - ripple else minimum
        above = heights - base
        high = _quantile(above, 0.998)
        low = max(_first_positive(above), _quantile(above, relief_constant("SPECK")), high * 1e-18, _LEAST)
        if _decades(low, high) < relief_constant("FEW_DECADES"):
            return _even(heights, floor, top)
        return _geometric(above, base, low, high, max(low, _quantile(above, relief_constant("LOWLAND"))))
    percentile = _quantile(heights, 0.01)
    if floor >= 0 and top > 50 * percentile and _first_positive(heights) < top / 50:
        low = max(_first_positive(heights), percentile)
        return _geometric(heights, 0.0, low, top, low)
    sizes = np.sort(np.abs(heights))
    middle, far = _quantile(sizes, 0.5), _quantile(sizes, 0.998)
    if floor < 0 < top and far > 30 * middle:
        return _symmetric(floor, top, max(_first_positive(sizes), _quantile(sizes, 0.05)))
    return _even(heights, floor, top)


def _quantile(heights: Array, share: float) -> float:
    return float(heights[math.floor(share * (len(heights) - 1) + 0.5)])


def _first_positive(heights: Array) -> float:
    positive = heights[heights > 0]
    return float(positive[0]) if len(positive) else _LEAST


def _decades(low: float, high: float) -> float:
    # Not of the quotient, which may leave the floats.
    return math.log10(high) - math.log10(low)


def _dip(flat: Array, nx: int, at: int) -> float:
    """How far under the lowest node the bottom lies: the vertex of a parabola along each axis."""
    depth = 0.0
    for stride in (1, nx):
        before, here, after = (float(flat[at + step]) for step in (-stride, 0, stride))
        bend = before + after - 2 * here
        if math.isfinite(bend) and bend > 0:
            depth += (after - before) * ((after - before) / (8 * bend))  # a square would raise
    return depth


def _plateau(heights: Array, height: float, margin: float) -> bool:
    low, high = np.searchsorted(heights, [height - margin, height + margin])
    return bool(high - low > 0.25 * len(heights))


def _geometric(heights: Array, base: float, low: float, high: float, lowland: float) -> Relief:
    start = math.log(lowland)
    span = math.log(high) - start

    def tone(values: Array) -> Array:
        with np.errstate(all="ignore"):
            return np.where(values > base, np.clip((np.log(values - base) - start) / span, 0, 1), 0.0)

    levels = [each for each in geometric_heights(low, high) if not _plateau(heights, each.value, 0.01 * each.value)]
    return Relief("log", tone, tuple(Level(base + each.value, each.strong) for each in levels))


def geometric_heights(low: float, high: float) -> list[Level]:
    """Heights between low and high: round strong ones, four geometric ones between each two."""
    most = relief_constant("MOST_LEVELS")
    decades = _decades(low, high)
    digits = [1, 2, 5] if decades * 15 <= most else [1, 3] if decades * 10 <= most else [1]
    stride = 1 if len(digits) > 1 else max(1, math.ceil(decades * 5 / most))
    first = math.floor(math.log10(low))
    exponent = first - first % stride
    strong: list[float] = []
    while len(strong) < 2 or strong[-2] < high:
        strong += [float(f"{digit}e{exponent}") for digit in digits]
        exponent += stride
    inside = [each for each in strong if 0 < each < math.inf]  # at the ends of the floats there is no next round number
    levels = [
        Level(here * math.exp(k / 5 * (math.log(there) - math.log(here))) if k else here, k == 0)
        for here, there in pairwise(inside)
        for k in range(5)
    ]
    return [level for level in levels if low < level.value < high]


def _symmetric(floor: float, top: float, threshold: float) -> Relief:
    def bend(values: Array) -> Array:
        bent: Array = np.sign(values) * np.log1p(np.abs(values) / threshold)
        return bent

    start = float(bend(np.array(floor)))
    span = float(bend(np.array(top))) - start
    heights = geometric_heights(threshold, max(-floor, top))
    below = [Level(-each.value, each.strong) for each in reversed(heights)]
    levels = [each for each in (*below, Level(0.0, True), *heights) if floor < each.value < top]
    return Relief("symlog", lambda values: np.clip((bend(values) - start) / span, 0, 1), tuple(levels))


def _even(heights: Array, floor: float, top: float) -> Relief:
    span = top - floor
    if not span > 0:
        return Relief("linear", np.zeros_like, ())
    values, step = linear_ticks(floor, top, int(relief_constant("MOST_LEVELS")))
    levels = [
        Level(value, round(value / step) % 5 == 0)
        for value in values
        if floor < value < top and not _plateau(heights, value, 0.01 * span)
    ]
    return Relief("linear", lambda field: np.clip((field - floor) / span, 0, 1), tuple(levels))
