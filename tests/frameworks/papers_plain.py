"""Algorithms of papers, written out in plain Python floats from their pseudocode, for variants that no library has.

Each takes the gradient, the start and its hyperparameters and yields the points after the start. They share nothing
with the catalogue's rules: that is their point.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..fixtures.recording import Gradient, Point

Algorithm = Callable[..., Iterator[Point]]


def amsgrad(f: Gradient, x: float, y: float, *, lr: float, beta1: float, beta2: float, eps: float) -> Iterator[Point]:
    """Reddi et al. 2018, Algorithm 2, without projection."""
    theta, m, v, top = [x, y], [0.0, 0.0], [0.0, 0.0], [0.0, 0.0]
    while True:
        for i, g in enumerate(f(*theta)):
            m[i] = beta1 * m[i] + (1 - beta1) * g
            v[i] = beta2 * v[i] + (1 - beta2) * g * g
            top[i] = max(top[i], v[i])
            theta[i] -= lr * m[i] / (math.sqrt(top[i]) + eps)
        yield theta[0], theta[1]


def yogi(f: Gradient, x: float, y: float, *, lr: float, beta1: float, beta2: float, eps: float) -> Iterator[Point]:
    """Zaheer et al. 2018, Algorithm 2."""
    theta, m, v = [x, y], [0.0, 0.0], [0.0, 0.0]
    while True:
        for i, g in enumerate(f(*theta)):
            m[i] = beta1 * m[i] + (1 - beta1) * g
            square = g * g
            if v[i] > square:
                v[i] -= (1 - beta2) * square
            elif v[i] < square:
                v[i] += (1 - beta2) * square
            theta[i] -= lr * m[i] / (math.sqrt(v[i]) + eps)
        yield theta[0], theta[1]


def nesterov(f: Gradient, x: float, y: float, *, lr: float, momentum: float) -> Iterator[Point]:
    """Sutskever et al. 2013, equations 3 and 4."""
    vx = vy = 0.0
    while True:
        gx, gy = f(x + momentum * vx, y + momentum * vy)
        vx, vy = momentum * vx - lr * gx, momentum * vy - lr * gy
        x, y = x + vx, y + vy
        yield x, y


def normalized_gd(f: Gradient, x: float, y: float, *, lr: float) -> Iterator[Point]:
    """Hazan et al. 2015, Algorithm 1."""
    while True:
        gx, gy = f(x, y)
        length = math.hypot(gx, gy)
        x, y = x - lr * (gx / length), y - lr * (gy / length)
        yield x, y


# Each variant's algorithm, and settings that together change every hyperparameter.
PAPERS: Mapping[str, tuple[Algorithm, list[dict[str, Any]]]] = {
    "amsgrad": (amsgrad, [{"lr": 0.05}, {"lr": 0.02, "beta1": 0.8, "beta2": 0.99, "eps": 0.01}]),
    "yogi": (yogi, [{"lr": 0.05}, {"lr": 0.02, "beta1": 0.8, "beta2": 0.99, "eps": 0.1}]),
    "nesterov": (nesterov, [{"lr": 0.0002}, {"lr": 0.0005, "momentum": 0.7}]),
    "normalized_gd": (normalized_gd, [{"lr": 0.02}]),
}
