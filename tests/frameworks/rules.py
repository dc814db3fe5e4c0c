"""Runs an optimizer's rule as the Python that it also is, apart from the engine.

Where a rule amplifies rounding, no two programs agree on a whole path; they do on each step of it. ``followed`` takes
each step from the point that the framework had reached, with the memory of the gradients it had seen there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from app.catalogue import CATALOGUE
from app.catalogue.definitions import Variant

from ..fixtures.recording import PROBLEMS, Case, Point

# NumPy spells the language's functions alike, but for these.
FUNCTIONS: dict[str, Any] = vars(np) | {"min": np.minimum, "max": np.maximum, "norm": np.linalg.norm}

Step = Callable[[int, Point, Point], Point]


def stepper(variant: Variant, hyperparameters: Mapping[str, float], rate: Callable[[int], float], start: Point) -> Step:
    """A function of k, the point and the gradient there that gives the next point and remembers the state."""
    rule = compile(variant.rule, f"<rule of {variant.framework}>", "exec")
    given = FUNCTIONS | dict(variant.defaults) | dict(hyperparameters)
    at_start = given | {"theta": np.array(start)}
    state = {
        name: eval(initial, {"__builtins__": {}}, at_start) + np.zeros(2) for name, initial in variant.state.items()
    }

    def step(k: int, theta: Point, g: Point) -> Point:
        names = given | state | {"theta": np.array(theta), "g": np.array(g), "k": k, "t": k + 1, "lr": rate(k)}
        exec(rule, {"__builtins__": {}}, names)
        state.update((name, names[name]) for name in state)
        x, y = names["theta"]
        return float(x), float(y)

    return step


def rates(case: Case) -> Callable[[int], float]:
    """The learning rate of each update of a case, by the catalogue's formula."""
    variant = CATALOGUE.optimizers[case.optimizer].variant(case.framework)
    lr = case.hyperparameters.get("lr", variant.defaults["lr"])
    if case.schedule is None:
        return lambda k: lr
    schedule = CATALOGUE.schedules[case.schedule.id]
    given = FUNCTIONS | {p.name: p.default for p in schedule.parameters} | dict(case.schedule.parameters)
    return lambda k: float(eval(schedule.formula, {"__builtins__": {}}, given | {"lr": lr, "k": k}))


def followed(case: Case, *, freely: bool = False) -> tuple[Point, ...]:
    """The rule's path, each step taken from the recorded point before it; or ``freely``, from its own."""
    variant = CATALOGUE.optimizers[case.optimizer].variant(case.framework)
    gradient = PROBLEMS[case.problem]
    step = stepper(variant, case.hyperparameters, rates(case), case.path[0])
    path = [case.path[0]]
    for k, recorded in enumerate(case.path[:-1]):
        point = path[-1] if freely else recorded
        path.append(step(k, point, gradient(*point)))
    return tuple(path)
