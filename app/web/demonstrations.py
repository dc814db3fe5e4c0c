"""Races that show what a definition says: chosen by computing, the same for everybody, never by hand.

Each is a pure function of the catalogue: scenes are tried over a small grid, and what is shown is what was found.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np

from ..catalogue import CATALOGUE
from ..catalogue.definitions import View
from ..engine.problem import problem_of
from ..engine.race import race
from ..engine.scene import Scene, canonical, read, read_problem

STEPS: Final = 200
RATES: Final = (0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
STANDARD: Final = ("sgd", "momentum", "rmsprop", "adam")
_GROUNDS: Final = ("rosenbrock", "rotated_quadratic", "beale", "himmelblau")
_KEPT: Final = 512
_LONGEST: Final = 2.5  # sides of the map: a path beyond this is a scribble

Answer = dict[str, Any]
Run = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """A race of an optimizer's variants. ``apart`` is how far the points of the variants ``pair`` are from one another
    at ``step``, where that is most on the map: ``share`` of its sides. All 0 where there is one variant only."""

    scene: Scene
    answer: Answer
    surface: str
    rate: float
    share: float
    apart: float
    step: int
    pair: tuple[str, str]


def scene_on(surface: str, runs: Sequence[Run], steps: int = STEPS) -> Scene:
    """A canonical scene on a surface with its own start."""
    problem = {"kind": "surface", "id": surface}
    return canonical(read({"problem": problem, "steps": steps, "runs": list(runs)}))


@lru_cache(_KEPT)
def difference(optimizer: str) -> Difference:
    """The variants at one learning rate, all else at their own defaults, where their paths separate most.

    Surface and rate are those of a small grid for which every path stays on the map and every run descends; where
    none is such, those for which the fewest do not.
    """
    frameworks = [variant.framework for variant in CATALOGUE.optimizers[optimizer].variants]
    best: tuple[tuple[float, ...], Difference] | None = None
    for surface, rate in itertools.product(_GROUNDS, RATES[2:-1]):
        runs = [{"optimizer": optimizer, "framework": each, "hyperparameters": {"lr": rate}} for each in frameworks]
        scene = scene_on(surface, runs)
        answer = race(scene)
        view = CATALOGUE.surfaces[surface].view
        paths = [_path(trajectory) for trajectory in answer["trajectories"]]
        astray = sum(
            not (_inside(path, view) and trajectory["loss"][-1] < trajectory["loss"][0])
            for path, trajectory in zip(paths, answer["trajectories"], strict=True)
        )
        apart, step, pair = _farthest(paths, view)
        # Paths that hardly move show nothing, however far apart they are; those that coincide are shown on a long way.
        shortest, longest = (pick(_length(path, view) for path in paths) for pick in (min, max))
        calm = 1 / max(1.0, longest / _LONGEST)
        worth = (-float(astray), round(min(apart, 0.5) * min(shortest, 0.3) * calm, 4), shortest * calm)
        if best is None or worth > best[0]:
            one, other = pair
            distance = math.dist(_at(paths[one], step), _at(paths[other], step))
            found = Difference(
                scene, answer, surface, rate, apart, distance, step, (frameworks[one], frameworks[other])
            )
            best = (worth, found)
    assert best is not None
    return best[1]


@lru_cache(_KEPT)
def standard_race(surface: str) -> tuple[Scene, Answer]:
    """Four standard optimizers on a surface, each at that rate of ``RATES`` which ends lowest within the map."""
    return _standard({"kind": "surface", "id": surface}, CATALOGUE.surfaces[surface].view)


def meant_fit(dataset: str) -> dict[str, Any]:
    """The fit that a data set is made for, as a scene says it."""
    each = CATALOGUE.datasets[dataset]
    own = {"model": each.model, "loss": each.loss, "standardize": each.standardize}
    return {"kind": "fit", "dataset": dataset, **own}


@lru_cache(_KEPT)
def standard_fit(dataset: str) -> tuple[Scene, Answer]:
    """The same on the fit that a data set is made for."""
    fit = meant_fit(dataset)
    return _standard(fit, problem_of(read_problem(fit)).view)


def _standard(problem: Mapping[str, Any], view: View) -> tuple[Scene, Answer]:
    def scene_of(runs: Sequence[Run]) -> Scene:
        return canonical(read({"problem": problem, "steps": STEPS, "runs": list(runs)}))

    runs = []
    for optimizer in STANDARD:
        tried = [{"optimizer": optimizer, "hyperparameters": {"lr": rate}} for rate in RATES]
        answer = race(scene_of(tried))
        worths = [
            (not _inside(_path(trajectory), view), not len(trajectory["loss"]) > STEPS, trajectory["loss"][-1])
            for trajectory in answer["trajectories"]
        ]
        # Where no rate stays, the one that stays longest is the one to be seen.
        if all(left for left, *_ in worths):
            stays = [-_steps_inside(_path(trajectory), view) for trajectory in answer["trajectories"]]
            runs.append(tried[stays.index(min(stays))])
        else:
            runs.append(tried[worths.index(min(worths))])
    scene = scene_of(runs)
    return scene, race(scene)


@dataclass(frozen=True, slots=True)
class Rates:
    """The learning rate before each update, and the frameworks whose defaults give it."""

    frameworks: tuple[str, ...]
    values: tuple[float, ...]


@lru_cache(_KEPT)
def rates(schedule: str, steps: int = 400) -> tuple[Scene, tuple[Rates, ...]]:
    """A schedule over the updates of a race on a round bowl, once for each different set of defaults.

    The gradient is noisy, so that the loss comes to a standstill, which is what some schedules wait for.
    """
    frameworks = [variant.framework for variant in CATALOGUE.optimizers["sgd"].variants]
    runs = [
        {
            "optimizer": "sgd",
            "framework": framework,
            "hyperparameters": {"lr": 0.1},
            "schedule": {"id": schedule},
            "noise": 0.3,
        }
        for framework in frameworks
    ]
    answer = race(scene_on("sphere", runs, steps))
    found: dict[tuple[float, ...], list[int]] = {}
    for index, trajectory in enumerate(answer["trajectories"]):
        found.setdefault(tuple(trajectory["learning_rate"]), []).append(index)
    scene = scene_on("sphere", [runs[indices[0]] for indices in found.values()], steps)
    return scene, tuple(Rates(tuple(frameworks[i] for i in indices), values) for values, indices in found.items())


def _path(trajectory: Answer) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Shape (steps + 1, 2)."""
    return np.array(list(trajectory["path"].values())).T


