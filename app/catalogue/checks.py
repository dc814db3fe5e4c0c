"""What must hold of a definition before the lab takes it. ``faults_of`` finds all that does not."""

from __future__ import annotations

import ast
import math
import re
import string
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, get_args

from ..text import Text
from .definitions import (
    Dataset,
    Group,
    Hyperparameter,
    Loss,
    Model,
    Optimizer,
    Preset,
    Schedule,
    Surface,
    Topic,
    Variant,
    Wrapper,
    WrapperVariant,
)
from .faults import Fault
from .places import Way
from .rule_checks import formula_faults, name_faults, rule_faults, schedule_faults
from .terms import FRAMEWORKS, TERMS

_SENTENCES = ("idea", "lesson", "advice", "differs", "description")
_ID = re.compile(r"[a-z][a-z0-9_]*")


def faults_of(definition: Any, module: str) -> Iterator[Fault]:
    """What is wrong with a definition that stands in the file ``module``.py, most general first."""
    if not _ID.fullmatch(definition.id):
        yield _fault(
            ("id",),
            "The id {id!r} may have small letters, digits and _ only.",
            "id{id!r}只能由小写字母、数字和_组成。",
            id=definition.id,
        )
    elif definition.id != module:
        yield _fault(
            ("id",),
            "The id {id!r} must be the name of its file, {module!r}.",
            "id{id!r}必须与文件名{module!r}一致。",
            id=definition.id,
            module=module,
        )
    yield from _same_words((), definition)
    yield from _CHECKS[type(definition)](definition)


def _fault(way: Way, en: str, zh: str, **values: object) -> Fault:
    return Fault(way, Text(en=en, zh=zh).format(**values))


def _same_words(way: Way, thing: Any) -> Iterator[Fault]:
    """Sentences that say the same letters in both languages: one of them was not translated."""
    for field in _SENTENCES:
        said = getattr(thing, field, None)
        if said is not None and said.en == said.zh:
            yield _fault(
                (*way, field),
                "The sentence is the same in both languages: {said!r}. Say it in English and in Chinese.",
                "两种语言的句子完全相同：“{said}”。请分别用中文和英文写。",
                said=said.en,
            )


def _optimizer(optimizer: Optimizer) -> Iterator[Fault]:
    described = {each.name: each for each in optimizer.hyperparameters}
    yield from _described(("hyperparameters",), optimizer.hyperparameters, but=("lr",))
    yield from _frameworks(optimizer.variants)
    if not optimizer.paper.url.startswith("https://"):
        yield _fault(
            ("paper", "url"),
            "The paper's address {url!r} must begin with https://.",
            "论文地址{url!r}必须以https://开头。",
            url=optimizer.paper.url,
        )
    for index, variant in enumerate(optimizer.variants):
        way = ("variants", index)
        yield from _same_words(way, variant)
        yield from _defaults((*way, "defaults"), variant.defaults, described)
        yield from rule_faults(way, {"rule": variant.rule}, variant.state, tuple(variant.defaults), variant.tracks)
        yield from _call((*way, "call"), variant, tuple(variant.defaults), needs=variant.framework != "paper")
    taken = {name for variant in optimizer.variants for name in variant.defaults}
    for index, name in enumerate(described):
        if name not in taken:
            yield _fault(
                ("hyperparameters", index),
                "No variant takes the hyperparameter {name!r}: give it a default in one.",
                "没有任何变体使用超参数{name!r}：请在某个变体的defaults中给出默认值。",
                name=name,
            )


def _wrapper(wrapper: Wrapper) -> Iterator[Fault]:
    described = {each.name: each for each in wrapper.parameters}
    yield from _described(("parameters",), wrapper.parameters)
    yield from _frameworks(wrapper.variants)
    for index, variant in enumerate(wrapper.variants):
        way = ("variants", index)
        yield from _same_words(way, variant)
        yield from _defaults((*way, "defaults"), variant.defaults, described)
        rules = {field: text for field in ("before", "after") if (text := getattr(variant, field))}
        if not rules:
            yield _fault(
                way, "A wrapper needs a rule: before, after or both.", "包装至少需要before或after中的一条规则。"
            )
            continue
        yield from rule_faults(way, rules, variant.state, tuple(described), variant.tracks)
        yield from _call((*way, "call"), variant, tuple(described), needs=False)


