"""Variants of papers that no library has follow the published algorithm, written out apart from the catalogue."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from itertools import islice
from typing import Any

import pytest

from app.catalogue import CATALOGUE
from app.engine.race import race
from app.engine.scene import canonical, read

from ..fixtures.recording import PROBLEMS, START, STEPS, cases, distance
from .papers_plain import Algorithm

SURFACES = {"rosenbrock": "rosenbrock", "rotated": "rotated_quadratic"}
FOLDER = importlib.import_module(__package__ or "").__path__
PAPERS: dict[str, tuple[Algorithm, list[dict[str, Any]]]] = {}
for module in pkgutil.iter_modules(FOLDER):
    if module.name.startswith("papers_"):
        PAPERS |= importlib.import_module(f"{__package__}.{module.name}").PAPERS

WRITTEN_OUT = [
    pytest.param(optimizer, problem, settings, id=f"{optimizer}-{problem}-{index}")
    for optimizer, (_, each) in PAPERS.items()
    for problem in PROBLEMS
    for index, settings in enumerate(each)
]


@pytest.mark.parametrize(("optimizer", "problem", "settings"), WRITTEN_OUT)
def test_the_path_is_the_papers(optimizer: str, problem: str, settings: Mapping[str, float]) -> None:
    algorithm, _ = PAPERS[optimizer]
    defaults = CATALOGUE.optimizers[optimizer].variant("paper").defaults
    expected = [START, *islice(algorithm(PROBLEMS[problem], *START, **{**defaults, **settings}), STEPS)]
    run = {"optimizer": optimizer, "framework": "paper", "hyperparameters": settings}
    surface = {"kind": "surface", "id": SURFACES[problem]}
    scene = canonical(read({"problem": surface, "start": START, "steps": STEPS, "runs": [run]}))
    (trajectory,) = race(scene)["trajectories"]
    path = list(zip(trajectory["path"]["x"], trajectory["path"]["y"], strict=True))
    assert distance(path, expected) <= 1e-12


def test_every_variant_of_a_paper_is_recorded_or_written_out() -> None:
    recorded = [case for case in cases() if case.framework == "paper"]
    for optimizer in CATALOGUE.optimizers.values():
        for variant in optimizer.variants:
            if variant.framework == "paper":
                settings = [case.hyperparameters for case in recorded if case.optimizer == optimizer.id]
                settings += PAPERS.get(optimizer.id, (None, []))[1]
                changed = {name for each in settings for name, value in each.items() if value != variant.defaults[name]}
                assert changed == set(variant.defaults), optimizer.id


def columns(optimizer: str, framework: str, problem: str, **given: float) -> dict[str, list[tuple[float, float]]]:
    """A run's path and its tracks."""
    run = {"optimizer": optimizer, "framework": framework, "hyperparameters": given}
    surface = {"kind": "surface", "id": SURFACES[problem]}
    scene = canonical(read({"problem": surface, "start": START, "steps": STEPS, "runs": [run]}))
    (trajectory,) = race(scene)["trajectories"]
    curves = {"path": trajectory["path"], **trajectory.get("tracks", {})}
    return {name: list(zip(curve["x"], curve["y"], strict=True)) for name, curve in curves.items()}


@pytest.mark.parametrize("problem", PROBLEMS)
def test_nesterovs_look_ahead_walks_the_frameworks_path(problem: str) -> None:
    settings = {"lr": 0.0002, "momentum": 0.9}
    paper, keras = (columns("nesterov", framework, problem, **settings) for framework in ("paper", "keras"))
    for framework in ("pytorch", "keras", "optax"):
        assert distance(paper["lookahead"], columns("nesterov", framework, problem, **settings)["path"]) <= 1e-12
    assert distance(keras["behind"], paper["path"]) <= 1e-12
    assert distance(paper["path"], keras["path"]) > 1e-2, "the two points are not the same"
