"""What the catalogue allows in a scene: ids, and each optimizer's and schedule's numbers with their ranges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from ..catalogue import CATALOGUE
from ..catalogue.definitions import Hyperparameter, Optimizer
from ..catalogue.terms import WARMUP
from ..text import Text
from .faults import Fault, must_be, unknown
from .sentences import between, whole


def variant_parameters(optimizer: Optimizer, framework: str | None) -> dict[str, Hyperparameter]:
    """The hyperparameters that a variant takes, in its own order and with its own defaults, by name."""
    described = {parameter.name: parameter for parameter in optimizer.hyperparameters}
    defaults = optimizer.variant(framework).defaults
    return {name: described[name].at(default) for name, default in defaults.items()}


def schedule_parameters(schedule: str, framework: str | None = None) -> dict[str, Hyperparameter]:
    """The parameters that a schedule takes, warmup last, by name; with a framework's own defaults where it has some."""
    definition = CATALOGUE.schedules[schedule]
    defaults = definition.defaults.get(framework, {}) if framework is not None else {}
    parameters = (*definition.parameters, WARMUP)
    return {each.name: each.at(defaults.get(each.name, each.default)) for each in parameters}


def coefficients_of(kind: str, name: str | None) -> dict[str, Hyperparameter]:
    """The coefficients that an entry of the catalogue has, by name; none where there is no such entry, as of a person's
    own formula."""
    definition = getattr(CATALOGUE, kind).get(name)
    return {} if definition is None else {each.name: each for each in definition.coefficients}


def surface_coefficients(surface: str) -> dict[str, Hyperparameter]:
    """The coefficients that a surface has, by name."""
    return coefficients_of("surfaces", surface)


def wrapper_parameters(wrapper: str, framework: str | None = None) -> dict[str, Hyperparameter]:
    """The parameters that a wrapper takes, by name; with the defaults of the variant that a framework's run uses."""
    definition = CATALOGUE.wrappers[wrapper]
    defaults = definition.variant(framework).defaults if framework is not None else {}
    return {each.name: each.at(defaults.get(each.name, each.default)) for each in definition.parameters}


NAMES: Final[Mapping[str, Text]] = {
    "optimizers": Text(en="an optimizer", zh="已有的优化器"),
    "surfaces": Text(en="a surface", zh="已有的曲面"),
    "schedules": Text(en="a schedule", zh="已有的学习率调度"),
    "wrappers": Text(en="a wrapper", zh="已有的包装"),
    "datasets": Text(en="a data set", zh="已有的数据集"),
    "models": Text(en="a model", zh="已有的模型"),
    "losses": Text(en="a loss", zh="已有的损失函数"),
}


def no_such(kind: str, given: str) -> Text:
    """The sentence for an id that the catalogue does not have."""
    return unknown(NAMES[kind], given, getattr(CATALOGUE, kind))


def known(kind: str, given: str) -> Iterator[Fault]:
    """A fault if the id is not one of the catalogue's."""
    if given not in getattr(CATALOGUE, kind):
        yield Fault((), no_such(kind, given))


def numbers(what: Text, given: Mapping[object, object], allowed: Mapping[str, Hyperparameter]) -> Iterator[Fault]:
    """The faults of numbers given by name: a name that is not allowed, a value that is no number or out of range."""
    for name, value in given.items():
        if not isinstance(name, str) or name not in allowed:
            yield Fault((str(name),), unknown(what, name, allowed))
        elif not _within(value, allowed[name]):
            yield Fault((name,), must_be(name, _range(allowed[name]), value))


def _within(value: object, parameter: Hyperparameter) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    if not parameter.minimum <= value <= parameter.maximum:  # NaN fails this too
        return False
    return parameter.scale not in ("integer", "switch") or value == int(value)


def _range(parameter: Hyperparameter) -> Text:
    if parameter.scale == "switch":
        return Text(en="0 or 1", zh="0或1")
    if parameter.scale == "integer":
        return whole(int(parameter.minimum), int(parameter.maximum))
    return between(parameter.minimum, parameter.maximum)
