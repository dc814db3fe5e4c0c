"""A graph → lines of Python. Two programs come from one graph: over floats and over NumPy arrays.

An operation that is used once is written inside the expression that uses it; everything else gets a name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
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


class Code:
    """Lines that compute the roots of a graph, in one dialect. Inputs are written by their own names.

    The roots come in phases: ``phases[i]`` holds the lines that the i-th group of roots needs beyond the groups before
    it, and ``roots[i]`` how that group's results are written.
    """

    def __init__(self, graph: Graph, groups: Sequence[Sequence[int]], dialect: Dialect) -> None:
        self.dialect = dialect
        self.graph, flat = graph.without_powers([root for group in groups for root in group])
        order = self.graph.needed(flat)
        self.operations = len(order)
        # A result counts twice: it is named even if nothing else uses it.
        self.uses = Counter([*flat, *flat])
        for node in order:
            self.uses.update(operands(self.graph.operations[node]))
        self.repeated = {
            part
            for node in order
            if self.graph.operations[node][0] in dialect.repeats
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

    def _write(self, node: int) -> None:
        operation = self.graph.operations[node]
        if operation[0] in ("const", "input"):
            text = repr(float(operation[1])) if operation[0] == "const" else str(operation[1])
            self._written[node] = (f"({text})" if text.startswith("-") else text, 0)
            return
        depth = 1 + max((self._written[part][1] for part in operands(operation)), default=0)
        expression = self._expression(operation)
        if self.uses[node] == 1 and node not in self.repeated and depth < _INLINE_DEPTH:
            self._written[node] = (f"({expression})", depth)
            return
        name = f"_{node}"
        self._lines.append(f"{name} = {expression}")
        self._written[node] = (name, 0)

    def _expression(self, operation: Operation) -> str:
        kind = str(operation[0])
        parts = [self._written[part][0] for part in operands(operation)]
        match kind:
            case "+" | "-" | "*":
                return f"{parts[0]} {kind} {parts[1]}"
            case "neg":
                return f"-{parts[0]}"
            case "/":
                return self.dialect.divide.format(a=parts[0], b=parts[1])
            case "**":
                return self.dialect.power.format(a=parts[0], b=parts[1])
            case "where":
                a, b, yes, no = parts
                return self.dialect.where.format(comparison=operation[1], a=a, b=b, yes=yes, no=no)
            case "at":
                return f"{operation[1]}[{parts[0]}]"
            case "extern":
                return f"{operation[1]}({', '.join(parts)})"
            case "item":
                return f"{parts[0]}[{operation[2]}]"
        return self.dialect.functions[kind].format(**dict(zip(("a", "b"), parts, strict=False)))


def function_source(graph: Graph, roots: Sequence[int], inputs: Sequence[str], dialect: Dialect) -> str:
    """The source of ``program(inputs) -> (roots)``."""
    code = Code(graph, [roots], dialect)
    body = "".join(f"    {line}\n" for line in code.phases[0])
    return f"def program({', '.join(inputs)}):\n{body}    return ({', '.join(code.roots[0])},)\n"


def names_in_scope(dialect: Dialect) -> dict[str, object]:
    """The functions that a program of this dialect calls."""
    from . import ieee

    if dialect is NUMPY:
        return ieee.ARRAY_FUNCTIONS
    return ieee.FAST_FUNCTIONS if dialect is FAST else ieee.SAFE_FUNCTIONS
