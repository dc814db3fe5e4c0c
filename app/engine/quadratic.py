"""Fits whose loss is a quadratic of the parameters: solved, with what rounding leaves of it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from ..formula import Formula, formula_of
from ..formula.lanes import Array
from .data import Data

# A quadratic about its solution (p, q): near the minimum nothing cancels.
_QUADRATIC = "low + (xx*(x - p)**2 + 2*xy*(x - p)*(y - q) + yy*(y - q)**2)/2"
_COEFFICIENTS = ("low", "xx", "xy", "yy", "p", "q")

_ROUNDING = 1e-9  # in parts of the terms that a mean adds up


@dataclass(frozen=True)
class Quadratic:
    """A mean loss that is quadratic: ``value`` at its ``solution`` and three constant second derivatives.

    ``line`` says that it is flat in one direction, so that its solutions are a line; ``exact`` whether this gives what
    the sums over the data give: where x is large and hardly varies, digits cancel.
    """

    solution: tuple[float, float]
    value: float
    curvature: tuple[float, float, float]
    line: bool = False
    exact: bool = True

    @property
    def formula(self) -> Formula:
        return formula_of(_QUADRATIC, ("x", "y"), _COEFFICIENTS)

    @property
    def coefficients(self) -> Mapping[str, float]:
        return dict(zip(_COEFFICIENTS, (self.value, *self.curvature, *self.solution), strict=True))

    def value_and_gradient(self, x: float, y: float) -> tuple[float, ...]:
        return self.formula.value_and_gradient(x, y, *self.coefficients.values())


def quadratic_of(data: Data) -> Quadratic | None:
    """The quadratic that a fit's loss is, or None if it is none or has no stationary point.

    Where the minimum is a line (all x equal, a single point) the solution is its point nearest to the origin.
    """
    if not data.shape.constant_hessian:
        return None
    xx, xy, yy = data.hessian(0.0, 0.0)
    matrix, slope = np.array([[xx, xy], [xy, yy]]), np.array(data.value_and_gradient(0.0, 0.0)[1:])
    if not (np.isfinite(matrix).all() and np.isfinite(slope).all()):
        return None
    # Data at the ends of the numbers overflow on the way; what comes out is checked, and the sums remain.
    try:
        with np.errstate(all="ignore"):
            solution = _solved(matrix, -slope)
            for _ in range(2):  # Newton's steps from there remove what rounding has left of the gradient
                solution = solution - _solved(matrix, np.array(data.value_and_gradient(*solution)[1:]))
            nearest, line = _nearest_to_origin(matrix, solution)
            p, q = map(float, nearest)
            terms = np.abs(matrix) @ np.abs(solution) + np.abs(slope)
    except np.linalg.LinAlgError:
        return None
    value, *rest = data.value_and_gradient(p, q)
    if not (math.isfinite(value) and (np.abs(rest) <= 1e-4 * _ROUNDING * terms).all()):
        return None
    quadratic = Quadratic((p, q), value, (xx, xy, yy), line)
    return replace(quadratic, exact=all(_agree(quadratic, data, *point) for point in ((0.0, 0.0), (1.0, -1.0))))


def _scales(matrix: Array) -> Array:
    # So that both parameters curve alike: an x of 1.7e9, a date, would drown the other one. Powers of 2 round nothing.
    curves = np.sqrt(np.abs(np.diag(matrix)))
    scales: Array = np.exp2(np.rint(np.log2(np.where(curves == 0, 1.0, curves))))
    return scales


def _solved(matrix: Array, right: Array) -> Array:
    scales = _scales(matrix)
    solved: Array = np.linalg.lstsq(matrix / np.outer(scales, scales), right / scales, rcond=None)[0] / scales
    return solved


def _nearest_to_origin(matrix: Array, point: Array) -> tuple[Array, bool]:
    """Of the solutions the one nearest to the origin, and whether there are others."""
    scales = _scales(matrix)
    even = matrix / np.outer(scales, scales)
    values, vectors = np.linalg.eigh(even)
    flat = int(np.argmin(np.abs(values)))
    if abs(values[flat]) > 2 * np.finfo(float).eps * abs(values[1 - flat]):
        return point, False
    along = vectors[:, flat] / scales
    along = along / np.abs(along).max()  # an x of 1e-143 makes this direction 1e143 long, and its square too large
    nearest: Array = point - along * (along @ point) / (along @ along)
    return nearest, True


def _agree(quadratic: Quadratic, data: Data, x: float, y: float) -> bool:
    """Whether the quadratic's value and gradient are those of the sums. Where the terms of a sum are all 0 the
    solution's own rounding counts: once in the gradient, squared in the value."""
    (xx, xy, yy), (p, q) = quadratic.curvature, quadratic.solution
    dx, dy = abs(x) + abs(p), abs(y) + abs(q)
    by_x, by_y = abs(xx) * dx + abs(xy) * dy, abs(xy) * dx + abs(yy) * dy
    allowed = (1e-26 * (by_x * dx + by_y * dy), 1e-14 * by_x, 1e-14 * by_y)
    with np.errstate(all="ignore"):
        return all(
            abs(mine - float(part.mean())) <= _ROUNDING * float(np.abs(part).mean()) + more
            for mine, part, more in zip(quadratic.value_and_gradient(x, y), data.each(x, y), allowed, strict=True)
        )
