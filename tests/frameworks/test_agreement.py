"""The engine's paths are those of PyTorch, Keras and Optax, as recorded in tests/fixtures."""

from __future__ import annotations

import math

import pytest

from app.catalogue import CATALOGUE
from app.catalogue.definitions import Variant
from app.catalogue.terms import FRAMEWORKS
from app.engine.race import race
from app.engine.scene import Scene, canonical, read

from ..fixtures.recording import PROBLEMS, STEPS, Case, Point, cases, distance
from .conftest import Measured
from .rules import followed

TOLERANCE = 1e-12
# Rounding errs by about 1e-16 a step; what grows more than this can pass 1e-12 without anything being wrong.
SENSITIVE = 1e4

CASES = cases()
SURFACES = {"rosenbrock": "rosenbrock", "rotated": "rotated_quadratic"}
VARIANTS = [
    pytest.param(optimizer.id, variant, id=f"{optimizer.id}-{variant.framework}")
    for optimizer in CATALOGUE.optimizers.values()
    for variant in optimizer.variants
    if variant.framework != "paper"
]


def scene_of(case: Case) -> Scene:
    schedule = {"id": case.schedule.id, "parameters": case.schedule.parameters} if case.schedule else {"id": "constant"}
    run = {
        "optimizer": case.optimizer,
        "framework": case.framework,
        "hyperparameters": case.hyperparameters,
        "schedule": schedule,
    }
    problem = {"kind": "surface", "id": SURFACES[case.problem]}
    return canonical(read({"problem": problem, "start": case.path[0], "steps": STEPS, "runs": [run]}))


def raced(case: Case) -> tuple[Point, ...]:
    (trajectory,) = race(scene_of(case), frozenset())["trajectories"]
    return tuple(zip(trajectory["path"]["x"], trajectory["path"]["y"], strict=True))


@pytest.mark.parametrize("case", [c for c in CASES if c.amplification <= SENSITIVE], ids=lambda case: case.label)
def test_the_whole_path_is_the_frameworks(case: Case, measured: Measured) -> None:
    error = distance(raced(case), case.path)
    measured.append((case, error, True))
    assert error <= TOLERANCE


@pytest.mark.parametrize("case", [c for c in CASES if c.amplification > SENSITIVE], ids=lambda case: case.label)
def test_each_step_is_the_frameworks_where_rounding_grows(case: Case, measured: Measured) -> None:
    error = distance(followed(case), case.path)
    measured.append((case, error, False))
    assert error <= TOLERANCE
    # The engine runs the same rule: it keeps to the path for as long as rounding has not taken over.
    assert distance(raced(case)[:6], case.path[:6]) <= TOLERANCE


def test_torch_and_keras_momentum_part_company_when_the_rate_drops() -> None:
    """The check would not notice a rule that is right at a constant rate only, unless some case told them apart."""
    paths = {
        case.framework: case.path
        for case in CASES
        if (case.optimizer, case.problem) == ("momentum", "rotated") and case.schedule is not None
    }
    assert distance(paths["optax"], paths["pytorch"]) < TOLERANCE
    assert distance(paths["keras"], paths["pytorch"]) > 1


@pytest.mark.parametrize(("optimizer", "variant"), VARIANTS)
def test_every_framework_variant_is_recorded(optimizer: str, variant: Variant) -> None:
    found = [case for case in CASES if (case.optimizer, case.framework) == (optimizer, variant.framework)]
    assert {case.problem for case in found} == set(PROBLEMS)
    changed = {
        name for case in found for name, value in case.hyperparameters.items() if value != variant.defaults[name]
    }
    assert changed == set(variant.defaults), "no case changes these, so nothing checks what they do"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_a_recording_is_complete(case: Case) -> None:
    assert len(case.path) == STEPS + 1
    assert all(map(math.isfinite, sum(case.path, ())))
    version = FRAMEWORKS[case.framework].version or "pytorch_optimizer 4.1.0"
    assert case.version.split("+")[0] == version
