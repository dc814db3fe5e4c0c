"""The catalogue's definitions as the API gives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import cache
from typing import Any, Final

import orjson

from ..catalogue import CATALOGUE
from ..catalogue.definitions import (
    Dataset,
    Hyperparameter,
    Loss,
    Model,
    Optimizer,
    Preset,
    Schedule,
    Surface,
    Variant,
    Wrapper,
)
from ..catalogue.terms import ETA_MIN, FRAMEWORKS, SYMBOLS
from ..engine import address
from ..engine.choices import schedule_parameters, wrapper_parameters
from ..engine.generated import points_of
from ..engine.problem import surface_problem
from ..engine.scene import canonical
from ..exports.naming import tracks
from ..formula import mathml, rule_mathml
from .caching import Encoded, encoded

Item = dict[str, Any]


def _hyperparameter(described: Hyperparameter) -> Item:
    return {
        "name": described.name,
        "symbol": described.symbol,
        "default": described.default,
        "minimum": described.minimum,
        "maximum": described.maximum,
        "slider": list(described.slider),
        "scale": described.scale,
        "description": described.description.as_dict(),
    }


@cache
def printed_rule(optimizer: str, framework: str) -> str:
    """The MathML of a variant's rule, by the ids of both."""
    definition = CATALOGUE.optimizers[optimizer]
    symbols = {**SYMBOLS, **{described.name: described.symbol for described in definition.hyperparameters}}
    return rule_mathml(definition.variant(framework).rule, symbols=symbols)


def _framework(optimizer: Optimizer, variant: Variant) -> Item:
    framework = FRAMEWORKS[variant.framework]
    return {
        "id": variant.framework,
        "name": framework.name.as_dict(),
        "version": framework.version,
        "defaults": dict(variant.defaults),
        "rule": variant.rule,
        "state": dict(variant.state),
        "call": variant.call,
        "differs": variant.differs.as_dict(),
        "tracks": tracks(variant),
    }


def _optimizer(optimizer: Optimizer) -> Item:
    """An optimizer without its rules in print."""
    frameworks = [_framework(optimizer, variant) for variant in optimizer.variants]
    return {
        "id": optimizer.id,
        "name": optimizer.name.as_dict(),
        "short": (optimizer.short or optimizer.name).as_dict(),
        "idea": optimizer.idea.as_dict(),
        "advice": None if optimizer.advice is None else optimizer.advice.as_dict(),
        "paper": asdict(optimizer.paper),
        "hyperparameters": [_hyperparameter(described) for described in optimizer.hyperparameters],
        "frameworks": frameworks,
        "rule": frameworks[0]["rule"],
    }


def optimizer_item(optimizer: Optimizer) -> Item:
    item = _optimizer(optimizer)
    for framework in item["frameworks"]:
        framework["mathml"] = printed_rule(optimizer.id, framework["id"])
    return item | {"mathml": item["frameworks"][0]["mathml"]}


def surface_item(surface: Surface) -> Item:
    problem = surface_problem(surface.id)
    return {
        "id": surface.id,
        "name": surface.name.as_dict(),
        "idea": surface.idea.as_dict(),
        "lesson": surface.lesson.as_dict(),
        "group": surface.group,
        "formula": surface.formula,
        "mathml": mathml(
            surface.formula,
            ("x", "y", *(each.name for each in surface.coefficients)),
            {**SYMBOLS, **{each.name: each.symbol for each in surface.coefficients}},
        ),
        "view": {"x": list(surface.view.x), "y": list(surface.view.y)},
        "start": list(surface.start),
        "minima": [asdict(minimum) for minimum in problem.minima],
        "saddles": [{"x": x, "y": y} for x, y in problem.saddles],
        "coefficients": [_hyperparameter(described) for described in surface.coefficients],
        "source": surface.source,
    }


def schedule_symbols(schedule: Schedule) -> dict[str, str]:
    """The letters that a schedule's formulas are printed with; η_min is typeset from its name."""
    letters = {own.name: own.symbol for own in schedule.parameters if own.name != ETA_MIN.name}
    return {**letters, **SYMBOLS, "loss": "f"}


def schedule_item(schedule: Schedule) -> Item:
    parameters = schedule_parameters(schedule.id)
    names = ("lr", "k", "loss", *(own.name for own in schedule.parameters), *schedule.state)
    return {
        "id": schedule.id,
        "name": schedule.name.as_dict(),
        "idea": schedule.idea.as_dict(),
        "formula": schedule.formula,
        "mathml": mathml(schedule.formula, names, schedule_symbols(schedule)),
        "parameters": [_hyperparameter(described) for described in parameters.values()],
        "defaults": {framework: dict(defaults) for framework, defaults in schedule.defaults.items()},
        "state": dict(schedule.state),
        "rule": schedule.rule,
        "drives": dict(schedule.drives),
    }


