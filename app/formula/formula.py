"""A formula with its exact derivatives and its programs: what problems are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache

import numpy as np

from .derivative import differentiate
from .graph import Graph
from .lanes import Array, array_program, field_over
from .scalar import Values, scalar_program
from .syntax import parse_formula


class Formula:
    """A formula of named numbers, differentiable by two of them.

    ``variables`` are the two it is differentiated by; ``coefficients`` further numbers that it takes. Programs
    take the variables first and then the coefficients, all as floats (or arrays).
    """

    def __init__(self, text: str, variables: tuple[str, str] = ("x", "y"), coefficients: Sequence[str] = ()) -> None:
        self.text = text
        self.variables = variables
        self.coefficients = tuple(coefficients)
        self.names = (*variables, *self.coefficients)
        self.tree = parse_formula(text, self.names)
        self.graph = Graph()
        self.value_node = self.graph.formula(self.tree, {name: self.graph.input(name) for name in self.names})

    @cached_property
    def gradient_nodes(self) -> tuple[int, int]:
        x, y = (differentiate(self.graph, [self.value_node], name)[0] for name in self.variables)
        return x, y

    @cached_property
    def operations(self) -> int:
        """How many it takes to compute the value and the gradient."""
        return len(self.graph.needed([self.value_node, *self.gradient_nodes]))

    @cached_property
    def hessian_nodes(self) -> tuple[int, int, int]:
        """∂²/∂x², ∂²/∂x∂y, ∂²/∂y²."""
        by_x, by_y = self.gradient_nodes
        xx = differentiate(self.graph, [by_x], self.variables[0])[0]
        xy, yy = differentiate(self.graph, [by_x, by_y], self.variables[1])
        return xx, xy, yy

    @cached_property
    def value(self) -> Callable[..., Values]:
        """(variables, coefficients) → (value,)."""
        return scalar_program(self.graph, [self.value_node], self.names)

    @cached_property
    def value_and_gradient(self) -> Callable[..., Values]:
        """(variables, coefficients) → (value, ∂x, ∂y)."""
        return scalar_program(self.graph, [self.value_node, *self.gradient_nodes], self.names)

    @cached_property
    def hessian(self) -> Callable[..., Values]:
        """(variables, coefficients) → (∂²xx, ∂²xy, ∂²yy)."""
        return scalar_program(self.graph, self.hessian_nodes, self.names)

    @cached_property
    def arrays(self) -> Callable[..., tuple[Array | float, ...]]:
        """(variables, coefficients) as arrays that broadcast → (value,)."""
        return array_program(self.graph, [self.value_node], self.names)

    def field(self, x: Array, y: Array, *coefficients: float) -> Array:
        """Values on a grid: shape (len(y), len(x)); inf and nan where the formula has none."""
        return field_over(self.arrays, np.asarray(x, dtype=float), np.asarray(y, dtype=float), *coefficients)

    def depends_on(self, nodes: Sequence[int], names: Sequence[str]) -> bool:
        """Whether any of these nodes rests on any of these inputs."""
        inputs = {("input", name) for name in names}
        return any(self.graph.operations[node] in inputs for node in self.graph.needed(nodes))


@lru_cache(maxsize=256)
def formula_of(text: str, variables: tuple[str, str] = ("x", "y"), coefficients: tuple[str, ...] = ()) -> Formula:
    """The formula of a text, parsed and compiled once. Raises FormulaError."""
    return Formula(text, variables, coefficients)
