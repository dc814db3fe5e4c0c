"""Which scripts a run has, and the script itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from ...catalogue.terms import FRAMEWORKS
from ...engine.faults import listed
from ...text import Text
from .keras_script import keras_script
from .notebook import notebook
from .numpy_script import numpy_script
from .optax_script import optax_script
from .plan import Plan
from .refusals import NoScript
from .torch_script import torch_script
from .words import Language

_LIBRARIES: Final[Mapping[str, Callable[[Plan, Language], str]]] = {
    "pytorch": torch_script,
    "keras": keras_script,
    "optax": optax_script,
}
_ALWAYS: Final[Mapping[str, Callable[[Plan, Language], str]]] = {"numpy": numpy_script, "notebook": notebook}
TARGETS: Final = ("numpy", *_LIBRARIES, "notebook")

_OTHER: Final = Text(
    en="Run {number} follows {framework}; a script for {target} would be another run. Its scripts: {allowed}. {remedy}",
    zh="第{number}个运行遵循{framework}；{target}的脚本会是另一个运行。可用的脚本：{allowed}。{remedy}",
)
_CHOOSE: Final = Text(
    en="For {target} write framework={id} in the run.", zh="若要{target}的脚本，请在运行中写framework={id}。"
)
_HAS_NONE: Final = Text(en="{target} has no {optimizer} in the catalogue.", zh="目录中没有{target}的{optimizer}。")
_NOT_BUILT: Final = Text(
    en="{reason} Scripts that this run has: {allowed}.", zh="{reason}此运行可用的脚本：{allowed}。"
)


@dataclass(frozen=True, slots=True)
class Script:
    """A file to take away."""

    text: str
    filename: str
    media_type: str


def script_of(plan: Plan, target: str, language: Language) -> Script:
    """The script of a run for a target of ``TARGETS``. Raises NoScript with what is possible instead."""
    name = f"{plan.optimizer.id}_{target}"
    if target == "notebook":
        return Script(notebook(plan, language), f"{name}.ipynb", "application/x-ipynb+json")
    if target in _ALWAYS:
        return Script(_ALWAYS[target](plan, language), f"{name}.py", "text/x-python; charset=utf-8")
    if target not in _follows(plan):
        raise NoScript(_other(plan, target))
    try:
        text = _LIBRARIES[target](plan, language)
    except NoScript as error:
        raise NoScript(_NOT_BUILT.format(reason=error.text, allowed=listed(_ALWAYS))) from None
    return Script(text, f"{name}.py", "text/x-python; charset=utf-8")


def targets_of(plan: Plan) -> tuple[str, ...]:
    """The targets for which a run has a script."""

    def possible(target: str) -> bool:
        try:
            script_of(plan, target, "en")
        except NoScript:
            return False
        return True

    return tuple(target for target in TARGETS if possible(target))


def _follows(plan: Plan) -> tuple[str, ...]:
    """The library whose call the run's variant is."""
    framework = plan.variant.framework
    return (framework,) if framework in _LIBRARIES and plan.variant.call else ()


def _other(plan: Plan, target: str) -> Text:
    library = FRAMEWORKS[target].name
    has = any(variant.framework == target and variant.call for variant in plan.optimizer.variants)
    remedy = (
        _CHOOSE.format(target=library, id=target)
        if has
        else _HAS_NONE.format(target=library, optimizer=plan.optimizer.name)
    )
    return _OTHER.format(
        number=plan.index + 1,
        framework=FRAMEWORKS[plan.variant.framework].name,
        target=library,
        allowed=listed((*_ALWAYS, *_follows(plan))),
        remedy=remedy,
    )
