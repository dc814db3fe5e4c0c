"""A tree → MathML with places for the numbers of one update where its names stand.

A place that a page fills carries ``data-value``, the id of the quantity: an empty ``<mn>`` for a scalar, a column of
two empty ``<span>`` for a vector. ``data-tight`` marks a scalar that needs brackets where it is negative, "power" one
that also does where it is written with a power of ten. What never changes is printed as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from html import escape

from .mathml import ATOM, CASES, Printer, Symbols, fenced, number, operator, row
from .tree import Binary, Name, Node


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quantity's number goes: ``id`` names it."""

    id: str
    vector: bool


Slot = Place | float

_TIMES = "·"


def slot_mathml(slot: Slot, tight: str | None = None) -> str:
    """A place, or the number that stands there for good."""
    if not isinstance(slot, Place):
        return number(slot)[1]
    given = f'data-value="{escape(slot.id)}"'
    if not slot.vector:
        brackets = "" if tight is None else f' data-tight="{tight}"'
        return f"<mn {given}{brackets}></mn>"
    column = f'<mtable class="vector">{"<mtr><mtd><mtext><span></span></mtext></mtd></mtr>" * 2}</mtable>'
    return f"<mrow {given}>{fenced('(', column, ')')}</mrow>"


class NumberPrinter(Printer):
    """``slots`` by name; ``calls`` are the parts, by their identity, that stand as a number of their own."""

    def __init__(self, symbols: Symbols, slots: Mapping[str, Slot], calls: Mapping[int, Slot], off: Set[int]) -> None:
        super().__init__(symbols, off)
        self.slots = slots
        self.calls = calls

    def written(self, tree: Node) -> tuple[int, str]:
        if id(tree) in self.calls:
            return self.placed(self.calls[id(tree)])
        if isinstance(tree, Name) and tree.name in self.slots:
            return self.placed(self.slots[tree.name])
        if isinstance(tree, Binary) and tree.operator == "**" and isinstance(tree.left, Name):
            slot = self.slots.get(tree.left.name)
            if isinstance(slot, Place) and not slot.vector:
                return ATOM, f"<msup>{slot_mathml(slot, 'power')}{self.print(tree.right)}</msup>"
        return super().written(tree)

    def pieces(self, tree: Node) -> list[str]:
        """The terms of a sum with their signs, or a whole that is none: where a line may be broken."""
        if not isinstance(tree, Binary) or tree.operator not in ("+", "-") or id(tree) in self.calls:
            return [self.print(tree)]
        if id(tree.right) in self.off:
            return self.pieces(tree.left)
        if id(tree.left) in self.off and tree.operator == "+":
            return self.pieces(tree.right)
        sign, after = self.sign(tree)
        first = [] if id(tree.left) in self.off else self.pieces(tree.left)
        # Where a line is broken the sign still stands between two terms.
        between = sign.replace("<mo>", '<mo form="infix">')
        return [*first, row(between, self.at_least(after, tree.right))]

    def placed(self, slot: Slot) -> tuple[int, str]:
        if isinstance(slot, Place):
            return ATOM, slot_mathml(slot, "")
        # A negative number stands in brackets wherever it is not alone.
        level, text = number(slot)
        return (CASES, text) if slot < 0 else (level, text)

    def name(self, name: str) -> str:
        return slot_mathml(self.slots[name], "") if name in self.slots else super().name(name)

    def times(self, right: Node) -> str:
        return operator(_TIMES)

    def sum(self, left: Node, sign: str, after: int, right: Node) -> tuple[int, str]:
        if id(right) in self.off:
            return self.written(left)
        if id(left) in self.off:
            return self.written(right) if "+" in sign else (CASES, row(sign, self.at_least(after, right)))
        return super().sum(left, sign, after, right)
