"""Runs an optimizer's rule as the Python that it also is, apart from the engine.

Where a rule amplifies rounding, no two programs agree on a whole path; they do on each step of it. ``followed`` takes
each step from the point that the framework had reached, with the memory of the gradients it had seen there.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.catalogue import CATALOGUE
from app.catalogue.definitions import Variant
from app.engine.choices import schedule_parameters
from app.engine.native import NATIVE
from app.engine.random import rule_draws
from app.formula.rules import NATIVE_VECTORS, parse_rule
from app.formula.weaver import state_kinds

from ..fixtures.recording import HESSIANS, LOSSES, PROBLEMS, Case, Gradient, Point

Array = NDArray[np.float64]


def dot(a: Array, b: Array) -> float:
    return float(a[0] * b[0] + a[1] * b[1])


# NumPy spells most of the language's functions alike. Sums of two are written out: NumPy's may fuse or scale.
FUNCTIONS: dict[str, Any] = vars(np) | {
    "min": np.minimum,
    "max": np.maximum,
    "pow": math.pow,
    "norm": lambda v: math.sqrt(dot(v, v)),
    "dot": dot,
    "sum": lambda v: v[0] + v[1],
}


class Random:
    """``normal()`` and ``signs()``, each call of an update its own stream."""

    def __init__(self, seed: int, updates: int) -> None:
        self.seed, self.updates, self.k = seed, updates, 0
        self.calls = {"normal": 0, "signs": 0}

    def at(self, k: int) -> None:
        self.k, self.calls = k, {"normal": 0, "signs": 0}

    def draw(self, kind: str) -> Array:
        # Either kind counts its own calls, as rule_draws has it.
        number = self.calls[kind]
        self.calls[kind] += 1
        return rule_draws(kind, number, self.seed, self.updates)[:, self.k]


class NumpyRun:
    """A run of a rule, a step at a time: ``theta`` and ``state`` are where it stands.

    ``gradient`` and the others answer what a rule asks of the problem; a rule that asks for one that was not given
    fails with a NameError. ``hessian`` gives ∂²xx, ∂²xy, ∂²yy.
    """

    def __init__(
        self,
        variant: Variant,
        hyperparameters: Mapping[str, float],
        start: Point,
        gradient: Gradient | None = None,
        loss: Callable[[float, float], float] | None = None,
        hessian: Callable[[float, float], tuple[float, ...]] | None = None,
        *,
        seed: int = 0,
        updates: int = 200,
    ) -> None:
        self.rule = compile(variant.rule, f"<rule of {variant.framework}>", "exec")
        self.random = Random(seed, updates)
        own = dict(variant.defaults) | dict(hyperparameters)
        self.given: dict[str, Any] = FUNCTIONS | {name: np.float64(value) for name, value in own.items()}
        self.given |= {kind: lambda kind=kind: self.random.draw(kind) for kind in ("normal", "signs")}
        if gradient is not None:
            self.given["grad"] = lambda p: np.array(gradient(float(p[0]), float(p[1])))
        if loss is not None:
            self.given["loss"] = lambda p: loss(float(p[0]), float(p[1]))
        if hessian is not None:
            self.given |= _curvature(hessian)
        if gradient is not None and loss is not None:
            self.given |= self.native(lambda x, y: (loss(x, y), *gradient(x, y)))
        self.theta: Array = np.array(start, dtype=float)
        kinds = state_kinds(parse_rule(variant.rule), variant.state, tuple(name for name in own if name != "lr"))
        at_start = self.given | {"theta": self.theta}
        self.state: dict[str, Any] = {
            name: eval(initial, {"__builtins__": {}}, at_start) + (np.zeros(2) if kinds[name] else 0.0)
            for name, initial in variant.state.items()
        }

    def native(self, evaluate: Callable[[float, float], tuple[float, ...]]) -> dict[str, Any]:
        """The functions that are no formulas are the engine's own; what they do is held against the frameworks."""
        functions = {name: made(evaluate) for name, made in NATIVE.items()}

        def call(name: str, *arguments: Any) -> Any:
            flat = [float(number) for argument in arguments for number in np.ravel(argument)]
            answer = functions[name](self.random.k, *flat)
            return np.array(answer) if NATIVE_VECTORS[name] else answer

        return {name: partial(call, name) for name in functions}

    def step(self, k: int, g: Point, lr: float) -> Point:
        """The point after update ``k`` from where it stands."""
        self.random.at(k)
        names = self.given | self.state | {"theta": self.theta, "g": np.array(g), "k": k, "t": k + 1, "lr": lr}
        with np.errstate(all="ignore"):  # both branches of a where are computed
            exec(self.rule, {"__builtins__": {}}, names)
        self.state = {name: names[name] for name in self.state}
        self.theta = names["theta"]
        return float(self.theta[0]), float(self.theta[1])


def _curvature(hessian: Callable[[float, float], tuple[float, ...]]) -> dict[str, Any]:
    def at(p: Array) -> tuple[float, ...]:
        return hessian(float(p[0]), float(p[1]))

    def times(p: Array, v: Array) -> Array:
        xx, xy, yy = at(p)
        return np.array([xx * v[0] + xy * v[1], xy * v[0] + yy * v[1]])

    def solve(p: Array, v: Array, damping: float) -> Array:
        xx, xy, yy = at(p)
        xx, yy = xx + damping, yy + damping
        return np.array([yy * v[0] - xy * v[1], xx * v[1] - xy * v[0]]) / np.float64(xx * yy - xy * xy)

    return {"hess_diag": lambda p: np.array(at(p))[[0, 2]], "hess_times": times, "hess_solve": solve}


def rates(case: Case) -> Callable[[int], float]:
    """The learning rate of each update of a case, by the catalogue's formula."""
    variant = CATALOGUE.optimizers[case.optimizer].variant(case.framework)
    lr = case.hyperparameters.get("lr", variant.defaults.get("lr", math.nan))
    if case.schedule is None:
        return lambda k: lr
    schedule = CATALOGUE.schedules[case.schedule.id]
    described = schedule_parameters(case.schedule.id, case.framework)
    given = FUNCTIONS | {name: each.default for name, each in described.items()} | dict(case.schedule.parameters)
    return lambda k: float(eval(schedule.formula, {"__builtins__": {}}, given | {"lr": lr, "k": k}))


def followed(case: Case, *, freely: bool = False) -> tuple[Point, ...]:
    """The rule's path, each step taken from the recorded point before it; or ``freely``, from its own."""
    variant = CATALOGUE.optimizers[case.optimizer].variant(case.framework)
    gradient, rate = PROBLEMS[case.problem], rates(case)
    asked = gradient, LOSSES[case.problem], HESSIANS[case.problem]
    run = NumpyRun(variant, case.hyperparameters, case.path[0], *asked, updates=len(case.path) - 1)
    path = [case.path[0]]
    for k, recorded in enumerate(case.path[:-1]):
        point = path[-1] if freely else recorded
        run.theta = np.array(point)
        path.append(run.step(k, gradient(*point), rate(k)))
    return tuple(path)
