"""How far the lab's runs are from what the frameworks were recorded to do, each measured once however often asked."""

from __future__ import annotations

import hashlib
import importlib
import math
import pkgutil
import struct
from functools import lru_cache
from itertools import islice
from typing import Any, Final

from app.catalogue import CATALOGUE
from app.engine.race import race
from app.engine.scene import canonical, read

from ..fixtures.recording import PROBLEMS, START, STEPS, Case, Point, cases, distance, load, unpack
from .papers_plain import Algorithm
from .rules import followed

TOLERANCE: Final = 1e-12
# Rounding errs by about 1e-16 a step; what grows more than this can pass 1e-12 without anything being wrong.
SENSITIVE: Final = 1e4
SURFACES: Final = {"rosenbrock": "rosenbrock", "rotated": "rotated_quadratic"}
VIEW: Final = {"x": [-5, 5], "y": [-5, 5]}

CASES: Final = cases()
SCHEDULES: Final = load("schedules.json")
WRAPPED: Final = load("wrapped.json")
PAPERS: dict[str, tuple[Algorithm, list[dict[str, Any]]]] = {}
for module in pkgutil.iter_modules(importlib.import_module(__package__ or "").__path__):
    if module.name.startswith("papers_"):
        PAPERS |= importlib.import_module(f"{__package__}.{module.name}").PAPERS

_LABELLED: Final = {case.label: case for case in CASES}


def trajectory(problem: object, run: dict[str, Any], start: Any = START, steps: int = STEPS) -> dict[str, Any]:
    """One run's trajectory, with its gradient and state."""
    scene = canonical(read({"problem": problem, "start": start, "steps": steps, "runs": [run]}))
    found: dict[str, Any] = race(scene, frozenset({"gradient", "state"}))["trajectories"][0]
    return found


def points(columns: dict[str, list[float]]) -> tuple[Point, ...]:
    return tuple(zip(columns["x"], columns["y"], strict=True))


def raced(case: Case) -> tuple[Point, ...]:
    """The lab's path of a recorded case."""
    schedule = {"id": case.schedule.id, "parameters": case.schedule.parameters} if case.schedule else {"id": "constant"}
    run = {
        "optimizer": case.optimizer,
        "framework": case.framework,
        "hyperparameters": case.hyperparameters,
        "schedule": schedule,
    }
    return points(trajectory({"kind": "surface", "id": SURFACES[case.problem]}, run, case.path[0])["path"])


@lru_cache(None)
def case_error(label: str) -> float:
    """Of the whole path, or, where rounding grows along it, of its worst step."""
    case = _LABELLED[label]
    return distance(raced(case) if case.amplification <= SENSITIVE else followed(case), case.path)


@lru_cache(None)
def paper_error(optimizer: str, problem: str, index: int) -> float:
    """From a paper's algorithm as tests/frameworks/papers_*.py write it out, with its settings number ``index``."""
    algorithm, settings = PAPERS[optimizer]
    defaults = CATALOGUE.optimizers[optimizer].variant("paper").defaults
    expected = [START, *islice(algorithm(PROBLEMS[problem], *START, **{**defaults, **settings[index]}), STEPS)]
    run = {"optimizer": optimizer, "framework": "paper", "hyperparameters": settings[index]}
    return distance(points(trajectory({"kind": "surface", "id": SURFACES[problem]}, run)["path"]), expected)


def scheduled(recorded: dict[str, Any], optimizer: str = "sgd", **hyperparameters: float) -> dict[str, Any]:
    """The trajectory of a run with a recorded schedule, on the ground where it was recorded."""
    run = {
        "optimizer": optimizer,
        "framework": recorded["framework"],
        "hyperparameters": {"lr": recorded["lr"], **hyperparameters},
        "schedule": {"id": recorded["id"], "parameters": recorded["parameters"]},
    }
    place = recorded["problem"]
    named = place in CATALOGUE.surfaces
    problem = {"kind": "surface", "id": place} if named else {"kind": "formula", "formula": place, "view": VIEW}
    return trajectory(problem, run, SCHEDULES["start"], len(recorded["rates"]))


@lru_cache(None)
def schedule_error(index: int) -> float:
    """The largest |Δη| / max(|η|, η₀) of a recorded schedule: torch multiplies its rates up and drifts on the way."""
    recorded = SCHEDULES["schedules"][index]
    rates = scheduled(recorded)["learning_rate"]
    pairs = zip(rates, recorded["rates"], strict=True)
    errors: list[float] = [abs(ours - theirs) / max(abs(theirs), recorded["lr"]) for ours, theirs in pairs]
    return max(errors)


@lru_cache(None)
def wrapper_error(index: int) -> float:
    """Of a recorded wrapped run's path, and of the average that is kept beside it."""
    entry = WRAPPED["wrapped"][index]
    run = {
        "optimizer": entry["optimizer"],
        "framework": entry["framework"],
        "hyperparameters": entry["hyperparameters"],
        "wrappers": [{"id": entry["wrapper"], "parameters": entry["parameters"]}] if entry["wrapper"] else [],
    }
    found = trajectory({"kind": "surface", "id": SURFACES[entry["problem"]]}, run)
    error = distance(points(found["path"]), unpack(entry["path"]))
    if entry["track"] is not None:
        name = f"{entry['wrapper']}.{entry['track']['id']}".lstrip(".")
        error = max(error, distance(points(found["tracks"][name]), unpack(entry["track"]["path"])))
    return error


def arithmetic() -> str:
    """A mark of this machine's elementary functions: where their last bits are others, so are the errors'."""
    grid = [0.37 + 0.61 * step for step in range(400)]
    values = [f(x) for x in grid for f in (math.sqrt, math.log, math.sin, math.cos, math.tanh)]
    values += [math.pow(base, t) for base in (0.9, 0.95, 0.99, 0.999, 0.9999) for t in range(1, 201)]
    values += [math.exp(-x) for x in grid] + [math.cbrt(x) for x in grid] + [math.pow(x, -0.8) for x in grid]
    return hashlib.sha256(struct.pack(f"<{len(values)}d", *values)).hexdigest()[:16]
