"""A scene: what it takes, and what canonical fills in."""

from __future__ import annotations

import math

import pytest
from pydantic import ValidationError

from app.catalogue import CATALOGUE
from app.engine.scene import Scene, canonical, read
from tests.engine.scenes import FIT, PLAIN, run, scene


def test_a_scene_has_defaults() -> None:
    plain = read(PLAIN)
    assert (plain.steps, plain.seed, plain.sampling, plain.start) == (200, 0, "shuffle", None)
    assert (plain.runs[0].framework, plain.runs[0].batch_size, plain.runs[0].noise) == (None, None, 0.0)
    assert plain.runs[0].schedule.id == "constant"


def test_the_sizes_of_the_contract_are_accepted() -> None:
    points = [[float(i), 2.0 * i] for i in range(10_000)]
    runs = [{"optimizer": "sgd", "batch_size": 10_000}] * 16
    read(scene(problem={"kind": "fit", "points": points}, runs=runs, steps=10_000))


def test_a_scene_cannot_be_changed() -> None:
    plain = read(run(hyperparameters={"lr": 0.1}))
    with pytest.raises(ValidationError):
        plain.steps = 3  # type: ignore[misc]
    with pytest.raises(TypeError):
        plain.runs[0].hyperparameters["lr"] = 0.2  # type: ignore[index]


def test_what_was_given_stays_its_own() -> None:
    given_numbers = {"lr": 0.1}
    plain = read(run(hyperparameters=given_numbers))
    given_numbers["lr"] = 5.0
    assert plain.runs[0].hyperparameters["lr"] == 0.1


def test_a_whole_number_may_be_written_with_a_point() -> None:
    assert read(scene(steps=20.0)).steps == 20


def test_minus_zero_is_zero() -> None:
    start = read(scene(start=[-0.0, 1])).start
    assert start is not None and math.copysign(1, start[0]) == 1


def test_canonical_fills_in_all_that_affects_the_result() -> None:
    whole = canonical(read(scene(runs=[{"optimizer": "adam", "schedule": {"id": "cosine"}}])))
    assert whole.start == CATALOGUE.surfaces["booth"].start
    (filled,) = whole.runs
    optimizer = CATALOGUE.optimizers["adam"]
    assert filled.framework == optimizer.variants[0].framework
    assert dict(filled.hyperparameters) == dict(optimizer.variants[0].defaults)
    cosine = CATALOGUE.schedules["cosine"]
    expected = {parameter.name: parameter.default for parameter in cosine.parameters} | {"warmup": 0}
    assert dict(filled.schedule.parameters) == expected


@pytest.mark.parametrize("optimizer", CATALOGUE.optimizers)
def test_canonical_takes_the_defaults_of_the_framework(optimizer: str) -> None:
    for variant in CATALOGUE.optimizers[optimizer].variants:
        whole = canonical(read(scene(runs=[{"optimizer": optimizer, "framework": variant.framework}])))
        assert list(whole.runs[0].hyperparameters.items()) == list(variant.defaults.items())


def test_canonical_keeps_what_was_given() -> None:
    data = scene(
        start=[1, 2],
        runs=[
            {
                "optimizer": "sgd",
                "hyperparameters": {"lr": 0.5},
                "schedule": {"id": "step", "parameters": {"warmup": 3, "gamma": 0.5}},
                "noise": 0.25,
            }
        ],
    )
    whole = canonical(read(data))
    assert whole.start == (1.0, 2.0) and whole.runs[0].noise == 0.25
    assert whole.runs[0].hyperparameters["lr"] == 0.5
    assert whole.runs[0].schedule.parameters["gamma"] == 0.5 and whole.runs[0].schedule.parameters["warmup"] == 3


def test_a_scene_is_its_own_json() -> None:
    data = scene(problem=FIT, runs=[{"optimizer": "adam", "hyperparameters": {"lr": 0.1}, "batch_size": 2}])
    whole = canonical(read(data))
    assert Scene.model_validate_json(whole.model_dump_json()) == whole
    assert "points" not in whole.model_dump()["problem"]
    assert whole.model_dump()["runs"][0]["batch_size"] == 2