def _at(path: np.ndarray[Any, np.dtype[np.float64]], step: int) -> list[float]:
    point: list[float] = path[step].tolist()
    return point


def _inside(path: np.ndarray[Any, np.dtype[np.float64]], view: View) -> bool:
    return _steps_inside(path, view) == len(path) and len(path) > STEPS


def _steps_inside(path: np.ndarray[Any, np.dtype[np.float64]], view: View) -> int:
    (left, right), (low, high) = view.x, view.y
    x, y = path.T
    inside = (left <= x) & (x <= right) & (low <= y) & (y <= high)
    return len(path) if inside.all() else int(np.argmin(inside))


def _scaled(path: np.ndarray[Any, np.dtype[np.float64]], view: View) -> np.ndarray[Any, np.dtype[np.float64]]:
    """In units of the map's sides."""
    scaled: np.ndarray[Any, np.dtype[np.float64]] = path / [view.x[1] - view.x[0], view.y[1] - view.y[0]]
    return scaled


def _length(path: np.ndarray[Any, np.dtype[np.float64]], view: View) -> float:
    return float(np.hypot(*np.diff(_scaled(path, view), axis=0).T).sum())


def _farthest(paths: Sequence[np.ndarray[Any, np.dtype[np.float64]]], view: View) -> tuple[float, int, tuple[int, int]]:
    """How far apart two points of the same step are at most, on the map; at which step; and whose they are."""
    best = (0.0, 0, (0, min(1, len(paths) - 1)))
    for one, other in itertools.combinations(range(len(paths)), 2):
        count = min(len(paths[one]), len(paths[other]))
        gaps = np.hypot(*(_scaled(paths[one][:count], view) - _scaled(paths[other][:count], view)).T)
        step = int(np.argmax(gaps))
        best = max(best, (float(gaps[step]), step, (one, other)))
    return best
