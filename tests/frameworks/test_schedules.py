"""The learning rates are those of torch, Keras and Optax, warm-up included, and so is the momentum that they drive."""

from __future__ import annotations

from typing import Any

import pytest

from app.catalogue import CATALOGUE

from .measuring import SCHEDULES, TOLERANCE, schedule_error, scheduled

RECORDED = SCHEDULES["schedules"]
EACH = pytest.mark.parametrize(
    "index", [pytest.param(i, id=f"{each['call']}~{each['problem']}") for i, each in enumerate(RECORDED)]
)


@EACH
def test_the_rates_are_those_of_the_framework(index: int) -> None:
    assert schedule_error(index) <= TOLERANCE


@pytest.mark.parametrize("optimizer", ["momentum", "adam"])
@pytest.mark.parametrize("recorded", [each for each in RECORDED if "momenta" in each], ids=lambda each: each["call"])
def test_momentum_is_driven_as_recorded(recorded: dict[str, Any], optimizer: str) -> None:
    """On an even slope the step tells momentum: the velocity is μv + g, Adam's average β₁m + (1 − β₁)g."""
    name = {"momentum": "momentum", "adam": "beta1"}[optimizer]
    slope = {**recorded, "problem": "x + y"}
    plain = {"beta2": 0, "eps": 0} if optimizer == "adam" else {}
    path = scheduled(slope, optimizer, **{name: recorded["momentum"]}, **plain)["path"]["x"]
    memory = 0.0
    place = SCHEDULES["start"][0]
    for k, (rate, momentum) in enumerate(zip(recorded["rates"], recorded["momenta"], strict=True)):
        if optimizer == "momentum":
            memory = momentum * memory + 1.0 if k else 1.0
            place -= rate * memory
        else:
            memory = momentum * memory + (1.0 - momentum)
            place -= rate * memory / (1.0 - momentum ** (k + 1))
        assert path[k + 1] == pytest.approx(place, rel=1e-12)


def test_every_schedule_is_recorded_and_every_parameter_of_it_changed() -> None:
    for schedule in CATALOGUE.schedules.values():
        recorded = [each for each in RECORDED if each["id"] == schedule.id]
        assert recorded
        changed = {name for each in recorded for name in each["parameters"]}
        # Whose defaults differ by framework were recorded unless changed.
        changed |= {name for defaults in schedule.defaults.values() for name in defaults}
        assert {parameter.name for parameter in schedule.parameters} <= changed
        # Where a default differs because a framework has that schedule, rather than because it has none.
        own = {name for name, defaults in schedule.defaults.items() if set(defaults) != {"cycle_momentum"}}
        assert own | {"pytorch"} <= {each["framework"] for each in recorded}


def test_the_frameworks_part_where_the_catalogue_says_so() -> None:
    def rates(framework: str, call: str) -> list[float]:
        (found,) = [each for each in RECORDED if each["framework"] == framework and each["call"] == call]
        given: list[float] = found["rates"]
        return given

    torch_cosine = rates("pytorch", "CosineAnnealingLR(optimizer, T_max=50, eta_min=0.001)")
    assert torch_cosine[100] == pytest.approx(0.1) and rates("optax", "optax.cosine_decay_schedule(0.1, 50)")[100] == 0
    waits = {
        each["framework"]: next(k for k, rate in enumerate(each["rates"]) if rate < each["lr"])
        for each in RECORDED
        if each["id"] == "plateau" and each["problem"].endswith(" 1.0")
    }
    assert waits == {"pytorch": 12, "keras": 11, "optax": 10}
