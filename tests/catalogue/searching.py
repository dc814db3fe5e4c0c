"""Looks for low points of a surface from many starts at once: damped Newton steps over lanes, then a compass search.

Newton's steps use the exact gradient and Hessian, but go down only by comparing values; the compass search needs
values alone, and so finds its way along creases, where derivatives mislead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.engine.problem import FormulaObjective, Problem
from app.formula.lanes import array_program

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Found:
    """Where the searches ended: shape (starts,) each."""

    x: Numbers
    y: Numbers
    value: Numbers


def search(problem: Problem, side: int, newton: int = 40, compass: int = 60) -> Found:
    """The ends of searches from a grid of ``side`` × ``side`` starts; none leaves the view."""
    objective = problem.objective
    assert isinstance(objective, FormulaObjective)
    formula, view = objective.formula, problem.view
    numbers = [objective.coefficients[name] for name in formula.coefficients]
    derivatives = array_program(
        formula.graph, [formula.value_node, *formula.gradient_nodes, *formula.hessian_nodes], formula.names
    )

    def all_of(x: Numbers, y: Numbers) -> list[Numbers]:
        return [np.broadcast_to(np.asarray(part, dtype=float), x.shape) for part in derivatives(x, y, *numbers)]

    def value_of(x: Numbers, y: Numbers) -> Numbers:
        (value,) = formula.arrays(x, y, *numbers)
        return np.where(np.isfinite(value), np.asarray(value, dtype=float), np.inf)

    # Off the middle of the cells: surfaces like to be symmetric, and then the middle is a trap.
    places = (np.arange(side) + 0.47) / side
    x, y = (grid.ravel() for grid in np.meshgrid(*(low + places * (high - low) for low, high in (view.x, view.y))))
    with np.errstate(all="ignore"):
        found = Found(x, y, value_of(x, y))
        found = _newton(found, all_of, value_of, problem, newton)
        return _compass(found, value_of, problem, 1 / side, compass)


def _within(problem: Problem, x: Numbers, y: Numbers) -> tuple[Numbers, Numbers]:
    return np.clip(x, *problem.view.x), np.clip(y, *problem.view.y)


def _newton(
    found: Found,
    all_of: Callable[[Numbers, Numbers], list[Numbers]],
    value_of: Callable[[Numbers, Numbers], Numbers],
    problem: Problem,
    rounds: int,
) -> Found:
    x, y, value = found.x, found.y, found.value
    damping = np.full_like(x, 1e-3)
    for _ in range(rounds):
        _, by_x, by_y, xx, xy, yy = all_of(x, y)
        spread = np.hypot((xx - yy) / 2, xy)
        lift = np.maximum(0, spread - (xx + yy) / 2) + damping * (np.abs(xx + yy) + spread + 1e-12)
        xx, yy = xx + lift, yy + lift
        determinant = xx * yy - xy * xy
        step_x, step_y = (yy * by_x - xy * by_y) / determinant, (xx * by_y - xy * by_x) / determinant
        next_x, next_y = _within(problem, np.where(np.isfinite(step_x), x - step_x, x), y - np.nan_to_num(step_y))
        lower = (tried := value_of(next_x, next_y)) < value
        x, y, value = np.where(lower, next_x, x), np.where(lower, next_y, y), np.where(lower, tried, value)
        damping = np.clip(np.where(lower, damping / 8, damping * 4), 1e-15, 1e6)
    return Found(x, y, value)


def _compass(
    found: Found, value_of: Callable[[Numbers, Numbers], Numbers], problem: Problem, step: float, rounds: int
) -> Found:
    x, y, value = found.x, found.y, found.value
    width, height = problem.view.x[1] - problem.view.x[0], problem.view.y[1] - problem.view.y[0]
    reach = np.full_like(x, step)
    for _ in range(rounds):
        moved = np.zeros(x.shape, dtype=bool)
        for across, up in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            next_x, next_y = _within(problem, x + across * reach * width, y + up * reach * height)
            lower = (tried := value_of(next_x, next_y)) < value
            x, y, value = np.where(lower, next_x, x), np.where(lower, next_y, y), np.where(lower, tried, value)
            moved |= lower
        reach = np.where(moved, reach, reach / 2)
    return Found(x, y, value)
