"""A search for each run's learning rate, with the same budget for every run.

Every run tries as many rates: its own; then half of the budget, the same rates for all, spread evenly in the logarithm
over the decades that ``app.settings`` names; and what is left, evenly between the best of these and its neighbours. The
decades are wide and the same for all, since no narrower range is fair: one optimizer's rate is a length in the plane,
another's a length for each unit of slope, a third's a factor near 1. An optimizer that evaluates more gradients at an
update has as many updates as the others, as in the race.

A rate's score is the run's last or lowest loss; one that diverges or leaves the domain has none. Where chance plays a
part it is the median over a few seeds, the same for all runs.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median_low
from types import MappingProxyType
from typing import Any, Final, Literal

from ..settings import LIMITS
from ..text import Text
from .data import Batches
from .faults import Fault, InvalidScene
from .outcome import Kind, number
from .problem import Problem, problem_of
from .race import Plan, start_of
from .scene import Run, Scene

Score = Literal["final", "best"]
SCORES: Final[tuple[Score, ...]] = ("final", "best")

_BROKEN: Final = ("diverged", "left_domain")


@dataclass(frozen=True, slots=True)
class Trial:
    """What a learning rate gave; ``score`` is inf where the run broke."""

    rate: float
    score: float
    outcome: Kind

    def answer(self) -> dict[str, Any]:
        return {
            "rate": self.rate,
            "score": self.score if math.isfinite(self.score) else None,
            "outcome": self.outcome,
        }


def tune(scene: Scene, budget: int, score: Score) -> dict[str, Any]:
    """The search for every run of a canonical scene: ``budget`` rates each. Raises InvalidScene where the start lies
    outside the loss's domain or the work is too much."""
    problem = problem_of(scene.problem)
    start = start_of(scene, problem)
    searches = [_Search(scene, problem, start, index, score) for index in range(len(scene.runs))]
    _check_work(scene, searches, budget)
    return {
        "budget": budget,
        "score": score,
        "range": list(LIMITS.rates),
        "runs": [search.answer(budget) for search in searches],
    }


class _Search:
    """The search for one run."""

    def __init__(self, scene: Scene, problem: Problem, start: tuple[float, float], index: int, score: Score) -> None:
        self.scene = scene
        self.problem = problem
        self.start = start
        self.run: Run = scene.runs[index]
        self.score = score
        self.batches: dict[int, dict[int, Batches]] = {}
        plan = self.plan(self.run.hyperparameters["lr"], scene.seed)
        by_chance = self.run.noise > 0 or plan.batches is not None
        by_chance = by_chance or any(plan.woven.calls.get(kind, 0) for kind in ("normal", "signs"))
        self.seeds = [(scene.seed + n) % (LIMITS.seed + 1) for n in range(LIMITS.tuning_seeds if by_chance else 1)]
        drawn = sum(made.cost for made in self.batches[scene.seed].values())
        self.cost = len(self.seeds) * plan.operations * scene.steps + drawn
        self.optimizer, self.framework = plan.optimizer, plan.variant.framework

    def plan(self, rate: float, seed: int) -> Plan:
        hyperparameters = MappingProxyType({**self.run.hyperparameters, "lr": rate})
        run = self.run.model_copy(update={"hyperparameters": hyperparameters})
        alone = self.scene.model_copy(update={"runs": (run,), "seed": seed})
        return Plan(alone, self.problem, 0, with_state=False, batches=self.batches.setdefault(seed, {}))

    def trial(self, rate: float) -> Trial:
        found: list[tuple[float, Kind]] = []
        for seed in self.seeds:
            record = self.plan(rate, seed).trajectory(self.start)
            assert record.outcome is not None
            kind = record.outcome.kind
            loss = record.loss[-1] if self.score == "final" else min(record.loss)
            found.append((math.inf if kind in _BROKEN else loss, kind))
        middle = median_low(loss for loss, _ in found)
        return Trial(rate, middle, next(kind for loss, kind in found if loss == middle))

    def trials(self, budget: int) -> tuple[Trial, list[Trial]]:
        """The present rate's, and everyone's from the smallest rate to the largest."""
        present = self.trial(self.run.hyperparameters["lr"])
        spread = [self.trial(rate) for rate in spread_rates(budget)]
        best = min(range(len(spread)), key=lambda index: spread[index].score)
        rest = budget - 1 - len(spread)
        between = [self.trial(rate) for rate in rates_about([each.rate for each in spread], best, rest)]
        return present, sorted([present, *spread, *between], key=lambda each: each.rate)

    def answer(self, budget: int) -> dict[str, Any]:
        present, trials = self.trials(budget)
        best = min(trials, key=lambda each: (each.score, each is not present))
        found = math.isfinite(best.score)
        return {
            "optimizer": self.optimizer.id,
            "framework": self.framework,
            "name": self.optimizer.name.as_dict(),
            "seeds": self.seeds,
            "rates": [each.rate for each in trials],
            "scores": [each.answer()["score"] for each in trials],
            "outcomes": [each.outcome for each in trials],
            "present": present.answer(),
            "best": best.answer() if found else None,
            "message": self.message(present, best if found else None, trials).as_dict(),
        }

    def message(self, present: Trial, best: Trial | None, trials: Sequence[Trial]) -> Text:
        if best is None:
            return Text(
                en="All {count} learning rates from {low} to {high} diverge: try other settings.",
                zh="从{low}到{high}的{count}个学习率全部发散：请试试别的设置。",
            ).format(count=len(trials), low=number(trials[0].rate), high=number(trials[-1].rate))
        told = {"count": len(trials), "rate": number(best.rate), "score": number(best.score)}
        if best is present:
            return Text(
                en="The present η = {rate} is the best of {count}: f = {score}.",
                zh="当前的η = {rate}就是{count}个中最好的：f = {score}。",
            ).format(**told)
        if math.isfinite(present.score):
            said = Text(
                en="η = {rate} is the best of {count}: f = {score}, where the present η = {present} gives {gives}.",
                zh="{count}个中最好的是η = {rate}：f = {score}；当前的η = {present}得到{gives}。",
            ).format(**told, present=number(present.rate), gives=number(present.score))
        else:
            said = Text(
                en="η = {rate} is the best of {count}: f = {score}. The present η = {present} breaks off.",
                zh="{count}个中最好的是η = {rate}：f = {score}；当前的η = {present}中途发散。",
            ).format(**told, present=number(present.rate))
        edge = {trials[0].rate: _SMALLEST, trials[-1].rate: _LARGEST}.get(best.rate)
        return said if edge is None else Text(en=f"{said.en} {edge.en}", zh=said.zh + edge.zh)


