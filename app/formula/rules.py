"""Rules: an optimizer's update as lines of assignments in the formula language.

    m = beta1*m + (1 - beta1)*g
    theta = theta - lr*m

``theta``, ``g`` and most state are two-vectors and work element by element; hyperparameters, ``t``, ``k`` and ``lr``
are scalars. ``norm``, ``dot`` and ``sum`` reduce vectors. ``grad(point)`` and ``loss(point)`` evaluate the problem
elsewhere; of its Hessian H there are ``hess_diag(point)``, ``hess_times(point, v)`` = H v and
``hess_solve(point, v, d)`` = (H + d I)⁻¹ v. ``normal()`` and ``signs()`` are seeded random vectors, standard normal and
±1, new at each update and the same for every run of a scene. Kinds are inferred, and a mix-up is a FormulaError with
its line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from ..settings import LIMITS
from ..text import Text
from .errors import FormulaError, closest
from .functions import CONSTANTS
from .graph import Graph
from .syntax import parse_line
from .tree import Binary, Call, Name, Negate, Node, Number, Place, Sum, Where, children
from .typed import typed

Vector = tuple[int, int]
Value = int | Vector

# What each function takes: "v" a vector, "s" a scalar.
_SIGNATURES: Mapping[str, str] = {
    "norm": "v",
    "dot": "vv",
    "sum": "v",
    "grad": "v",
    "loss": "v",
    "hess_diag": "v",
    "hess_times": "vv",
    "hess_solve": "vvs",
    "normal": "",
    "signs": "",
}
RULE_FUNCTIONS: Mapping[str, int] = {name: len(takes) for name, takes in _SIGNATURES.items()}
GIVEN = ("theta", "g", "t", "k", "lr")

_ASSIGNMENT = re.compile(r"^(\s*)([A-Za-z_]\w*)(\s*)=(?!=)")


@dataclass(frozen=True, slots=True)
class Assignment:
    """One line of a rule: ``name = tree``. ``text`` is the line as written."""

    name: str
    tree: Node
    place: Place
    text: str


@lru_cache(maxsize=512)
def parse_rule(text: str) -> tuple[Assignment, ...]:
    """The lines of a rule. Raises FormulaError with line and column; names are checked when it is woven."""
    if len(text) > LIMITS.rule_characters:
        raise FormulaError(
            Text(
                en=f"The rule has {len(text)} characters; at most {LIMITS.rule_characters} are allowed.",
                zh=f"规则有{len(text)}个字符，最多允许{LIMITS.rule_characters}个。",
            )
        )
    lines = [
        _assignment(line.split("#")[0], number)
        for number, line in enumerate(text.split("\n"), start=1)
        if line.split("#")[0].strip()
    ]
    if "theta" not in (line.name for line in lines):
        raise FormulaError(
            Text(en="The rule never assigns theta.", zh="规则没有给theta赋值。"),
            hint=Text(
                en="End it with a line such as theta = theta - lr*g.", zh="最后应有一行，例如theta = theta - lr*g。"
            ),
        )
    return tuple(lines)


def _assignment(text: str, number: int) -> Assignment:
    found = _ASSIGNMENT.match(text)
    if found is None:
        raise FormulaError(
            Text(en="Each line of a rule is one assignment.", zh="规则的每一行都是一个赋值。"),
            line=number,
            hint=Text(en="Write name = expression.", zh="请写名称=表达式。"),
        )
    # Blanks in place of "name =" keep the columns of what follows.
    tree = parse_line(typed(" " * found.end() + text[found.end() :], number), None, RULE_FUNCTIONS)
    return Assignment(found[2], tree, Place(number, len(found[1]) + 1), text.strip())


def names_read(rule: Sequence[Assignment]) -> set[str]:
    """Every name that the rule reads."""

    def walk(node: Node) -> set[str]:
        own = {node.name} if isinstance(node, Name) else set()
        return own.union(*(walk(child) for child in children(node)))

    return set().union(*(walk(line.tree) for line in rule))


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


@dataclass(slots=True)
class Weaver:
    """Builds a rule's lines into a graph. ``calls`` counts what the rule asks of its surroundings."""

    graph: Graph
    around: Surroundings
    calls: Counter[str] = field(default_factory=Counter)

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
            now[line.name] = self.value(line.tree, now)
        if not isinstance(now["theta"], tuple):
            place = next(line.place for line in reversed(rule) if line.name == "theta")
            raise _mistake(place, "theta must stay a vector.", "theta必须是向量。")
        return now

    def value(self, tree: Node, names: Mapping[str, Value]) -> Value:
        match tree:
            case Number(value=number):
                return self.graph.const(number)
            case Name(name=name, place=place):
                return self.name(name, place, names)
            case Negate(operand=operand):
                return _each(self.graph.negate, self.value(operand, names))
            case Binary(operator=operator, left=left, right=right, place=place):
                return _each(
                    lambda a, b: self.graph.checked(operator, a, b, place),
                    self.value(left, names),
                    self.value(right, names),
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
        if function not in RULE_FUNCTIONS:
            return _each(lambda *parts: self.graph.call(function, *parts), *values)
        for value, kind in zip(values, _SIGNATURES[function], strict=True):
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
class _Anywhere:
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


def state_kinds(rule: Sequence[Assignment], state: Mapping[str, str], scalars: Sequence[str]) -> dict[str, bool]:
    """Which state of a rule is a vector: what its initial value is, or what the rule makes of it.

    ``scalars`` are the hyperparameters. Raises FormulaError where the rule turns a vector into a scalar.
    """
    graph = Graph()
    weaver = Weaver(graph, _Anywhere(graph))

    def vector(_: object) -> Vector:
        return graph.input("vx"), graph.input("vy")

    given: dict[str, Value] = dict.fromkeys((*scalars, "t", "k", "lr"), graph.input("s"))
    given |= {"theta": vector(None), "g": vector(None)}
    kinds = {name: isinstance(initial_value(text, given, graph), tuple) for name, text in state.items()}
    for _ in range(len(state) + 1):
        before: dict[str, Value] = {n: vector(None) if v else graph.input("s") for n, v in kinds.items()}
        after = weaver.run(rule, given | before, frozenset())
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


def initial_value(text: str, names: Mapping[str, Value], graph: Graph) -> Value:
    """The value of a formula in the names of a rule, such as a state's initial one: no problem is asked."""
    return Weaver(graph, _Anywhere(graph)).value(parse_line(typed(text), None), names)
