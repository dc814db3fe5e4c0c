"""What each line of a run's update computed, step by step: the step inspector's numbers.

They come from the program that ran. The program that records them is woven from the same nodes in the same order as the
one that races, so that the last value of ``theta`` is the next point of the path to the last bit.

How much a line moved the point is the length of what it changed ``theta`` by. Of a line that is a sum, the share of a
term is its length over the sum of all its terms' lengths; in a line of ``theta`` the point itself is no term.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..catalogue import CATALOGUE
from ..catalogue.definitions import Hyperparameter, Optimizer, Schedule, Wrapper
from ..catalogue.terms import ETA_MIN, SYMBOLS
from ..formula.mathml import Printer
from ..formula.mathml_numbers import NumberPrinter, Place, Slot, slot_mathml
from ..formula.tree import Call, Name
from .data import Batches
from .journal import Line, Quantity, Stage, walk
from .problem import problem_of
from .race import Plan, check_work, start_of
from .scene import Scene

_Column = list[float | None]


def steps(scene: Scene, first: int, last: int) -> dict[str, Any]:
    """What the scene's one run computed at the updates ``first`` … ``last`` - 1 (from 0). ``scene`` is canonical.

    Columns have one entry an update of that window, fewer where the run ended within it; null where a number is not
    finite. Raises InvalidScene as ``race`` does.
    """
    problem = problem_of(scene.problem)
    start = start_of(scene, problem)
    batches: dict[int, Batches] = {}
    plan = Plan(scene, problem, 0, with_state=False, batches=batches, with_lines=True)
    check_work(scene, [plan], sum(made.cost for made in batches.values()))
    record = plan.trajectory(start)
    return _Window(plan, record.lines, slice(first, last)).answer() | {
        "from": first,
        "to": min(last, max(first, len(record.x) - 1)),
        "updates": len(record.x) - 1,
        "native": {name: _listed(column[first:last]) for name, column in record.quantities.items()},
    }


class _Window:
    """Some updates of a run that recorded its lines."""

    def __init__(self, plan: Plan, lines: Sequence[Sequence[float]], window: slice) -> None:
        account = plan.woven.account
        assert account is not None
        self.plan = plan
        self.account = account
        self.given = plan.arguments()
        self.columns = {node: np.array(column[window]) for node, column in zip(account.recorded, lines, strict=True)}
        self.values: dict[str, Any] = {}

    def answer(self) -> dict[str, Any]:
        given = {name: self.said(quantity) for name, quantity in self.account.given.items()}
        stages = [self.stage(stage) for stage in self.account.stages]
        moved = [line.get("moved") for stage in stages for line in stage["lines"]]
        return {
            "optimizer": self.plan.optimizer.id,
            "framework": self.plan.variant.framework,
            "given": given,
            "begins": self.begins(),
            "values": self.values,
            "stages": stages,
            "most": _most(moved),
        }

    def begins(self) -> list[dict[str, Any]]:
        """The point and its gradient, where an update reads them, in print."""
        symbols = Printer(SYMBOLS)
        begun = {name: self.account.given[name] for name in ("theta", "g") if name in self.account.given}
        return [
            {"name": name, "mathml": _math(f"{symbols.name(name)}<mo>=</mo>{slot_mathml(self.slot(quantity))}")}
            for name, quantity in begun.items()
        ]

    def said(self, quantity: Quantity) -> float | str:
        """A quantity's number, or the id of its column."""
        number = self.number(quantity)
        if number is not None:
            return number
        if quantity.id not in self.values:
            columns = [_listed(self.columns[node].tolist()) for node in quantity.nodes]
            parameters = self.plan.problem.parameters
            vector = len(columns) == 2
            self.values[quantity.id] = dict(zip(parameters, columns, strict=True)) if vector else columns[0]
        return quantity.id

    def number(self, quantity: Quantity) -> float | None:
        """What never changes during a run."""
        return quantity.constant if quantity.given is None else float(self.given[quantity.given])

    def slot(self, quantity: Quantity) -> Slot:
        said = self.said(quantity)
        return Place(said, len(quantity.nodes) == 2) if isinstance(said, str) else said

    def size(self, quantity: Quantity) -> Any:
        """The length of a vector, or the absolute value of a number, at each update."""
        number = self.number(quantity)
        if number is not None:
            return abs(number)
        with np.errstate(all="ignore"):
            return np.hypot(*self.vector(quantity)) if len(quantity.nodes) == 2 else np.abs(*self.vector(quantity))

    def vector(self, quantity: Quantity) -> list[Any]:
        return [self.columns[node] for node in quantity.nodes]

    def stage(self, stage: Stage) -> dict[str, Any]:
        part = stage.part
        entry: Optimizer | Schedule | Wrapper = self.plan.optimizer
        described: Sequence[Hyperparameter] = self.plan.optimizer.hyperparameters
        if part.kind != "optimizer":
            entry = CATALOGUE.schedules[part.id] if part.kind == "schedule" else CATALOGUE.wrappers[part.id]
            described = entry.parameters
        # η_min is typeset from its name.
        letters = {each.name: each.symbol for each in described if each.name != ETA_MIN.name}
        schedule = {**letters, **SYMBOLS, "loss": "f", "base": "η₀"}
        symbols = {"pi": "π"} | (schedule if part.kind == "schedule" else {**SYMBOLS, **letters})
        return {
            "part": part.kind,
            "id": entry.id,
            "name": entry.name.as_dict(),
            "when": stage.moment,
            "lines": [self.line(line, symbols) for line in stage.lines],
        }

    def line(self, line: Line, symbols: Mapping[str, str]) -> dict[str, Any]:
        own = line.assignment
        reads = {name: self.said(quantity) for name, quantity in line.reads.items()}
        printer = Printer(symbols, line.off)
        symbolic = f"{printer.name(own.name)}<mo>←</mo>{printer.print(own.tree)}"
        answer: dict[str, Any] = {
            "name": own.name,
            "text": own.text,
            "does": line.does,
            "reads": reads,
            "zeros": [name for name, value in reads.items() if value == 0.0 and line.off],
            "mathml": _math(symbolic),
            "numbers": [],
            "result": None,
            "value": None,
            "calls": [],
            "terms": [],
        }
        if line.value is None:
            return answer
        answer["value"] = self.said(line.value)
        slots = {name: self.slot(quantity) for name, quantity in line.reads.items()}
        calls = {key: self.slot(quantity) for key, quantity in line.calls.items()}
        plain = isinstance(own.tree, Name) or id(own.tree) in calls  # its number is the result already
        pieces = [] if plain else NumberPrinter(symbols, slots, calls, line.off).pieces(own.tree)
        answer["numbers"] = [_math(("" if place else "<mo>=</mo>") + piece) for place, piece in enumerate(pieces)]
        answer["result"] = _math(f"<mo>=</mo>{slot_mathml(self.slot(line.value))}")
        called = [tree for tree in walk(own.tree) if isinstance(tree, Call) and id(tree) in line.calls]
        answer["calls"] = [{"function": tree.function, "value": self.said(line.calls[id(tree)])} for tree in called]
        if line.terms:
            answer["terms"] = self.terms(line, printer)
        if own.name == "theta":
            answer["moved"] = self.moved(line)
        return answer

    def terms(self, line: Line, printer: Printer) -> list[dict[str, Any]]:
        sizes = [self.size(term.quantity) for term in line.terms]
        with np.errstate(all="ignore"):
            total = sum(sizes)
            shares = [np.where(total > 0, size / total, 0.0) for size in sizes]
        return [
            {"mathml": _math(printer.print(term.tree)), "share": _listed(np.atleast_1d(share).tolist())}
            for term, share in zip(line.terms, shares, strict=True)
        ]

    def moved(self, line: Line) -> _Column:
        assert line.value is not None and line.before is not None
        with np.errstate(all="ignore"):
            change = [
                after - before for after, before in zip(self.vector(line.value), self.vector(line.before), strict=True)
            ]
            return _listed(np.hypot(*change).tolist())


def _math(body: str) -> str:
    return f'<math display="inline" displaystyle="true">{body}</math>'


def _listed(column: Sequence[float | None]) -> _Column:
    return [value if value is not None and math.isfinite(value) else None for value in column]


def _most(moved: Sequence[_Column | None]) -> list[int | None]:
    """The line, counted through all stages, that moved the point most at each update; None where none moved it."""
    columns = {index: column for index, column in enumerate(moved) if column is not None}
    most: list[int | None] = []
    for lengths in zip(*columns.values(), strict=True):
        longest = max((length or 0.0 for length in lengths), default=0.0)
        most.append(list(columns)[lengths.index(longest)] if longest > 0 else None)
    return most
