"""The lessons of the bowls, run."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from app.engine.problem import surface_problem

from .scenes import curvatures, end, path, run

ADAPTIVE = [("adagrad", 0.5), ("rmsprop", 0.05), ("adam", 0.1)]


def test_the_textbook_bowl_repeats_the_book_and_has_its_edge() -> None:
    assert math.hypot(*end("d2l_bowl", "sgd", lr=0.1, steps=20)) < 0.06
    assert {abs(y) for _, y in path(run("d2l_bowl", "sgd", lr=0.5, steps=60))} == {2}
    assert abs(end("d2l_bowl", "sgd", lr=0.51, steps=60)[1]) > 2


def test_momentum_tames_the_rate_that_diverges() -> None:
    swinging = path(run("d2l_stretched", "sgd", lr=0.4, steps=20))
    assert all(a[1] * b[1] < 0 for a, b in itertools.pairwise(swinging)), "y swings from side to side"
    assert swinging[-1][0] < -0.9, "x crawls"
    assert abs(end("d2l_stretched", "sgd", lr=0.6, steps=20)[1]) > 1000
    assert math.hypot(*end("d2l_stretched", "momentum", lr=0.6, momentum=0.5, steps=20)) < 0.01
    low, high = curvatures("d2l_stretched", 0, 0)
    assert high / low == pytest.approx(20)


@pytest.mark.parametrize(("optimizer", "lr"), ADAPTIVE)
def test_the_turned_bowl_turned_back_is_easy_again(optimizer: str, lr: float) -> None:
    straight, turned = (
        run({"kind": "surface", "id": "rotated_quadratic", "coefficients": {"angle": angle}}, optimizer, lr=lr)["loss"]
        for angle in (0, 30)
    )
    assert straight[-1] / straight[0] < 1e-4 * turned[-1] / turned[0]


def test_scaling_coordinates_gains_nothing_on_a_diagonal() -> None:
    low, high = curvatures("matyas", 0, 0)
    assert high / low == pytest.approx(25)
    assert high == pytest.approx(1), "so the edge is at 2"
    plain = run("matyas", "sgd", lr=1.9, steps=100)["loss"][-1]
    for optimizer, rates in {"adagrad": (2, 5), "rmsprop": (0.1, 0.2, 0.5), "adam": (0.5, 1, 2)}.items():
        assert all(run("matyas", optimizer, lr=lr, steps=100)["loss"][-1] > 10 * plain for lr in rates)
    assert run("matyas", "sgd", lr=2.05, steps=300)["loss"][-1] > surface_problem("matyas").start[0] ** 2
    directions = {
        round(math.atan2(y, x), 9)
        for x, y in path(run({"kind": "surface", "id": "matyas", "coefficients": {"c": 0}}, "sgd", lr=0.5, steps=30))
    }
    assert len(directions) == 1, "round"


def test_the_loss_of_trid_falls_through_zero_where_a_rule_that_aims_at_zero_stops() -> None:
    assert run("trid", "sgd", lr=0.3)["loss"][-1] == pytest.approx(-2)
    low, high = curvatures("trid", 2, 2)
    assert high / low == pytest.approx(3)
    problem = surface_problem("trid")
    point = np.array(problem.start)
    for _ in range(60):  # Polyak's step, with 0 for the lowest loss
        loss, *gradient = problem.objective.value_and_gradient(*point)
        point = point - loss / np.dot(gradient, gradient) * np.array(gradient)
    assert abs(loss) < 1e-9


def test_the_walls_of_zakharov_blow_up_what_the_plate_bears() -> None:
    start = surface_problem("zakharov").start
    assert curvatures("zakharov", 0, 0)[1] == pytest.approx(4.5)
    assert curvatures("zakharov", *start)[1] == pytest.approx(244, abs=1)
    assert math.hypot(*end("zakharov", "sgd", lr=0.4, start=[0.1, 0.1])) < 1e-6
    assert run("zakharov", "sgd", lr=0.4)["outcome"]["kind"] == "diverged"
    assert math.hypot(*end("zakharov", "sgd", lr=0.01)) > 0.1, "still on its way after 200 steps"


def test_on_the_quartic_bowl_each_halving_takes_four_times_as_long() -> None:
    def distances(optimizer: str, lr: float) -> list[float]:
        return [math.hypot(*point) for point in path(run("quartic", optimizer, lr=lr, steps=4000))]

    for optimizer, lr in (("sgd", 0.2), ("momentum", 0.02)):
        at = distances(optimizer, lr)
        assert at[250] / at[1000] == pytest.approx(2, rel=0.1)
        assert at[1000] / at[4000] == pytest.approx(2, rel=0.1)
    at = distances("rmsprop", 0.01)
    assert at[300] / at[600] == pytest.approx(at[600] / at[900], rel=0.15), "its pace"
    assert at[1200] < 0.1 * at[300]
