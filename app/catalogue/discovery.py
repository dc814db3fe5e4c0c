"""Finds the definitions in their folders."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from .definitions import Dataset, Loss, Model, Optimizer, Preset, Schedule, Surface, Wrapper

Definition = TypeVar("Definition", Optimizer, Surface, Schedule, Wrapper, Dataset, Model, Loss, Preset)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every definition by its id, in the order of ``order`` and then by id."""

    optimizers: Mapping[str, Optimizer]
    surfaces: Mapping[str, Surface]
    schedules: Mapping[str, Schedule]
    wrappers: Mapping[str, Wrapper]
    datasets: Mapping[str, Dataset]
    models: Mapping[str, Model]
    losses: Mapping[str, Loss]
    presets: Mapping[str, Preset]


def discover(folder: str, kind: type[Definition]) -> Mapping[str, Definition]:
    """The definitions of one kind: modules of ``app.catalogue.<folder>`` sorted by ORDER (default 1000) and id.

    Raises ValueError, naming the file, for a module without exactly one definition or with an id seen before.
    """
    package = importlib.import_module(f"{__package__}.{folder}")
    found: list[tuple[int, str, Definition]] = []
    for module_info in pkgutil.iter_modules([str(Path(p)) for p in package.__path__]):
        module: Any = importlib.import_module(f"{package.__name__}.{module_info.name}")
        definitions = [value for value in vars(module).values() if isinstance(value, kind)]
        if len(definitions) != 1:
            raise ValueError(f"{module.__file__}: needs exactly one {kind.__name__}, has {len(definitions)}")
        definition = definitions[0]
        if any(definition.id == other.id for _, _, other in found):
            raise ValueError(f"{module.__file__}: the id {definition.id!r} is taken")
        found.append((getattr(module, "ORDER", 1000), definition.id, definition))
    found.sort(key=lambda entry: entry[:2])
    return MappingProxyType({definition.id: definition for _, _, definition in found})


CATALOGUE = Catalogue(
    optimizers=discover("optimizers", Optimizer),
    surfaces=discover("surfaces", Surface),
    schedules=discover("schedules", Schedule),
    wrappers=discover("wrappers", Wrapper),
    datasets=discover("datasets", Dataset),
    models=discover("models", Model),
    losses=discover("losses", Loss),
    presets=discover("presets", Preset),
)
