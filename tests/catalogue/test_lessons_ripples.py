"""The lessons of the surfaces with many minima, run."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from app.engine.problem import axes, surface_problem

from .scenes import curvatures, end, path, run

COSINE = {"id": "cosine", "parameters": {"t_max": 300}}


def count_of_minima(surface: str, side: int = 641) -> int:
    """How many points of a grid over the view are lower than all around them."""
    problem = surface_problem(surface)
    values = problem.objective.field(*axes(problem.view, side, side))
    middle = values[1:-1, 1:-1]
    lower = [
        middle < values[i : side - 2 + i, j : side - 2 + j] for i in range(3) for j in range(3) if (i, j) != (1, 1)
    ]
    return int(np.logical_and.reduce(lower).sum())


@pytest.mark.parametrize(("surface", "count"), [("bohachevsky", 25), ("griewank", 17), ("egg_crate", 9)])
def test_there_are_as_many_minima_as_said(surface: str, count: int) -> None:
    assert count_of_minima(surface) == count


def test_averaging_follows_the_bowl_under_the_ripples() -> None:
    assert math.hypot(*end("bohachevsky", "sgd", lr=0.01)) > 1
    assert math.hypot(*end("bohachevsky", "momentum", lr=0.005, steps=300)) < 1e-3
    assert math.hypot(*end("bohachevsky", "adam", lr=0.1, steps=300)) < 1e-3


@pytest.mark.parametrize(
    ("optimizer", "lr"), [("sgd", 0.5), ("momentum", 0.3), ("adagrad", 0.5), ("rmsprop", 0.02), ("adam", 0.3)]
)
def test_every_run_on_griewank_ends_in_the_next_dip(optimizer: str, lr: float) -> None:
    assert end("griewank", optimizer, lr=lr, steps=1500) == pytest.approx((-6.28, 8.88), abs=0.1)


def test_the_second_best_dip_of_griewank_is_almost_as_deep() -> None:
    x, y = end("griewank", "sgd", lr=0.5, start=[3, 4.5], steps=500)
    assert surface_problem("griewank").objective.value_and_gradient(x, y)[0] == pytest.approx(0.007, abs=5e-4)


def test_momentum_on_the_washboard_hangs_by_a_thread() -> None:
    trench = end("levy", "sgd", lr=0.01, steps=500)[0]
    assert end("levy", "momentum", lr=0.045, steps=500)[0] == pytest.approx(trench, abs=0.01)
    for lr in (0.04, 0.05):
        assert math.dist(end("levy", "momentum", lr=lr, steps=500), (1, 1)) < 1e-3


def test_fine_ripples_hide_the_bowl_from_gradient_descent() -> None:
    assert run("levy_13", "sgd", lr=0.001, steps=500)["loss"][-1] > 20
    assert run("levy_13", "momentum", lr=0.001, steps=500)["loss"][-1] == pytest.approx(1.2, abs=0.05)


@pytest.mark.parametrize(
    ("optimizer", "lr"), [("sgd", 0.03), ("momentum", 0.01), ("adagrad", 0.5), ("rmsprop", 0.05), ("adam", 0.5)]
)
def test_without_noise_the_corner_of_the_egg_crate_holds_a_run(optimizer: str, lr: float) -> None:
    assert run("egg_crate", optimizer, lr=lr, steps=300)["loss"][-1] == pytest.approx(19, abs=0.1)


@pytest.mark.parametrize("seed", range(6))
def test_noise_that_fades_settles_in_a_lower_well(seed: int) -> None:
    noisy: dict[str, Any] = {"lr": 0.03, "noise": 20, "schedule": COSINE, "steps": 300, "seed": seed}
    assert run("egg_crate", "sgd", **noisy)["loss"][-1] < 10


def test_on_schwefel_the_usual_rate_looks_frozen() -> None:
    start = surface_problem("schwefel").start
    for moved, place in zip(end("schwefel", "adam", lr=0.001, steps=300), start, strict=True):
        assert abs(moved - place) == pytest.approx(0.3, abs=0.01)
    dip = end("schwefel", "sgd", lr=1, steps=300)
    assert math.dist(dip, start) < 80
    for optimizer, lr in (("adam", 1), ("momentum", 1), ("rmsprop", 1), ("adagrad", 10)):
        assert math.dist(end("schwefel", optimizer, lr=lr, steps=500), dip) < 2


def test_a_ring_of_the_drop_wave_holds_every_run() -> None:
    for optimizer, lr in (("sgd", 0.01), ("momentum", 0.01), ("adam", 0.1)):
        trajectory = run("drop_wave", optimizer, lr=lr, steps=300)
        assert trajectory["outcome"]["kind"] == "stalled"
        x, y = path(trajectory)[-1]
        low, high = curvatures("drop_wave", x, y)
        assert abs(low) < 1e-6 < high
    for distance, reached in ((0.25, True), (0.27, False)):
        assert (math.hypot(*end("drop_wave", "sgd", lr=0.01, start=[0, distance])) < 1e-6) is reached


def test_a_run_drops_into_a_trough_and_creeps() -> None:
    trajectory = run("schaffer_2", "sgd", lr=0.01, steps=200)
    points, loss = path(trajectory), trajectory["loss"]
    assert loss[0] > 0.8 and loss[5] < 0.02
    assert math.dist(points[5], points[-1]) < 0.1 * math.dist(points[0], points[5])


def test_the_steep_well_of_shubert_has_the_edge_that_is_said() -> None:
    well = surface_problem("shubert").minima[0]
    assert curvatures("shubert", well.x, well.y)[1] == pytest.approx(4661, abs=1)
    assert math.dist(end("shubert", "sgd", lr=0.0004, steps=400), (well.x, well.y)) < 1e-6
    bouncing = path(run("shubert", "sgd", lr=0.0005, steps=1000))[-20:]
    assert all(0.05 < math.dist(point, (well.x, well.y)) < 0.3 for point in bouncing)
    assert math.dist(end("shubert", "sgd", lr=0.001), (well.x, well.y)) > 1
    values = surface_problem("shubert").objective.field(*axes(surface_problem("shubert").view, 801, 801))
    assert values.max() == pytest.approx(210, abs=1)


def test_on_the_plateau_of_michalewicz_gradient_descent_stands_still() -> None:
    goal = surface_problem("michalewicz").minima[0]
    assert curvatures("michalewicz", goal.x, goal.y)[1] == pytest.approx(81, abs=0.1)
    assert math.dist(end("michalewicz", "sgd", lr=0.02, steps=400), (goal.x, goal.y)) < 1e-3
    assert math.dist(end("michalewicz", "sgd", lr=0.026, steps=400), (goal.x, goal.y)) > 0.01
    for optimizer, lr in (("adagrad", 0.1), ("rmsprop", 0.01), ("adam", 0.1)):
        for start in (surface_problem("michalewicz").start, (1.0, 1.0)):
            found = end("michalewicz", optimizer, lr=lr, start=list(start), steps=400)
            assert math.dist(found, (goal.x, goal.y)) < 0.02
    assert math.dist(end("michalewicz", "sgd", lr=0.02, start=[1, 1]), (1, 1)) < 0.01
