"""What the scripts for PyTorch, Keras and Optax share: the loss in the library's words, data, noise and the frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from ...engine.data import Data
from ...formula import parse_formula
from ...text import Text
from ..calls import call_of
from . import words
from .pieces import (
    batch_lines,
    data_lines,
    folded,
    footer,
    heading,
    imports_from_numpy,
    indented,
    needs_random,
    noise_lines,
    noisy,
    random_lines,
    schedule_call,
    schedule_functions,
    schedule_lines,
    steps_lines,
    tidy,
)
from .plan import Plan, Wrapping
from .printing import Library, TreePrinter, number
from .words import Language, say


@dataclass
class LibraryScript:
    """Writes a run for one library. ``own_rates`` are the lines that make the library's own schedule, None where the
    schedule is the lab's own function."""

    library: ClassVar[Library]
    name: ClassVar[str]
    packages: ClassVar[str]

    plan: Plan
    language: Language

    def say(self, text: Text) -> str:
        return say(text, self.language)

    # What each library writes in its own way.

    def opening(self) -> list[str]:
        """Imports and settings."""
        raise NotImplementedError

    def array(self, expression: str) -> str:
        """A NumPy array as the library's."""
        raise NotImplementedError

    def body(self) -> list[str]:
        """The optimizer and its loop."""
        raise NotImplementedError

    # What is the same for all.

    def text(self) -> str:
        plan = self.plan
        body = self.body()
        loss = self.loss()
        lines = [
            *heading(plan, self.packages, self.language),
            *self.opening(),
            "",
            *steps_lines(plan, self.language),
            *self.seed(),
            *self.data(),
            *self.random(),
            "",
            "",
            *loss,
            *self.schedule_function(),
            *body,
            "",
            *footer(plan, self.language),
            *self.printing(),
        ]
        text = tidy(lines)
        return text if "math." in text else text.replace("import math\n\n", "", 1)

    def numpy(self) -> list[str]:
        """The imports of what is no tensor."""
        own = self.plan.scheduled and self.by_hand
        needed = self.plan.noisy or self.plan.batch_size is not None or own
        names = imports_from_numpy(schedule_functions(self.plan)) if own else []
        return ["import math", "", *(["import numpy as np"] if needed else []), *names]

    def seed(self) -> list[str]:
        return [f"seed = {self.plan.scene.seed}  # {self.say(words.SEED)}"] if needs_random(self.plan, ()) else []

    def data(self) -> list[str]:
        return [line.replace("np.array(", self.array_of_list) for line in self._data()]

    array_of_list: ClassVar[str] = "np.array("

    def _data(self) -> list[str]:
        return data_lines(self.plan)

    def random(self) -> list[str]:
        if not needs_random(self.plan, ()) and self.plan.batch_size is None:
            return []
        normal = self.plan.noisy and self.plan.run.noise_kind != "student_t"
        lines = random_lines(self.plan, self.language, normal) if needs_random(self.plan, ()) else []
        noise = [self.noise(line) for line in noise_lines(self.plan, self.language)]
        return [*lines, *noise, *batch_lines(self.plan, self.language)]

    def noise(self, line: str) -> str:
        target, _, rest = line.partition(" = ")
        expression, _, note = rest.partition("  # ")
        return f"{target} = {self.array(expression)}  # {note}"

    def loss(self) -> list[str]:
        problem = self.plan.problem
        if problem.data is not None:
            return self._fit_loss(problem.data)
        coefficients = problem.objective.coefficients
        head = ", ".join(["theta", *(f"{name}={number(value)}" for name, value in coefficients.items())])
        tree = parse_formula(problem.formula, ("x", "y", *coefficients))
        printed = TreePrinter(self.library, ("x", "y"))(tree)
        return [
            f"def loss({head}):",
            "    x, y = theta",
            *indented(folded("return ", printed)),
            "",
            "",
        ]

    def _fit_loss(self, data: Data) -> list[str]:
        first, second = data.parameters

        def printed(text: str, names: tuple[str, ...], numbers: Mapping[str, float]) -> str:
            # Literals, since model and loss may have coefficients of one name.
            spelled = {name: number(value) if value >= 0 else f"({number(value)})" for name, value in numbers.items()}
            return TreePrinter(self.library, names, spelled)(parse_formula(text, (*names, *numbers)))

        prediction = printed(data.model, (first, second, "x"), data.model_coefficients)
        cost = printed(data.text, ("y_hat", "y"), data.loss_coefficients)
        return [
            "def loss(theta, x=X, y=Y):",
            f'    """{self.say(words.MEAN_LOSS)}"""',
            f"    {first}, {second} = theta",
            *indented(folded("y_hat = ", prediction)),
            *indented(folded("return ", f"({cost}).mean()")),
            "",
            "",
        ]

    @property
    def batch(self) -> str:
        """The further arguments of the loss that update k sees."""
        return ", X[batches[k]], Y[batches[k]]" if self.plan.batch_size is not None else ""

    @property
    def by_hand(self) -> bool:
        """Whether the rate comes from the lab's own function."""
        raise NotImplementedError

    def noisy(self, g: str, noise: str = "noise[k]") -> str:
        return noisy(self.plan, g, f"{self.library.module}.hypot", noise)

    def schedule_function(self) -> list[str]:
        if not (self.plan.scheduled and self.by_hand):
            return []
        return schedule_lines(self.plan, self.language)

    def schedule_call(self) -> tuple[str, list[str]]:
        return schedule_call(self.plan)

    def call(self, name: str, rate: str | None = None) -> list[str]:
        """The line that builds the optimizer."""
        spelled = {"lr": rate} if rate is not None else None
        written = call_of(self.plan.optimizer, self.plan.variant, self.plan.values, spelled)
        return f"{name} = {written}".splitlines()

    def printing(self) -> list[str]:
        raise NotImplementedError

    def note(self, wrapping: Wrapping) -> str:
        return f"  # {self.say(wrapping.wrapper.name)}"


def later(wrappings: Sequence[Wrapping], index: int, ids: set[str]) -> bool:
    """Whether a wrapper with one of the ids stands after this one."""
    return any(each.wrapper.id in ids for each in wrappings[index + 1 :])
