"""The engine's paths are those of PyTorch, Keras and Optax, as recorded in tests/fixtures."""

from __future__ import annotations

import math

import pytest

from app.catalogue import CATALOGUE
from app.catalogue.definitions import Variant
from app.catalogue.terms import FRAMEWORKS

from ..fixtures.recording import PROBLEMS, STEPS, Case, distance
from .conftest import Measured
from .measuring import CASES, SENSITIVE, TOLERANCE, case_error, raced

VARIANTS = [
    pytest.param(optimizer.id, variant, id=f"{optimizer.id}-{variant.framework}")
    for optimizer in CATALOGUE.optimizers.values()
    for variant in optimizer.variants
    if variant.framework != "paper"
]


@pytest.mark.parametrize("case", [c for c in CASES if c.amplification <= SENSITIVE], ids=lambda case: case.label)
def test_the_whole_path_is_the_frameworks(case: Case, measured: Measured) -> None:
    error = case_error(case.label)
    measured.append((case, error, True))
    assert error <= TOLERANCE


@pytest.mark.parametrize("case", [c for c in CASES if c.amplification > SENSITIVE], ids=lambda case: case.label)
def test_each_step_is_the_frameworks_where_rounding_grows(case: Case, measured: Measured) -> None:
    error = case_error(case.label)
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
