"""What holds of every optimizer and every framework's variant of it: definition, rule, call, sentences."""

from __future__ import annotations

import ast
import math
import re
import string
import unicodedata
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest

from app.catalogue import CATALOGUE
from app.catalogue.definitions import Hyperparameter, Optimizer, Variant
from app.catalogue.terms import FRAMEWORKS, SYMBOLS, TERMS
from app.engine.faults import InvalidScene
from app.engine.problem import problem_of
from app.engine.scene import read, read_problem
from app.formula.mathml import rule_mathml
from app.formula.rules import names_read, parse_rule
from app.web.catalogue import items
from tests.catalogue.scenes import BOWL, path, run, scene
from tests.fixtures.recording import Case, cases
from tests.frameworks.rules import NumpyRun

# A name may mean one thing to a schedule and another to an optimizer (γ): only the terms that optimizers can share.
OF_SCHEDULES = {parameter.name for schedule in CATALOGUE.schedules.values() for parameter in schedule.parameters}
TERM = {term.name: term for term in TERMS if term.name not in OF_SCHEDULES}
OPTIMIZERS = list(CATALOGUE.optimizers.values())
VARIANTS = [(optimizer, variant) for optimizer in OPTIMIZERS for variant in optimizer.variants]
CASES = cases()

EACH_OPTIMIZER = pytest.mark.parametrize("optimizer", OPTIMIZERS, ids=lambda optimizer: optimizer.id)
EACH_VARIANT = pytest.mark.parametrize(
    ("optimizer", "variant"),
    [pytest.param(optimizer, variant, id=f"{optimizer.id}-{variant.framework}") for optimizer, variant in VARIANTS],
)
EACH_HYPERPARAMETER = pytest.mark.parametrize(
    ("optimizer", "variant", "parameter"),
    [
        pytest.param(optimizer, variant, parameter, id=f"{optimizer.id}-{variant.framework}-{parameter.name}")
        for optimizer, variant in VARIANTS
        for parameter in optimizer.hyperparameters
        if parameter.name in variant.defaults
    ],
)

# How each framework's call begins. A paper's method may be in a library of many, or in none (an empty call).
MODULES = {"pytorch": "torch.optim.", "keras": "keras.optimizers.", "optax": "optax."}
PAPERS = ("pytorch_optimizer.", "optax.")
EACH_CALLED = pytest.mark.parametrize(
    ("optimizer", "variant"),
    [
        pytest.param(optimizer, variant, id=f"{optimizer.id}-{variant.framework}")
        for optimizer, variant in VARIANTS
        if variant.call or variant.framework != "paper"
    ],
)


@EACH_OPTIMIZER
def test_variants_are_of_different_frameworks_and_pytorch_comes_first(optimizer: Optimizer) -> None:
    frameworks = [variant.framework for variant in optimizer.variants]
    assert len(set(frameworks)) == len(frameworks)
    assert set(frameworks) <= set(FRAMEWORKS)
    assert "pytorch" not in frameworks[1:]


@EACH_OPTIMIZER
def test_hyperparameters_are_terms_and_each_is_taken_by_a_variant(optimizer: Optimizer) -> None:
    names = [parameter.name for parameter in optimizer.hyperparameters]
    assert len(set(names)) == len(names)
    assert set(names) == {name for variant in optimizer.variants for name in variant.defaults}
    for parameter in optimizer.hyperparameters:
        if parameter.name in TERM:
            assert parameter.at(TERM[parameter.name].default) == TERM[parameter.name]
        if parameter.name in optimizer.variants[0].defaults:
            assert parameter.default == optimizer.variants[0].defaults[parameter.name]


@EACH_OPTIMIZER
def test_the_paper_can_be_found(optimizer: Optimizer) -> None:
    paper = optimizer.paper
    assert re.fullmatch(r"https://[a-z0-9.-]+\.[a-z]+/\S+", paper.url)
    assert 1847 <= paper.year <= 2026
    assert paper.title.strip() and paper.authors.strip()


