"""Forward mode on the graph: exact derivatives as more straight-line code.

Each operation gives at most a few new ones, so gradient and Hessian stay linear in the size of the formula.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from .functions import FUNCTIONS
from .graph import Graph, operands
from .syntax import parse_formula
from .tree import Node


@cache
def _slopes(function: str) -> tuple[Node, ...]:
    """A function's derivatives by its arguments, as formulas of a, b and its own value f."""
    return tuple(parse_formula(text, ("a", "b", "f")) for text in FUNCTIONS[function].derivatives)


def differentiate(graph: Graph, roots: Sequence[int], name: str) -> list[int]:
    """The derivatives of the roots by the input ``name``, as nodes of the same graph."""
    zero, one = graph.const(0.0), graph.const(1.0)
    slope: dict[int, int] = {}
    for node in graph.needed(roots):
        operation = graph.operations[node]
        if operation == ("input", name):
            slope[node] = one
        elif all(slope[part] == zero for part in operands(operation)):
            slope[node] = zero
        else:
            slope[node] = _slope(graph, node, slope)
    return [slope[root] for root in roots]


def _slope(graph: Graph, node: int, slope: dict[int, int]) -> int:
    operation = graph.operations[node]
    kind = str(operation[0])
    parts = operands(operation)
    if kind == "where":
        yes, no = parts[2:]
        return graph.where(str(operation[1]), parts[0], parts[1], slope[yes], slope[no])
    a = parts[0]
    da = slope[a]
    match kind:
        case "neg":
            return graph.negate(da)
        case "int_power":
            n = int(operation[2])
            return graph.times(graph.times(graph.const(n), graph.int_power(a, n - 1)), da)
        case "+" | "-" | "*" | "/" | "**":
            return _binary_slope(graph, kind, node, a, parts[1], da, slope[parts[1]])
    names = {"a": a, "b": parts[-1], "f": node}
    total = graph.const(0.0)
    for tree, argument in zip(_slopes(kind), parts, strict=True):
        if graph.value_of(slope[argument]) != 0.0:
            total = graph.plus(total, graph.times(graph.formula(tree, names, strict=False), slope[argument]))
    return total


def _binary_slope(graph: Graph, kind: str, node: int, a: int, b: int, da: int, db: int) -> int:
    match kind:
        case "+":
            return graph.plus(da, db)
        case "-":
            return graph.minus(da, db)
        case "*":
            return graph.plus(graph.times(da, b), graph.times(a, db))
        case "/":
            # (a/b)′ = (a′ − (a/b)·b′)/b uses the quotient that is there already.
            return graph.over(graph.minus(da, graph.times(node, db)), b)
    total = graph.const(0.0)
    zero = graph.const(0.0)
    if graph.value_of(da) != 0.0:
        by_base = graph.times(graph.times(b, graph.power(a, graph.minus(b, graph.const(1.0)))), da)
        # The infinite slope of a root at 0 counts as 0, as for sqrt; exponents above 1 have slope 0 there anyway.
        total = graph.where("==", a, zero, zero, by_base) if _fractional(graph, b) else by_base
    if graph.value_of(db) != 0.0:
        by_exponent = graph.times(graph.times(node, graph.call("log", a)), db)
        total = graph.plus(total, graph.where("==", a, zero, zero, by_exponent))
    return total


def _fractional(graph: Graph, exponent: int) -> bool:
    value = graph.value_of(exponent)
    return value is None or value != int(value)
