"""The lessons of the saddles and wells, run."""

from __future__ import annotations

import itertools
import math

import pytest

from app.engine.problem import surface_problem

from .scenes import curvatures, end, path, run, slope


def test_the_monkey_saddle_turns_gradient_descent_aside_and_momentum_not() -> None:
    assert max(map(abs, surface_problem("monkey_saddle").objective.hessian(0, 0))) == 0
    slow = path(run("monkey_saddle", "sgd", lr=0.05, steps=400))
    assert math.dist(slow[-1], (1.5, 2.598)) < 1e-3
    strides = [math.dist(*pair) for pair in itertools.pairwise(slow[:30])]
    assert min(strides) < strides[0] / 10, "it slows down"
    assert math.dist(end("monkey_saddle", "momentum", lr=0.05, steps=400), (-3, 0)) < 1e-3
    held = path(run("monkey_saddle", "sgd", lr=0.05, start=[0.9, 0], steps=5000))
    assert all(x > 0 and y == 0 for x, y in held)


def test_the_sharp_well_holds_only_small_rates() -> None:
    sharp, flat = surface_problem("sharp_and_flat").minima
    assert curvatures("sharp_and_flat", sharp.x, sharp.y)[1] == pytest.approx(16, abs=0.1)
    assert curvatures("sharp_and_flat", flat.x, flat.y)[1] == pytest.approx(1.2, abs=0.01)
    assert math.dist(end("sharp_and_flat", "sgd", lr=0.1), (sharp.x, sharp.y)) < 1e-6
    bouncing = path(run("sharp_and_flat", "sgd", lr=0.2, steps=1000))[-50:]
    assert all(0.1 < math.dist(point, (sharp.x, sharp.y)) < 0.5 for point in bouncing)
    assert math.dist(end("sharp_and_flat", "sgd", lr=0.5), (flat.x, flat.y)) < 1e-6


@pytest.mark.parametrize(
    ("optimizer", "lr", "well"),
    [("sgd", 0.02, 1), ("sgd", 0.05, 1), ("adagrad", 0.3, 1), ("rmsprop", 0.02, 1), ("momentum", 0.03, 0)],
)
def test_momentum_crosses_the_saddle_of_the_camel(optimizer: str, lr: float, well: int) -> None:
    goal = surface_problem("three_hump_camel").minima[well]
    assert math.dist(end("three_hump_camel", optimizer, lr=lr, steps=400), (goal.x, goal.y)) < 0.05


@pytest.mark.parametrize(
    ("optimizer", "lr", "loss"),
    [("sgd", 0.01, 2.10), ("adagrad", 0.2, 2.10), ("adam", 0.05, 2.10), ("adam", 0.1, 2.10), ("momentum", 0.01, -0.22)],
)
def test_the_six_humps_are_a_ladder(optimizer: str, lr: float, loss: float) -> None:
    assert run("six_hump_camel", optimizer, lr=lr, steps=400)["loss"][-1] == pytest.approx(loss, abs=0.01)


def test_each_coordinate_of_styblinski_and_tang_runs_alone() -> None:
    assert end("styblinski_tang", "sgd", lr=0.01) == pytest.approx((2.75, -2.90), abs=0.01)
    assert end("styblinski_tang", "momentum", lr=0.005, steps=400) == pytest.approx((-2.90, -2.90), abs=0.01)
    along = [x for x, _ in path(run("styblinski_tang", "momentum", lr=0.005))]
    moved = [x for x, _ in path(run("styblinski_tang", "momentum", lr=0.005, start=[4.4, 3]))]
    assert along == pytest.approx(moved, abs=1e-12)


def test_momentum_rolls_off_the_washboard() -> None:
    dip = surface_problem("mccormick").minima[1]
    for optimizer, lr in (("sgd", 0.1), ("momentum", 0.05)):
        assert math.dist(end("mccormick", optimizer, lr=lr, steps=400), (dip.x, dip.y)) < 1e-3
    rolling = run("mccormick", "momentum", lr=0.07, steps=1000)
    assert path(rolling)[-1][0] < -200 and rolling["loss"][-1] < rolling["loss"][500] < -100


@pytest.mark.parametrize(
    ("optimizer", "lr", "minimum"),
    [
        ("sgd", 0.01, 1),
        ("momentum", 0.01, 1),
        ("adagrad", 1, 0),
        ("rmsprop", 0.05, 0),
        ("adam", 0.1, 0),
        ("adam", 0.3, 0),
    ],
)
def test_steps_as_long_in_x_as_in_y_lead_to_another_minimum(optimizer: str, lr: float, minimum: int) -> None:
    goal = surface_problem("branin").minima[minimum]
    assert math.dist(end("branin", optimizer, lr=lr, steps=800), (goal.x, goal.y)) < 0.2


def test_a_rate_that_suits_the_wells_explodes_in_the_corner() -> None:
    assert run("goldstein_price", "sgd", lr=1e-5, steps=1000)["loss"][-1] == pytest.approx(30, abs=0.01)
    assert run("goldstein_price", "momentum", lr=1e-5, steps=1000)["loss"][-1] == pytest.approx(3, abs=0.01)
    corner = (-1.9, 1.9)
    start = surface_problem("goldstein_price").start
    assert slope("goldstein_price", *corner) > 90 * slope("goldstein_price", *start)
    outcome = run("goldstein_price", "sgd", lr=1e-5, start=list(corner))["outcome"]
    assert outcome["kind"] == "diverged" and outcome["step"] <= 3
    assert surface_problem("goldstein_price").objective.value_and_gradient(-2, 2)[0] == pytest.approx(1e6, rel=0.05)
