"""What a field shows beside a whole problem: the loss of one update's batch; and how much work it may be."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ..settings import LIMITS
from ..text import Text
from .data import Data
from .faults import Fault, InvalidScene
from .problem import FormulaObjective, Objective, Problem
from .quadratic import quadratic_of
from .random import Indices, batch_of


@dataclass(frozen=True, slots=True)
class BatchOf:
    """The batch of one update (from 0) of runs with batches of this size, under a scene's sampling and seed."""

    size: int
    update: int
    sampling: str
    seed: int

    def samples(self, problem: Problem) -> Indices:
        """The indices of its data. Raises InvalidScene where the problem has none, or fewer."""
        points = 0 if problem.data is None else len(problem.data)
        if self.size > points:
            sentence = _TOO_LARGE if points else _NO_DATA
            raise InvalidScene([Fault((), sentence.format(points=points, size=self.size), parameter="batch")])
        if self.size == points and self.sampling != "replace":
            return np.arange(points)
        return batch_of(self.update, points, self.size, self.sampling, self.seed)


_TOO_LARGE = Text(
    en="batch must be a whole number from 1 to {points}, the points of the fit, not {size}.",
    zh="batch必须是1到{points}（拟合的点数）之间的整数；给出的是{size}。",
)
_NO_DATA = Text(
    en="batch needs a fit, which has points to draw from; {size} was given.",
    zh="batch只用于拟合数据点的问题；给出的是{size}。",
)
_TOO_MUCH = Text(
    en="A grid of {cells} cells over {points} points takes too long with this model and loss: at most {most} cells. "
    "Choose a smaller nx or ny.",
    zh="对{points}个数据点，用这个模型和损失计算{cells}个网格点耗时过长：最多{most}个。请减小nx或ny。",
)


def objective_of(problem: Problem, chosen: Indices | None) -> Objective:
    """The loss of some of a fit's data, or of the whole problem."""
    if chosen is None or problem.data is None:
        return problem.objective
    data = problem.data.of(chosen)
    quadratic = quadratic_of(data)
    if quadratic is None or not quadratic.exact:
        return data
    return FormulaObjective(quadratic.formula, quadratic.coefficients)


def side_within(objective: Objective, side: int, share: float) -> int:
    """The side of a square grid, at most ``side``, whose values take no more than a share of the work that a field may
    be."""
    if not isinstance(objective, Data):
        return side
    return min(side, max(2, math.isqrt(int(share * most_cells(objective)))))


def most_cells(objective: Objective) -> int:
    """How many cells a grid may have: fewer where each is a sum over many data."""
    if not isinstance(objective, Data):
        return LIMITS.field_cells
    return min(
        LIMITS.field_cells, LIMITS.field_operations // (len(objective) * (2 + objective.shape.losses.operations))
    )


def check_field_work(objective: Objective, cells: int) -> None:
    """Refuses a grid that would take minutes. Raises InvalidScene."""
    most = most_cells(objective)
    if isinstance(objective, Data) and cells > most:
        text = _TOO_MUCH.format(cells=cells, points=len(objective), most=most)
        raise InvalidScene([Fault((), text, parameter="nx")])
