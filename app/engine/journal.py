"""What the lines of an update are, and which of a program's numbers belong to each: the step inspector's plan.

A journal listens while an update is woven. Afterwards it says, for a program that computes certain nodes, which of them
are to be recorded, and describes every line by the ids of its quantities.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..formula.graph import Graph
from ..formula.rules import RULE_FUNCTIONS, Assignment, names_read
from ..formula.syntax import parse_line
from ..formula.tree import Binary, Call, Name, Negate, Node, Place, children
from ..formula.typed import typed
from ..formula.weaver import Value, spread
from .parts import Part

Moment = Literal["before", "drives", "after"]
# What a line does: its value is computed; or it leaves its name as it was, since all its terms are 0; or nothing in the
# program needs it.
Doing = Literal["runs", "nothing", "unused"]

# Names that all parts of an update share. Those of a wrapper are told apart by its label.
_SHARED = frozenset({"theta", "g", "t", "k", "lr"})
# Functions whose arguments do not tell their value by hand: the number that they gave stands in their place.
ASKED = frozenset(
    {"grad", "loss", "hess_diag", "hess_times", "hess_solve", "normal", "signs", "lbfgs_direction", "strong_wolfe"}
)


def assignment(name: str, text: str) -> Assignment:
    """A line that is no rule's own, such as a schedule's rate."""
    return Assignment(name, parse_line(typed(text), None, RULE_FUNCTIONS), Place(1, 1), f"{name} = {text}")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity of the update: ``id`` names it; it is a number of the run's own (``given``: the name of the program's
    argument), a constant, or else recorded: ``nodes`` are two for a vector, one for a scalar."""

    id: str
    nodes: tuple[int, ...]
    constant: float | None = None
    given: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a line that is a sum, and what it adds to it."""

    tree: Node
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``value`` is what it assigns and ``before`` what its name was before; both are None where nothing is
    recorded. ``off`` are the parts, by their identity, that are left out since they are exactly 0; ``calls`` the values
    of what cannot be worked out by hand."""

    assignment: Assignment
    does: Doing
    value: Quantity | None
    before: Quantity | None
    reads: Mapping[str, Quantity]
    calls: Mapping[int, Quantity]
    off: frozenset[int]
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """Lines of one part that follow one another."""

    part: Part
    moment: Moment
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """All lines of an update, and the nodes that a program must record for them, in their order."""

    stages: tuple[Stage, ...]
    given: Mapping[str, Quantity]
    recorded: tuple[int, ...]

    @property
    def lines(self) -> Iterator[Line]:
        return (line for stage in self.stages for line in stage.lines)


@dataclass(slots=True)
class _Heard:
    part: Part
    moment: Moment
    lines: list[tuple[Assignment, Mapping[str, Value], Value, Mapping[int, Value]]] = field(default_factory=list)


class Journal:
    """Listens to a Weaver (see app.formula.weaver.Notes) and to the Loom around it."""

    def __init__(self) -> None:
        self.stages: list[_Heard] = []
        self.start: Mapping[str, Value] = {}
        self._parts: dict[int, Value] = {}

    def part(self, tree: Node, value: Value) -> None:
        self._parts[id(tree)] = value

    def line(self, line: Assignment, names: Mapping[str, Value], value: Value) -> None:
        self.stages[-1].lines.append((line, names, value, self._parts))
        self._parts = {}

    def stage(self, part: Part, moment: Moment) -> None:
        self.stages.append(_Heard(part, moment))

    def given(self, names: Mapping[str, Value]) -> None:
        """What every update begins with."""
        self.start = names

    def account(self, graph: Graph, needed: Collection[int], changing: Collection[str]) -> Account:
        """The lines as a program has them that computes the ``needed`` nodes; ``changing`` are its variables."""
        return _Accountant(graph, frozenset(needed), frozenset(changing)).account(self)


