"""Scenes that together use everything that a script has to say, and how firm their end points are."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from typing import Any

from app.catalogue import CATALOGUE
from app.engine.faults import InvalidScene
from app.engine.race import race
from app.engine.scene import Scene, canonical, read
from app.exports.scripts.plan import Plan, plan_of

NUDGE = 1e-15
# Rounding errs by about 1e-16 a step; a run in which it grows more than this can end elsewhere with nothing wrong.
FIRM = 3e3

SURFACE = {"kind": "surface", "id": "rotated_quadratic"}
FIT = {"kind": "fit", "dataset": "article"}
GROUNDS: list[dict[str, Any]] = [
    {"problem": SURFACE, "steps": 150},
    {"problem": {"kind": "surface", "id": "rosenbrock"}, "steps": 120},
    {"problem": {"kind": "surface", "id": "booth"}, "steps": 40},
    {"problem": {"kind": "surface", "id": "sphere"}, "start": [1.5, -0.7], "steps": 12},
]
FRAMEWORKS = ("pytorch", "keras", "optax")
Named = tuple[str, dict[str, Any]]


def scene(data: dict[str, Any]) -> Scene:
    return canonical(read(data))


def end_of(scene: Scene) -> tuple[float, float]:
    (run,) = race(scene)["trajectories"]
    x, y = run["path"].values()
    return x[-1], y[-1]


def firm(whole: Scene) -> bool:
    """Whether a start that is nudged by a rounding error leads to the same end."""
    assert whole.start is not None
    x, y = whole.start
    nudged = whole.model_copy(update={"start": (x * (1 + NUDGE), y * (1 - NUDGE))})
    here, there = end_of(whole), end_of(nudged)
    return math.dist(here, there) <= FIRM * NUDGE * max(math.hypot(*here), 1e-3)


@cache
def plan(name: str) -> Plan:
    return plan_of(scene(SCENES[name]), 0)


def optimizers() -> Iterator[Named]:
    """Every variant, where it moves and where rounding does not grow."""
    for optimizer in CATALOGUE.optimizers.values():
        for variant in optimizer.variants:
            run = {"optimizer": optimizer.id, "framework": variant.framework}
            ground = next((g for g in GROUNDS if firm(scene({**g, "runs": [run]}))), GROUNDS[-1])
            yield f"{optimizer.id}-{variant.framework}", {**ground, "runs": [run]}


def schedules() -> Iterator[Named]:
    for schedule in CATALOGUE.schedules.values():
        for framework in FRAMEWORKS:
            for warmup in (0, 15):
                run = {
                    "optimizer": "momentum",
                    "framework": framework,
                    "hyperparameters": {"lr": 0.01},
                    "schedule": {"id": schedule.id, "parameters": {"warmup": warmup}},
                }
                yield f"{schedule.id}-{framework}-{warmup}", {"problem": SURFACE, "steps": 180, "runs": [run]}


def wrappers() -> Iterator[Named]:
    for wrapper in CATALOGUE.wrappers.values():
        for framework in FRAMEWORKS:
            for schedule in ("constant", "exponential"):
                run = {
                    "optimizer": "momentum",
                    "framework": framework,
                    "hyperparameters": {"lr": 0.005},
                    "schedule": {"id": schedule},
                    "wrappers": [{"id": wrapper.id}],
                }
                yield f"{wrapper.id}-{framework}-{schedule}", {"problem": SURFACE, "steps": 80, "runs": [run]}
    every = [{"id": id} for id in CATALOGUE.wrappers]
    for framework in FRAMEWORKS:
        run = {"optimizer": "adam", "framework": framework, "hyperparameters": {"lr": 0.02}, "wrappers": every}
        yield f"all-wrappers-{framework}", {"problem": SURFACE, "steps": 60, "runs": [run]}


def fits() -> Iterator[Named]:
    for sampling in ("shuffle", "cyclic", "replace"):
        for size in (None, 2, 5):
            run = {"optimizer": "momentum", "hyperparameters": {"lr": 0.01}, "batch_size": size}
            yield f"fit-{sampling}-{size}", {"problem": FIT, "sampling": sampling, "seed": 3, "runs": [run]}
    for framework in FRAMEWORKS:
        run = {"optimizer": "adam", "framework": framework, "hyperparameters": {"lr": 0.05}, "batch_size": 2}
        yield f"fit-adam-{framework}", {"problem": FIT, "seed": 5, "steps": 60, "runs": [run]}
    for model in CATALOGUE.models:
        for loss in CATALOGUE.losses:
            points = [[0.5, 0.1], [1.0, 0.4], [1.5, 0.3], [2.0, 0.8], [3.0, 0.9]]
            problem = {"kind": "fit", "points": points, "model": model, "loss": loss}
            run = {"optimizer": "adam", "hyperparameters": {"lr": 0.01}, "batch_size": 3}
            data = {"problem": problem, "start": [0.3, 0.2], "steps": 50, "runs": [run]}
            try:
                plan_of(scene(data), 0)
            except InvalidScene:  # such as the logarithm of a prediction outside of 0 … 1
                continue
            yield f"fit-{model}-{loss}", data
    for dataset in CATALOGUE.datasets.values():
        run = {"optimizer": "adam", "hyperparameters": {"lr": 0.01}, "batch_size": 2}
        fit: dict[str, Any] = {"kind": "fit", "dataset": dataset.id, "standardize": dataset.standardize}
        # Not from (0, 0), where a batch's gradient may be exactly 0: Adam divides the rounding of a 0 by itself.
        yield f"data-{dataset.id}", {"problem": fit, "start": [0.1, 0.2], "steps": 30, "runs": [run]}


def noises() -> Iterator[Named]:
    for kind in ("gaussian", "relative", "student_t"):
        for framework in FRAMEWORKS:
            run = {
                "optimizer": "sgd",
                "framework": framework,
                "hyperparameters": {"lr": 0.01},
                "noise": 0.5,
                "noise_kind": kind,
                "wrappers": [{"id": "sam"}],
            }
            yield f"noise-{kind}-{framework}", {"problem": SURFACE, "seed": 7, "steps": 60, "runs": [run]}


def surfaces() -> Iterator[Named]:
    for surface in CATALOGUE.surfaces.values():
        run = {"optimizer": "adam", "hyperparameters": {"lr": 0.01}}
        yield f"surface-{surface.id}", {"problem": {"kind": "surface", "id": surface.id}, "steps": 40, "runs": [run]}


def others() -> Iterator[Named]:
    formula = "sin(x)^2 + abs(y)**1.5 + sum((x - i)**2 for i in range(1, 3)) + max(x, y) − 2×x² + e + pi"
    problem = {"kind": "formula", "formula": formula, "view": {"x": [-3, 3], "y": [-3, 3]}}
    yield "formula", {"problem": problem, "steps": 60, "runs": [{"optimizer": "adam"}]}
    curved = {"kind": "surface", "id": "rosenbrock", "coefficients": {"a": 1.2, "b": 7.5}}
    yield "coefficients", {"problem": curved, "steps": 60, "runs": [{"optimizer": "newton"}]}
    escaping = {"optimizer": "sgd", "hyperparameters": {"lr": 3.0}}
    yield "diverging", {"problem": SURFACE, "steps": 500, "runs": [escaping]}
    still = {"optimizer": "sgd", "hyperparameters": {"lr": 1e6}}
    yield "at-once", {"problem": {"kind": "surface", "id": "goldstein_price"}, "steps": 5, "runs": [still]}
    plain = {"optimizer": "lbfgs", "hyperparameters": {"line_search": 0, "history_size": 3, "lr": 0.01}}
    yield "lbfgs-without-search", {"problem": SURFACE, "steps": 30, "runs": [plain]}


FAMILIES = (optimizers, schedules, wrappers, fits, noises, surfaces, others)
SCENES: dict[str, dict[str, Any]] = {name: data for family in FAMILIES for name, data in family()}
