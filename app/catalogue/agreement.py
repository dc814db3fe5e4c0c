"""How closely the lab agrees with each framework, as the tests measured it and keep checking it.

``agreement.json`` is written by ``python -m tests.frameworks.record_agreement``; a test fails where an error is larger
than what stands there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal

Kind = Literal["optimizers", "schedules", "wrappers"]

FILE: Final = Path(__file__).with_name("agreement.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """Of the measurement: updates of a run, its start, the error that is promised, and the growth of rounding beyond
    which a run is followed step by step."""

    steps: int
    start: tuple[float, float]
    tolerance: float
    amplified: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The worst relative errors over ``updates`` of a framework: of ``paths`` whole runs, and of single steps in the
    ``stepwise`` runs along which rounding grows. None: there are no such runs."""

    path: float | None
    paths: int
    step: float | None
    stepwise: int


@cache
def _recorded() -> Any:
    return json.loads(FILE.read_text("utf-8"))


@cache
def conditions() -> Conditions:
    """How the numbers came about."""
    found = _recorded()["conditions"]
    return Conditions(**found | {"start": tuple(found["start"])})


@cache
def agreements(kind: Kind) -> Mapping[str, Mapping[str, Agreement]]:
    """By the id of a definition and by framework."""
    rows: dict[str, dict[str, Agreement]] = {}
    for row in _recorded()[kind]:
        found = Agreement(path=row["path"], paths=row["paths"], step=row["step"], stepwise=row["stepwise"])
        rows.setdefault(row["id"], {})[row["framework"]] = found
    return MappingProxyType(rows)
