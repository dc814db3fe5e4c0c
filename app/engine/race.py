"""Runs a scene: the columns of every run and how it ended."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ..catalogue import CATALOGUE
from ..catalogue.definitions import Optimizer, Variant
from ..settings import LIMITS
from ..text import Text
from .data import Batches, batches_of
from .faults import Fault, InvalidScene
from .outcome import Ending, Outcome, loss_limit, outcome_of
from .problem import FormulaObjective, Problem, coefficient_input, problem_of
from .program import Around, Woven, weave
from .random import normal_pairs, rule_draws

if TYPE_CHECKING:
    from .scene import Run, Scene

Column = list[float]


@dataclass(slots=True)
class Trajectory:
    """The columns of a run: path, loss and gradient of the whole problem have one entry a point, ``rate`` one an
    update; ``state`` (by name, vectors as two columns) and ``tracks`` (by id, two columns each) one a point."""

    optimizer: Optimizer
    variant: Variant
    x: Column = field(default_factory=list)
    y: Column = field(default_factory=list)
    loss: Column = field(default_factory=list)
    gradient_x: Column = field(default_factory=list)
    gradient_y: Column = field(default_factory=list)
    rate: Column = field(default_factory=list)
    state: dict[str, Column] = field(default_factory=dict)
    tracks: dict[str, tuple[Column, Column]] = field(default_factory=dict)
    vectors: Mapping[str, bool] = field(default_factory=dict)
    gradients: int = 0
    losses: int = 0
    outcome: Outcome | None = None

    def cut(self, points: int) -> None:
        """Keeps the first ``points`` points and the updates between them."""
        for column in self.columns():
            del column[points:]
        del self.rate[max(0, points - 1) :]

    def columns(self) -> list[Column]:
        """Every column with one entry a point, in the order in which a program records them (after them the state)."""
        further = [column for pair in self.tracks.values() for column in pair]
        return [self.x, self.y, self.loss, self.gradient_x, self.gradient_y, *further, *self.state.values()]


def race(scene: Scene, include: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The "problem" and "trajectories" of a scene's answer. ``scene`` is canonical (see app.engine.scene).

    ``include`` may hold "gradient" and "state". Raises InvalidScene where the start lies outside the loss's domain
    or the work is too much.
    """
    problem = problem_of(scene.problem)
    start = scene.start if scene.start is not None else problem.start
    if not all(map(math.isfinite, problem.objective.value_and_gradient(*start))):
        raise InvalidScene([_bad_start(problem, start)])
    plans = [_Plan(scene, problem, index, "state" in include) for index in range(len(scene.runs))]
    _check_work(scene, plans)
    return {
        "problem": describe(problem),
        "trajectories": [_answer(problem, plan.trajectory(start), include) for plan in plans],
    }


