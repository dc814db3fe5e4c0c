"""What a figure is called, and as much of the catalogue as it takes to name what it shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..catalogue import CATALOGUE
from ..catalogue.definitions import Variant, WrapperVariant
from ..catalogue.terms import FRAMEWORKS
from ..engine.scene import FitProblem, FormulaProblem, Scene, SurfaceProblem
from .locales import Language, words

Item = dict[str, Any]


def heading_of(scene: Scene, language: Language) -> str:
    """What the race is on."""
    problem = scene.problem
    if isinstance(problem, FormulaProblem):
        return words(language)["problem.own_formula"]
    if isinstance(problem, FitProblem):
        if problem.dataset is None:
            return words(language)["problem.own_points"]
        return CATALOGUE.datasets[problem.dataset].name.as_dict()[language]
    return CATALOGUE.surfaces[problem.id].name.as_dict()[language]


def names(scene: Scene | None = None) -> dict[str, list[Item]]:
    """The names of optimizers, schedules, wrappers, surfaces and data sets: of all, or of those of one scene."""
    used = None if scene is None else _used(scene)

    def some(kind: str) -> Iterable[Any]:
        known: Mapping[str, Any] = getattr(CATALOGUE, kind)
        return [each for name, each in known.items() if used is None or name in used[kind]]

    def plain(kind: str) -> list[Item]:
        return [{"id": each.id, "name": each.name.as_dict()} for each in some(kind)]

    return {
        "optimizers": [
            {
                "id": each.id,
                "name": each.name.as_dict(),
                "short": (each.short or each.name).as_dict(),
                "frameworks": [_framework(variant) for variant in each.variants],
                "hyperparameters": [{"name": own.name, "symbol": own.symbol} for own in each.hyperparameters],
            }
            for each in some("optimizers")
        ],
        "schedules": plain("schedules"),
        "wrappers": [
            {
                "id": each.id,
                "name": each.name.as_dict(),
                "frameworks": [_framework(variant) for variant in each.variants],
            }
            for each in some("wrappers")
        ],
        "surfaces": plain("surfaces"),
        "datasets": plain("datasets"),
    }


def _framework(variant: Variant | WrapperVariant) -> Item:
    return {
        "id": variant.framework,
        "name": FRAMEWORKS[variant.framework].name.as_dict(),
        "tracks": tracks(variant),
    }


def tracks(variant: Variant | WrapperVariant) -> list[Item]:
    """The curves that a variant draws beside its path."""
    return [{"id": track.id, "name": track.name.as_dict()} for track in variant.tracks]


def _used(scene: Scene) -> Mapping[str, set[str]]:
    problem = scene.problem
    return {
        "optimizers": {run.optimizer for run in scene.runs},
        "schedules": {run.schedule.id for run in scene.runs},
        "wrappers": {wrapper.id for run in scene.runs for wrapper in run.wrappers},
        "surfaces": {problem.id} if isinstance(problem, SurfaceProblem) else set(),
        "datasets": {problem.dataset or ""} if isinstance(problem, FitProblem) else set(),
    }
