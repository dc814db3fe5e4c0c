"""Writes app/catalogue/agreement.json, for the page /agreement: ``python -m tests.frameworks.record_agreement``.

Frameworks need not be installed: what they do is recorded in tests/fixtures.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from app.catalogue import CATALOGUE
from app.catalogue.agreement import FILE
from app.catalogue.terms import FRAMEWORKS

from ..fixtures.recording import PROBLEMS, START, STEPS
from .measuring import (
    CASES,
    PAPERS,
    SCHEDULES,
    SENSITIVE,
    TOLERANCE,
    WRAPPED,
    arithmetic,
    case_error,
    paper_error,
    schedule_error,
    wrapper_error,
)

Row = dict[str, Any]
Measured = tuple[str, str, float, bool]  # id, framework, error, whether of the whole path


def optimizers() -> Iterator[Measured]:
    for case in CASES:
        yield case.optimizer, case.framework, case_error(case.label), case.amplification <= SENSITIVE
    for optimizer, (_, settings) in PAPERS.items():
        for problem in PROBLEMS:
            for index in range(len(settings)):
                yield optimizer, "paper", paper_error(optimizer, problem, index), True


def schedules() -> Iterator[Measured]:
    for index, recorded in enumerate(SCHEDULES["schedules"]):
        yield recorded["id"], recorded["framework"], schedule_error(index), True


def wrappers() -> Iterator[Measured]:
    for index, entry in enumerate(WRAPPED["wrapped"]):
        if entry["wrapper"]:
            own = CATALOGUE.wrappers[entry["wrapper"]].variant(entry["framework"]).framework
            yield entry["wrapper"], own, wrapper_error(index), True


def rows(order: Iterable[str], measured: Iterable[Measured]) -> list[Row]:
    """The worst errors by id and framework, in the catalogue's order."""
    found: dict[tuple[str, str], tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    for id, framework, error, whole in measured:
        found[id, framework][not whole].append(error)
    return [
        {
            "id": id,
            "framework": framework,
            "path": max(whole, default=None),
            "paths": len(whole),
            "step": max(steps, default=None),
            "stepwise": len(steps),
        }
        for id in order
        for framework in FRAMEWORKS
        if (id, framework) in found
        for whole, steps in [found[id, framework]]
    ]


def table() -> dict[str, Any]:
    return {
        "arithmetic": arithmetic(),
        "conditions": {"steps": STEPS, "start": START, "tolerance": TOLERANCE, "amplified": SENSITIVE},
        "optimizers": rows(CATALOGUE.optimizers, optimizers()),
        "schedules": rows(CATALOGUE.schedules, schedules()),
        "wrappers": rows(CATALOGUE.wrappers, wrappers()),
    }


def written(measured: dict[str, Any]) -> str:
    """As JSON, a row a line, so that a change shows as the lines it changes."""
    parts = [
        json.dumps(value) if not isinstance(value, list) else "[\n" + ",\n".join(map(json.dumps, value)) + "\n]"
        for value in measured.values()
    ]
    return "{\n" + ",\n".join(f'"{key}": {part}' for key, part in zip(measured, parts, strict=True)) + "\n}\n"


if __name__ == "__main__":
    FILE.write_text(written(table()), "utf-8")
