"""The lessons of the surfaces with kinks and of the finite sums, run."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pytest

from app.engine.problem import surface_problem

from .scenes import curvatures, end, path, run

FADING: dict[str, Any] = {"schedule": {"id": "exponential", "parameters": {"gamma": 0.98}}}


def test_a_constant_rate_hops_across_a_crease_by_the_slope_times_the_rate() -> None:
    heights = [y for _, y in path(run("weighted_l1", "sgd", lr=0.1, steps=400))[-20:]]
    assert all(abs(a - b) == pytest.approx(0.5) for a, b in itertools.pairwise(heights))
    assert math.hypot(*end("weighted_l1", "sgd", lr=0.1, steps=400, **FADING)) < 0.005


def test_exact_line_searches_fall_into_wolfes_trap() -> None:
    problem = surface_problem("wolfe")
    value = problem.objective.value_and_gradient
    point = np.array(problem.start)
    sides = []
    for _ in range(12):
        sides.append(math.copysign(1, point[1]))
        gradient = np.array(value(*point)[1:])
        low, high = 0.0, 1.0
        for _ in range(100):  # thirds of an interval: along a line the surface has one lowest point in it
            left, right = low + (high - low) / 3, high - (high - low) / 3
            below = value(*(point - left * gradient))[0] < value(*(point - right * gradient))[0]
            low, high = (low, right) if below else (left, high)
        point = point - low * gradient
    assert all(a == -b for a, b in itertools.pairwise(sides)), "it zigzags"
    assert np.hypot(*point) < 1e-4
    assert value(-0.1, 0)[0] < -0.5, "where the surface still falls"


def test_a_constant_rate_passes_wolfes_trap_and_hops() -> None:
    points = path(run("wolfe", "sgd", lr=0.01, steps=300))
    assert points[-1][0] == pytest.approx(-1, abs=1e-3)
    assert all(abs(a[1] - b[1]) == pytest.approx(0.16) for a, b in itertools.pairwise(points[-20:]))
    assert run("wolfe", "sgd", lr=0.1, steps=500, **FADING)["loss"][-1] == pytest.approx(-8, abs=0.01)


def test_on_bukins_crease_a_run_rests_only_where_its_rate_fades() -> None:
    assert min(run("bukin_6", "sgd", lr=0.01, steps=500)["loss"][100:]) > 3
    assert np.mean(run("bukin_6", "sgd", lr=0.01, steps=500)["loss"][100:]) > 50
    faded = run("bukin_6", "sgd", lr=0.01, steps=1500, **FADING)
    x, y = path(faded)[-1]
    assert abs(y - x * x / 100) < 1e-3 and abs(x + 10) > 2
    faded = run("bukin_6", "adam", lr=0.05, steps=1500, **FADING)
    assert faded["loss"][-1] < 0.5 and abs(path(faded)[-1][0] + 10) > 1


@pytest.mark.parametrize(
    ("optimizer", "lr"), [("sgd", 0.1), ("sgd", 1), ("momentum", 0.5), ("adam", 0.3), ("adagrad", 0.3)]
)
def test_a_run_stays_in_its_cell_of_the_tray(optimizer: str, lr: float) -> None:
    cells = {
        (math.floor(x / math.pi), math.floor(y / math.pi)) for x, y in path(run("cross_in_tray", optimizer, lr=lr))
    }
    assert cells == {(-2, 1)}


def test_the_corners_of_the_table_are_deep_and_out_of_sight() -> None:
    for optimizer, lr in (("sgd", 0.05), ("momentum", 0.01), ("adagrad", 0.5), ("adam", 0.1)):
        assert run("holder_table", optimizer, lr=lr)["loss"][-1] == pytest.approx(-1.18, abs=0.01)
    assert run("holder_table", "sgd", lr=0.01, start=[8, 9])["loss"][-1] == pytest.approx(-19.21, abs=0.01)


def test_the_lowest_point_of_the_eggholder_is_there_because_the_box_ends() -> None:
    for optimizer, lr in (("sgd", 0.5), ("momentum", 0.5), ("adagrad", 5), ("adam", 5)):
        assert run("eggholder", optimizer, lr=lr, steps=500)["loss"][-1] == pytest.approx(-540, abs=1)
    lowest = surface_problem("eggholder").minima[0]
    for optimizer, lr in (("sgd", 0.1), ("momentum", 0.1), ("adam", 1)):
        trajectory = run("eggholder", optimizer, lr=lr, start=[500, 400], steps=400)
        assert path(trajectory)[-1][0] > 512
        assert trajectory["loss"][-1] < lowest.value - 10


def test_noise_leaves_a_cloud_that_grows_with_the_rate_and_a_schedule_draws_together() -> None:
    minimum = surface_problem("linear_regression").minima[0]
    assert curvatures("linear_regression", minimum.x, minimum.y)[1] == pytest.approx(1.5)
    assert math.dist(end("linear_regression", "sgd", lr=1.3, steps=500), (minimum.x, minimum.y)) < 1e-3
    assert math.dist(end("linear_regression", "sgd", lr=1.36, steps=500), (minimum.x, minimum.y)) > 10

    def spread(lr: float, last: int, **more: Any) -> float:
        points = path(run("linear_regression", "sgd", lr=lr, noise=1, steps=2000, **more))[-last:]
        return float(np.mean([math.dist(point, (minimum.x, minimum.y)) for point in points]))

    assert spread(0.05, 1000) < 0.7 * spread(0.2, 1000) < 0.5 * spread(0.8, 1000)
    cosine = {"id": "cosine", "parameters": {"t_max": 2000}}
    assert spread(0.2, 20, schedule=cosine) < 0.5 * spread(0.2, 1000)


def test_large_steps_do_no_harm_to_logistic_regression() -> None:
    minimum = surface_problem("logistic_regression").minima[0]
    assert curvatures("logistic_regression", minimum.x, minimum.y)[1] == pytest.approx(0.097, abs=5e-4)
    assert 2 / curvatures("logistic_regression", minimum.x, minimum.y)[1] == pytest.approx(20.6, abs=0.05)
    assert math.dist(end("logistic_regression", "sgd", lr=20, steps=500), (minimum.x, minimum.y)) < 1e-3
    bouncing = path(run("logistic_regression", "sgd", lr=25, steps=3000))[-100:]
    assert all(0.5 < math.dist(point, (minimum.x, minimum.y)) < 5 for point in bouncing)