def _schedule(schedule: Schedule) -> Iterator[Fault]:
    described = {each.name: each for each in schedule.parameters}
    yield from _described(("parameters",), schedule.parameters)
    for framework, defaults in schedule.defaults.items():
        yield from _one_of(("defaults",), framework, FRAMEWORKS)
        yield from _defaults(("defaults", framework), defaults, described)
    terms = {term.name for term in TERMS}
    for name in schedule.drives:
        if name not in terms:
            yield _fault(
                ("drives",),
                "It cannot drive {name!r}: only hyperparameters of terms.py are shared by optimizers.",
                "无法驱动{name!r}：只有terms.py中的超参数为各优化器所共有。",
                name=name,
            )
    yield from schedule_faults(schedule)


def _surface(surface: Surface) -> Iterator[Fault]:
    coefficients = tuple(each.name for each in surface.coefficients)
    yield from _described(("coefficients",), surface.coefficients)
    yield from name_faults(("coefficients",), ("x", "y", *coefficients))
    yield from formula_faults(("formula",), surface.formula, ("x", "y", *coefficients))
    yield from _one_of(("group",), surface.group, get_args(Group))
    for axis in ("x", "y"):
        low, high = getattr(surface.view, axis)
        if not -math.inf < low < high < math.inf:
            yield _fault(
                ("view", axis),
                "The view must go from a lower to a higher number, not from {low} to {high}.",
                "视图的范围必须由小到大，不能从{low}到{high}。",
                low=low,
                high=high,
            )
    yield from _finite(("start",), surface.start)
    numbers: list[tuple[Way, float | str]] = [
        (("minima", index, name), getattr(each, name))
        for index, each in enumerate(surface.minima)
        for name in ("x", "y", "value")
    ]
    for index, pair in enumerate(surface.saddles):
        numbers += [(("saddles", index, place), number) for place, number in enumerate(pair)]
    for way, number in numbers:
        if isinstance(number, str):
            yield from formula_faults(way, number, coefficients)
        else:
            yield from _finite(way, (number,))


def _preset(preset: Preset) -> Iterator[Fault]:
    # What the address says belongs to the engine, which knows scenes; a test reads every one.
    yield from _one_of(("topic",), preset.topic, get_args(Topic))


def _dataset(dataset: Dataset) -> Iterator[Fault]:
    recipe, names = dataset.recipe, tuple(each.name for each in dataset.coefficients)
    if bool(dataset.points) == (recipe is not None):
        yield _fault(
            ("points",),
            "A data set needs a point at least or a recipe.",
            "数据集至少需要一个点，或一个recipe（二者取一）。",
        )
    for index, point in enumerate(dataset.points):
        yield from _finite(("points", index), point)
    if recipe is not None:
        drawn = ("u", "v", "z", "i")
        yield from _described(("coefficients",), dataset.coefficients)
        yield from name_faults(("coefficients",), (*drawn, "x", *names))
        yield from formula_faults(("recipe", "x"), recipe.x, (*drawn, *names))
        yield from formula_faults(("recipe", "y"), recipe.y, (*drawn, "x", *names))
        for name in ("n", "seed"):
            if name not in names:
                yield _fault(
                    ("coefficients",),
                    "A recipe needs the coefficient {name!r}; data_terms.py has it.",
                    "recipe需要系数{name!r}，见data_terms.py。",
                    name=name,
                )
    yield from _finite(("start",), dataset.start or ())


def _model(model: Model) -> Iterator[Fault]:
    coefficients = tuple(each.name for each in model.coefficients)
    yield from _described(("coefficients",), model.coefficients)
    yield from name_faults(("parameters",), ("x", *model.parameters, *coefficients))
    yield from formula_faults(("formula",), model.formula, (*model.parameters, "x", *coefficients))
    yield from _finite(("start",), model.start)


def _loss(loss: Loss) -> Iterator[Fault]:
    coefficients = tuple(each.name for each in loss.coefficients)
    yield from _described(("coefficients",), loss.coefficients)
    yield from name_faults(("coefficients",), ("y_hat", "y", *coefficients))
    yield from formula_faults(("formula",), loss.formula, ("y_hat", "y", *coefficients))


