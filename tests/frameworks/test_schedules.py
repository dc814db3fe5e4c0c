"""The learning rates are those of torch's schedulers, warm-up included."""

from __future__ import annotations

from typing import Any

import pytest

from app.catalogue import CATALOGUE
from app.engine.race import race
from app.engine.scene import canonical, read

from ..fixtures.recording import load

FILE = load("schedules.json")


@pytest.mark.parametrize("recorded", FILE["schedules"], ids=lambda recorded: recorded["call"])
def test_the_rates_are_those_of_torch(recorded: dict[str, Any]) -> None:
    run = {
        "optimizer": "sgd",
        "hyperparameters": {"lr": FILE["lr"]},
        "schedule": {"id": recorded["id"], "parameters": recorded["parameters"]},
    }
    problem = {"kind": "surface", "id": "sphere"}
    scene = canonical(read({"problem": problem, "steps": len(recorded["rates"]), "runs": [run]}))
    (trajectory,) = race(scene, frozenset())["trajectories"]
    # Torch multiplies its rates up, step by step, and drifts by some 1e-14 of the base rate on the way.
    assert trajectory["learning_rate"] == pytest.approx(recorded["rates"], rel=1e-12, abs=1e-12 * FILE["lr"])


def test_every_schedule_is_recorded() -> None:
    assert {recorded["id"] for recorded in FILE["schedules"]} == set(CATALOGUE.schedules)
