"""What a run descends on: a surface, a person's formula, or a fit to data, behind one face.

A fit whose loss is quadratic in its parameters (a linear model with squared error) is that very quadratic: its
coefficients are summed once, and from then on it is a formula like any other, whatever the number of points.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Literal, Protocol

import numpy as np

from ..catalogue import CATALOGUE
from ..catalogue.definitions import MinimumKind, View
from ..formula import Formula, formula_of
from ..formula.graph import Graph
from ..formula.lanes import Array
from ..formula.weaver import Vector
from .data import Data
from .generated import Points


class Spec(Protocol):
    """The part of a scene that says what is descended on (see app.engine.scene)."""

    @property
    def kind(self) -> str: ...


class Objective(Protocol):
    """A loss of two parameters, with exact derivatives."""

    @property
    def coefficients(self) -> Mapping[str, float]:
        """Numbers that its programs take as arguments."""
        ...

    @property
    def functions(self) -> Mapping[str, Callable[..., object]]:
        """What its programs call."""
        ...

    def weave(self, graph: Graph, point: Vector) -> tuple[int, Vector]:
        """The nodes of the loss and its gradient at a point."""
        ...

    def weave_hessian(self, graph: Graph, point: Vector) -> tuple[int, int, int]:
        """The nodes of ∂²xx, ∂²xy and ∂²yy at a point."""
        ...

    def value_and_gradient(self, x: float, y: float) -> tuple[float, ...]: ...

    def hessian(self, x: float, y: float) -> tuple[float, ...]:
        """∂²xx, ∂²xy, ∂²yy."""
        ...

    def field(self, x: Array, y: Array) -> Array:
        """Values on a grid: shape (len(y), len(x)); inf and nan where there is none."""
        ...

    @property
    def key(self) -> object:
        """What a program that was woven from this objective depends on."""
        ...


@dataclass(frozen=True)
class FormulaObjective:
    """An objective that is one formula, with numbers for its coefficients."""

    formula: Formula
    coefficients: Mapping[str, float] = field(default_factory=dict)
    functions: Mapping[str, Callable[..., object]] = field(default_factory=dict)

    @property
    def key(self) -> object:
        return self.formula

    def weave(self, graph: Graph, point: Vector) -> tuple[int, Vector]:
        value, x, y = self._copied(graph, [self.formula.value_node, *self.formula.gradient_nodes], point)
        return value, (x, y)

    def weave_hessian(self, graph: Graph, point: Vector) -> tuple[int, int, int]:
        xx, xy, yy = self._copied(graph, self.formula.hessian_nodes, point)
        return xx, xy, yy

    def _copied(self, graph: Graph, nodes: Sequence[int], point: Vector) -> list[int]:
        names = {name: graph.input(coefficient_input(name)) for name in self.formula.coefficients}
        names |= dict(zip(self.formula.variables, point, strict=True))
        return graph.copy(self.formula.graph, nodes, names)

    @cached_property
    def _numbers(self) -> tuple[float, ...]:
        return tuple(self.coefficients[name] for name in self.formula.coefficients)

    def value_and_gradient(self, x: float, y: float) -> tuple[float, ...]:
        return self.formula.value_and_gradient(x, y, *self._numbers)

    def hessian(self, x: float, y: float) -> tuple[float, ...]:
        return self.formula.hessian(x, y, *self._numbers)

    def field(self, x: Array, y: Array) -> Array:
        return self.formula.field(x, y, *self._numbers)


def coefficient_input(name: str) -> str:
    """How a program names a problem's coefficient among its arguments."""
    return f"c_{name}"


@dataclass(frozen=True, slots=True)
class Stationary:
    """A minimiser with its numbers (see app.catalogue.definitions.Minimum)."""

    x: float
    y: float
    value: float
    kind: MinimumKind = "smooth"


@dataclass(frozen=True)
class Fitted:
    """What there is to know of a fit beyond its loss: its points as they were given, how its minimum was found, and
    whether that is a whole line. ``shift`` and ``scale`` are what standardising took from x, ``plain`` the same fit
    without it."""

    points: Points
    found: Literal["solved", "newton", "simplex"] | None
    line: bool = False
    shift: float = 0.0
    scale: float = 1.0
    plain: Problem | None = None


