"""What holds of every schedule: its rates, its parameters, its warm-up; and what each one promises in words."""

from __future__ import annotations

import itertools
import math
from typing import Any

import pytest

from app.catalogue import CATALOGUE
from app.catalogue.definitions import Hyperparameter, Schedule
from app.catalogue.terms import TERMS, WARMUP
from app.engine.faults import InvalidScene
from app.engine.scene import read
from app.formula import formula_of
from tests.catalogue.scenes import BOWL, run, scene

TERM = {term.name: term for term in TERMS}
SCHEDULES = list(CATALOGUE.schedules.values())
EACH_SCHEDULE = pytest.mark.parametrize("schedule", SCHEDULES, ids=lambda schedule: schedule.id)
EACH_PARAMETER = pytest.mark.parametrize(
    ("schedule", "parameter"),
    [
        pytest.param(schedule, parameter, id=f"{schedule.id}-{parameter.name}")
        for schedule in SCHEDULES
        for parameter in (*schedule.parameters, WARMUP)
    ],
)
LR = 0.02


def rates(schedule: str, steps: int = 100, lr: float = LR, **parameters: float) -> list[float]:
    """The learning rate of each update of a run that stays put: lr is all that changes."""
    choice = {"id": schedule, "parameters": parameters}
    still = {"kind": "formula", "formula": "0*x + 0*y", "view": {"x": [-1, 1], "y": [-1, 1]}}
    given: list[float] = run(still, "sgd", steps=steps, lr=lr, schedule=choice)["learning_rate"]
    return given


@EACH_SCHEDULE
def test_the_formula_reads_its_parameters_and_nothing_else(schedule: Schedule) -> None:
    names = [parameter.name for parameter in schedule.parameters]
    formula = formula_of(schedule.formula, ("lr", "k"), tuple(names))
    for name in ("lr", *names):
        assert formula.depends_on([formula.value_node], [name])
    assert WARMUP.name not in names, "the engine adds warm-up to every schedule"


@EACH_SCHEDULE
def test_parameters_are_terms(schedule: Schedule) -> None:
    for parameter in schedule.parameters:
        if parameter.name in TERM:
            term = TERM[parameter.name]
            assert (parameter.symbol, parameter.description) == (term.symbol, term.description)
            assert (parameter.minimum, parameter.maximum) == (term.minimum, term.maximum)


@EACH_SCHEDULE
def test_it_starts_at_the_full_rate_and_never_exceeds_it(schedule: Schedule) -> None:
    given = rates(schedule.id, steps=1000)
    assert given[0] == LR
    assert len(given) == 1000
    assert all(0 <= rate <= LR for rate in given)


@EACH_SCHEDULE
def test_rates_scale_with_the_learning_rate(schedule: Schedule) -> None:
    assert rates(schedule.id, lr=4 * LR) == pytest.approx([4 * rate for rate in rates(schedule.id)], rel=1e-14)


@EACH_SCHEDULE
@pytest.mark.parametrize("warmup", [1, 7, 150])
def test_warm_up_rises_in_a_line_and_then_the_schedule_begins(schedule: Schedule, warmup: int) -> None:
    warmed, plain = rates(schedule.id, steps=120, warmup=warmup), rates(schedule.id, steps=120)
    rise = [LR * (k + 1) / warmup for k in range(min(warmup, 120))]
    assert warmed == pytest.approx(rise + plain[: 120 - len(rise)], rel=1e-15)


@EACH_PARAMETER
def test_each_parameter_changes_the_rates(schedule: Schedule, parameter: Hyperparameter) -> None:
    other = next(value for value in parameter.slider if value != parameter.default)
    changed: dict[str, Any] = {parameter.name: other}
    same: dict[str, Any] = {parameter.name: parameter.default}
    assert rates(schedule.id, **changed) != rates(schedule.id)
    assert rates(schedule.id, **same) == rates(schedule.id)


@EACH_PARAMETER
def test_values_out_of_range_are_refused_and_the_ends_are_not(schedule: Schedule, parameter: Hyperparameter) -> None:
    def given(value: Any) -> dict[str, Any]:
        return scene(BOWL, "sgd", schedule={"id": schedule.id, "parameters": {parameter.name: value}})

    for value in (parameter.minimum, parameter.maximum, *parameter.slider):
        read(given(value))
        allowed: dict[str, Any] = {parameter.name: value}
        assert all(map(math.isfinite, rates(schedule.id, **allowed)))
    wrong: list[object] = [parameter.minimum - 1e-9, parameter.maximum + 1, math.nan, math.inf, "1", None]
    for refusable in [*wrong, 1.5] if parameter.scale == "integer" else wrong:
        with pytest.raises(InvalidScene) as refused:
            read(given(refusable))
        (fault,) = refused.value.faults
        assert fault.path == ("runs", 0, "schedule", "parameters", parameter.name)


def test_constant_never_changes() -> None:
    assert set(rates("constant")) == {LR}


def test_step_drops_at_the_very_update() -> None:
    given = rates("step", step_size=7, gamma=0.5)
    assert given == pytest.approx([LR * 0.5 ** (k // 7) for k in range(100)], rel=1e-15)
    assert given[6] == LR and given[7] == LR / 2


def test_exponential_rates_add_up_to_a_finite_road() -> None:
    given = rates("exponential", steps=2000, gamma=0.95)
    assert all(after / before == pytest.approx(0.95) for before, after in itertools.pairwise(given))
    assert math.fsum(given) == pytest.approx(LR / (1 - 0.95))


def test_cosine_falls_to_the_lowest_rate_and_rises_again() -> None:
    given = rates("cosine", steps=101, t_max=50, eta_min=0.001)
    assert given[50] == pytest.approx(0.001, rel=1e-12)
    assert given[100] == pytest.approx(LR, rel=1e-12)
    assert given[:51] == sorted(given[:51], reverse=True)
    assert given[50:] == sorted(given[50:])
    assert given[25] == pytest.approx((LR + 0.001) / 2)
    falls = [before - after for before, after in itertools.pairwise(given[:51])]
    assert falls.index(max(falls)) in (24, 25), "fastest in the middle"
