"""The checked tree of a formula: what the text says, with the place of each part."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column, both from 1, in the text as it was given."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Number:
    value: float
    place: Place


@dataclass(frozen=True, slots=True)
class Name:
    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Negate:
    operand: Node
    place: Place


@dataclass(frozen=True, slots=True)
class Binary:
    """``operator`` is one of + - * / **."""

    operator: str
    left: Node
    right: Node
    place: Place


@dataclass(frozen=True, slots=True)
class Where:
    """``where(left comparison right, yes, no)``."""

    comparison: str
    left: Node
    right: Node
    yes: Node
    no: Node
    place: Place


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the table, or one of the names that rules add (norm, dot, sum, grad, loss)."""

    function: str
    arguments: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Sum:
    """``sum(body for variable in range(start, stop))``, unrolled when it is computed."""

    variable: str
    start: int
    stop: int
    body: Node
    place: Place


Node = Number | Name | Negate | Binary | Where | Call | Sum


def children(node: Node) -> tuple[Node, ...]:
    match node:
        case Number() | Name():
            return ()
        case Negate(operand=operand):
            return (operand,)
        case Binary(left=left, right=right):
            return (left, right)
        case Where(left=left, right=right, yes=yes, no=no):
            return (left, right, yes, no)
        case Call(arguments=arguments):
            return arguments
        case Sum(body=body):
            return (body,)


def size(node: Node) -> int:
    """How many operations and leaves the formula has once its sums are unrolled."""
    inner = sum(size(child) for child in children(node))
    return (node.stop - node.start) * (inner + 1) if isinstance(node, Sum) else inner + 1
