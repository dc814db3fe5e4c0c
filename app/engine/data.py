"""A fit to data: the mean loss of a model over points, and the batches of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import numpy as np

from ..formula import parse_formula
from ..formula.derivative import differentiate
from ..formula.graph import Graph
from ..formula.lanes import Array, array_program
from ..formula.weaver import Vector
from .looks import LOOP, Rows, Terms, Values, resting
from .random import Indices, Seeds, batches

# A batch's mean second derivatives and its gradient at the solution, by update.
_SEQUENCES = ("b_xx", "b_xy", "b_yy", "b_x", "b_y")

# Their second derivative is 0 beside a kink, which makes no parabola of them.
_KINKED = ("abs", "sign", "floor", "ceil", "min", "max", "where")
_PIECE = 16_384  # grid cells at a time


class Shape:
    """A model with a loss: what one datum costs and its derivatives, whatever the data are."""

    def __init__(
        self, model: str, loss: str, parameters: tuple[str, str], model_names: Sequence[str], loss_names: Sequence[str]
    ) -> None:
        graph = self.graph = Graph()
        names = {name: graph.input(name) for name in (*parameters, "x", "y")}
        own, others = (
            {name: graph.input(f"{prefix}_{name}") for name in each}
            for prefix, each in (("model", model_names), ("loss", loss_names))
        )
        self.parameters = parameters
        self.coefficients = tuple(str(graph.operations[node][1]) for node in (*own.values(), *others.values()))
        tree = parse_formula(model, (*parameters, "x", *model_names))
        prediction = graph.formula(tree, {**names, **own})
        tree = parse_formula(loss, ("y_hat", "y", *loss_names))
        # Among numbers that a model has put in place of a name constants may leave the numbers.
        self.value = graph.formula(tree, {"y_hat": prediction, "y": names["y"], **others}, strict=False)
        self.gradient = [differentiate(graph, [self.value], name)[0] for name in parameters]
        xx, xy = differentiate(graph, self.gradient, parameters[0])
        self.hessian = [xx, xy, differentiate(graph, [self.gradient[1]], parameters[1])[0]]
        self.without_curvature = all(graph.value_of(node) == 0.0 for node in self.hessian)
        moved = resting(graph, [self.value], parameters)
        self.constant_hessian = not resting(graph, self.hessian, parameters) and not any(
            graph.operations[node][0] in _KINKED for node in moved
        )

    def _terms(self, *roots: int) -> Terms:
        return Terms(self.graph, roots, self.parameters, self.coefficients)

    @cached_property
    def losses(self) -> Terms:
        return self._terms(self.value)

    @cached_property
    def slopes(self) -> Terms:
        return self._terms(*self.gradient)

    @cached_property
    def both(self) -> Terms:
        return self._terms(self.value, *self.gradient)

    @cached_property
    def curvatures(self) -> Terms:
        return self._terms(*self.hessian)

    def each(self, *roots: int) -> Callable[..., tuple[Array | float, ...]]:
        """(parameters, coefficients, x, y) → the roots by datum."""
        return array_program(self.graph, roots, (*self.parameters, *self.coefficients, "x", "y"))


@lru_cache(maxsize=128)
def shape_of(
    model: str, loss: str, parameters: tuple[str, str], model_names: tuple[str, ...], loss_names: tuple[str, ...]
) -> Shape:
    """The shape of these formulas, built once. Raises FormulaError."""
    return Shape(model, loss, parameters, model_names, loss_names)


class Data:
    """Points with a model and a loss, as an objective of the model's two parameters."""

    coefficients: Mapping[str, float] = {}
    key = "data"  # programs call what they need to know of the data

    def __init__(
        self,
        points: Sequence[tuple[float, float]] | Array,
        model: str,
        loss: str,
        parameters: tuple[str, str],
        model_coefficients: Mapping[str, float] = MappingProxyType({}),
        loss_coefficients: Mapping[str, float] = MappingProxyType({}),
    ) -> None:
        self.x, self.y = np.array(points, dtype=float).reshape(-1, 2).T.copy()
        self.parameters = parameters
        self.model = model
        self.text = loss
        self.model_coefficients = model_coefficients
        self.loss_coefficients = loss_coefficients
        self.shape = shape_of(model, loss, parameters, tuple(model_coefficients), tuple(loss_coefficients))
        self.numbers = (*map(float, model_coefficients.values()), *map(float, loss_coefficients.values()))
        self._prepared: dict[Terms, tuple[Sequence[Array], Rows]] = {}
        self.functions: Mapping[str, Callable[..., object]] = {
            "full": self.value_and_gradient,
            "curvature": self.hessian,
        }

    def __len__(self) -> int:
        return len(self.x)

    def of(self, chosen: Indices) -> Data:
        """Some of the data, with the same model and loss."""
        points = np.column_stack([self.x[chosen], self.y[chosen]])
        return Data(points, self.model, self.text, self.parameters, self.model_coefficients, self.loss_coefficients)

    def _columns(self, terms: Terms) -> tuple[Sequence[Array], Rows]:
        """The columns of some terms, and the same as rows where they are few."""
        if terms not in self._prepared:
            columns = terms.columns(self.x, self.y, *self.numbers)
            rows = list(zip(*(column.tolist() for column in columns), strict=True)) if len(self) <= LOOP else []
            self._prepared[terms] = (columns, rows)
        return self._prepared[terms]

    def _means(self, terms: Terms, x: float, y: float) -> Values:
        columns, rows = self._columns(terms)
        if rows:
            return terms.loop(x, y, *self.numbers, len(rows), rows)
        return terms.lanes(x, y, *self.numbers, len(self), columns)

    def weave(self, graph: Graph, point: Vector) -> tuple[int, Vector]:
        both = graph.add("extern", "full", *point)
        return graph.add("item", both, 0), (graph.add("item", both, 1), graph.add("item", both, 2))

    def weave_hessian(self, graph: Graph, point: Vector) -> tuple[int, int, int]:
        all_three = graph.add("extern", "curvature", *point)
        xx, xy, yy = (graph.add("item", all_three, index) for index in range(3))
        return xx, xy, yy

    def _each(self, roots: Sequence[int], x: float, y: float) -> list[Array]:
        values = self.shape.each(*roots)(x, y, *self.numbers, self.x, self.y)
        return [np.broadcast_to(part, self.x.shape) for part in values]

    def each(self, x: float, y: float) -> list[Array]:
        """Loss, ∂x and ∂y of each datum at the parameters (x, y)."""
        return self._each([self.shape.value, *self.shape.gradient], x, y)

    def value(self, x: float, y: float) -> float:
        return self._means(self.shape.losses, x, y)[0]

    def value_and_gradient(self, x: float, y: float) -> Values:
        return self._means(self.shape.both, x, y)

    def each_hessian(self, x: float, y: float) -> list[Array]:
        return self._each(self.shape.hessian, x, y)

    def hessian(self, x: float, y: float) -> Values:
        return self._means(self.shape.curvatures, x, y)

    def field(self, x: Array, y: Array) -> Array:
        """Datum by datum over pieces of the grid that fit the processor's cache."""
        terms = self.shape.losses
        columns, _ = self._columns(terms)
        rows = list(zip(*(column.tolist() for column in columns), strict=True)) or [()] * len(self)
        total = np.zeros((len(y), len(x)))
        lines = max(1, _PIECE // max(1, len(x)))
        across = x[np.newaxis, :]
        with np.errstate(all="ignore"):
            for first in range(0, len(y), lines):
                up, piece = y[first : first + lines, np.newaxis], total[first : first + lines]
                for row in rows:
                    piece += terms.array(across, up, *self.numbers, *row)[0]
        mean: Array = total / len(self)
        return mean

    def cost(self, count: int) -> int:
        """What one look at that many data costs, in operations of a program over floats; roughly, as measured."""
        terms = self.shape.both
        if count <= LOOP:
            return 10 + (terms.operations + 3) * count
        return (terms.operations + 5) * (30 + count // 25)

    def batch_gradients(self, order: Indices, offsets: Indices) -> Callable[[int, float, float], tuple[float, float]]:
        """(update, x, y) → the mean gradient over that update's batch."""
        terms, numbers = self.shape.slopes, self.numbers
        columns = terms.columns(self.x, self.y, *numbers)
        edges = [*offsets.tolist(), len(order)]
        if np.diff(edges).max(initial=0) > LOOP:

            def batch(update: int, x: float, y: float) -> tuple[float, float]:
                chosen = order[edges[update] : edges[update + 1]]
                by_x, by_y = terms.lanes(x, y, *numbers, len(chosen), [column[chosen] for column in columns])
                return by_x, by_y

            return batch
        rows = list(zip(*(column.tolist() for column in columns), strict=True)) or [()] * len(self)
        indices = order.tolist()

        def few(update: int, x: float, y: float) -> tuple[float, float]:
            chosen = [rows[index] for index in indices[edges[update] : edges[update + 1]]]
            by_x, by_y = terms.loop(x, y, *numbers, len(chosen), chosen)
            return by_x, by_y

        return few


@dataclass(frozen=True)
class Batches:
    """The batches of runs of ``updates`` updates. With a ``solution`` (a quadratic fit) each batch's gradient is the
    linear function that it is, summed beforehand; otherwise it is computed from the data at each update."""

    data: Data
    solution: tuple[float, float] | None
    size: int
    updates: int
    sampling: str
    seed: int

    @property
    def quadratic(self) -> bool:
        return self.solution is not None

    @property
    def cost(self) -> int:
        """What drawing them costs, in operations of a program over floats; measured."""
        return self.size * self.updates * (4 if self.sampling == "shuffle" else 1)

    def samples(self, updates: int) -> list[list[int]]:
        """The indices of the data in the batches of the first updates."""
        listed: list[list[int]] = []
        for order, starts in batches(len(self.data), self.size, updates, self.sampling, self.seed):
            indices, edges = order.tolist(), [*starts.tolist(), len(order)]
            listed += [indices[first:last] for first, last in pairwise(edges)]
        return listed

    @cached_property
    def arguments(self) -> Mapping[str, object]:
        """What a program takes for them: numbers by update, or a function of the update and the point."""
        if self.solution is None:
            return {"batch": self.data.batch_gradients(*self.drawn(self.seed))}
        return {name: mean.tolist() for name, mean in self.means(self.seed).items()}

    def means(self, seed: Seeds) -> Mapping[str, Array]:
        """Of a quadratic fit, what an update's batch adds up to: shape (updates,), or (seeds, updates)."""
        assert self.solution is not None
        columns = [*self.data.each_hessian(*self.solution), *self.data.each(*self.solution)[1:]]
        means: list[list[Array]] = [[] for _ in columns]
        for order, starts in batches(len(self.data), self.size, self.updates, self.sampling, seed):
            counts = np.diff(starts, append=order.shape[-1])
            for column, mean in zip(columns, means, strict=True):
                mean.append(np.add.reduceat(column[order], starts, axis=-1) / counts)
        return {name: np.concatenate(mean, axis=-1) for name, mean in zip(_SEQUENCES, means, strict=True)}

    def drawn(self, seed: Seeds) -> tuple[Indices, Indices]:
        """The data of all batches, one after the other (of several seeds a row each), and where each batch begins."""
        pieces = batches(len(self.data), self.size, self.updates, self.sampling, seed)
        return _joined(pieces, np.min_scalar_type(len(self.data)))

    def weave(self, graph: Graph, point: Vector) -> Vector:
        update = graph.input("i")
        if not self.quadratic:
            both = graph.add("extern", "batch", update, *point)
            return graph.add("item", both, 0), graph.add("item", both, 1)
        xx, xy, yy, by_x, by_y = (graph.add("at", name, update) for name in _SEQUENCES)
        dx = graph.binary("-", point[0], graph.input("c_p"))
        dy = graph.binary("-", point[1], graph.input("c_q"))

        def row(first: int, second: int, rest: int) -> int:
            linear = graph.binary("+", graph.binary("*", first, dx), graph.binary("*", second, dy))
            return graph.binary("+", linear, rest)

        return row(xx, xy, by_x), row(xy, yy, by_y)


def _joined(pieces: Iterator[tuple[Indices, Indices]], narrow: np.dtype[Any]) -> tuple[Indices, Indices]:
    orders, offsets, before = [], [], 0
    for order, starts in pieces:
        orders.append(order.astype(narrow))
        offsets.append(starts + before)
        before += order.shape[-1]
    return np.concatenate(orders, axis=-1), np.concatenate(offsets)
