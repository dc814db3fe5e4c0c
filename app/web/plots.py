"""Curves of the learning rate as paths of an SVG: printed as they are, without a script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .demonstrations import Rates

WIDTH: Final = 400
HEIGHT: Final = 100
_STRAIGHT: Final = 0.05  # of a unit: a point that stands off a line by less is not seen


@dataclass(frozen=True, slots=True)
class Plot:
    """``paths`` in a box ``WIDTH`` × ``HEIGHT``, y downwards; ``top`` is the rate at its upper edge."""

    paths: tuple[str, ...]
    top: float
    steps: int


def plot(curves: Sequence[Rates]) -> Plot:
    """The learning rates of one schedule over the updates, in one box."""
    top = max(max(curve.values) for curve in curves) or 1.0
    steps = max(len(curve.values) for curve in curves)
    return Plot(tuple(_path(curve.values, top, steps) for curve in curves), top, steps)


def _path(values: Sequence[float], top: float, steps: int) -> str:
    return path_of([(k * WIDTH / max(1, steps - 1), HEIGHT * (1 - value / top)) for k, value in enumerate(values)])


def path_of(points: Sequence[tuple[float, float]]) -> str:
    """A line through points from left to right, without those that it passes anyway."""
    kept = [0]
    for index in range(1, len(points) - 1):
        if not _straight(points[kept[-1] : index + 2]):
            kept.append(index)
    kept += [len(points) - 1]
    return "M" + "L".join(f"{_short(points[i][0])} {_short(points[i][1])}" for i in kept)


def _straight(points: Sequence[tuple[float, float]]) -> bool:
    """Whether a line from the first to the last point says the same."""
    (x0, y0), (x1, y1) = points[0], points[-1]
    return all(abs(y0 + (x - x0) / (x1 - x0) * (y1 - y0) - y) < _STRAIGHT for x, y in points[1:-1])


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
