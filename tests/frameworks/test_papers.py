"""Variants of papers that no library has follow the published algorithm, written out apart from the catalogue."""

from __future__ import annotations

import pytest

from app.catalogue import CATALOGUE
from app.engine.race import race
from app.engine.scene import canonical, read

from ..fixtures.recording import PROBLEMS, START, STEPS, cases, distance
from .measuring import PAPERS, SURFACES, TOLERANCE, paper_error

WRITTEN_OUT = [
    pytest.param(optimizer, problem, index, id=f"{optimizer}-{problem}-{index}")
    for optimizer, (_, settings) in PAPERS.items()
    for problem in PROBLEMS
    for index in range(len(settings))
]


@pytest.mark.parametrize(("optimizer", "problem", "index"), WRITTEN_OUT)
def test_the_path_is_the_papers(optimizer: str, problem: str, index: int) -> None:
    assert paper_error(optimizer, problem, index) <= TOLERANCE


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
