"""Newton's methods, SPSA and the two flows, written out in plain Python floats apart from the catalogue."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from app.engine.random import rule_draws

from ..fixtures.recording import HESSIANS, LOSSES, STEPS, Gradient, Point, name_of

Algorithm = Callable[..., Iterator[Point]]


def newton(f: Gradient, x: float, y: float, *, lr: float, damping: float) -> Iterator[Point]:
    """(H + δI) s = g by elimination, the larger of the first column on top."""
    hessian = HESSIANS[name_of(f)]
    while True:
        (a, b, d), (gx, gy) = hessian(x, y), f(x, y)
        rows = [[a + damping, b, gx], [b, d + damping, gy]]
        rows.sort(key=lambda row: -abs(row[0]))
        factor = rows[1][0] / rows[0][0]
        sy = (rows[1][2] - factor * rows[0][2]) / (rows[1][1] - factor * rows[0][1])
        sx = (rows[0][2] - rows[0][1] * sy) / rows[0][0]
        x, y = x - lr * sx, y - lr * sy
        yield x, y


def saddle_free_newton(f: Gradient, x: float, y: float, *, lr: float, damping: float) -> Iterator[Point]:
    """Dauphin et al. 2014 without the subspace: along the Hessian's eigenvectors, found by a rotation (Jacobi)."""
    hessian = HESSIANS[name_of(f)]
    while True:
        (a, b, d), (gx, gy) = hessian(x, y), f(x, y)
        angle = 0.5 * math.atan2(2 * b, a - d)
        c, s = math.cos(angle), math.sin(angle)
        along, across = a * c * c + 2 * b * c * s + d * s * s, a * s * s - 2 * b * c * s + d * c * c
        u = (c * gx + s * gy) / (abs(along) + damping)
        v = (c * gy - s * gx) / (abs(across) + damping)
        x, y = x - lr * (c * u - s * v), y - lr * (s * u + c * v)
        yield x, y


def spsa(
    f: Gradient, x: float, y: float, *, lr: float, alpha: float, c: float, gamma: float, stability: float
) -> Iterator[Point]:
    """Spall 1992, with the gains of his later guide; the shakes are the lab's, for seed 0."""
    loss = LOSSES[name_of(f)]
    for k, (dx, dy) in enumerate(rule_draws("signs", 0, 0, STEPS).T.tolist()):
        a_k, c_k = lr / (k + 1 + stability) ** alpha, c / (k + 1) ** gamma
        difference = loss(x + c_k * dx, y + c_k * dy) - loss(x - c_k * dx, y - c_k * dy)
        x, y = x - a_k * difference / (2 * c_k * dx), y - a_k * difference / (2 * c_k * dy)
        yield x, y


def _integrated(slope: Callable[[list[float]], list[float]], z: list[float], span: float, pieces: int) -> list[float]:
    """z after a span of z′ = slope(z), by the classical Runge–Kutta method."""
    h = span / pieces

    def moved(by: float, along: list[float]) -> list[float]:
        return [value + by * change for value, change in zip(z, along, strict=True)]

    for _ in range(pieces):
        first = slope(z)
        second = slope(moved(h / 2, first))
        third = slope(moved(h / 2, second))
        fourth = slope(moved(h, third))
        weighted = zip(first, second, third, fourth, strict=True)
        z = moved(h / 6, [p + 2 * q + 2 * r + s for p, q, r, s in weighted])
    return z


def gradient_flow(f: Gradient, x: float, y: float, *, lr: float) -> Iterator[Point]:
    """θ′ = −∇f for the time η."""
    while True:
        x, y = _integrated(lambda z: [-part for part in f(*z)], [x, y], lr, 2)
        yield x, y


def heavy_ball_ode(f: Gradient, x: float, y: float, *, lr: float, momentum: float) -> Iterator[Point]:
    """ẍ + γẋ + ∇f = 0 for the time √η, with γ = (1 − μ)/√η."""
    friction = (1 - momentum) / math.sqrt(lr)

    def slope(z: list[float]) -> list[float]:
        gx, gy = f(z[0], z[1])
        return [z[2], z[3], -friction * z[2] - gx, -friction * z[3] - gy]

    state = [x, y, 0.0, 0.0]
    while True:
        state = _integrated(slope, state, math.sqrt(lr), 2)
        yield state[0], state[1]


# Each variant's algorithm, and settings that together change every hyperparameter. Newton's is damped: on its way down
# from the start Rosenbrock's Hessian turns from indefinite to definite, and where it is singular rounding is boundless.
PAPERS: Mapping[str, tuple[Algorithm, list[dict[str, Any]]]] = {
    "newton": (newton, [{"lr": 0.5, "damping": 1.0}, {"lr": 0.1, "damping": 30.0}]),
    "saddle_free_newton": (saddle_free_newton, [{"lr": 0.02}, {"lr": 0.1, "damping": 1.0}]),
    "spsa": (spsa, [{"lr": 0.002}, {"lr": 0.001, "alpha": 0.5, "c": 0.01, "gamma": 0.2, "stability": 5.0}]),
    "gradient_flow": (gradient_flow, [{}, {"lr": 0.0005}]),
    "heavy_ball_ode": (heavy_ball_ode, [{}, {"lr": 0.0005, "momentum": 0.7}]),
}
