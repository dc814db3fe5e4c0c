"""A graph → lines of Python. Three kinds of programs come from one graph: over floats, over NumPy arrays, and over
lanes, where what is the same in every lane is computed over floats and the rest over arrays, one number a lane.

An operation that is used once is written inside the expression that uses it; everything else gets a name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from .functions import FUNCTIONS
from .graph import Graph, Operation, operands

_INLINE_DEPTH = 12  # brackets within brackets; Python's parser gives up at about 100


@dataclass(frozen=True, slots=True, eq=False)
class Dialect:
    """How a target writes the operations that differ between targets. ``{a}`` … are operand expressions."""

    divide: str
    power: str
    where: str
    functions: Mapping[str, str]
    repeats: frozenset[str] = frozenset()


# Python's own operators: fast, but they raise where IEEE arithmetic has inf or nan. See ieee.py.
FAST = Dialect(
    divide="{a} / {b}",
    power="pow({a}, {b})",
    where="({yes} if {a} {comparison} {b} else {no})",
    functions={name: function.python for name, function in FUNCTIONS.items()},
    repeats=frozenset(name for name, function in FUNCTIONS.items() if function.repeats),
)

# The same over floats with IEEE results instead of exceptions.
IEEE = Dialect(
    divide="divide({a}, {b})",
    power="power({a}, {b})",
    where=FAST.where,
    functions={
        name: function.python if function.repeats else f"{name}({', '.join(('{a}', '{b}')[: function.arity])})"
        for name, function in FUNCTIONS.items()
    },
    repeats=FAST.repeats,
)

NUMPY = Dialect(
    divide="divide({a}, {b})",  # two of Python's own floats would raise at a / 0.0
    power="power({a}, {b})",
    where="where({a} {comparison} {b}, {yes}, {no})",
    functions={
        name: f"{function.numpy}({', '.join(('{a}', '{b}')[: function.arity])})" for name, function in FUNCTIONS.items()
    },
)


# What differs from lane to lane, within a program that is otherwise IEEE's. Its functions are those of floats, lane by
# lane: NumPy's own differ from the C library's in the last digit.
LANES = Dialect(
    divide="lane_divide({a}, {b})",
    power="lane_power({a}, {b})",
    where="lane_where({a} {comparison} {b}, {yes}, {no})",
    functions={
        name: f"lane_{name}({', '.join(('{a}', '{b}')[: function.arity])})" for name, function in FUNCTIONS.items()
    },
)


class Code:
    """Lines that compute the roots of a graph, in one dialect. Inputs are written by their own names. ``lanes`` names
    the inputs, sequences and functions that differ from lane to lane; what rests on them is written in LANES.

    The roots come in phases: ``phases[i]`` holds the lines that the i-th group of roots needs beyond the groups before
    it, and ``roots[i]`` how that group's results are written.
    """

    def __init__(
        self, graph: Graph, groups: Sequence[Sequence[int]], dialect: Dialect, lanes: Collection[str] = ()
    ) -> None:
        self.graph, flat = graph.without_powers([root for group in groups for root in group])
        order = self.graph.needed(flat)
        self.operations = len(order)
        # A result counts twice: it is named even if nothing else uses it.
        self.uses = Counter([*flat, *flat])
        for node in order:
            self.uses.update(operands(self.graph.operations[node]))
        wide = self._wide(order, lanes)
        self.dialects = {node: LANES if node in wide else dialect for node in order}
        self.repeated = {
            part
            for node in order
            if self.graph.operations[node][0] in self.dialects[node].repeats
            for part in operands(self.graph.operations[node])
        }
        self._written: dict[int, tuple[str, int]] = {}
        self._lines: list[str] = []
        self.phases: list[list[str]] = []
        self.roots: list[list[str]] = []
        for group in groups:
            here, flat = flat[: len(group)], flat[len(group) :]
            self._lines = []
            for node in self.graph.needed(here):
                if node not in self._written:
                    self._write(node)
            self.phases.append(self._lines)
            self.roots.append([self._written[root][0] for root in here])

    def _wide(self, order: Sequence[int], lanes: Collection[str]) -> set[int]:
        """The nodes that differ from lane to lane."""
        wide: set[int] = set()
        for node in order:
            operation = self.graph.operations[node]
            named = operation[0] in ("input", "at", "extern") and operation[1] in lanes
            if named or not wide.isdisjoint(operands(operation)):
                wide.add(node)
        return wide

    def _write(self, node: int) -> None:
        operation = self.graph.operations[node]
        if operation[0] in ("const", "input"):
            text = repr(float(operation[1])) if operation[0] == "const" else str(operation[1])
            self._written[node] = (f"({text})" if text.startswith("-") else text, 0)
            return
        depth = 1 + max((self._written[part][1] for part in operands(operation)), default=0)
        expression = self._expression(operation, self.dialects[node])
        if self.uses[node] == 1 and node not in self.repeated and depth < _INLINE_DEPTH:
            self._written[node] = (f"({expression})", depth)
            return
        name = f"_{node}"
        self._lines.append(f"{name} = {expression}")
        self._written[node] = (name, 0)

    def _expression(self, operation: Operation, dialect: Dialect) -> str:
        kind = str(operation[0])
        parts = [self._written[part][0] for part in operands(operation)]
        match kind:
            case "+" | "-" | "*":
                return f"{parts[0]} {kind} {parts[1]}"
            case "neg":
                return f"-{parts[0]}"
            case "/":
                return dialect.divide.format(a=parts[0], b=parts[1])
            case "**":
                return dialect.power.format(a=parts[0], b=parts[1])
            case "where":
                a, b, yes, no = parts
                return dialect.where.format(comparison=operation[1], a=a, b=b, yes=yes, no=no)
            case "at":
                return f"{operation[1]}[{parts[0]}]"
            case "extern":
                return f"{operation[1]}({', '.join(parts)})"
            case "item":
                return f"{parts[0]}[{operation[2]}]"
        return dialect.functions[kind].format(**dict(zip(("a", "b"), parts, strict=False)))


def function_source(
    graph: Graph, roots: Sequence[int], inputs: Sequence[str], dialect: Dialect, lanes: Collection[str] = ()
) -> str:
    """The source of ``program(inputs) -> (roots)``."""
    code = Code(graph, [roots], dialect, lanes)
    body = "".join(f"    {line}\n" for line in code.phases[0])
    return f"def program({', '.join(inputs)}):\n{body}    return ({', '.join(code.roots[0])},)\n"


def names_in_scope(dialect: Dialect) -> dict[str, object]:
    """The functions that a program of this dialect calls."""
    from . import ieee

    if dialect is NUMPY:
        return ieee.ARRAY_FUNCTIONS
    if dialect is LANES:
        return ieee.LANE_FUNCTIONS
    return ieee.FAST_FUNCTIONS if dialect is FAST else ieee.SAFE_FUNCTIONS
