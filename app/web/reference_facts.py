"""What the reference's pages say beyond the words of a definition: mathematics, calls, races and their numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from markupsafe import Markup

from ..catalogue import CATALOGUE
from ..catalogue.definitions import Hyperparameter, Optimizer, Track, Variant
from ..catalogue.terms import FRAMEWORKS, SYMBOLS
from ..engine import address
from ..engine.choices import schedule_parameters
from ..exports.calls import call_of
from .agreement import of_optimizer
from .catalogue import items, schedule_symbols
from .demonstrations import RATES, difference, rates, standard_race
from .plots import plot
from .typeset import expression, lines, table

Facts = dict[str, Any]

_F: Final = "<mi>f</mi><mo>(</mo><mi>x</mi><mo>,</mo><mi>y</mi><mo>)</mo>"
_RATE: Final = "<msub><mi>η</mi><mi>k</mi></msub>"
# Shares of the map: less is the rounding of the arithmetic, or is not seen.
_ROUNDING: Final = 1e-9
_SEEN: Final = 0.005


def optimizer_facts(name: str) -> Facts:
    optimizer = CATALOGUE.optimizers[name]
    symbols = {**SYMBOLS, **{each.name: each.symbol for each in optimizer.hyperparameters}}
    shown = difference(name)
    return {
        "frameworks": [_framework(optimizer, variant, symbols) for variant in optimizer.variants],
        "figure": _figure(shown.scene, shown.answer, [FRAMEWORKS[each.framework].name for each in optimizer.variants]),
        "agreement": of_optimizer(name),
        "surface": CATALOGUE.surfaces[shown.surface],
        "rate": shown.rate,
        "steps": shown.scene.steps,
        "separation": "none" if shown.share < _ROUNDING else "unseen" if shown.share < _SEEN else "apart",
        "apart": shown.apart,
        "apart_step": shown.step,
        "pair": [FRAMEWORKS[framework].name for framework in shown.pair],
    }


def _framework(optimizer: Optimizer, variant: Variant, symbols: Mapping[str, str]) -> Facts:
    return {
        "id": variant.framework,
        "framework": FRAMEWORKS[variant.framework],
        "defaults": variant.defaults,
        "rule": table(variant.rule, symbols),
        "state": lines(variant.state, symbols),
        "call": call_of(optimizer, variant),
        "differs": variant.differs,
        "tracks": [_track(track, symbols) for track in variant.tracks],
    }


def _track(track: Track, symbols: Mapping[str, str]) -> Facts:
    return {"name": track.name, "formula": expression(track.formula, symbols)}


def surface_facts(name: str) -> Facts:
    surface = CATALOGUE.surfaces[name]
    scene, answer = standard_race(name)
    problem = answer["problem"]
    return {
        "formula": _equation(_F, items("surfaces")[name]["mathml"]),
        "figure": _figure(scene, answer, [CATALOGUE.optimizers[run.optimizer].name for run in scene.runs]),
        "rates": [run.hyperparameters["lr"] for run in scene.runs],
        "steps": scene.steps,
        "minima": problem["minima"],
        "saddles": problem["saddles"],
        "curvature": problem["curvature"],
        "coefficients": surface.coefficients,
        "defaults": {each.name: each.default for each in surface.coefficients},
        "lowest_rate": min(RATES),
        "highest_rate": max(RATES),
    }


def schedule_facts(name: str) -> Facts:
    schedule = CATALOGUE.schedules[name]
    parameters = tuple(schedule_parameters(name).values())
    symbols = schedule_symbols(schedule)
    return {
        "formula": _equation(_RATE, items("schedules")[name]["mathml"]),
        "state": lines(schedule.state, symbols),
        "rule": table(schedule.rule + "\ntheta = theta", symbols, cut=True) if schedule.rule else "",
        "drives": lines(schedule.drives, symbols),
        "parameters": parameters,
        "defaults": _defaults(parameters, schedule.defaults),
        "plot": rate_facts(name),
    }


def _defaults(
    parameters: tuple[Hyperparameter, ...], overridden: Mapping[str, Mapping[str, float]]
) -> list[tuple[Any, dict[str, float]]]:
    """Frameworks with the defaults that each has; one nameless column where nobody differs."""
    usual = {each.name: each.default for each in parameters}
    if not overridden:
        return [(None, usual)]
    frameworks = [each for each in FRAMEWORKS.values() if each.version is not None]
    return [(framework, usual | dict(overridden.get(framework.id, {}))) for framework in frameworks]


def rate_facts(name: str) -> Facts:
    """A schedule's curve, and which frameworks' defaults give which."""
    scene, curves = rates(name)
    return {
        "curve": plot(curves),
        "names": [[FRAMEWORKS[framework].name for framework in curve.frameworks] for curve in curves],
        "ends": [curve.values[-1] for curve in curves],
        "address": address.write(scene),
    }


def _figure(scene: Any, answer: Facts, names: list[Any]) -> Facts:
    """A race to be drawn: its address, and the same in words and numbers."""
    return {
        "address": address.write(scene),
        "runs": [
            {"name": name, "outcome": trajectory["outcome"], "loss": trajectory["loss"][-1]}
            for name, trajectory in zip(names, answer["trajectories"], strict=True)
        ],
    }


def _equation(left: str, mathml: str) -> Markup:
    """MathML with something before an equals sign."""
    end = mathml.index(">") + 1
    return Markup(f"{mathml[:end]}{left}<mo>=</mo>{mathml[end:]}")  # noqa: S704 (MathML of ours)
