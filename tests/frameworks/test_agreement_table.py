"""What the page /agreement says is what is measured."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.catalogue import CATALOGUE
from app.catalogue.agreement import FILE, Conditions, agreements, conditions

from ..fixtures.recording import START, STEPS
from .measuring import SENSITIVE, TOLERANCE, arithmetic
from .record_agreement import table

RECORDED: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
ANEW = "python -m tests.frameworks.record_agreement writes it anew"


@pytest.fixture(scope="module")
def measured() -> dict[str, Any]:
    return table()


@pytest.mark.parametrize("kind", ["optimizers", "schedules", "wrappers"])
def test_no_error_is_larger_than_what_is_recorded(kind: str, measured: dict[str, Any]) -> None:
    errors = {"path": None, "step": None}
    assert [row | errors for row in measured[kind]] == [row | errors for row in RECORDED[kind]], ANEW
    # Another C library has other last bits: there the promise holds, if not each number.
    here = arithmetic() == RECORDED["arithmetic"]
    for row, recorded in zip(measured[kind], RECORDED[kind], strict=True):
        for error in errors:
            assert (row[error] is None) == (recorded[error] is None)
            assert (row[error] or 0.0) <= (recorded[error] or 0.0 if here else TOLERANCE), f"{row}: {ANEW}"


def test_the_page_tells_how_it_was_measured() -> None:
    assert conditions() == Conditions(steps=STEPS, start=START, tolerance=TOLERANCE, amplified=SENSITIVE)


def test_every_variant_of_every_optimizer_stands_in_the_table() -> None:
    for optimizer in CATALOGUE.optimizers.values():
        found = agreements("optimizers")[optimizer.id]
        assert set(found) == {variant.framework for variant in optimizer.variants}
        for row in found.values():
            assert row.paths + row.stepwise > 0
            assert (row.path is None) == (row.paths == 0) and (row.step is None) == (row.stepwise == 0)
    assert set(agreements("schedules")) == set(CATALOGUE.schedules)


def test_an_error_that_grew_would_be_noticed(measured: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RECORDED, "arithmetic", arithmetic())
    less = [row | {"path": (row["path"] or 0.0) / 2 - 1e-18} for row in measured["schedules"]]
    monkeypatch.setitem(RECORDED, "schedules", less)
    with pytest.raises(AssertionError, match="record_agreement"):
        test_no_error_is_larger_than_what_is_recorded("schedules", measured)