def wrapper_item(wrapper: Wrapper) -> Item:
    symbols = {**SYMBOLS, **{parameter.name: parameter.symbol for parameter in wrapper.parameters}}
    return {
        "id": wrapper.id,
        "name": wrapper.name.as_dict(),
        "idea": wrapper.idea.as_dict(),
        "parameters": [_hyperparameter(described) for described in wrapper.parameters],
        "frameworks": [
            {
                "id": variant.framework,
                "name": FRAMEWORKS[variant.framework].name.as_dict(),
                "before": variant.before,
                "after": variant.after,
                "mathml": {
                    "before": rule_mathml(variant.before, symbols=symbols) if variant.before else "",
                    "after": rule_mathml(variant.after, symbols=symbols) if variant.after else "",
                },
                "defaults": {
                    name: each.default for name, each in wrapper_parameters(wrapper.id, variant.framework).items()
                },
                "state": dict(variant.state),
                "call": variant.call,
                "differs": variant.differs.as_dict(),
                "tracks": tracks(variant),
            }
            for variant in wrapper.variants
        ],
        "paper": None if wrapper.paper is None else asdict(wrapper.paper),
    }


def dataset_item(dataset: Dataset) -> Item:
    return {
        "id": dataset.id,
        "name": dataset.name.as_dict(),
        "idea": dataset.idea.as_dict(),
        "lesson": dataset.lesson.as_dict(),
        "points": [list(point) for point in points_of(dataset.id)],
        "recipe": None if dataset.recipe is None else asdict(dataset.recipe),
        "coefficients": [_hyperparameter(described) for described in dataset.coefficients],
        "model": dataset.model,
        "loss": dataset.loss,
        "standardize": dataset.standardize,
        "start": None if dataset.start is None else list(dataset.start),
        "view": None if dataset.view is None else {"x": list(dataset.view.x), "y": list(dataset.view.y)},
        "source": dataset.source,
    }


def model_item(model: Model) -> Item:
    return {
        "id": model.id,
        "name": model.name.as_dict(),
        "idea": model.idea.as_dict(),
        "formula": model.formula,
        "mathml": mathml(model.formula, (*model.parameters, "x", *_names(model)), _letters(model)),
        "parameters": list(model.parameters),
        "start": list(model.start),
        "coefficients": [_hyperparameter(described) for described in model.coefficients],
    }


def loss_item(loss: Loss) -> Item:
    return {
        "id": loss.id,
        "name": loss.name.as_dict(),
        "idea": loss.idea.as_dict(),
        "formula": loss.formula,
        "mathml": mathml(loss.formula, ("y_hat", "y", *_names(loss)), _letters(loss)),
        "coefficients": [_hyperparameter(described) for described in loss.coefficients],
        "targets": None if loss.targets is None else list(loss.targets),
        "calls": dict(loss.calls),
    }


def _names(definition: Model | Loss) -> tuple[str, ...]:
    return tuple(each.name for each in definition.coefficients)


def _letters(definition: Model | Loss) -> dict[str, str]:
    return {**SYMBOLS, **{each.name: each.symbol for each in definition.coefficients}}


def preset_item(preset: Preset) -> Item:
    return {
        "id": preset.id,
        "name": preset.name.as_dict(),
        "idea": preset.idea.as_dict(),
        "topic": preset.topic,
        # Canonical, so that it stays the same race when a default changes after somebody kept it.
        "address": address.write(canonical(address.parse(preset.address))),
    }


_ITEMS: Final[Mapping[str, Callable[[Any], Item]]] = {
    "optimizers": optimizer_item,
    "surfaces": surface_item,
    "schedules": schedule_item,
    "wrappers": wrapper_item,
    "datasets": dataset_item,
    "models": model_item,
    "losses": loss_item,
    "presets": preset_item,
}
KINDS: Final = tuple(_ITEMS)


@cache
def items(kind: str) -> Mapping[str, Item]:
    """All items of a kind by id, in the catalogue's order."""
    definitions: Mapping[str, Any] = getattr(CATALOGUE, kind)
    return {name: _ITEMS[kind](definition) for name, definition in definitions.items()}


@cache
def unprinted_optimizers() -> Mapping[str, Item]:
    """The optimizers without the MathML of their rules, which is half a megabyte."""
    return {name: _optimizer(definition) for name, definition in CATALOGUE.optimizers.items()}


@cache
def list_body(kind: str) -> Encoded:
    """The encoded list of a kind."""
    return encoded(orjson.dumps({"items": list(items(kind).values())}))


@cache
def item_body(kind: str, name: str) -> Encoded:
    """One encoded item. Raises KeyError for an unknown id."""
    return encoded(orjson.dumps(items(kind)[name]))
