"""Runs a scene: the columns of every run and how it ended."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from copy import copy
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from ..catalogue import CATALOGUE
from ..formula.code import FAST, IEEE
from ..settings import LIMITS
from ..text import Text
from .answer import answer_of, describe
from .data import Batches, Data
from .faults import Fault, InvalidScene
from .insight import insight, insight_cost
from .loom import Around
from .native import NATIVE
from .outcome import Beyond, Ending, Outcome, loss_limit, outcome_of
from .problem import FormulaObjective, Problem, coefficient_input, problem_of
from .program import Woven, weave
from .random import noise_pairs, rule_draws
from .trajectory import Column, Trajectory

if TYPE_CHECKING:
    from .scene import Run, Scene


def race(scene: Scene, include: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The "problem" and "trajectories" of a scene's answer. ``scene`` is canonical (see app.engine.scene).

    ``include`` may hold "gradient", "state", "samples", and what ``insight`` adds. Raises InvalidScene where the start
    lies outside the loss's domain or the work is too much.
    """
    problem = problem_of(scene.problem)
    start = start_of(scene, problem)
    batches: dict[int, Batches] = {}  # the same for every run with batches of this size
    with_state = not include.isdisjoint(("state", "memory"))
    plans = [Plan(scene, problem, index, with_state, batches) for index in range(len(scene.runs))]
    further = scene.steps * sum(insight_cost(plan, include) for plan in plans)
    check_work(scene, plans, sum(made.cost for made in batches.values()) + further)
    if "samples" in include:
        _check_samples(scene, plans)
    trajectories = []
    for plan in plans:
        record = plan.trajectory(start, "samples" in include)
        trajectories.append(answer_of(problem, record, include) | insight(plan, record, include))
    return {"problem": describe(problem), "trajectories": trajectories}


def _check_samples(scene: Scene, plans: list[Plan]) -> None:
    count = scene.steps * sum(plan.batches.size for plan in plans if plan.batches is not None)
    if count > LIMITS.samples:
        text = Text(
            en="include=samples would list {count} samples; at most {most} are. Take fewer steps or smaller batches.",
            zh="include=samples将列出{count}个样本，最多{most}个。请减少步数或减小批量。",
        )
        raise InvalidScene([Fault((), text.format(count=count, most=LIMITS.samples), parameter="include")])


def start_of(scene: Scene, problem: Problem) -> tuple[float, float]:
    """Where the runs of a scene start. Raises InvalidScene where that lies outside the loss's domain."""
    start = scene.start if scene.start is not None else problem.start
    loss, *gradient = problem.objective.value_and_gradient(*start)
    if not (math.isfinite(loss) and math.isfinite(norms(*gradient))):
        raise InvalidScene([_bad_start(problem, start)])
    return start


class Columns(Protocol):
    """What a run has recorded, an entry a point."""

    @property
    def x(self) -> Sequence[float]: ...

    @property
    def y(self) -> Sequence[float]: ...

    @property
    def loss(self) -> Sequence[float]: ...

    @property
    def norm(self) -> Sequence[float]: ...

    @property
    def gradient_x(self) -> Sequence[float]: ...

    @property
    def gradient_y(self) -> Sequence[float]: ...


