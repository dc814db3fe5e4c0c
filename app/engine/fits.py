"""A fit to data as a problem: data, model and loss resolved, x standardised if asked for, start and view chosen."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final, Protocol

import numpy as np

from ..catalogue import CATALOGUE
from ..catalogue.definitions import Hyperparameter, View
from .data import Data
from .generated import Points
from .problem import Fitted, FormulaObjective, Objective, Problem, Stationary
from .quadratic import quadratic_of
from .search import lowest

PARAMETERS: Final = ("theta_0", "theta_1")
MODEL_NAMES: Final = (*PARAMETERS, "x")
LOSS_NAMES: Final = ("y_hat", "y")

Numbers = tuple[tuple[str, float], ...]

# Where a person's own formula may begin: the origin, unless it has no slope there.
_STARTS: Final = ((0.0, 0.0), (1.0, 1.0), (0.5, 0.5), (1.0, 0.1), (-1.0, 1.0), (2.0, 0.5))
_HALF: Final = 5.0  # of a view, where nothing says how large it should be


class Spec(Protocol):
    """A fit in a scene (see app.engine.fit_spec)."""

    @property
    def dataset(self) -> str | None: ...
    @property
    def model(self) -> str: ...
    @property
    def loss(self) -> str: ...
    @property
    def model_coefficients(self) -> Mapping[str, float]: ...
    @property
    def loss_coefficients(self) -> Mapping[str, float]: ...
    @property
    def standardize(self) -> bool: ...


@dataclass(frozen=True)
class Fit:
    """Points, the formulas of model and loss with their numbers, whether x is standardised, and where to begin and to
    look, where something says so. ``model_id`` and ``loss_id`` are None for a person's own formulas."""

    points: Points
    model: str
    loss: str
    parameters: tuple[str, str]
    model_coefficients: Numbers
    loss_coefficients: Numbers
    standardize: bool
    starts: tuple[tuple[float, float], ...]
    view: View | None
    model_id: str | None
    loss_id: str | None

    @cached_property
    def _hash(self) -> int:
        return hash((self.points, self.model, self.loss, self.model_coefficients, self.loss_coefficients))

    def __hash__(self) -> int:
        return self._hash  # ten thousand points are hashed once


def fit_of(spec: Spec, points: Points) -> Fit:
    """The fit of a validated scene: ids looked up, coefficients that were left out at their defaults."""
    model, loss = CATALOGUE.models.get(spec.model), CATALOGUE.losses.get(spec.loss)
    dataset = CATALOGUE.datasets[spec.dataset] if spec.dataset is not None else None
    meant = dataset is not None and (dataset.model, dataset.loss, dataset.standardize) == (
        spec.model,
        spec.loss,
        spec.standardize,
    )
    own = dataset.start if dataset is not None and meant else None
    starts = _STARTS if model is None else (model.start, *_STARTS)
    return Fit(
        points=points,
        model=spec.model if model is None else model.formula,
        loss=spec.loss if loss is None else loss.formula,
        parameters=PARAMETERS if model is None else model.parameters,
        model_coefficients=_resolved(spec.model_coefficients, () if model is None else model.coefficients),
        loss_coefficients=_resolved(spec.loss_coefficients, () if loss is None else loss.coefficients),
        standardize=spec.standardize,
        starts=starts if own is None else (own, *starts),
        view=dataset.view if dataset is not None and meant else None,
        model_id=None if model is None else model.id,
        loss_id=None if loss is None else loss.id,
    )


def _resolved(given: Mapping[str, float], described: tuple[Hyperparameter, ...]) -> Numbers:
    return tuple((each.name, float(given.get(each.name, each.default))) for each in described)


@lru_cache(maxsize=16)
def fit_problem(fit: Fit) -> Problem:
    """The problem of a fit."""
    points = np.array(fit.points, dtype=float).reshape(-1, 2)
    if not fit.standardize:
        return _problem(fit, points, Fitted(fit.points, None))
    shift, scale = standard(points[:, 0])
    plain = fit_problem(replace(fit, standardize=False, view=None))
    points = np.column_stack([(points[:, 0] - shift) / scale, points[:, 1]])
    return _problem(fit, points, Fitted(fit.points, None, shift=shift, scale=scale, plain=plain))


def standard(x: np.ndarray[tuple[int], np.dtype[np.float64]]) -> tuple[float, float]:
    """The mean and the standard deviation (of all of them, divided by n) that standardising takes from x; the
    deviation counts as 1 where all x are equal."""
    size = float(np.abs(x).max()) or 1.0  # squares of large numbers would leave the range
    mean = float((x / size).mean()) * size
    deviation = float(np.sqrt((((x - mean) / size) ** 2).mean())) * size
    return mean, deviation if deviation > 1e-14 * size else 1.0


def _problem(fit: Fit, points: np.ndarray[tuple[int, int], np.dtype[np.float64]], fitted: Fitted) -> Problem:
    data = Data(points, fit.model, fit.loss, fit.parameters, dict(fit.model_coefficients), dict(fit.loss_coefficients))
    quadratic = quadratic_of(data)
    objective: Objective = data
    start = _start(data, fit)
    minima: tuple[Stationary, ...] = ()
    if quadratic is not None:
        objective = FormulaObjective(quadratic.formula, quadratic.coefficients) if quadratic.exact else data
        x, y = quadratic.solution
        half = 1.5 * max(1.0, abs(x - start[0]), abs(y - start[1]))
        minima = (Stationary(x=x, y=y, value=quadratic.value),)
        fitted = replace(fitted, found="solved", line=quadratic.line)
        view = _square(x, y, half)
    else:
        view = fit.view or _square(*start, _HALF)
        # A bowl that has no solution in floats, or no bottom, is known not to be searched for one.
        found = None if data.shape.constant_hessian else lowest(data, view, start)
        if found is not None:
            minima = (found.place,)
            fitted = replace(fitted, found=found.how)
            x, y = found.place.x, found.place.y
            # Room for the way from the start, and for paths that go astray on the scale of the parameters.
            across, up = (
                max(1.5 * abs(there - here), 0.75 * max(abs(there), abs(here))) or _HALF
                for there, here in zip((x, y), start, strict=True)
            )
            view = View(x=_edges(x, across), y=_edges(y, up))
    return Problem(
        kind="fit",
        parameters=fit.parameters,
        objective=objective,
        view=fit.view or view,
        start=start,
        formula=data.text,
        minima=minima,
        data=data,
        fit=fitted,
    )


def _start(data: Data, fit: Fit) -> tuple[float, float]:
    """The first start at which the loss has a value and, for a person's own formula, a slope; the first one where it
    has none anywhere."""
    own = fit.model_id is None
    for start in fit.starts:
        value, *gradient = data.value_and_gradient(*start)
        norm = math.hypot(*gradient)
        if math.isfinite(value) and math.isfinite(norm) and (norm > 0 or not own):
            return start
    return fit.starts[0]


def _square(x: float, y: float, half: float) -> View:
    return View(x=_edges(x, half), y=_edges(y, half))


def _edges(middle: float, half: float) -> tuple[float, float]:
    low, high = (float(f"{edge:.3g}") for edge in (middle - half, middle + half))
    # Three digits do not tell the edges of a narrow view apart.
    return (low, high) if low < middle < high else (middle - half, middle + half)