_SMALLEST: Final = Text(en="It is the smallest tried.", zh="它是试过的最小值。")
_LARGEST: Final = Text(en="It is the largest tried.", zh="它是试过的最大值。")


def spread_rates(budget: int) -> list[float]:
    """The rates that every run is asked about first: half of the budget, over all of the decades."""
    low, high = LIMITS.rates
    return list(_between(low, high, budget // 2 - 2, ends=True))


def rates_about(rates: Sequence[float], best: int, count: int) -> list[float]:
    """``count`` further rates between the best of some and its neighbours."""
    sides = [(rates[side], rates[best]) for side in (best - 1, best + 1) if 0 <= side < len(rates)]
    first = count - count // 2 if len(sides) == 2 else count
    counts = [first, count - first]
    return [rate for ends, some in zip(sides, counts, strict=False) for rate in _between(*ends, some)]


def _between(low: float, high: float, count: int, ends: bool = False) -> Iterator[float]:
    """Evenly in the logarithm, in three digits, so that an address stays short."""
    places = range(0 if ends else 1, count + (2 if ends else 1))
    return (float(f"{low * (high / low) ** (place / (count + 1)):.3g}") for place in places)


def _check_work(scene: Scene, searches: Sequence[_Search], budget: int) -> None:
    work = budget * sum(search.cost for search in searches)
    if work <= LIMITS.operations:
        return
    allowed = max(1, LIMITS.operations * scene.steps // work)
    sentence = Text(
        en="{budget} learning rates for each of {runs} runs of {steps} steps are {work} operations, more than {most}. "
        "Take at most {allowed} steps, fewer runs or a smaller budget.",
        zh="{runs}个运行各试{budget}个学习率、各走{steps}步，需要{work}次运算，超过上限{most}。"
        "请最多走{allowed}步，或减少运行个数，或减小预算。",
    ).format(
        budget=budget,
        runs=len(searches),
        steps=scene.steps,
        work=number(float(work)),
        most=number(float(LIMITS.operations)),
        allowed=allowed,
    )
    raise InvalidScene([Fault(("steps",), sentence)])