_CHECKS: Mapping[type[Any], Any] = {
    Optimizer: _optimizer,
    Surface: _surface,
    Schedule: _schedule,
    Wrapper: _wrapper,
    Dataset: _dataset,
    Model: _model,
    Loss: _loss,
    Preset: _preset,
}


def _described(way: Way, parameters: Sequence[Hyperparameter], but: Sequence[str] = ()) -> Iterator[Fault]:
    yield from name_faults(way, [each.name for each in parameters], but)
    for index, each in enumerate(parameters):
        yield from _same_words((*way, index), each)
        yield from _whole((*way, index), each, each.default)


def _whole(way: Way, described: Hyperparameter, value: float) -> Iterator[Fault]:
    if described.scale in ("integer", "switch") and value != math.floor(value):
        yield _fault(
            way,
            "The default of {name!r} must be a whole number, not {value}.",
            "{name!r}的默认值必须是整数，不能是{value}。",
            name=described.name,
            value=value,
        )


def _defaults(way: Way, defaults: Mapping[str, float], described: Mapping[str, Hyperparameter]) -> Iterator[Fault]:
    for name, value in defaults.items():
        if name not in described:
            yield _fault(
                (*way, name),
                "A default for {name!r}, which is not described: {known}.",
                "给出了{name!r}的默认值，但没有这个超参数；已有：{known}。",
                name=name,
                known=", ".join(described),
            )
            continue
        one = described[name]
        if not one.minimum <= value <= one.maximum:
            yield _fault(
                (*way, name),
                "The default of {name!r} must be from {low} to {high}, not {value}.",
                "{name!r}的默认值必须在{low}到{high}之间，不能是{value}。",
                name=name,
                low=one.minimum,
                high=one.maximum,
                value=value,
            )
        else:
            yield from _whole((*way, name), one, value)


def _frameworks(variants: Sequence[Variant] | Sequence[WrapperVariant]) -> Iterator[Fault]:
    if not variants:
        yield _fault(("variants",), "It needs a variant at least.", "至少需要一个变体。")
    ids = [variant.framework for variant in variants]
    for index, framework in enumerate(ids):
        way = ("variants", index, "framework")
        yield from _one_of(way, framework, FRAMEWORKS)
        if framework in ids[:index]:
            yield _fault(way, "Two variants are of {id!r}.", "有两个变体都属于{id!r}。", id=framework)


def _one_of(way: Way, given: str, known: Collection[str]) -> Iterator[Fault]:
    if given not in known:
        yield _fault(
            way,
            "{given!r} is unknown here: write one of {known}.",
            "这里没有{given!r}，可用的有：{known}。",
            given=given,
            known=", ".join(known),
        )


def _call(way: Way, variant: Variant | WrapperVariant, names: Sequence[str], *, needs: bool) -> Iterator[Fault]:
    """A call must be Python once its placeholders are filled; ``needs``: and have one for each name."""
    if not variant.call:
        return
    try:
        fields = [field for _, field, _, _ in string.Formatter().parse(variant.call) if field is not None]
        unknown = [field for field in fields if field not in names]
        if not unknown:
            ast.parse(variant.call.format(**dict.fromkeys(names, 1)))
    except (ValueError, SyntaxError) as error:
        yield _fault(
            way,
            "The call is not Python with {{placeholders}}: {error}.",
            "call不是带{{占位符}}的Python代码：{error}。",
            error=error,
        )
        return
    for field in unknown:
        yield _fault(
            way,
            "The call has a placeholder for {field!r}, which is not one of {names}.",
            "call中的占位符{field!r}不在{names}之中。",
            field=field,
            names=", ".join(names),
        )
    for name in names if needs else ():
        if name not in fields:
            yield _fault(
                way,
                "The call leaves out {name!r}: a script would have another number than the run.",
                "call中缺少{name!r}的占位符：导出的脚本会与这里的运行不一致。",
                name=name,
            )


def _finite(way: Way, numbers: Sequence[float]) -> Iterator[Fault]:
    for number in numbers:
        if not math.isfinite(number):
            yield _fault(
                way, "It must be a finite number, not {number}.", "必须是有限的数，不能是{number}。", number=number
            )
