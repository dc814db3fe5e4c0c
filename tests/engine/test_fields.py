"""How fine a field may be: what its cells cost."""

from __future__ import annotations

import pytest

from app.engine.faults import InvalidScene
from app.engine.fields import check_field_work, most_cells, side_within
from app.engine.problem import Problem, problem_of
from app.engine.scene import read_problem
from app.settings import LIMITS


def fit(count: int, loss: str = "huber") -> Problem:
    points = [[index / 100, index / 50 + index % 3] for index in range(count)]
    return problem_of(read_problem({"kind": "fit", "points": points, "loss": loss}))


def test_a_surface_and_a_quadratic_cost_the_same_whatever_the_data() -> None:
    surface = problem_of(read_problem({"kind": "surface", "id": "booth"}))
    for problem in (surface, fit(5000, "mse")):
        assert most_cells(problem.objective) == LIMITS.field_cells
        assert side_within(problem.objective, 241, 0.1) == 241
        check_field_work(problem.objective, 10 * LIMITS.field_cells)


def test_cells_are_fewer_the_more_data_each_sums_over() -> None:
    few, many, most = (most_cells(fit(count).objective) for count in (10, 1000, 10_000))
    assert few == LIMITS.field_cells > many > most
    assert most == pytest.approx(many / 10, abs=1)


def test_what_is_said_to_be_allowed_is() -> None:
    objective = fit(10_000).objective
    check_field_work(objective, most_cells(objective))
    with pytest.raises(InvalidScene, match="at most"):
        check_field_work(objective, most_cells(objective) + 1)


def test_a_square_keeps_to_its_share_of_the_work() -> None:
    objective = fit(10_000).objective
    side = side_within(objective, 241, 0.1)
    assert side**2 <= 0.1 * most_cells(objective) < (side + 1) ** 2
    assert side_within(objective, 20, 0.1) == 20
    assert side_within(objective, 241, 0.0) == 2, "two nodes span the view"
