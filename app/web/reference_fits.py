"""What the reference says of data sets, models and losses: their points and best fit as a picture, and its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
from markupsafe import Markup

from ..catalogue import CATALOGUE
from ..catalogue.definitions import Dataset, Loss, Model
from ..catalogue.terms import SYMBOLS
from ..engine import address
from ..engine.generated import points_of
from ..engine.problem import Problem, problem_of
from ..engine.scene import read_problem
from ..formula import formula_of
from .catalogue import items
from .demonstrations import RATES, meant_fit, standard_fit
from .plots import path_of
from .typeset import lines, whole

Facts = dict[str, Any]

WIDTH: Final = 400
HEIGHT: Final = 200
_MARGIN: Final = 10
_CURVE: Final = 120  # places at which the best fit is drawn
_MOST: Final = 400  # points that are drawn


@dataclass(frozen=True, slots=True)
class Scatter:
    """Circles in a box ``WIDTH`` × ``HEIGHT``, y downwards, the best fit as a path ("" where none is known), and the
    edges of the data in their own units."""

    circles: tuple[tuple[str, str], ...]
    curve: str
    left: float
    right: float
    bottom: float
    top: float


@lru_cache(maxsize=64)
def scatter_of(dataset: str) -> Scatter:
    """The points of a data set and the best fit of the model that it is made for."""
    points = np.array(points_of(dataset), dtype=float)
    problem = problem_of(read_problem(meant_fit(dataset)))
    left, right = float(points[:, 0].min()), float(points[:, 0].max())
    x = np.linspace(left, right, _CURVE)
    y = _predicted(problem, x)
    values = points[:, 1] if y is None else np.concatenate([points[:, 1], y])
    bottom, top = float(values.min()), float(values.max())
    tall, wide = (top - bottom) or 1.0, (right - left) or 1.0

    def place(x: float, y: float) -> tuple[float, float]:
        across = _MARGIN + (WIDTH - 2 * _MARGIN) * (x - left) / wide
        return across, HEIGHT - _MARGIN - (HEIGHT - 2 * _MARGIN) * (y - bottom) / tall

    circles = tuple((f"{a:.1f}", f"{b:.1f}") for a, b in (place(*point) for point in points[:_MOST].tolist()))
    curve = "" if y is None else path_of([place(*each) for each in zip(x.tolist(), y.tolist(), strict=True)])
    return Scatter(circles, curve, left, right, float(points[:, 1].min()), float(points[:, 1].max()))


def _predicted(problem: Problem, x: Any) -> Any:
    """What the model says at its best parameters; None where those are unknown."""
    if not problem.minima or problem.fit is None or problem.data is None:
        return None
    best, data = problem.minima[0], problem.data
    formula = formula_of(data.model, data.parameters, ("x", *data.model_coefficients))
    seen = (x - problem.fit.shift) / problem.fit.scale
    (values,) = formula.arrays(best.x, best.y, seen, *map(float, data.model_coefficients.values()))
    return np.broadcast_to(values, x.shape)


def dataset_facts(name: str) -> Facts:
    dataset = CATALOGUE.datasets[name]
    scene, answer = standard_fit(name)
    problem = answer["problem"]
    runs = [
        {"name": CATALOGUE.optimizers[run.optimizer].name, "outcome": each["outcome"], "loss": each["loss"][-1]}
        for run, each in zip(scene.runs, answer["trajectories"], strict=True)
    ]
    return {
        "scatter": scatter_of(name),
        "count": len(points_of(name)),
        "figure": {"address": address.write(scene), "runs": runs},
        "rates": [run.hyperparameters["lr"] for run in scene.runs],
        "steps": scene.steps,
        "lowest_rate": min(RATES),
        "highest_rate": max(RATES),
        "model": _model(CATALOGUE.models[dataset.model]),
        "loss": _loss(CATALOGUE.losses[dataset.loss]),
        "exact": problem["exact"],
        "standardization": problem["standardization"],
        "coefficients": dataset.coefficients,
        "defaults": {each.name: each.default for each in dataset.coefficients},
        "recipe": _recipe(dataset),
    }


def _recipe(dataset: Dataset) -> Markup:
    if dataset.recipe is None:
        return Markup("")
    letters = {**SYMBOLS, **{each.name: each.symbol for each in dataset.coefficients}}
    return lines({"x": dataset.recipe.x, "y": dataset.recipe.y}, letters)


def index_facts() -> Facts:
    """Pictures of all data sets, and the models and losses that may be fitted to any."""
    return {
        "scatters": {name: scatter_of(name) for name in CATALOGUE.datasets},
        "models": [_model(each) for each in CATALOGUE.models.values()],
        "losses": [_loss(each) for each in CATALOGUE.losses.values()],
    }


def _model(model: Model) -> Facts:
    return {**_formula("models", model), "calls": []}


def _loss(loss: Loss) -> Facts:
    numbers = {each.name: whole(each.default) for each in loss.coefficients}
    return {**_formula("losses", loss), "calls": [call.format(**numbers) for call in loss.calls.values()]}


def _formula(kind: str, definition: Model | Loss) -> Facts:
    return {
        "definition": definition,
        "mathml": Markup(items(kind)[definition.id]["mathml"]),  # noqa: S704 (MathML of ours)
        "coefficients": definition.coefficients,
        "defaults": {each.name: each.default for each in definition.coefficients},
    }