def room(words: str) -> int:
    """The width of words, a Chinese character as wide as two letters."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in words)


@EACH_OPTIMIZER
def test_where_there_is_little_room_it_has_a_short_name(optimizer: Optimizer) -> None:
    short, long = optimizer.short or optimizer.name, optimizer.name
    for language in ("en", "zh"):
        assert room(getattr(short, language)) <= 14
        assert room(getattr(short, language)) <= room(getattr(long, language))
    assert short != long or optimizer.short is None, "a short name that is the name"
    assert items("optimizers")[optimizer.id]["short"] == short.as_dict()


def test_short_names_tell_optimizers_apart() -> None:
    for language in ("en", "zh"):
        names = [getattr(optimizer.short or optimizer.name, language) for optimizer in CATALOGUE.optimizers.values()]
        assert len(set(names)) == len(names)


@EACH_VARIANT
def test_defaults_are_within_range(optimizer: Optimizer, variant: Variant) -> None:
    described = {parameter.name: parameter for parameter in optimizer.hyperparameters}
    assert "lr" in variant.defaults
    for name, default in variant.defaults.items():
        assert described[name].minimum <= default <= described[name].maximum


@EACH_VARIANT
def test_the_rule_reads_what_the_variant_declares(optimizer: Optimizer, variant: Variant) -> None:
    rule = parse_rule(variant.rule)
    initial = [line for name, text in variant.state.items() for line in parse_rule(f"{name} = {text}\ntheta = theta")]
    read_names, assigned = names_read([*rule, *initial]), {line.name for line in rule}
    assert set(variant.defaults) <= read_names, "a hyperparameter without effect"
    assert set(variant.state) <= assigned & names_read(rule), "a state that is not carried on"
    assert assigned - set(variant.state) - {"theta", "g"} <= names_read(rule), "a line without effect"
    assert rule[-1].name == "theta"
    assert variant.rule == variant.rule.strip()


@EACH_VARIANT
def test_the_rule_is_printed_with_every_name_tagged_and_lettered(optimizer: Optimizer, variant: Variant) -> None:
    printed = rule_mathml(variant.rule, {**SYMBOLS, **{each.name: each.symbol for each in optimizer.hyperparameters}})
    ElementTree.fromstring(printed)
    tagged = set(re.findall(r'data-name="(\w+)"', printed))
    assert tagged == names_read(parse_rule(variant.rule)) | {line.name for line in parse_rule(variant.rule)}
    words = re.findall(r'data-name="\w+">(?:(?!</mrow>).)*?<mi>(\w\w+)</mi>', printed)
    assert not words, "a name without a letter"


@EACH_VARIANT
def test_the_rule_is_python_and_computes_what_the_engine_does(optimizer: Optimizer, variant: Variant) -> None:
    trajectory = run(BOWL, optimizer.id, variant.framework, steps=60, start=[-3.0, 4.0], schedule={"id": "exponential"})
    objective = problem_of(read_problem(BOWL)).objective
    again = NumpyRun(
        variant,
        {},
        (-3.0, 4.0),
        lambda x, y: objective.value_and_gradient(x, y)[1:3],  # type: ignore[arg-type, return-value]
        lambda x, y: objective.value_and_gradient(x, y)[0],
        objective.hessian,
        updates=60,
    )
    for k, (gx, gy, lr) in enumerate(zip(*trajectory["gradient"].values(), trajectory["learning_rate"], strict=False)):
        assert again.step(k, (gx, gy), lr) == path(trajectory)[k + 1]
    assert len(path(trajectory)) == 61
    for name, value in again.state.items():
        recorded = trajectory["state"][name]
        columns = list(recorded.values()) if isinstance(recorded, dict) else [recorded]
        assert [column[-1] for column in columns] == list(np.atleast_1d(value))


@EACH_VARIANT
def test_it_goes_down_a_bowl(optimizer: Optimizer, variant: Variant) -> None:
    trajectory = run(BOWL, optimizer.id, variant.framework, steps=200)
    assert trajectory["outcome"]["kind"] != "diverged"
    assert len(trajectory["loss"]) == 201
    assert all(map(math.isfinite, trajectory["loss"]))
    assert trajectory["loss"][-1] < trajectory["loss"][0]


# Runs on which some hyperparameter shows: the variant's own defaults; steps so large that gradients turn, and grow; so
# small that the run comes to rest.
FAR, NEAR = [-3.0, 4.0], [2.0, -2.0]
SHOWING: tuple[dict[str, Any], ...] = (
    {"steps": 20, "start": FAR},
    {"steps": 20, "start": FAR, "lr": 1.0},
    {"steps": 20, "start": NEAR, "lr": 1.0},
    {"steps": 600, "start": NEAR, "lr": 0.001},
)


@EACH_HYPERPARAMETER
def test_each_hyperparameter_changes_the_path(
    optimizer: Optimizer, variant: Variant, parameter: Hyperparameter
) -> None:
    default = variant.defaults[parameter.name]
    elsewhere = [value for value in parameter.slider if value != default]

    def drawn(more: dict[str, Any], **given: float) -> Any:
        trajectory = run(BOWL, optimizer.id, variant.framework, **{**more, **given})
        # What averages the path leaves it alone and moves a track.
        return path(trajectory), trajectory.get("tracks")

    assert any(
        drawn(more, **{parameter.name: value}) != drawn(more)
        for more in SHOWING
        for value in elsewhere
        if not more.keys() & {parameter.name}
    )
    assert drawn(SHOWING[0], **{parameter.name: default}) == drawn(SHOWING[0])


@EACH_HYPERPARAMETER
def test_values_out_of_range_are_refused_and_the_ends_are_not(
    optimizer: Optimizer, variant: Variant, parameter: Hyperparameter
) -> None:
    for value in (parameter.minimum, parameter.maximum, *parameter.slider):
        read(scene(BOWL, optimizer.id, variant.framework, **{parameter.name: value}))
    outside: list[object] = [parameter.minimum - 1e-9, parameter.maximum * 1.001 + 1e-9, math.nan, math.inf, "1", True]
    for wrong in outside:
        with pytest.raises(InvalidScene) as refused:
            read(scene(BOWL, optimizer.id, variant.framework, **{parameter.name: wrong}))
        (fault,) = refused.value.faults
        assert fault.path == ("runs", 0, "hyperparameters", parameter.name)


@EACH_VARIANT
def test_the_ends_of_every_slider_give_a_result(optimizer: Optimizer, variant: Variant) -> None:
    for parameter in optimizer.hyperparameters:
        if parameter.name in variant.defaults:
            for value in (parameter.minimum, parameter.maximum, *parameter.slider):
                trajectory = run(BOWL, optimizer.id, variant.framework, steps=20, **{parameter.name: value})
                assert all(map(math.isfinite, trajectory["loss"])), (parameter.name, value)


def written_call(variant: Variant, values: dict[str, float]) -> ast.Call:
    """The call of a variant with numbers in place of names, read as Python."""
    call = ast.parse(variant.call.format(**values), mode="eval").body
    assert isinstance(call, ast.Call)
    return call


def arguments(call: ast.Call, first: str) -> dict[str, Any]:
    """The keyword arguments of a call, and its first positional number under the name ``first``."""
    numbers = [ast.literal_eval(argument) for argument in call.args if isinstance(argument, ast.Constant)]
    keywords = {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg is not None}
    chosen = {name: _chosen(value) for name, value in keywords.items()}
    literal = {
        name: ast.literal_eval(value) for name, value in chosen.items() if not isinstance(value, (ast.Call, ast.Name))
    }
    return dict(zip([first], numbers, strict=False)) | literal


def _chosen(value: ast.expr) -> ast.expr:
    """A value that a switch decides, decided."""
    if isinstance(value, ast.IfExp):
        return value.body if ast.literal_eval(value.test) else value.orelse
    return value


@EACH_CALLED
def test_the_call_takes_every_hyperparameter_once(optimizer: Optimizer, variant: Variant) -> None:
    fields = [name for _, name, _, _ in string.Formatter().parse(variant.call) if name is not None]
    if variant.framework == "paper":  # a library may decide by itself what a paper leaves open
        assert set(fields) <= set(variant.defaults) and len(set(fields)) == len(fields)
    else:
        assert sorted(fields) == sorted(variant.defaults)
    call = written_call(variant, dict(variant.defaults))
    assert ast.unparse(call.func).startswith(MODULES.get(variant.framework, PAPERS))
    keywords = [keyword.arg for keyword in call.keywords]
    assert len(set(keywords)) == len(keywords)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_the_call_is_the_one_that_was_recorded(case: Case) -> None:
    """The recorder's call was run by the framework: ours has the same function and says no argument otherwise."""
    variant = CATALOGUE.optimizers[case.optimizer].variant(case.framework)
    recorded = ast.parse(case.call, mode="eval").body
    assert isinstance(recorded, ast.Call)
    ours = written_call(variant, {**variant.defaults, **case.hyperparameters})
    assert ast.unparse(ours.func) == ast.unparse(recorded.func)
    first = "lr" if case.framework in ("pytorch", "paper") else "learning_rate"
    written = arguments(ours, first)
    for name, value in arguments(recorded, first).items():
        assert written[name] == value


@pytest.mark.parametrize("framework", list(MODULES))
def test_every_variant_was_recorded(framework: str) -> None:
    recorded = {case.optimizer for case in CASES if case.framework == framework}
    assert {optimizer.id for optimizer, variant in VARIANTS if variant.framework == framework} <= recorded


@EACH_VARIANT
def test_the_sentence_gives_the_defaults_that_the_variant_has(optimizer: Optimizer, variant: Variant) -> None:
    sentences = variant.differs
    said = {
        "lr": re.findall(r"[Dd]efault η = ([\d.]*\d)|默认η = ([\d.]*\d)", sentences.en + sentences.zh),
        "weight_decay": re.findall(r"λ = ([\d.]*\d) by default|默认λ = ([\d.]*\d)", sentences.en + sentences.zh),
        "rho": re.findall(r"ρ = ([\d.]*\d)()", sentences.en + sentences.zh),
    }
    for name, found in said.items():
        for english, chinese in found:
            assert float(english or chinese) == variant.defaults[name]
    minus = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
    for power in re.findall(r"ε = 10([⁻⁰¹²³⁴-⁹]+)", sentences.en + sentences.zh):
        assert 10.0 ** int(power.translate(minus)) == pytest.approx(variant.defaults["eps"])
