"""The lessons that the first surfaces claim to teach, run. The other files of this name have the rest, by group."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pytest

from app.catalogue import CATALOGUE
from app.engine.problem import surface_problem

from .scenes import curvatures, end, path, run, slope

ADAPTIVE = {"adagrad": 0.5, "rmsprop": 0.05, "adam": 0.1}


def grows(surface: str, lr: float, steps: int = 200) -> bool:
    """Whether the loss of plain gradient descent has grown, the run ended or not."""
    loss = run(surface, "sgd", lr=lr, steps=steps)["loss"]
    return bool(loss[-1] > loss[0])


def test_rosenbrock_is_curved_at_its_minimum_as_said() -> None:
    low, high = curvatures("rosenbrock", 1, 1)
    assert (low, high) == pytest.approx((0.4, 1002), rel=2e-3)
    assert high / low == pytest.approx(2508, abs=1)
    near: dict[str, Any] = {"start": [1.001, 1.001], "steps": 3000}
    assert math.dist(end("rosenbrock", "sgd", lr=0.00199, **near), (1, 1)) < 1e-3
    assert math.dist(end("rosenbrock", "sgd", lr=0.00201, **near), (1, 1)) > 1e-3


def test_the_round_bowl_takes_one_step_or_bounces_for_ever() -> None:
    assert path(run("sphere", "sgd", lr=0.5, steps=1))[1] == (0, 0)
    assert path(run("sphere", "sgd", lr=1, steps=4)) == [(-4, 3), (4, -3), (-4, 3), (4, -3), (-4, 3)]
    assert grows("sphere", 1.01) and not grows("sphere", 0.99)
    angles = {round(math.atan2(y, x), 9) for x, y in path(run("sphere", "sgd", lr=0.1, steps=50))}
    assert len(angles) == 1, "it runs straight"


@pytest.mark.parametrize(
    ("surface", "edge"), [("quadratic", 2 / 100), ("rotated_quadratic", 2 / 100), ("booth", 2 / 18)]
)
def test_a_bowl_has_the_edge_that_is_said(surface: str, edge: float) -> None:
    assert not grows(surface, 0.99 * edge)
    assert grows(surface, 1.01 * edge, steps=2000)


@pytest.mark.parametrize(("optimizer", "lr"), ADAPTIVE.items())
def test_scaling_each_coordinate_helps_only_along_the_axes(optimizer: str, lr: float) -> None:
    along, turned = (run(surface, optimizer, lr=lr)["loss"] for surface in ("quadratic", "rotated_quadratic"))
    plain = run("quadratic", "sgd", lr=0.019)["loss"]
    assert along[-1] / along[0] < 1e-3 * plain[-1] / plain[0]
    assert turned[-1] / turned[0] > 1e4 * along[-1] / along[0]


@pytest.mark.parametrize(("optimizer", "lr"), [("sgd", 0.019), ("momentum", 0.01)])
def test_gradient_descent_and_momentum_do_not_notice_the_turn(optimizer: str, lr: float) -> None:
    cos, sin = math.cos(math.pi / 6), math.sin(math.pi / 6)
    straight = path(run("quadratic", optimizer, lr=lr, start=[-2, 1]))
    turned = path(run("rotated_quadratic", optimizer, lr=lr, start=[-2 * cos - sin, -2 * sin + cos]))
    for (u, v), point in zip(straight, turned, strict=True):
        assert point == pytest.approx((u * cos - v * sin, u * sin + v * cos), abs=1e-12)


def test_weight_decay_stops_short_of_the_minimum_of_booth() -> None:
    decayed = end("booth", "sgd", lr=0.05, weight_decay=1, steps=2000)
    assert math.dist(end("booth", "sgd", lr=0.05, steps=2000), (1, 3)) < 1e-9
    assert math.hypot(*decayed) < math.hypot(1, 3) and math.dist(decayed, (1, 3)) > 0.1


def test_beale_rises_in_its_corners_and_a_good_rate_explodes_there() -> None:
    value = surface_problem("beale").objective.value_and_gradient
    corners = [value(x, y)[0] for x, y in itertools.product((-4.5, 4.5), repeat=2)]
    assert max(corners) == pytest.approx(180_000, rel=0.02)
    assert math.dist(end("beale", "sgd", lr=0.01, steps=3000), (3, 0.5)) < 1e-3
    assert run("beale", "sgd", lr=0.01, start=[4.2, 4.2])["outcome"]["kind"] == "diverged"


def test_the_saddle_holds_gradient_descent_longest() -> None:
    heights = [y for _, y in path(run("saddle", "sgd", lr=0.05, steps=20))]
    assert all(after / before == pytest.approx(1.1) for before, after in itertools.pairwise(heights))

    def escape(optimizer: str, lr: float) -> int:
        return next(step for step, (_, y) in enumerate(path(run("saddle", optimizer, lr=lr))) if abs(y) > 1)

    rescaling = [escape(optimizer, 0.05) for optimizer in ("rmsprop", "adam", "adagrad")]
    assert escape("sgd", 0.05) > max(rescaling)
    assert escape("sgd", 0.05) > 3 * sorted(rescaling)[1]


@pytest.mark.parametrize(
    "optimizer", ["sgd", "momentum", "nesterov", "adagrad", "adadelta", "rmsprop", "adam", "adamw"]
)
def test_on_a_ridge_the_gradient_never_leads_away_from_it(optimizer: str) -> None:
    assert all(y == 0 for _, y in path(run("saddle", optimizer, lr=0.05, start=[-1.5, 0])))
    assert all(x == 0 for x, _ in path(run("double_well", optimizer, lr=0.05)))


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "nesterov", "rmsprop", "adam", "adamw"])
def test_a_little_noise_rolls_into_a_well(optimizer: str) -> None:
    assert math.hypot(*end("double_well", optimizer, lr=0.05, steps=500)) < 1e-9, "at the saddle"
    x, y = end("double_well", optimizer, lr=0.05, steps=500, noise=0.01)
    assert math.dist((abs(x), y), (1, 0)) < 0.05


@pytest.mark.parametrize(
    ("optimizer", "lr", "minimum"),
    [
        ("sgd", 0.001, 2),
        ("sgd", 0.01, 2),
        ("momentum", 0.003, 2),
        ("momentum", 0.01, 2),
        ("adagrad", 0.5, 1),
        ("rmsprop", 0.01, 1),
        ("adam", 0.1, 1),
        ("adam", 0.5, 1),
    ],
)
def test_himmelblau_sends_methods_to_different_minima(optimizer: str, lr: float, minimum: int) -> None:
    goal = surface_problem("himmelblau").minima[minimum]
    assert math.dist(end("himmelblau", optimizer, lr=lr, steps=1500), (goal.x, goal.y)) < 0.01
    assert goal.x < 0 and (goal.y < 0) == (minimum == 2), "lower left, upper left"


def test_rastrigin_has_121_minima_in_view_and_keeps_gradient_descent_in_the_first() -> None:
    surface = CATALOGUE.surfaces["rastrigin"]
    axis = np.linspace(*surface.view.x, 513)
    values = surface_problem("rastrigin").objective.field(axis, axis)
    middle = values[1:-1, 1:-1]
    shifts = [(i, j) for i, j in itertools.product((0, 1, 2), repeat=2) if (i, j) != (1, 1)]
    lower = [middle < values[i : i + 511, j : j + 511] for i, j in shifts]
    assert np.logical_and.reduce(lower).sum() == 121
    x, y = end("rastrigin", "sgd", lr=0.002)
    assert (round(x), round(y)) == tuple(map(round, surface.start))
    assert math.hypot(*end("rastrigin", "momentum", lr=0.005, steps=400)) < math.hypot(x, y) / 2


def test_the_tip_of_ackley_is_reached_only_with_a_schedule() -> None:
    near: dict[str, Any] = {"start": [0.3, 0.2], "steps": 400, "lr": 0.02}
    tail = path(run("ackley", "sgd", **near))[-50:]
    assert all(0.001 < math.hypot(*point) < 0.2 for point in tail), "it hops about the tip"
    schedule = {"id": "cosine", "parameters": {"t_max": 400}}
    assert math.hypot(*end("ackley", "sgd", schedule=schedule, **near)) < 1e-4


@pytest.mark.parametrize(("optimizer", "lr"), ADAPTIVE.items())
def test_easom_freezes_gradient_descent_but_not_the_others(optimizer: str, lr: float) -> None:
    surface = CATALOGUE.surfaces["easom"]
    assert slope("easom", *surface.start) == pytest.approx(0.002, rel=0.15)
    assert math.dist(end("easom", "sgd", lr=0.1), surface.start) < 0.1
    assert math.dist(end("easom", optimizer, lr=lr), (math.pi, math.pi)) < 0.05
    assert math.dist(end("easom", "adam", lr=0.1, start=[1.2, 5.2]), (math.pi, math.pi)) > 2, "a dip further out"
