"""One run with many seeds: the scene's own and those that follow it, computed side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..formula.lanes import Array
from .data import Data
from .lane_data import lane_batches, lane_functions
from .lanes import LaneProgram, weave_lanes
from .outcome import Kind, loss_limit
from .race import Plan, beyond_of, norms
from .random import noise_pairs, rule_draws

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Ensemble:
    """The paths of a run: x, y and loss of shape (steps + 1, rates, seeds), nan where a lane has ended before.

    ``points`` counts each lane's points, shape (rates, seeds); ``kinds`` are the outcomes of the lanes, of one rate.
    """

    x: Array
    y: Array
    loss: Array
    points: NDArray[np.intp]
    kinds: tuple[Kind, ...]

    @property
    def whole(self) -> NDArray[np.bool_]:
        """Which lanes went to the end: shape (rates, seeds)."""
        done: NDArray[np.bool_] = self.points == len(self.x)
        return done


@dataclass(frozen=True, slots=True)
class _Path:
    """The columns of one lane, views of everybody's."""

    x: Any
    y: Any
    loss: Any
    gradient_x: Any
    gradient_y: Any
    norm: Any

    def cut(self, points: int) -> _Path:
        each = (self.x, self.y, self.loss, self.gradient_x, self.gradient_y, self.norm)
        return self if points == len(self.x) else _Path(*(column[:points] for column in each))


def lane_program(plan: Plan, own_rates: bool = False) -> LaneProgram | None:
    """The run's program over lanes, None where there is none."""
    return weave_lanes(plan.problem.objective, plan.variant, plan.around, own_rates)


def operations(plan: Plan, lanes: int) -> int:
    """What one update of that many lanes costs, in operations of a program over floats; roughly, as measured."""
    if lane_program(plan) is None:
        return plan.operations * lanes
    objective = plan.problem.objective
    looked_up = 0
    if isinstance(objective, Data):
        size = plan.batches.size if plan.batches is not None else 0
        sizes = {"full": len(objective), "curvature": len(objective), "batch": size}
        looked_up = sum(count * objective.cost(sizes[name] * lanes) for name, count in plan.woven.looks.items())
    return plan.woven.operations * (20 + lanes // 4) + looked_up


def ensemble(plan: Plan, start: Point, seeds: Sequence[int], rates: Sequence[float] | None = None) -> Ensemble:
    """The run from the start with each seed, and with each learning rate where ``rates`` are given; then without the
    lanes' outcomes, which nobody asks for."""
    program = lane_program(plan, rates is not None)
    limit = loss_limit(plan.problem.objective.value_and_gradient(*start)[0])
    if program is None:
        return _one_by_one(plan, start, seeds, rates)
    shape = (len(rates) if rates is not None else 1, len(seeds))
    columns = [np.full((plan.steps + 1, *shape), np.nan) for _ in range(5)]
    given = plan.numbers() | _drawn(plan, seeds)
    state = _initial(plan, start, given, rates)
    if rates is not None:
        given["lr"] = np.array(rates, dtype=float)[:, np.newaxis]
    begin = [np.broadcast_to(column, shape) for column in (*(np.asarray(at, dtype=float) for at in start), *state)]
    with np.errstate(all="ignore"):
        program.program(plan.steps, -limit, limit, *begin, *(given[name] for name in program.arguments), *columns)
    return _cut(plan, columns, limit, rates is None)


def _initial(plan: Plan, start: Point, given: dict[str, Any], rates: Sequence[float] | None) -> list[Array]:
    """Each number of the state before the first update: shape (rates, 1)."""
    woven = plan.woven
    x, y = map(float, start)
    inputs = given | {"x": x, "y": y}
    each = [
        woven.initial(*((inputs | {"lr": float(rate)})[name] for name in woven.initial_inputs))
        for rate in (rates if rates is not None else [given["lr"]])
    ]
    return [np.array(column, dtype=float)[:, np.newaxis] for column in zip(*each, strict=True)]


def _drawn(plan: Plan, seeds: Sequence[int]) -> dict[str, Any]:
    """What differs from seed to seed, by update; and what is looked up at a point."""
    given: dict[str, Any] = {}
    objective = plan.problem.objective
    if isinstance(objective, Data):
        given |= lane_functions(objective)
    if plan.batches is not None:
        given |= lane_batches(plan.batches, seeds)
    if plan.run.noise > 0:
        given["noise_x"], given["noise_y"] = noise_pairs(plan.run.noise_kind, seeds, plan.steps, plan.run.noise_df)
    for kind in ("normal", "signs"):
        for number in range(plan.woven.calls.get(kind, 0)):
            given[f"{kind}{number}_x"], given[f"{kind}{number}_y"] = rule_draws(kind, number, seeds, plan.steps)
    return given


def _cut(plan: Plan, columns: Sequence[Array], limit: float, with_kinds: bool) -> Ensemble:
    """The columns, each lane ended where a single run would have ended."""
    x, y, loss, *gradient = columns
    rows = len(loss)
    recorded = np.minimum(_first(~((loss >= -limit) & (loss <= limit))) + 1, rows)
    columns = [x, y, loss, *gradient, norms(*gradient)]
    finite = np.isfinite(x) & np.isfinite(y) & np.isfinite(loss) & np.isfinite(columns[-1])
    points = np.minimum(recorded, _first(~finite))
    kinds = tuple(_kinds(plan, columns, points, recorded, limit)) if with_kinds else ()
    if (points < rows).any():
        ended = np.arange(rows)[:, np.newaxis, np.newaxis] >= points
        for column in (x, y, loss):
            column[ended] = np.nan
    return Ensemble(x, y, loss, points, kinds)


def _kinds(
    plan: Plan, columns: Sequence[Array], points: NDArray[np.intp], recorded: NDArray[np.intp], limit: float
) -> Iterator[Kind]:
    rate = float(plan.hyperparameters["lr"])
    for lane, (count, computed) in enumerate(zip(points[0].tolist(), recorded[0].tolist(), strict=True)):
        path = _Path(*(column[:computed, 0, lane] for column in columns))
        beyond = beyond_of(path, count, limit, plan.steps)
        yield plan.outcome(path.cut(count), beyond, rate).kind


def _first(true: NDArray[np.bool_]) -> NDArray[np.intp]:
    """The first row where each lane is true, or the number of rows."""
    return np.where(true.any(axis=0), true.argmax(axis=0), len(true))


def _one_by_one(plan: Plan, start: Point, seeds: Sequence[int], rates: Sequence[float] | None) -> Ensemble:
    """For rules that are no formulas."""
    shape = (len(rates) if rates is not None else 1, len(seeds))
    x, y, loss = columns = [np.full((plan.steps + 1, *shape), np.nan) for _ in range(3)]
    points = np.zeros(shape, dtype=np.intp)
    kinds = []
    for row, rate in enumerate(rates if rates is not None else [None]):
        for lane, seed in enumerate(seeds):
            record = plan.of(seed, rate).trajectory(start)
            points[row, lane] = len(record.x)
            for column, values in zip(columns, (record.x, record.y, record.loss), strict=True):
                column[: len(values), row, lane] = values
            assert record.outcome is not None
            kinds.append(record.outcome.kind)
    return Ensemble(x, y, loss, points, tuple(kinds) if rates is None else ())