class _Accountant:
    def __init__(self, graph: Graph, needed: frozenset[int], changing: frozenset[str]) -> None:
        self.graph = graph
        self.needed = needed
        self.changing = changing
        self.known: dict[Value, Quantity] = {}
        self.ids: set[str] = set()
        self.recorded: dict[int, None] = {}

    def account(self, journal: Journal) -> Account:
        given = {name: self.quantity(value, name) for name, value in journal.start.items()}
        stages = tuple(
            Stage(heard.part, heard.moment, tuple(self.line(heard.part, *line) for line in heard.lines))
            for heard in journal.stages
            if heard.lines
        )
        kept = {name: quantity for name, quantity in given.items() if quantity is not None}
        return Account(stages, kept, tuple(self.recorded))

    def quantity(self, value: Value, name: str) -> Quantity | None:
        """The quantity of a value; None where the program does not compute it."""
        if value in self.known:
            return self.known[value]
        nodes = tuple(spread(value))
        constants = [self.graph.value_of(node) for node in nodes]
        operation = self.graph.operations[nodes[0]]
        fixed = operation[0] == "input" and operation[1] not in self.changing
        if constants[0] is not None and len(set(constants)) == 1:
            return Quantity("", nodes, constant=constants[0])
        if fixed and len(nodes) == 1:
            return Quantity("", nodes, given=str(operation[1]))
        if not all(node in self.needed or self.graph.value_of(node) is not None for node in nodes):
            return None
        number = 0
        while (made := name if number == 0 else f"{name}.{number}") in self.ids:
            number += 1
        self.ids.add(made)
        self.recorded |= dict.fromkeys(nodes)
        self.known[value] = Quantity(made, nodes)
        return self.known[value]

    def line(
        self,
        part: Part,
        line: Assignment,
        names: Mapping[str, Value],
        value: Value,
        parts: Mapping[int, Value],
    ) -> Line:
        def labelled(name: str) -> str:
            return name if name in _SHARED else part.label + name

        read = [name for name in sorted(names_read([line])) if name in names]
        reads = {name: self.quantity(names[name], labelled(name)) for name in read}
        before = self.quantity(names[line.name], labelled(line.name)) if line.name in names else None
        idle = line.name in names and names[line.name] == value
        made = self.quantity(value, labelled(line.name))
        off = frozenset(self.off(line.tree, parts))
        asked = [tree for tree in walk(line.tree) if isinstance(tree, Call) and tree.function in ASKED]
        calls = {id(call): self.quantity(parts[id(call)], call.function) for call in asked if id(call) in parts}
        unused = made is None or (made.constant is None and not set(made.nodes) <= self.needed)
        return Line(
            assignment=line,
            does="unused" if unused else "nothing" if idle else "runs",
            value=None if unused else made,
            before=before,
            reads={name: quantity for name, quantity in reads.items() if quantity is not None},
            calls={key: quantity for key, quantity in calls.items() if quantity is not None},
            off=off,
            terms=tuple(self.terms(line, parts, off)) if isinstance(value, tuple) and not (idle or unused) else (),
        )

    def is_zero(self, tree: Node, parts: Mapping[int, Value]) -> bool:
        return id(tree) in parts and all(self.graph.value_of(node) == 0.0 for node in spread(parts[id(tree)]))

    def off(self, tree: Node, parts: Mapping[int, Value]) -> Iterator[int]:
        """The terms of sums within a tree that are exactly 0."""
        for node in walk(tree):
            if isinstance(node, Binary) and node.operator in "+-":
                zeros = [side for side in (node.left, node.right) if self.is_zero(side, parts)]
                if len(zeros) == 1:
                    yield id(zeros[0])

    def terms(self, line: Assignment, parts: Mapping[int, Value], off: Collection[int]) -> Iterator[Term]:
        """The terms of a sum of vectors, two or more. The point itself is none of those that move it."""
        leaves = [leaf for leaf in addends(line.tree) if id(leaf) in parts and id(leaf) not in off]
        if line.name == "theta":
            leaves = [leaf for leaf in leaves if not (isinstance(leaf, Name) and leaf.name == "theta")]
        if len(leaves) < 2:
            return
        quantities = [self.quantity(parts[id(leaf)], f"{line.name}.term") for leaf in leaves]
        for leaf, quantity in zip(leaves, quantities, strict=True):
            if quantity is not None:
                yield Term(leaf, quantity)


def walk(tree: Node) -> Iterator[Node]:
    """A tree and all of its parts."""
    yield tree
    for child in children(tree):
        yield from walk(child)


def addends(tree: Node) -> Iterator[Node]:
    """What is added and taken away in a sum, whatever their signs."""
    match tree:
        case Binary(operator="+" | "-", left=left, right=right):
            yield from addends(left)
            yield from addends(right)
        case Negate(operand=operand):
            yield from addends(operand)
        case _:
            yield tree
