"""The lessons of the plateaus, run."""

from __future__ import annotations

import itertools
import math

import pytest

from app.engine.problem import surface_problem

from .scenes import end, path, run, slope


def test_far_from_the_gaussian_well_only_rescaled_steps_move() -> None:
    start = surface_problem("gaussian_well").start
    assert slope("gaussian_well", *start) == pytest.approx(0.00007, abs=5e-6)
    assert math.dist(end("gaussian_well", "sgd", lr=1), start) < 0.05
    assert math.hypot(*end("gaussian_well", "adam", lr=0.1)) < 0.01
    assert math.dist(end("gaussian_well", "adam", lr=0.1, eps=0.1), start) < 0.05
    wide = {"kind": "surface", "id": "gaussian_well", "coefficients": {"s": 2}}
    assert math.hypot(*end(wide, "sgd", lr=1)) < 0.01


def test_momentum_overshoots_to_where_tanh_is_saturated() -> None:
    crossing = path(run("tiny_network", "sgd", lr=0.2, steps=1000))
    assert crossing[0][0] < 0 < crossing[5][0]
    assert math.dist(crossing[-1], (2, 1.5)) < 0.05
    x, y = path(run("tiny_network", "momentum", lr=0.1, steps=60))[-1]
    assert x == pytest.approx(6, abs=0.5)
    assert math.dist(end("tiny_network", "momentum", lr=0.1, steps=300), (x, y)) < 0.3, "it hardly moves"
    assert slope("tiny_network", x, y) < 0.05


def test_the_signs_of_the_tiny_network_do_not_matter() -> None:
    value = surface_problem("tiny_network").objective.value_and_gradient
    assert value(1.3, -0.7)[0] == value(-1.3, 0.7)[0]


def test_on_separable_classes_the_direction_settles_and_the_length_grows_by_a_logarithm() -> None:
    points = path(run("separable_logistic", "sgd", lr=1, steps=10_000))
    assert math.degrees(math.atan2(points[100][1], points[100][0])) == pytest.approx(45, abs=1)
    assert math.degrees(math.atan2(points[-1][1], points[-1][0])) == pytest.approx(45, abs=0.1)
    for few, many in itertools.pairwise((100, 1000, 10_000)):
        assert points[many][0] - points[few][0] == pytest.approx(1.15, abs=0.2)
    assert points[10_000][0] - points[1000][0] == pytest.approx(1.15, abs=0.05)


def test_a_shaft_flings_gradient_descent_away_and_adam_walks_in() -> None:
    def hole(point: tuple[float, float]) -> tuple[int, int]:
        return round(point[0] / 16), round(point[1] / 16)

    points = path(run("foxholes", "sgd", lr=0.1, steps=300))
    assert math.dist(points[20], points[0]) < 1.5, "it creeps"
    assert max(math.dist(*pair) for pair in itertools.pairwise(points)) > 10, "and is flung"
    assert hole(points[-1]) == (-1, -1)
    assert abs(end("foxholes", "sgd", lr=1, steps=300)[0]) > 65
    walking = path(run("foxholes", "adam", lr=0.5, steps=300))
    assert hole(walking[-1]) == (-2, -2)
    assert max(math.dist(*pair) for pair in itertools.pairwise(walking)) < 1
    assert surface_problem("foxholes").objective.value_and_gradient(60, 60)[0] == pytest.approx(500, abs=0.1)
