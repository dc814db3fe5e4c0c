"""Weaves a rule into a graph: infers kinds, spells vectors out as two numbers, and asks its surroundings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from ..text import Text
from .errors import FormulaError, closest
from .functions import CONSTANTS
from .graph import Graph
from .rules import NATIVE_VECTORS, SIGNATURES, Assignment
from .syntax import parse_line
from .tree import Binary, Call, Name, Negate, Node, Number, Place, Sum, Where
from .typed import typed

Vector = tuple[int, int]
Value = int | Vector


class Surroundings(Protocol):
    """What a rule can ask for beyond its own names, built into the graph."""

    def gradient(self, point: Vector) -> Vector: ...

    def loss(self, point: Vector) -> int: ...

    def hessian(self, point: Vector) -> tuple[int, int, int]:
        """∂²xx, ∂²xy, ∂²yy."""
        ...

    def random(self, kind: str, number: int) -> Vector:
        """The random vector that the rule's call with this number (from 0) draws at an update."""
        ...

    def native(self, function: str, arguments: Sequence[int]) -> Value:
        """What a function that is no formula gives."""
        ...


class Notes(Protocol):
    """Hears what becomes of a rule while it is woven."""

    def part(self, tree: Node, value: Value) -> None:
        """A part of the line that is being woven, after its own parts."""
        ...

    def line(self, line: Assignment, names: Mapping[str, Value], value: Value) -> None:
        """A whole line: the names before it, and what it assigns."""
        ...


@dataclass(slots=True)
class Weaver:
    """Builds a rule's lines into a graph. ``calls`` counts what the rule asks of its surroundings.

    ``strict`` checks constants as Graph.formula does: for a rule by itself, not among a problem's own constants.
    """

    graph: Graph
    around: Surroundings
    strict: bool = False
    calls: Counter[str] = field(default_factory=Counter)
    notes: Notes | None = None

    def run(self, rule: Sequence[Assignment], names: Mapping[str, Value], fixed: frozenset[str]) -> dict[str, Value]:
        """The names after the rule, given the names before it. ``fixed`` ones may not be assigned."""
        now = dict(names)
        for line in rule:
            if line.name in fixed:
                raise _mistake(
                    line.place,
                    f"{line.name!r} is given and cannot be assigned.",
                    f"“{line.name}”是给定的量，不能赋值。",
                    Text(en="Choose another name.", zh="请换一个名称。"),
                )
            value = self.value(line.tree, now)
            if self.notes is not None:
                self.notes.line(line, dict(now), value)
            now[line.name] = value
        if not isinstance(now["theta"], tuple):
            place = next(line.place for line in reversed(rule) if line.name == "theta")
            raise _mistake(place, "theta must stay a vector.", "theta必须是向量。")
        return now

    def value(self, tree: Node, names: Mapping[str, Value]) -> Value:
        value = self._value(tree, names)
        if self.notes is not None:
            self.notes.part(tree, value)
        return value

    def _value(self, tree: Node, names: Mapping[str, Value]) -> Value:
        match tree:
            case Number(value=number):
                return self.graph.const(number)
            case Name(name=name, place=place):
                return self.name(name, place, names)
            case Negate(operand=operand):
                return _each(self.graph.negate, self.value(operand, names))
            case Binary(operator=operator, left=left, right=right, place=place):
                return _each(
                    lambda a, b: self.binary(operator, a, b, place), self.value(left, names), self.value(right, names)
                )
            case Where(comparison=comparison, left=left, right=right, yes=yes, no=no):
                parts = [self.value(part, names) for part in (left, right, yes, no)]
                return _each(lambda a, b, c, d: self.graph.where(comparison, a, b, c, d), *parts)
            case Call(function=function, arguments=arguments, place=place):
                return self.call(function, [self.value(argument, names) for argument in arguments], place)
            case Sum(variable=variable, start=start, stop=stop, body=body):
                terms = [self.value(body, {**names, variable: self.graph.const(index)}) for index in range(start, stop)]
                total = terms[0]
                for term in terms[1:]:
                    total = _each(lambda a, b: self.graph.binary("+", a, b), total, term)
                return total

    def binary(self, operator: str, a: int, b: int, place: Place) -> int:
        # What a run is given is finite, so a term with a hyperparameter that is exactly 0 is 0: it costs nothing.
        if 0.0 in (self.graph.value_of(a), self.graph.value_of(b)):
            algebra = {"+": self.graph.plus, "-": self.graph.minus, "*": self.graph.times}
            if operator in algebra:
                return algebra[operator](a, b)
        return self.graph.written(operator, a, b, place if self.strict else None)

    def name(self, name: str, place: Place, names: Mapping[str, Value]) -> Value:
        if name in names:
            return names[name]
        if name in CONSTANTS:
            return self.graph.const(CONSTANTS[name])
        hint = closest(name, list(names)) or Text(
            en=f"Known here: {', '.join(names)}.", zh=f"这里可用：{'、'.join(names)}。"
        )
        raise _mistake(place, f"The name {name!r} is unknown.", f"未知的名称“{name}”。", hint, len(name))

    def call(self, function: str, values: list[Value], place: Place) -> Value:
        if function not in SIGNATURES:
            return _each(lambda *parts: self.graph.call(function, *parts), *values)
        for value, kind in zip(values, SIGNATURES[function], strict=True):
            if isinstance(value, tuple) != (kind == "v"):
                takes, given = ("vectors", "scalars") if kind == "v" else ("a scalar there", "a vector")
                zh_takes, zh_given = ("向量", "标量") if kind == "v" else ("标量", "向量")
                raise _mistake(
                    place,
                    f"{function} takes {takes}, not {given}.",
                    f"{function}在这里需要{zh_takes}，不能是{zh_given}。",
                )
        self.calls[function] += 1
        vectors = [value for value in values if isinstance(value, tuple)]
        match function:
            case "norm":
                return self.graph.call("sqrt", self.dot(vectors[0], vectors[0]))
            case "dot":
                return self.dot(*vectors)
            case "sum":
                return self.graph.binary("+", *vectors[0])
            case "grad":
                return self.around.gradient(vectors[0])
            case "loss":
                return self.around.loss(vectors[0])
            case "normal" | "signs":
                return self.around.random(function, self.calls[function] - 1)
        if function in NATIVE_VECTORS:
            return self.around.native(function, [node for value in values for node in spread(value)])
        xx, xy, yy = self.around.hessian(vectors[0])
        if function == "hess_diag":
            return xx, yy
        if function == "hess_times":
            return self.dot((xx, xy), vectors[1]), self.dot((xy, yy), vectors[1])
        damping = values[2]
        assert isinstance(damping, int)
        return self.solved((self.graph.binary("+", xx, damping), xy, self.graph.binary("+", yy, damping)), vectors[1])

    def dot(self, a: Vector, b: Vector) -> int:
        return self.graph.binary("+", self.graph.binary("*", a[0], b[0]), self.graph.binary("*", a[1], b[1]))

    def solved(self, matrix: tuple[int, int, int], v: Vector) -> Vector:
        """The solution of a symmetric system by Cramer's rule; a singular one gives inf or nan."""
        graph, (xx, xy, yy) = self.graph, matrix
        determinant = graph.binary("-", graph.binary("*", xx, yy), graph.binary("*", xy, xy))
        x = graph.binary("-", graph.binary("*", yy, v[0]), graph.binary("*", xy, v[1]))
        y = graph.binary("-", graph.binary("*", xx, v[1]), graph.binary("*", xy, v[0]))
        return graph.binary("/", x, determinant), graph.binary("/", y, determinant)