@dataclass(frozen=True)
class Problem:
    """An objective with what a figure and a race need to know of it.

    ``minima`` are the known minimisers, the best ones first; ``minimum`` is the lowest known loss, None where it is
    unknown or there is none. ``data`` and ``fit`` are there for fits.
    """

    kind: str
    parameters: tuple[str, str]
    objective: Objective
    view: View
    start: tuple[float, float]
    formula: str
    minima: tuple[Stationary, ...] = ()
    saddles: tuple[tuple[float, float], ...] = ()
    data: Data | None = None
    fit: Fitted | None = None

    @property
    def minimum(self) -> float | None:
        return self.minima[0].value if self.minima else None

    def curvature_at(self, x: float, y: float) -> tuple[float, float] | None:
        """The smallest and the largest eigenvalue of the Hessian, or None where it is not finite."""
        xx, xy, yy = self.objective.hessian(x, y)
        if not all(map(math.isfinite, (xx, xy, yy))):
            return None
        scale = max(abs(xx), abs(xy), abs(yy)) or 1.0
        xx, xy, yy = xx / scale, xy / scale, yy / scale  # products of large or small numbers would leave the range
        middle, spread = (xx + yy) / 2, math.hypot((xx - yy) / 2, xy)
        # The eigenvalue nearer to 0 from the determinant: the difference would lose its digits where κ is large.
        far = middle + math.copysign(spread, middle)
        near = (xx * yy - xy * xy) / far if far else 0.0
        return scale * min(near, far), scale * max(near, far)

    @cached_property
    def constant_curvature(self) -> bool:
        """Whether the Hessian is the same everywhere, so that 2/λmax is exactly the edge of gradient descent."""
        formula = getattr(self.objective, "formula", None)
        return isinstance(formula, Formula) and not formula.depends_on(formula.hessian_nodes, formula.variables)


def problem_of(spec: Spec) -> Problem:
    """The problem that a scene names. Raises FormulaError for a formula outside the language, KeyError for an unknown
    id (a validated scene has none)."""
    match spec.kind:
        case "surface":
            return surface_problem(spec.id, tuple(getattr(spec, "coefficients", {}).items()))  # type: ignore[attr-defined]
        case "formula":
            view = spec.view  # type: ignore[attr-defined]
            return _formula(spec.formula, View(x=tuple(view.x), y=tuple(view.y)))  # type: ignore[attr-defined]
    from .fits import fit_problem  # a fit is a problem too, made of this module's parts

    return fit_problem(spec.fit)  # type: ignore[attr-defined]


@lru_cache(maxsize=256)
def surface_problem(surface_id: str, given: tuple[tuple[str, float], ...] = ()) -> Problem:
    """The problem of a surface with these coefficients; those left out have their defaults."""
    surface = CATALOGUE.surfaces[surface_id]
    names = tuple(coefficient.name for coefficient in surface.coefficients)
    coefficients = {c.name: float(c.default) for c in surface.coefficients} | dict(given)

    def number(value: float | str) -> float:
        if not isinstance(value, str):
            return value
        formula = formula_of(value, ("x", "y"), names)
        return formula.value(0.0, 0.0, *(coefficients[name] for name in names))[0]

    return Problem(
        kind="surface",
        parameters=("x", "y"),
        objective=FormulaObjective(formula_of(surface.formula, ("x", "y"), names), coefficients),
        view=surface.view,
        start=surface.start,
        formula=surface.formula,
        minima=tuple(
            Stationary(x=number(m.x), y=number(m.y), value=number(m.value), kind=m.kind) for m in surface.minima
        ),
        saddles=tuple((number(x), number(y)) for x, y in surface.saddles),
    )


@lru_cache(maxsize=64)
def _formula(text: str, view: View) -> Problem:
    objective = FormulaObjective(formula_of(text))
    return Problem(
        kind="formula",
        parameters=("x", "y"),
        objective=objective,
        view=view,
        start=_default_start(objective, view),
        formula=text,
    )


# Fractions of the view, tried in turn: a formula need not be defined everywhere in it.
_STARTS = [
    (0.15, 0.8),
    (0.8, 0.8),
    (0.8, 0.2),
    (0.2, 0.2),
    (0.5, 0.8),
    (0.8, 0.5),
    (0.5, 0.2),
    (0.2, 0.5),
    (0.55, 0.55),
]


def _default_start(objective: Objective, view: View) -> tuple[float, float]:
    """A start inside the view: the first of a few places where the loss and its gradient are finite, rounded to about
    three digits of the view so that it reads well."""

    def place(edges: tuple[float, float], fraction: float) -> float:
        width = edges[1] - edges[0]
        exact = edges[0] + fraction * width
        step = 10.0 ** (math.floor(math.log10(width)) - 2)
        tidy = float(f"{round(exact / step) * step:.12g}") if step > 0 else exact
        # A view far from 0, or a very narrow one, has no tidy numbers inside.
        return tidy if edges[0] <= tidy <= edges[1] else exact

    starts = [(place(view.x, across), place(view.y, up)) for across, up in _STARTS]
    for start in starts:
        if all(map(math.isfinite, objective.value_and_gradient(*start))):
            return start
    return starts[0]


def axes(view: View, nx: int, ny: int) -> tuple[Array, Array]:
    """The coordinates of a field's columns and rows, edges included."""
    return np.linspace(*view.x, nx), np.linspace(*view.y, ny)
