"""The points of a data set: those it lists, or those its recipe makes.

A recipe's datum i = 0, 1, 2 … has four uniforms of its own, 4i … 4i + 3 of the stream DATA_STREAM of the data set's
seed (app.engine.random): ``u`` and ``v`` are the first two, and the other two make the standard normal
``z = sqrt(−2 log(1 − third)) cos(2π fourth)``. Its formulas give x and then y, each rounded to six decimals
(``numpy.round``), so that every machine has the same points and an address can hold them. More points begin with
the same ones.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np

from ..catalogue import CATALOGUE
from ..catalogue.definitions import Dataset
from ..formula import parse_formula
from ..formula.graph import Graph
from ..formula.lanes import Array, array_program
from .random import DATA_STREAM, Uniforms

Points = tuple[tuple[float, float], ...]

DECIMALS: Final = 6


@lru_cache(maxsize=64)
def points_of(dataset_id: str, given: tuple[tuple[str, float], ...] = ()) -> Points:
    """The points of a data set with these coefficients; those left out have their defaults."""
    dataset = CATALOGUE.datasets[dataset_id]
    if dataset.recipe is None:
        return dataset.points
    coefficients = {each.name: float(each.default) for each in dataset.coefficients} | dict(given)
    x, y = _made(dataset, coefficients)
    return tuple(zip(x.tolist(), y.tolist(), strict=True))


def _made(dataset: Dataset, coefficients: dict[str, float]) -> tuple[Array, Array]:
    assert dataset.recipe is not None
    count = int(coefficients["n"])
    u, v, third, fourth = Uniforms(int(coefficients["seed"]), DATA_STREAM)(4 * count).reshape(count, 4).T
    z = np.sqrt(-2.0 * np.log1p(-third)) * np.cos(2.0 * np.pi * fourth)
    known: dict[str, Array | float] = {"u": u, "v": v, "z": z, "i": np.arange(count, dtype=float), **coefficients}
    x = known["x"] = _column(dataset.recipe.x, known, count)
    return x, _column(dataset.recipe.y, known, count)


def _column(formula: str, known: dict[str, Array | float], count: int) -> Array:
    graph = Graph()
    root = graph.formula(parse_formula(formula, tuple(known)), {name: graph.input(name) for name in known})
    (values,) = array_program(graph, [root], tuple(known))(*known.values())
    # The sum makes -0.0 an ordinary 0.
    column: Array = np.round(np.broadcast_to(values, (count,)), DECIMALS) + 0.0
    return column
