"""Straight-line code as a graph: each operation stands once, with its operands before it.

Equal operations are the same node (hash-consing), so that a value, its gradient and whatever else needs the
same part share it. Nodes are numbered in the order in which they can be computed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import eq, ge, gt, le, lt, ne
from types import MappingProxyType

from ..settings import LIMITS
from ..text import Text
from .errors import FormulaError
from .tree import Binary, Call, Name, Negate, Node, Number, Place, Sum, Where

# ("const", value) · ("input", name) · ("at", name, k): element k of a sequence given as an argument
# ("+" "-" "*" "/" "**", a, b) · ("neg", a) · ("int_power", a, n) · (function name, a[, b])
# ("where", comparison, left, right, yes, no) · ("extern", name, *arguments) · ("item", extern, index)
Operation = tuple[str | int | float, ...]


def operands(operation: Operation) -> tuple[int, ...]:
    """The nodes that an operation reads."""
    match operation[0]:
        case "const" | "input":
            return ()
        case "int_power" | "item":
            return (int(operation[1]),)
        case "where" | "extern" | "at":
            return tuple(int(node) for node in operation[2:])
    return tuple(int(node) for node in operation[1:])


class Graph:
    """Builds nodes. Values a person wrote are kept in the order written; only constants are folded."""

    def __init__(self) -> None:
        self.operations: list[Operation] = []
        self._index: dict[Operation, int] = {}

    def add(self, *operation: str | int | float) -> int:
        # 0.0 and -0.0 are equal as keys but not as values; the sign makes them two constants.
        key = (*operation, math.copysign(1.0, operation[1])) if operation[0] == "const" else operation  # type: ignore[arg-type]
        node = self._index.get(key)
        if node is None:
            node = self._index[key] = len(self.operations)
            self.operations.append(operation)
        return node

    def const(self, value: float) -> int:
        return self.add("const", float(value))

    def input(self, name: str) -> int:
        return self.add("input", name)

    def value_of(self, node: int) -> float | None:
        """The number that a node is, if it is a constant."""
        operation = self.operations[node]
        return float(operation[1]) if operation[0] == "const" else None

    # Building with algebra: only where a factor or term is exactly 0 or 1, as derivatives are full of them.

    def plus(self, a: int, b: int) -> int:
        if self.value_of(a) == 0.0:
            return b
        return a if self.value_of(b) == 0.0 else self.binary("+", a, b)

    def minus(self, a: int, b: int) -> int:
        if self.value_of(b) == 0.0:
            return a
        return self.opposite(b) if self.value_of(a) == 0.0 else self.binary("-", a, b)

    def times(self, a: int, b: int) -> int:
        if 0.0 in (self.value_of(a), self.value_of(b)):
            return self.const(0.0)
        if self.value_of(a) == 1.0:
            return b
        if self.value_of(b) == 1.0:
            return a
        if self.value_of(a) == -1.0:
            return self.opposite(b)
        return self.opposite(a) if self.value_of(b) == -1.0 else self.binary("*", a, b)

    def opposite(self, a: int) -> int:
        """−a, with the sign in a constant factor where there is one: the same number, digit by digit."""
        kind, *parts = self.operations[a]
        factor = self.value_of(int(parts[0])) if kind == "*" else None
        return self.negate(a) if factor is None else self.binary("*", self.const(-factor), int(parts[1]))

    def over(self, a: int, b: int) -> int:
        return a if self.value_of(a) == 0.0 or self.value_of(b) == 1.0 else self.binary("/", a, b)

    # Building as written.

    def negate(self, a: int) -> int:
        value = self.value_of(a)
        return self.add("neg", a) if value is None else self.const(-value)

    def binary(self, operator: str, a: int, b: int) -> int:
        left, right = self.value_of(a), self.value_of(b)
        if left is not None and right is not None:
            folded = _fold(operator, left, right)
            if math.isfinite(folded):
                return self.const(folded)
        return self.add(operator, a, b)

    def power(self, a: int, b: int) -> int:
        """a**b; a whole-number exponent becomes products."""
        exponent = self.value_of(b)
        if exponent is not None and exponent == int(exponent) and abs(exponent) <= LIMITS.formula_exponent:
            return self.int_power(a, int(exponent))
        return self.binary("**", a, b)

    def int_power(self, a: int, n: int) -> int:
        if n == 0:
            return self.const(1.0)
        if n == 1:
            return a
        base = self.value_of(a)
        if base is not None and math.isfinite(folded := _fold("**", base, float(n))):
            return self.const(folded)
        return self.add("int_power", a, n)

    def call(self, name: str, *arguments: int) -> int:
        return self.add(name, *arguments)

    def where(self, comparison: str, left: int, right: int, yes: int, no: int) -> int:
        a, b = self.value_of(left), self.value_of(right)
        if a is not None and b is not None:
            return yes if _COMPARE[comparison](a, b) else no
        return yes if yes == no else self.add("where", comparison, left, right, yes, no)

    def formula(self, tree: Node, names: Mapping[str, int], strict: bool = True) -> int:
        """The node of a formula whose names stand for the given nodes. With ``strict`` constants that leave the numbers
        are an error at their place; without, where a name may stand for any constant, they are inf or nan."""
        match tree:
            case Number(value=value):
                return self.const(value)
            case Name(name=name):
                return names[name]
            case Negate(operand=operand):
                return self.negate(self.formula(operand, names, strict))
            case Binary(operator=operator, left=left, right=right, place=place):
                a, b = self.formula(left, names, strict), self.formula(right, names, strict)
                return self.written(operator, a, b, place if strict else None)
            case Where(comparison=comparison, left=left, right=right, yes=yes, no=no):
                parts = (self.formula(part, names, strict) for part in (left, right, yes, no))
                return self.where(comparison, *parts)
            case Call(function=function, arguments=arguments):
                return self.call(function, *(self.formula(argument, names, strict) for argument in arguments))
            case Sum(variable=variable, start=start, stop=stop, body=body):
                total = self.formula(body, {**names, variable: self.const(start)}, strict)
                for index in range(start + 1, stop):
                    term = self.formula(body, {**names, variable: self.const(index)}, strict)
                    total = self.binary("+", total, term)
                return total

    def written(self, operator: str, a: int, b: int, place: Place | None) -> int:
        """An operation as a person wrote it; with a ``place`` it is checked."""
        if place is not None:
            self.check(operator, a, b, place)
        return self.power(a, b) if operator == "**" else self.binary(operator, a, b)

    def check(self, operator: str, a: int, b: int, place: Place) -> None:
        """Constants that leave the numbers, and exponents that are too large, are an error at the operation's place."""
        left, right = self.value_of(a), self.value_of(b)
        if operator == "**" and right is not None and abs(right) > LIMITS.formula_exponent:
            raise FormulaError(
                Text(
                    en=f"The exponent {right:g} is too large: −{LIMITS.formula_exponent} to "
                    f"{LIMITS.formula_exponent} are allowed.",
                    zh=f"指数{right:g}过大：允许−{LIMITS.formula_exponent}到{LIMITS.formula_exponent}。",
                ),
                line=place.line,
                column=place.column,
            )
        if left is not None and right is not None and not math.isfinite(_fold(operator, left, right)):
            raise FormulaError(
                Text(
                    en=f"{left:g} {operator} {right:g} is not a finite number.",
                    zh=f"{left:g} {operator} {right:g}不是有限的数。",
                ),
                line=place.line,
                column=place.column,
            )

    def copy(
        self,
        source: Graph,
        nodes: Sequence[int],
        names: Mapping[str, int],
        given: Mapping[int, int] = MappingProxyType({}),
    ) -> list[int]:
        """The nodes of another graph, built here with its inputs replaced; some of its nodes may be ``given``."""
        made = dict(given)
        for node in source.needed(nodes):
            if node in made:
                continue
            operation = source.operations[node]
            made[node] = names[str(operation[1])] if operation[0] == "input" else self.add(*_renamed(operation, made))
        return [made[node] for node in nodes]

    def needed(self, roots: Iterable[int], known: frozenset[int] = frozenset()) -> list[int]:
        """Every node that the roots rest on, in an order in which they can be computed; what only serves to compute
        nodes that are ``known`` is left out."""
        seen = set(roots)
        for node in range(max(seen, default=-1), -1, -1):
            if node in seen and node not in known:
                seen.update(operands(self.operations[node]))
        return sorted(seen - known)

    def without_powers(self, roots: Sequence[int]) -> tuple[Graph, list[int]]:
        """The same graph with whole-number powers written as products, each square shared."""
        plain = Graph()
        made: dict[int, int] = {}
        for node in self.needed(roots):
            operation = self.operations[node]
            if operation[0] == "int_power":
                base, n = made[int(operation[1])], int(operation[2])
                made[node] = plain.product_power(base, n)
            else:
                made[node] = plain.add(*_renamed(operation, made))
        return plain, [made[node] for node in roots]

    def product_power(self, base: int, n: int) -> int:
        if n < 0:
            return self.add("/", self.const(1.0), self.product_power(base, -n))
        if n == 1:
            return base
        half = self.product_power(base, n // 2)
        square = self.add("*", half, half)
        return self.add("*", square, base) if n % 2 else square


_COMPARE: Mapping[str, Callable[[float, float], bool]] = {
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
    "==": eq,
    "!=": ne,
}


def _renamed(operation: Operation, made: Mapping[int, int]) -> Operation:
    match operation[0]:
        case "const" | "input":
            return operation
        case "item" | "int_power":
            return (operation[0], made[int(operation[1])], operation[2])
        case "where" | "extern" | "at":
            return (*operation[:2], *(made[int(part)] for part in operation[2:]))
    return (operation[0], *(made[int(part)] for part in operation[1:]))


def _fold(operator: str, a: float, b: float) -> float:
    """Constant arithmetic; nan where it is not a real number."""
    try:
        match operator:
            case "+":
                return a + b
            case "-":
                return a - b
            case "*":
                return a * b
            case "/":
                return a / b
        return math.pow(a, b)
    except (ArithmeticError, ValueError):
        return math.nan