class Plan:
    """One run of a scene, woven and ready."""

    def __init__(
        self,
        scene: Scene,
        problem: Problem,
        index: int,
        with_state: bool,
        batches: dict[int, Batches],
        with_lines: bool = False,
    ) -> None:
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
        self.batches = self._batches(scene, batches)
        self.around = Around(
            schedule=self.schedule,
            warmup=self.parameters["warmup"] > 0,
            noise=run.noise_kind if run.noise > 0 else None,
            batches=self.batches,
            wrappers=tuple(CATALOGUE.wrappers[choice.id] for choice in run.wrappers),
            zeros=frozenset(name for name, value in self.hyperparameters.items() if value == 0),
        )
        self.woven: Woven = weave(problem.objective, self.variant, self.around, with_state, with_lines)
        self.with_state = with_state
        self.with_lines = with_lines

    def _batches(self, scene: Scene, shared: dict[int, Batches]) -> Batches | None:
        data, size = self.problem.data, self.run.batch_size
        if data is None or size is None or (size >= len(data) and scene.sampling != "replace"):
            return None
        objective = self.problem.objective
        solution = None
        if isinstance(objective, FormulaObjective):
            solution = (objective.coefficients["p"], objective.coefficients["q"])
        made = Batches(data, solution, size, scene.steps, scene.sampling, scene.seed)
        return shared.setdefault(size, made)

    def of(self, seed: int, rate: float | None = None) -> Plan:
        """The same run with another seed and, where it is given, another learning rate."""
        other = copy(self)
        other.seed = seed
        if self.batches is not None:
            other.batches = dataclasses.replace(self.batches, seed=seed)
        if rate is not None:
            other.hyperparameters = {**self.hyperparameters, "lr": rate}
        return other

    @property
    def operations(self) -> int:
        """What one update costs, in operations of a program over floats."""
        objective = self.problem.objective
        if isinstance(objective, FormulaObjective):
            whole = batch = objective.formula.operations
        else:
            assert isinstance(objective, Data)
            whole = objective.cost(len(objective))
            batch = objective.cost(self.batches.size) if self.batches is not None else whole
        costs = {
            "batch": batch,
            "lbfgs_direction": 10 * int(self.hyperparameters.get("history_size", 1)),
            "strong_wolfe": 5 * whole,
        }
        return self.woven.operations + sum(count * costs.get(name, whole) for name, count in self.woven.looks.items())

    def numbers(self) -> dict[str, Any]:
        """The numbers that the program takes besides the loop's own variables, the same at every update."""
        objective = self.problem.objective
        given: dict[str, Any] = {f"h_{name}": float(value) for name, value in self.hyperparameters.items()}
        given |= {"lr": float(self.hyperparameters["lr"])}
        given |= {f"r_h_{name}": float(value) for name, value in self.parameters.items()}
        for index, choice in enumerate(self.run.wrappers):
            numbers = {p.name: p.default for p in CATALOGUE.wrappers[choice.id].parameters} | dict(choice.parameters)
            given |= {f"w{index}_h_{name}": float(value) for name, value in numbers.items()}
        if self.run.noise > 0:
            given |= {"noise": float(self.run.noise)}
        return given | {coefficient_input(name): value for name, value in objective.coefficients.items()}

    def arguments(self) -> dict[str, Any]:
        """Everything that the program takes besides the loop's own variables."""
        objective = self.problem.objective
        given = self.numbers() | dict(objective.functions)
        if self.batches is not None:
            given |= self.batches.arguments
        if self.run.noise > 0:
            x, y = noise_pairs(self.run.noise_kind, self.seed, self.steps, self.run.noise_df)
            given |= {"noise_x": x.tolist(), "noise_y": y.tolist()}
        given |= {name: NATIVE[name](objective.value_and_gradient) for name in NATIVE if name in self.woven.arguments}
        for kind in ("normal", "signs"):
            for number in range(self.woven.calls.get(kind, 0)):
                x, y = rule_draws(kind, number, self.seed, self.steps)
                given |= {f"{kind}{number}_x": x.tolist(), f"{kind}{number}_y": y.tolist()}
        return given

    def trajectory(self, start: tuple[float, float], with_samples: bool = False) -> Trajectory:
        woven = self.woven
        record = Trajectory(self.optimizer, self.variant)
        given = self.arguments()
        first_loss = self.problem.objective.value_and_gradient(*start)[0]
        limit = loss_limit(first_loss)
        x, y = map(float, start)
        inputs = {"x": x, "y": y, **given}
        state = woven.initial(*(inputs[name] for name in woven.initial_inputs))
        record.tracks = {name: ([], []) for name in woven.tracks}
        if self.with_state:
            record.state = {name: tuple([] for _ in flat) for name, flat in woven.states.items()}
        columns = record.columns()
        columns += [record.rate] if woven.records_rate else []
        record.lines = [[] for _ in woven.account.recorded] if woven.account is not None else []
        columns += record.lines
        fixed = [given[name] for name in woven.arguments]
        ticks = woven.ticks(FAST, self.steps, given)
        left = woven.program(FAST)(0, self.steps, -limit, limit, x, y, *state, *fixed, *ticks, *columns)
        if left is not None:
            # Python raised in the middle of a step; IEEE arithmetic goes on from that step's beginning.
            record.cut(points=left[0], updates=left[0])
            woven.program(IEEE)(left[0], self.steps, -limit, limit, *left[1:], *fixed, *columns)
        if not woven.records_rate:
            record.rate = [given["lr"]] * (len(record.x) - 1)
        self._end(record, limit)
        record.gradients = woven.calls.get("g", 0) + woven.calls.get("grad", 0)
        record.losses = woven.calls.get("loss", 0)
        record.plain = woven.plain and not woven.records_rate and self.batches is None and self.run.noise == 0
        if with_samples and self.batches is not None:
            record.samples = self.batches.samples(len(record.x) - 1)
        natives = {name: given[name] for name in NATIVE if name in given}
        searches = [native.looks for native in natives.values() if native.looks]
        if searches:
            record.looks = [sum(each.get(update, 0) for each in searches) for update in range(len(record.x) - 1)]
        record.quantities = {
            quantity: [values.get(update) for update in range(len(record.x) - 1)]
            for native in natives.values()
            if self.with_lines
            for quantity, values in native.quantities.items()
        }
        return record

    def _end(self, record: Trajectory, limit: float) -> None:
        """Cuts the columns at the last finite point and decides the outcome."""
        # Told their type and number, lists become arrays in two thirds of the time.
        gradient = (np.fromiter(column, float, len(column)) for column in (record.gradient_x, record.gradient_y))
        record.norm = norms(*gradient).tolist()
        count = _finite_points([record.x, record.y, record.loss, record.norm])
        beyond = beyond_of(record, count, limit, self.steps)
        record.cut(points=count, updates=count - 1)
        record.blank()
        rate = record.rate[-1] if record.rate else float(self.hyperparameters["lr"])
        record.outcome = self.outcome(record, beyond, rate)

    def outcome(self, path: Columns, beyond: Beyond, rate: float) -> Outcome:
        """What became of a run, from its finite points."""
        last = len(path.x) - 1
        first = max(0, last - max(1, last // 10))
        with np.errstate(over="ignore"):
            recent = float(norms(np.diff(path.x[first:]), np.diff(path.y[first:])).sum())
        return outcome_of(
            self.problem,
            Ending(
                step=last,
                steps=self.steps,
                point=(path.x[-1], path.y[-1]),
                loss=path.loss[-1],
                gradient_norm=path.norm[-1],
                first_loss=path.loss[0],
                beyond=beyond,
                recent_distance=recent,
                rate=rate,
                plain=self.woven.plain,
            ),
        )


def norms(x: Any, y: Any) -> Any:
    with np.errstate(over="ignore"):
        return np.hypot(x, y)


def beyond_of(record: Columns, count: int, limit: float, steps: int) -> Beyond:
    """What comes after the first ``count`` points, which are finite."""
    if count < len(record.x):
        there = (record.x[count], record.y[count])
        if any(map(math.isnan, there)):
            return "nowhere"
        near = all(abs(part) < LIMITS.divergence for part in there)
        values = (record.loss[count], record.gradient_x[count], record.gradient_y[count])
        return "undefined" if near and any(map(math.isnan, values)) else "overflow"
    if not abs(record.loss[-1]) <= limit:
        return "loss"
    # Nothing was recorded after a step whose arithmetic cannot be done at all.
    return "none" if count == steps + 1 else "nowhere"


def _finite_points(columns: list[Column]) -> int:
    """How many points come before the first that is not finite in every column."""
    # A sum is finite only if every term is; it is much faster than looking at each.
    if all(math.isfinite(sum(column)) for column in columns):
        return len(columns[0])
    finite = np.isfinite(np.array(columns)).all(axis=0)
    return len(finite) if finite.all() else int(np.argmin(finite))


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


def check_work(scene: Scene, plans: list[Plan], draws: int) -> None:
    """Refuses what would take minutes: long formulas or large batches times many steps times many runs."""
    work = sum(plan.operations for plan in plans) * scene.steps + draws
    if work > LIMITS.operations:
        allowed = max(1, LIMITS.operations * scene.steps // work)
        raise InvalidScene(
            [
                Fault(
                    ("steps",),
                    Text(
                        en="{steps} steps of these {runs} runs are {work:.2g} operations, more than {most:.2g}. "
                        "Take at most {allowed} steps, fewer runs, smaller batches or a shorter formula.",
                        zh="这{runs}个运行各走{steps}步需要{work:.2g}次运算，超过上限{most:.2g}。"
                        "请最多走{allowed}步，或减少运行个数，或减小批量，或缩短公式。",
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