def spread(value: Value) -> Sequence[int]:
    """The nodes of a value: two of a vector, one of a scalar."""
    return value if isinstance(value, tuple) else (value,)


def _each(operation: Callable[..., int], *values: Value) -> Value:
    """An operation on scalars, or element by element where a vector takes part."""
    if not any(isinstance(value, tuple) for value in values):
        return operation(*values)
    x, y = (
        operation(*(value[element] if isinstance(value, tuple) else value for value in values)) for element in (0, 1)
    )
    return x, y


def _mistake(place: Place, en: str, zh: str, hint: Text | None = None, length: int = 1) -> FormulaError:
    return FormulaError(Text(en=en, zh=zh), line=place.line, column=place.column, length=length, hint=hint)


@dataclass(frozen=True, slots=True)
class Anywhere:
    """Surroundings whose values do not matter, for what can be said before a problem is known."""

    graph: Graph

    def gradient(self, point: Vector) -> Vector:
        return point

    def loss(self, point: Vector) -> int:
        return point[0]

    def hessian(self, point: Vector) -> tuple[int, int, int]:
        return point[0], point[1], point[0]

    def random(self, kind: str, number: int) -> Vector:
        return self.graph.input("vx"), self.graph.input("vy")

    def native(self, function: str, arguments: Sequence[int]) -> Value:
        return self.random(function, 0) if NATIVE_VECTORS[function] else arguments[0]


def state_kinds(rule: Sequence[Assignment], state: Mapping[str, str], scalars: Sequence[str]) -> dict[str, bool]:
    """Which state of a rule is a vector: what its initial value is, or what the rule makes of it.

    ``scalars`` are the hyperparameters. Raises FormulaError for what the rule or an initial value does not know, for
    a name that it may not assign, and where the rule turns a vector into a scalar.
    """
    graph = Graph()
    weaver = Weaver(graph, Anywhere(graph), strict=True)

    def vector(_: object) -> Vector:
        return graph.input("vx"), graph.input("vy")

    given: dict[str, Value] = dict.fromkeys((*scalars, "t", "k", "lr"), graph.input("s"))
    fixed = frozenset(given)
    given |= {"theta": vector(None), "g": vector(None)}
    kinds = {name: isinstance(initial_value(text, given, graph, strict=True), tuple) for name, text in state.items()}
    for _ in range(len(state) + 1):
        before: dict[str, Value] = {n: vector(None) if v else graph.input("s") for n, v in kinds.items()}
        after = weaver.run(rule, given | before, fixed)
        became = {name: isinstance(after[name], tuple) for name in kinds}
        for name, was_vector in kinds.items():
            if was_vector and not became[name]:
                place = next(line.place for line in reversed(rule) if line.name == name)
                raise _mistake(
                    place,
                    f"The state {name!r} starts as a vector and becomes a scalar.",
                    f"状态“{name}”初始为向量，却变成了标量。",
                )
        if became == kinds:
            break
        kinds = became
    return kinds


def initial_value(text: str, names: Mapping[str, Value], graph: Graph, strict: bool = False) -> Value:
    """The value of a formula in the names of a rule, such as a state's initial one: no problem is asked."""
    return Weaver(graph, Anywhere(graph), strict).value(_initial_tree(text), names)


@lru_cache(maxsize=512)
def _initial_tree(text: str) -> Node:
    return parse_line(typed(text), None, {name: len(SIGNATURES[name]) for name in ("norm", "dot", "sum")})
