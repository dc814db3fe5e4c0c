"""The lessons of the ravines, run."""

from __future__ import annotations

import math
from typing import Any

import pytest

from app.engine.problem import surface_problem

from .scenes import curvatures, end, path, run


def test_momentum_runs_along_the_cubic_valley() -> None:
    low, high = curvatures("cube", 1, 1)
    assert high / low == pytest.approx(10_000, rel=0.01)
    quick = path(run("cube", "momentum", lr=0.0005, steps=20))
    slow = path(run("cube", "sgd", lr=0.001, steps=1000))
    assert quick[-1][0] > 0.4
    assert slow[900][0] < 0.4 < slow[-1][0]


def test_momentum_leaves_the_winding_floor_and_arrives_first() -> None:
    def above(optimizer: str) -> tuple[float, float]:
        """How far a run is off the floor after the first steps, and from the minimum at the end."""
        points = path(run("sine_ravine", optimizer, lr=0.05, steps=400))
        return max(abs(y - math.sin(x)) for x, y in points[10:]), math.hypot(*points[-1])

    plain, momentum = above("sgd"), above("momentum")
    assert plain[0] < 0.1 and plain[1] > 1
    assert momentum[0] > 0.5 and momentum[1] < 1e-3
    straight = {"kind": "surface", "id": "sine_ravine", "coefficients": {"a": 0}}
    assert max(abs(y) for _, y in path(run(straight, "sgd", lr=0.05))[2:]) < 1e-12, "no bends"


@pytest.mark.parametrize(("lr", "height"), [(0.05, 5), (0.1, 3.6), (0.12, 1.4)])
def test_a_large_rate_rests_only_on_the_flat_part_of_the_curve(lr: float, height: float) -> None:
    x, y = end("factorised", "sgd", lr=lr, steps=300)
    assert x * y == pytest.approx(1)
    assert y == pytest.approx(height, abs=0.05)
    sharpness = curvatures("factorised", x, y)[1]
    assert sharpness == pytest.approx(x * x + y * y)
    assert sharpness < 2 / lr


def test_a_rate_beyond_the_curve_diverges() -> None:
    assert run("factorised", "sgd", lr=0.2)["outcome"]["kind"] == "diverged"


@pytest.mark.parametrize(
    ("optimizer", "lr"), [("sgd", 0.001), ("momentum", 3e-4), ("adagrad", 2), ("rmsprop", 0.05), ("adam", 0.3)]
)
def test_the_classical_start_leads_into_the_wrong_valley(optimizer: str, lr: float) -> None:
    assert run("freudenstein_roth", optimizer, lr=lr, steps=10_000)["loss"][-1] == pytest.approx(48.98, rel=0.02)


def test_a_start_further_up_leads_into_the_right_one() -> None:
    assert math.dist(end("freudenstein_roth", "adam", lr=0.3, start=[0.5, 3], steps=400), (5, 4)) < 1e-3


@pytest.mark.parametrize(("optimizer", "lr"), [("sgd", 8e-9), ("adagrad", 0.1)])
def test_on_the_floor_of_the_razor_nothing_moves(optimizer: str, lr: float) -> None:
    trajectory = run("powell_badly_scaled", optimizer, lr=lr, steps=1000)
    assert trajectory["outcome"]["kind"] == "stalled"
    x, y = path(trajectory)[-1]
    assert (x * 1e4, y) == pytest.approx((1, 1), rel=0.01)
    minimum = surface_problem("powell_badly_scaled").minima[0]
    assert minimum.y - y == pytest.approx(8, abs=0.2)
    low, high = curvatures("powell_badly_scaled", x, y)
    assert high == pytest.approx(2e8, rel=0.01) and abs(low) < 10


def test_no_rate_suits_both_coordinates_of_browns_bowl() -> None:
    minimum = surface_problem("brown_badly_scaled").minima[0]
    low, high = curvatures("brown_badly_scaled", minimum.x, minimum.y)
    assert 2 / high == pytest.approx(1e-12) and low == pytest.approx(2)
    more: dict[str, Any] = {"lr": 1e-6, "steps": 10_000}
    points = path(run("brown_badly_scaled", "sgd", **more))
    assert 900 < max(x for x, _ in points) < 1300
    late = [y for _, y in points[2000:]]
    assert min(late) < 0.002 < 0.004 < max(late), "y swings"
