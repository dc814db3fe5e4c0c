"""The page ``/agreement``: how closely the lab keeps to each framework."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

from ..catalogue import CATALOGUE
from ..catalogue.agreement import Agreement, Kind, agreements, conditions
from ..catalogue.terms import FRAMEWORKS
from .typeset import whole

Facts = dict[str, Any]
Cell = tuple[str | None, str | None]

KINDS: Final[tuple[Kind, ...]] = ("optimizers", "schedules", "wrappers")


def agreement_facts() -> Facts:
    """Tables of the worst errors, a row a definition and a column a framework."""
    every = [one for kind in KINDS for row in agreements(kind).values() for one in row.values()]
    return {
        "conditions": conditions(),
        "runs": sum(one.paths + one.stepwise for one in every),
        "tables": {kind: _table(kind) for kind in KINDS},
        "frameworks": tuple(FRAMEWORKS.values()),
    }


def of_optimizer(name: str) -> list[tuple[Any, Cell]]:
    """Frameworks of an optimizer, each with its worst errors as they are printed: of a path, of a step."""
    row = agreements("optimizers").get(name, {})
    return [(framework, _cell(row[id])) for id, framework in FRAMEWORKS.items() if id in row]


def _table(kind: Kind) -> Facts:
    measured = agreements(kind)
    columns = [framework for id, framework in FRAMEWORKS.items() if any(id in row for row in measured.values())]
    rows = [
        (definition, [_cell(measured[name].get(column.id)) for column in columns])
        for name, definition in _definitions(kind).items()
        if name in measured
    ]
    return {"columns": columns, "rows": rows}


def _definitions(kind: Kind) -> Mapping[str, Any]:
    definitions: Mapping[str, Any] = getattr(CATALOGUE, kind)
    return definitions


def _cell(one: Agreement | None) -> Cell:
    if one is None:
        return None, None
    path, step = (None if error is None else bound(error) for error in (one.path, one.step))
    return path, step


def bound(error: float) -> str:
    """An error as a number with one digit that is not less than it, such as 2×10⁻¹⁵."""
    if error == 0.0:
        return "0"
    exponent = math.floor(math.log10(error))
    # A quotient a rounding error above a whole number is that whole number.
    digit = math.ceil(round(error / 10.0**exponent, 9))
    return whole(float(f"{digit}e{exponent}"))