class _Plan:
    """One run of a scene, woven and ready."""

    def __init__(self, scene: Scene, problem: Problem, index: int, with_state: bool) -> None:
        self.problem = problem
        self.steps = scene.steps
        self.seed = scene.seed
        run: Run = scene.runs[index]
        self.run = run
        self.optimizer = CATALOGUE.optimizers[run.optimizer]
        self.variant = self.optimizer.variant(run.framework)
        self.schedule = CATALOGUE.schedules[run.schedule.id]
        self.parameters = {p.name: p.default for p in self.schedule.parameters} | {"warmup": 0.0}
        self.parameters |= run.schedule.parameters
        self.hyperparameters = {**self.variant.defaults, **run.hyperparameters}
        self.batches = self._batches(scene)
        self.woven: Woven = weave(
            problem.objective,
            self.variant,
            Around(
                schedule=self.schedule,
                warmup=self.parameters["warmup"] > 0,
                noise=run.noise > 0,
                batches=self.batches,
            ),
            with_state,
        )
        self.with_state = with_state

    def _batches(self, scene: Scene) -> Batches | None:
        data, size = self.problem.data, self.run.batch_size
        if data is None or size is None or (size >= len(data) and scene.sampling != "replace"):
            return None
        objective = self.problem.objective
        solution = None
        if isinstance(objective, FormulaObjective):
            solution = (objective.coefficients["p"], objective.coefficients["q"])
        return batches_of(data, solution, size, scene.steps, scene.sampling, scene.seed)

    def arguments(self) -> dict[str, Any]:
        """Everything that the program takes besides the loop's own variables."""
        objective = self.problem.objective
        given: dict[str, Any] = {f"h_{name}": float(value) for name, value in self.hyperparameters.items()}
        given |= {"lr": float(self.hyperparameters["lr"])}
        given |= {f"p_{name}": float(value) for name, value in self.parameters.items()}
        given |= {coefficient_input(name): value for name, value in objective.coefficients.items()}
        given |= objective.functions
        if self.batches is not None:
            given |= self.batches.sequences
            given |= self.batches.functions
        if self.run.noise > 0:
            x, y = normal_pairs(self.seed, self.steps)
            given |= {"noise": float(self.run.noise), "noise_x": x.tolist(), "noise_y": y.tolist()}
        for kind, calls in self.woven.draws.items():
            for number in range(calls):
                x, y = rule_draws(kind, number, self.seed, self.steps)
                given |= {f"{kind}{number}_x": x.tolist(), f"{kind}{number}_y": y.tolist()}
        return given

    def trajectory(self, start: tuple[float, float]) -> Trajectory:
        woven = self.woven
        record = Trajectory(self.optimizer, self.variant, vectors=woven.vectors)
        given = self.arguments()
        first_loss = self.problem.objective.value_and_gradient(*start)[0]
        limit = loss_limit(first_loss)
        x, y = map(float, start)
        inputs = {"x": x, "y": y, **given}
        state = woven.initial(*(inputs[name] for name in woven.initial_inputs))
        record.tracks = {name: ([], []) for name in woven.tracks}
        record.state = {name: [] for name in woven.state} if self.with_state else {}
        columns = record.columns()
        columns[5:5] = [record.rate] if woven.records_rate else []
        fixed = [given[name] for name in woven.arguments]
        left = woven.program(safe=False)(0, self.steps, -limit, limit, x, y, *state, *fixed, *columns)
        if left is not None:
            # Python raised in the middle of a step; IEEE arithmetic goes on from that step's beginning.
            record.cut(left[0])
            del record.rate[left[0] :]
            woven.program(safe=True)(left[0], self.steps, -limit, limit, *left[1:], *fixed, *columns)
        if not woven.records_rate:
            record.rate = [given["lr"]] * (len(record.x) - 1)
        self._end(record, limit)
        updates = len(record.x) - 1
        record.gradients, record.losses = updates * woven.gradients, updates * woven.losses
        return record

    def _end(self, record: Trajectory, limit: float) -> None:
        """Cuts the columns at the last finite point and decides the outcome."""
        points = len(record.x)
        count = _finite_points(record.columns())
        beyond: Any = "none"
        if count < points:
            there = (record.x[count], record.y[count])
            near = all(math.isfinite(part) and abs(part) < LIMITS.divergence for part in there)
            beyond = "undefined" if near and math.isnan(record.loss[count]) else "overflow"
        record.cut(count)
        if beyond == "none" and not abs(record.loss[-1]) <= limit:
            beyond = "loss"
        last = count - 1
        first = max(0, last - max(1, last // 10))
        recent = float(np.hypot(np.diff(record.x[first:]), np.diff(record.y[first:])).sum())
        record.outcome = outcome_of(
            self.problem,
            Ending(
                step=last,
                steps=self.steps,
                point=(record.x[-1], record.y[-1]),
                loss=record.loss[-1],
                gradient_norm=math.hypot(record.gradient_x[-1], record.gradient_y[-1]),
                first_loss=record.loss[0],
                beyond=beyond,
                recent_distance=recent,
                rate=record.rate[-1] if record.rate else float(self.hyperparameters["lr"]),
                plain=not self.variant.state,
            ),
        )


def _finite_points(columns: list[Column]) -> int:
    """How many points come before the first that is not finite in every column."""
    # A sum is finite only if every term is; it is much faster than looking at each.
    if all(math.isfinite(sum(column)) for column in columns):
        return len(columns[0])
    finite = np.isfinite(np.array(columns)).all(axis=0)
    return len(finite) if finite.all() else int(np.argmin(finite))


def _answer(problem: Problem, record: Trajectory, include: frozenset[str]) -> dict[str, Any]:
    first, second = problem.parameters
    outcome = record.outcome
    assert outcome is not None
    answer: dict[str, Any] = {
        "optimizer": record.optimizer.id,
        "framework": record.variant.framework,
        "name": record.optimizer.name.as_dict(),
        "path": {first: record.x, second: record.y},
        "loss": record.loss,
        "gradient_norm": np.hypot(record.gradient_x, record.gradient_y).tolist(),
        "learning_rate": record.rate,
        "evaluations": {"gradient": record.gradients, "loss": record.losses},
        "outcome": {
            "kind": outcome.kind,
            "step": outcome.step,
            "message": outcome.message.as_dict(),
            "final": {first: record.x[-1], second: record.y[-1], "loss": record.loss[-1]},
        },
    }
    if record.tracks:
        answer["tracks"] = {name: {first: x, second: y} for name, (x, y) in record.tracks.items()}
    if "gradient" in include:
        answer["gradient"] = {first: record.gradient_x, second: record.gradient_y}
    if "state" in include:
        answer["state"] = {
            name: {first: record.state[f"s_{name}_x"], second: record.state[f"s_{name}_y"]}
            if vector
            else record.state[f"s_{name}"]
            for name, vector in record.vectors.items()
        }
    return answer


def describe(problem: Problem) -> dict[str, Any]:
    """What an answer says of its problem."""
    first, second = problem.parameters
    best = problem.minima[0] if problem.minima else None
    curvature = problem.curvature_at(best.x, best.y) if best is not None and best.kind == "smooth" else None
    answer: dict[str, Any] = {
        "kind": problem.kind,
        "parameters": [first, second],
        "minimum": problem.minimum,
        "formula": problem.formula,
        "view": {"x": list(problem.view.x), "y": list(problem.view.y)},
        "start": list(problem.start),
        "minima": [{first: m.x, second: m.y, "value": m.value, "kind": m.kind} for m in problem.minima],
        "saddles": [{first: x, second: y} for x, y in problem.saddles],
        "curvature": None
        if curvature is None or curvature[1] <= 0
        else {
            "smallest": curvature[0],
            "largest": curvature[1],
            "edge": 2 / curvature[1],
            "condition": curvature[1] / curvature[0] if curvature[0] > 0 else None,
        },
    }
    if problem.data is not None:
        answer["points"] = np.column_stack([problem.data.x, problem.data.y]).tolist()
        answer["model"] = problem.data.model
    return answer


def _bad_start(problem: Problem, start: tuple[float, float]) -> Fault:
    first, second = problem.parameters
    return Fault(
        ("start",),
        Text(
            en="The loss or its gradient is not a finite number at the start {first} = {x:g}, {second} = {y:g}. "
            "Choose a start where the formula is defined.",
            zh="在起点{first} = {x:g}、{second} = {y:g}处，损失或其梯度不是有限的数。请选择公式有定义的起点。",
        ).format(first=first, second=second, x=start[0], y=start[1]),
    )


def _check_work(scene: Scene, plans: list[_Plan]) -> None:
    """Refuses what would take minutes: long formulas times many steps times many runs."""
    work = sum(plan.woven.operations for plan in plans) * scene.steps
    if work > LIMITS.operations:
        allowed = max(1, LIMITS.operations * scene.steps // work)
        raise InvalidScene(
            [
                Fault(
                    ("steps",),
                    Text(
                        en="{steps} steps of these {runs} runs are {work:.2g} operations, more than {most:.2g}. "
                        "Take at most {allowed} steps, fewer runs or a shorter formula.",
                        zh="这{runs}个运行各走{steps}步需要{work:.2g}次运算，超过上限{most:.2g}。"
                        "请最多走{allowed}步，或减少运行个数，或缩短公式。",
                    ).format(
                        steps=scene.steps,
                        runs=len(plans),
                        work=float(work),
                        most=float(LIMITS.operations),
                        allowed=allowed,
                    ),
                )
            ]
        )
