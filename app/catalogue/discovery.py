"""Finds the definitions in their folders, and refuses those that do not hold together."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any, TypeVar

from ..text import Text, WrongValue
from .checks import faults_of
from .definitions import Dataset, Loss, Model, Optimizer, Preset, Schedule, Surface, Wrapper
from .faults import WrongDefinition
from .places import line_of

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

    Raises WrongDefinition, naming file and line, for a module that cannot be read, that has not exactly one definition,
    or whose definition does not hold together.
    """
    package = importlib.import_module(f"{__package__}.{folder}")
    found: list[tuple[int, str, Definition]] = []
    for module_info in pkgutil.iter_modules([str(Path(p)) for p in package.__path__]):
        module = _imported(package, module_info.name)
        definition = _only(module, kind)
        for fault in faults_of(definition, module_info.name):
            line = line_of(_source(module), kind.__name__, fault.way, fault.within)
            raise WrongDefinition(str(module.__file__), line, fault.text)
        found.append((getattr(module, "ORDER", 1000), definition.id, definition))
    found.sort(key=lambda entry: entry[:2])
    return MappingProxyType({definition.id: definition for _, _, definition in found})


def _imported(package: ModuleType, name: str) -> ModuleType:
    file = str(Path(next(iter(package.__path__)), f"{name}.py"))
    try:
        return importlib.import_module(f"{package.__name__}.{name}")
    except WrongValue as error:
        raise WrongDefinition(file, _line(error, file), error.text) from error
    except Exception as error:
        sentence = Text(en="This cannot be read: {kind}: {error}.", zh="无法读取：{kind}：{error}。")
        text = sentence.format(kind=type(error).__name__, error=getattr(error, "msg", str(error)).rstrip("."))
        raise WrongDefinition(file, _line(error, file), text) from error


def _line(error: BaseException, file: str) -> int:
    """The last line of a file that an error came through."""
    line = error.lineno or 1 if isinstance(error, SyntaxError) and error.filename == file else 1
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == file:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _only(module: ModuleType, kind: type[Definition]) -> Definition:
    definitions: list[Any] = [value for value in vars(module).values() if isinstance(value, kind)]
    if len(definitions) == 1:
        definition: Definition = definitions[0]
        return definition
    sentence = Text(
        en="A file needs exactly one {kind}; this one has {count}.", zh="一个文件必须恰有一个{kind}，这里有{count}个。"
    )
    raise WrongDefinition(str(module.__file__), 1, sentence.format(kind=kind.__name__, count=len(definitions)))


def _source(module: ModuleType) -> str:
    return Path(str(module.__file__)).read_text("utf-8")


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
