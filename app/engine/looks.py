"""Means over data, fast: what a look at a loss, its gradient or its Hessian costs is what most fits cost.

Operations of the data alone are done once for all looks and become columns; those of the parameters alone once a
look. What is left runs over the columns: for few data as a loop over floats, where NumPy's calls would cost more than
the arithmetic, for many in NumPy.

    def program(theta_0, theta_1, model_…, loss_…, count, rows):
        _3 = …                                   of the parameters alone
        A0 = A1 = A2 = 0.0
        for d0, d1 in rows:
            _7 = …
            A0 += …
        return A0 / count, A1 / count, A2 / count

The sums run in the order of the data. Programs depend on the formulas, not on the data, so that a dragged point
compiles nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Final

import numpy as np

from ..formula.code import FAST, IEEE, LANES, Code, Dialect, function_source
from ..formula.graph import Graph, operands
from ..formula.ieee import PYTHON_RAISES
from ..formula.lanes import Array, array_program
from ..formula.scalar import compiled

Values = tuple[float, ...]
Rows = Sequence[tuple[float, ...]]

# Measured: from about this many data on NumPy is faster.
LOOP: Final = 80


class Terms:
    """The means of some nodes of a graph over data, as programs of two parameters.

    ``parameters`` and ``coefficients`` name its inputs that are the same for all data, "x" and "y" are the datum.
    """

    def __init__(
        self, graph: Graph, roots: Sequence[int], parameters: tuple[str, str], coefficients: Sequence[str]
    ) -> None:
        self.parameters = parameters
        self.coefficients = tuple(coefficients)
        self._source = graph
        of_data, of_parameters = (resting(graph, roots, names) for names in (("x", "y"), parameters))
        # What the data give by themselves and something else reads, or is wanted.
        wanted: dict[int, None] = {root: None for root in roots if root in of_data and root not in of_parameters}
        for node in graph.needed(roots):
            if node in of_data and node in of_parameters:
                wanted |= {n: None for n in operands(graph.operations[node]) if n in of_data and n not in of_parameters}
        self._columns = tuple(wanted)
        self._names = tuple(f"d{index}" for index in range(len(self._columns)))
        self.graph = Graph()
        columns = {node: self.graph.input(name) for node, name in zip(self._columns, self._names, strict=True)}
        inputs = {name: self.graph.input(name) for name in (*self.parameters, *self.coefficients, "x", "y")}
        self.roots = self.graph.copy(graph, roots, inputs, columns)
        self.summed = resting(self.graph, self.roots, self._names)
        self.inputs = (*self.parameters, *self.coefficients)

    @cached_property
    def columns(self) -> Callable[..., Sequence[Array]]:
        """(x, y, coefficients) → the columns, each of the shape of x."""
        if not self._columns:
            return lambda *_: []
        program = array_program(self._source, self._columns, ("x", "y", *self.coefficients))

        def made(x: Array, y: Array, *coefficients: float) -> Sequence[Array]:
            return [np.broadcast_to(column, x.shape) for column in program(x, y, *coefficients)]

        return made

    def _loop(self, dialect: Dialect) -> Callable[..., Values]:
        varying = [root for root in dict.fromkeys(self.roots) if root in self.summed]
        fixed = [root for root in dict.fromkeys(self.roots) if root not in self.summed]
        once = [*fixed, *self._once()]
        code = Code(self.graph, [once, varying], dialect)
        sums = {root: f"A{index}" for index, root in enumerate(varying)}
        written = dict(zip(fixed, code.roots[0], strict=False)) | {root: f"{a} / count" for root, a in sums.items()}
        loop = [*code.phases[1], *(f"{a} += {node}" for a, node in zip(sums.values(), code.roots[1], strict=True))]
        lines = [
            f"def program({', '.join(self.inputs)}, count, rows):",
            *(f"    {line}" for line in code.phases[0]),
            *(f"    {a} = 0.0" for a in sums.values()),
            *([f"    for {', '.join(self._names)}, in rows:"] if varying else []),
            *(f"        {line}" for line in loop),
            f"    return ({', '.join(written[root] for root in self.roots)},)",
            "",
        ]
        return compiled("\n".join(lines), dialect)

    def _once(self) -> list[int]:
        """The operations without a datum that an operation with one reads."""
        read: dict[int, None] = {}
        for node in self.graph.needed(self.roots):
            if node in self.summed:
                read |= {part: None for part in operands(self.graph.operations[node]) if part not in self.summed}
        return [node for node in read if self.graph.operations[node][0] not in ("const", "input")]

    @cached_property
    def loop(self) -> Callable[..., Values]:
        """(parameters, coefficients, count, rows of the columns) → the means."""
        fast, safe = self._loop(FAST), self._loop(IEEE)

        def look(*arguments: object) -> Values:
            try:
                return fast(*arguments)
            except PYTHON_RAISES:
                return safe(*arguments)

        return look

    @cached_property
    def array(self) -> Callable[..., tuple[Array | float, ...]]:
        """(parameters, coefficients, columns one by one) → the roots, by datum or by place, whatever broadcasts."""
        return array_program(self.graph, self.roots, (*self.inputs, *self._names))

    @cached_property
    def in_lanes(self) -> Callable[..., tuple[Array | float, ...]]:
        """The same with the operations of ``loop``, for arrays of many points at once."""
        inputs = (*self.inputs, *self._names)
        source = function_source(self.graph, self.roots, inputs, IEEE, {*self.parameters, *self._names})
        program: Callable[..., tuple[Array | float, ...]] = compiled(source, LANES)
        return program

    @cached_property
    def lanes(self) -> Callable[..., Values]:
        """(parameters, coefficients, count, columns) → the means."""
        program = self.array

        def look(*arguments: object) -> Values:
            *numbers, count, columns = arguments
            values = program(*numbers, *columns)  # type: ignore[misc]
            with np.errstate(all="ignore"):
                return tuple(
                    float(np.add.reduce(value) / count)
                    if isinstance(value, np.ndarray) and value.ndim
                    else float(value)
                    for value in values
                )

        return look

    @property
    def operations(self) -> int:
        """How many operations a datum takes."""
        return len([node for node in self.graph.needed(self.roots) if node in self.summed])


def resting(graph: Graph, roots: Sequence[int], names: Sequence[str]) -> set[int]:
    """The nodes that rest on any of the inputs of these names."""
    inputs = {("input", name) for name in names}
    resting: set[int] = set()
    for node in graph.needed(roots):
        operation = graph.operations[node]
        if operation in inputs or any(part in resting for part in operands(operation)):
            resting.add(node)
    return resting
