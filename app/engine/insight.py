"""What a run's path does not say by itself: how curved the loss is along it, and where each update would have led
without its gradient."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from ..formula.scalar import scalar_program
from .loom import POINT, Loom
from .native import NATIVE
from .problem import FormulaObjective, Problem
from .trajectory import Further, Trajectory

if TYPE_CHECKING:
    from .race import Plan

COLUMNS: Final = ("curvature", "memory")


def insight(plan: Plan, record: Trajectory, include: frozenset[str]) -> dict[str, Any]:
    """The columns of an answer that ``include`` asks for, of a run that has ended.

    "curvature": the smallest and the largest eigenvalue of the Hessian of the whole loss, one a point, None where it
    is not finite. "memory": the displacement that each update would have made had its gradient been 0 and all else
    the same: what momentum, or any other state, adds to a step. One an update, by parameter; None as a whole for rules
    with a line search, which cannot be repeated in the middle of a run.
    """
    answer: dict[str, Any] = {}
    if "curvature" in include:
        pairs = [plan.problem.curvature_at(x, y) or (None, None) for x, y in zip(record.x, record.y, strict=True)]
        smallest, largest = map(list, zip(*pairs, strict=True))
        answer["curvature"] = {"smallest": smallest, "largest": largest}
    if "memory" in include:
        moves = memory(plan, record)
        answer["memory"] = None if moves is None else dict(zip(plan.problem.parameters, moves, strict=True))
    return answer


def insight_cost(plan: Plan, include: frozenset[str]) -> int:
    """Operations an update that ``insight`` adds to a run."""
    cost = 0
    if "curvature" in include:
        objective = plan.problem.objective
        cost += (
            len(objective.formula.graph.needed(objective.formula.hessian_nodes))
            if isinstance(objective, FormulaObjective)
            else 3 * objective.cost(len(objective))  # type: ignore[attr-defined, arg-type]
        )
    return cost + plan.operations if "memory" in include else cost


def memory(plan: Plan, record: Trajectory) -> tuple[Further, Further] | None:
    """What ``insight`` says of memory. ``record`` must hold the run's state."""
    if any(name in plan.woven.arguments for name in NATIVE):
        return None
    program, names = _without_gradient(plan)
    updates = len(record.x) - 1
    given = plan.arguments()
    columns: dict[str, Iterable[Any]] = {"x": record.x, "y": record.y, "i": range(updates)}
    columns |= {"t": (k + 1.0 for k in range(updates)), "k": map(float, range(updates))}
    for label, flat in plan.woven.states.items():
        columns |= dict(zip(flat, record.state[label], strict=True))
    rows = zip(*(columns[name] if name in columns else [given[name]] * updates for name in names), strict=False)
    moves: tuple[Further, Further] = ([], [])
    for _, row, *here in zip(range(updates), rows, record.x, record.y, strict=False):
        there = (math.nan, math.nan) if None in row else program(*row)
        for column, new, old in zip(moves, there, here, strict=True):
            move = new - old
            column.append(move if math.isfinite(move) else None)
    return moves


def _without_gradient(plan: Plan) -> tuple[Callable[..., Sequence[float]], list[str]]:
    """The next point as a function of the names that it rests on, for an update whose gradient is 0."""
    loom = Loom(plan.problem.objective, plan.variant, plan.around)
    point = loom.without_gradient()
    names = sorted(loom.inputs(point) | {*POINT})
    return scalar_program(loom.graph, point, names), names


def look(problem: Problem, x: float, y: float) -> dict[str, Any]:
    """The loss at one point with its derivatives; None where they are not finite.

    ``curvature`` holds the eigenvalues of the Hessian, the largest learning rate that gradient descent could keep
    with such a curvature (2/λmax; None where λmax ≤ 0) and the condition number (None unless both are positive).
    """
    loss, *slopes = (_finite(value) for value in problem.objective.value_and_gradient(x, y))
    curvature = problem.curvature_at(x, y)
    return {
        "at": dict(zip(problem.parameters, (x, y), strict=True)),
        "loss": loss,
        "gradient": dict(zip(problem.parameters, slopes, strict=True)),
        "curvature": None if curvature is None else described(*curvature),
    }


def described(smallest: float, largest: float) -> dict[str, float | None]:
    """Two eigenvalues and what they say to gradient descent."""
    return {
        "smallest": smallest,
        "largest": largest,
        "edge": _finite(2 / largest) if largest > 0 else None,
        "condition": _finite(largest / smallest) if smallest > 0 else None,
    }


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
