"""Curvature along a path, and what an update would have done without its gradient."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from app.catalogue import CATALOGUE
from app.engine.insight import look
from app.engine.native import NATIVE
from app.engine.problem import problem_of
from app.engine.race import race
from app.engine.scene import canonical, read

from .races import ARTICLE, Document, formula, raced, run, surface


def columns(problem: Document, *runs: Document, **scene: Any) -> list[Document]:
    whole = canonical(read({"problem": problem, "runs": list(runs), **scene}))
    trajectories: list[Document] = race(whole, frozenset({"memory", "curvature", "state"}))["trajectories"]
    return trajectories


def test_curvature_along_a_path_is_the_hessians() -> None:
    (walked,) = columns(surface("rosenbrock"), run(lr=0.001), steps=20)
    for x, y, low, high in zip(*walked["path"].values(), *walked["curvature"].values(), strict=True):
        hessian = np.array([[2 - 400 * (y - 3 * x * x), -400 * x], [-400 * x, 200]])
        assert np.linalg.eigvalsh(hessian) == pytest.approx([low, high], rel=1e-9)


def test_without_its_gradient_momentum_goes_on_with_what_it_remembers() -> None:
    (walked,) = columns(surface("booth"), run("momentum", lr=0.01, momentum=0.9), steps=12)
    for name, moves in walked["memory"].items():
        remembered = walked["state"]["b"][name]
        assert moves == pytest.approx([-0.01 * 0.9 * b for b in remembered[:-1]], rel=1e-9, abs=1e-12)
    assert len(walked["memory"]["x"]) == 12


def test_what_remembers_nothing_would_have_stayed() -> None:
    for name in ("sgd", "signsgd", "newton"):
        (walked,) = columns(surface("booth"), run(name), steps=5)
        assert set(walked["memory"]["x"]) | set(walked["memory"]["y"]) == {0.0}


@pytest.mark.parametrize("name", CATALOGUE.optimizers)
def test_every_optimizer_says_what_it_remembers(name: str) -> None:
    for variant in CATALOGUE.optimizers[name].variants:
        (walked,) = columns(surface("beale"), run(name, framework=variant.framework), steps=6, start=[1, 1])
        if any(function in variant.rule for function in NATIVE):
            assert walked["memory"] is None
            continue
        for path, moves in zip(walked["path"].values(), walked["memory"].values(), strict=True):
            assert len(moves) == len(path) - 1
            assert all(move is None or math.isfinite(move) for move in moves)


def test_it_changes_nothing_of_the_run() -> None:
    noisy = run("adam", lr=0.1, noise=0.5, batch_size=2)
    plain = raced(ARTICLE, noisy, steps=9)["trajectories"][0]
    (further,) = columns(ARTICLE, noisy, steps=9)
    assert {key: further[key] for key in plain} == plain


def test_a_look_at_a_point() -> None:
    seen = look(problem_of(canonical(read({"problem": formula("x**2 + 5*y**2"), "runs": [run()]})).problem), 1.0, 2.0)
    assert seen == {
        "at": {"x": 1.0, "y": 2.0},
        "loss": 21.0,
        "gradient": {"x": 2.0, "y": 20.0},
        "curvature": {"smallest": 2.0, "largest": 10.0, "edge": 0.2, "condition": 5.0},
    }


def test_a_look_where_there_is_nothing() -> None:
    problem = problem_of(canonical(read({"problem": formula("log(x) + y**2"), "runs": [run()]})).problem)
    seen = look(problem, -1.0, 0.0)
    assert seen["loss"] is None and seen["gradient"]["y"] == 0.0
