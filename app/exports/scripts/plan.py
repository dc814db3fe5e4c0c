"""One run of a scene with everything that a script says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from ...catalogue import CATALOGUE
from ...catalogue.definitions import Hyperparameter, Optimizer, Schedule, Variant, Wrapper, WrapperVariant
from ...catalogue.terms import FRAMEWORKS, WARMUP
from ...engine import address
from ...engine.problem import Problem, problem_of
from ...engine.race import race
from ...engine.scene import FitProblem, Run, Scene, SurfaceProblem, canonical
from ...text import Text
from .printing import formula_text

_LONGEST_ADDRESS: Final = 400


@dataclass(frozen=True, slots=True)
class Wrapping:
    """A wrapper around a run, with the variant that the run uses and its numbers."""

    wrapper: Wrapper
    variant: WrapperVariant
    parameters: Mapping[str, float]


@dataclass(frozen=True)
class Plan:
    """A run of a canonical scene. ``answer`` is the API's of this run alone."""

    scene: Scene
    index: int
    problem: Problem
    answer: Mapping[str, Any]

    @property
    def run(self) -> Run:
        return self.scene.runs[self.index]

    @property
    def start(self) -> tuple[float, float]:
        assert self.scene.start is not None
        return self.scene.start

    @property
    def optimizer(self) -> Optimizer:
        return CATALOGUE.optimizers[self.run.optimizer]

    @property
    def variant(self) -> Variant:
        return self.optimizer.variant(self.run.framework)

    @property
    def values(self) -> Mapping[str, float]:
        """The hyperparameters, in the order of the variant."""
        return {**self.variant.defaults, **self.run.hyperparameters}

    @property
    def lr(self) -> float:
        return float(self.values["lr"])

    @property
    def schedule(self) -> Schedule:
        return CATALOGUE.schedules[self.run.schedule.id]

    @property
    def rates(self) -> Mapping[str, float]:
        """The schedule's parameters, with its warm-up."""
        return {**{p.name: p.default for p in self.schedule.parameters}, "warmup": 0.0, **self.run.schedule.parameters}

    @property
    def warmup(self) -> int:
        return int(self.rates["warmup"])

    @property
    def scheduled(self) -> bool:
        return self.schedule.id != "constant" or self.warmup > 0

    @property
    def driven(self) -> Mapping[str, str]:
        """The hyperparameters that move along with the rate, with their formulas."""
        drives = self.schedule.drives
        on = self.rates.get("cycle_momentum", 1.0) != 0
        return {name: formula for name, formula in drives.items() if name in self.values and on}

    @property
    def wrappings(self) -> tuple[Wrapping, ...]:
        return tuple(
            Wrapping(
                CATALOGUE.wrappers[choice.id],
                CATALOGUE.wrappers[choice.id].variant(self.variant.framework),
                {p.name: p.default for p in CATALOGUE.wrappers[choice.id].parameters} | dict(choice.parameters),
            )
            for choice in self.run.wrappers
        )

    @property
    def batch_size(self) -> int | None:
        """The size of batches that are less than the whole data, or drawn anew."""
        size, data = self.run.batch_size, self.problem.data
        if data is None or size is None or (size >= len(data) and self.scene.sampling != "replace"):
            return None
        return size

    @property
    def noisy(self) -> bool:
        return self.run.noise > 0

    @property
    def steps(self) -> int:
        """Updates up to the end point that the page shows."""
        return int(self.answer["outcome"]["step"])

    @property
    def cut(self) -> bool:
        return self.steps < self.scene.steps

    @property
    def outcome(self) -> Text:
        return Text(**self.answer["outcome"]["message"])

    @property
    def end(self) -> tuple[float, float, float]:
        """The end point's two numbers and its loss."""
        final = self.answer["outcome"]["final"]
        first, second = self.problem.parameters
        return final[first], final[second], final["loss"]

    @property
    def title(self) -> Text:
        """What the script repeats: the method, whose it is, and on what."""
        spec = self.scene.problem
        if isinstance(spec, SurfaceProblem):
            where = CATALOGUE.surfaces[spec.id].name
        elif isinstance(spec, FitProblem):
            where = CATALOGUE.datasets[spec.dataset].name if spec.dataset is not None else _OWN_POINTS
        else:
            where = Text(en=formula_text(spec.formula), zh=formula_text(spec.formula))
        return Text(en="{method} ({of}): {where}", zh="{method}（{of}）：{where}").format(
            method=self.optimizer.name, of=FRAMEWORKS[self.variant.framework].name, where=where
        )

    @property
    def address(self) -> str | None:
        """The scene's address, unless it is too long to stand in a comment."""
        written = address.write(self.scene)
        return written if len(written) <= _LONGEST_ADDRESS else None

    @property
    def described(self) -> Mapping[str, Hyperparameter]:
        return {each.name: each for each in self.optimizer.hyperparameters}

    @property
    def schedule_described(self) -> Mapping[str, Hyperparameter]:
        return {each.name: each for each in (*self.schedule.parameters, WARMUP)}


_OWN_POINTS: Final = Text(en="own data points", zh="自己的数据点")


def plan_of(scene: Scene, index: int) -> Plan:
    """The run ``index`` (from 0) of a scene. Raises InvalidScene where the scene cannot be raced, IndexError where
    there is no such run."""
    whole = canonical(scene)
    alone = whole.model_copy(update={"runs": (whole.runs[index],)})
    (answer,) = race(alone)["trajectories"]
    return Plan(whole, index, problem_of(whole.problem), answer)
