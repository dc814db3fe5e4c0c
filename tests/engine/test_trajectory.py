"""A run's columns: cut together, blanked where what is remembered is no number."""

from __future__ import annotations

import math

from app.catalogue import CATALOGUE
from app.engine.trajectory import Trajectory

ADAM = CATALOGUE.optimizers["adam"]


def record(points: int) -> Trajectory:
    column = [float(index) for index in range(points)]
    made = Trajectory(ADAM, ADAM.variants[0], x=[*column], y=[*column], loss=[*column])
    made.gradient_x, made.gradient_y, made.norm, made.rate = [*column], [*column], [*column], column[:-1]
    made.state = {"m": ([*column], [*column]), "n": ([*column],)}
    made.tracks = {"mean": ([*column], [*column])}
    return made


def test_columns_come_in_the_order_in_which_a_program_records_them() -> None:
    made = record(3)
    assert made.columns()[:5] == [made.x, made.y, made.loss, made.gradient_x, made.gradient_y]
    assert [id(column) for column in made.columns()[5:]] == [
        id(column) for column in (*made.tracks["mean"], *made.state["m"], *made.state["n"])
    ]


def test_cutting_keeps_points_and_updates() -> None:
    for points, updates in ((4, 3), (4, 4), (1, 0), (0, 0), (9, 9)):
        made = record(6)
        made.cut(points, updates)
        assert {len(column) for column in [*made.columns(), made.norm]} == {min(points, 6)}
        assert made.rate == [0.0, 1.0, 2.0, 3.0, 4.0][:updates]


def test_what_is_remembered_may_be_no_number_and_the_path_may_not() -> None:
    made = record(4)
    made.state["n"][0][2] = math.inf
    made.tracks["mean"][1][1:3] = [math.nan, -math.inf]
    made.state["m"] = ([1e308] * 4, [-1e308] * 4)  # finite, though the sum is not
    made.blank()
    assert made.state["n"][0] == [0.0, 1.0, None, 3.0]
    assert made.tracks["mean"] == ([0.0, 1.0, 2.0, 3.0], [0.0, None, None, 3.0])
    assert made.state["m"] == ([1e308] * 4, [-1e308] * 4)
