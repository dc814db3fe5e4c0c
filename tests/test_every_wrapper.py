"""What holds of every wrapper and every framework's variant of it."""

from __future__ import annotations

import ast
import math
import re
import string
from typing import Any
from xml.etree import ElementTree

import pytest

from app.catalogue import CATALOGUE
from app.catalogue.definitions import Hyperparameter, Wrapper, WrapperVariant
from app.catalogue.terms import FRAMEWORKS, SYMBOLS
from app.engine.choices import wrapper_parameters
from app.engine.faults import InvalidScene
from app.engine.race import race
from app.engine.scene import canonical, read
from app.formula.mathml import rule_mathml
from app.formula.rules import names_read, parse_rule
from app.web.catalogue import items
from tests.catalogue.scenes import BOWL, path

WRAPPERS = list(CATALOGUE.wrappers.values())
VARIANTS = [(wrapper, variant) for wrapper in WRAPPERS for variant in wrapper.variants]
EACH_WRAPPER = pytest.mark.parametrize("wrapper", WRAPPERS, ids=lambda wrapper: wrapper.id)
EACH_VARIANT = pytest.mark.parametrize(
    ("wrapper", "variant"),
    [pytest.param(wrapper, variant, id=f"{wrapper.id}-{variant.framework}") for wrapper, variant in VARIANTS],
)
EACH_PARAMETER = pytest.mark.parametrize(
    ("wrapper", "parameter"),
    [
        pytest.param(wrapper, parameter, id=f"{wrapper.id}-{parameter.name}")
        for wrapper in WRAPPERS
        for parameter in wrapper.parameters
    ],
)


def scene(wrapper: str | None, optimizer: str = "momentum", framework: str | None = None, **more: Any) -> Any:
    """A scene of one wrapped run; ``more`` are the wrapper's parameters and ``steps``."""
    steps = more.pop("steps", 30)
    wrapped = [] if wrapper is None else [{"id": wrapper, "parameters": more}]
    run = {"optimizer": optimizer, "framework": framework, "hyperparameters": {"lr": 0.02}, "wrappers": wrapped}
    return {"problem": BOWL, "start": [-3.0, 4.0], "steps": steps, "runs": [run]}


def run(wrapper: str | None, optimizer: str = "momentum", framework: str | None = None, **more: Any) -> Any:
    answer = race(canonical(read(scene(wrapper, optimizer, framework, **more))), frozenset({"state"}))
    return answer["trajectories"][0]


def named(parameter: Hyperparameter, value: object) -> dict[str, Any]:
    return {parameter.name: value}


def drawn(trajectory: Any) -> tuple[Any, Any]:
    return path(trajectory), trajectory.get("tracks")


def rules(variant: WrapperVariant) -> tuple[Any, ...]:
    return tuple(parse_rule(text, must_assign=None) for text in (variant.before, variant.after))


@EACH_WRAPPER
def test_variants_are_of_different_frameworks(wrapper: Wrapper) -> None:
    frameworks = [variant.framework for variant in wrapper.variants]
    assert len(set(frameworks)) == len(frameworks) > 0
    assert set(frameworks) <= set(FRAMEWORKS)
    # A run of another framework gets the first.
    for framework in FRAMEWORKS:
        found = wrapper.variant(framework)
        assert found.framework == framework or (framework not in frameworks and found is wrapper.variants[0])


@EACH_WRAPPER
def test_the_paper_can_be_found(wrapper: Wrapper) -> None:
    if wrapper.paper is not None:
        assert re.fullmatch(r"https://[a-z0-9.-]+\.[a-z]+/\S+", wrapper.paper.url)
        assert 1847 <= wrapper.paper.year <= 2026


@EACH_VARIANT
def test_the_rules_read_what_the_wrapper_declares(wrapper: Wrapper, variant: WrapperVariant) -> None:
    before, after = rules(variant)
    assigned = {line.name for line in (*before, *after)}
    own = {parameter.name for parameter in wrapper.parameters}
    initial = [line for name, text in variant.state.items() for line in parse_rule(f"{name} = {text}\ntheta = theta")]
    read_names = names_read([*before, *after, *initial])
    assert own <= read_names, "a parameter without effect"
    assert set(variant.state) <= assigned
    tracks = [line for track in variant.tracks for line in parse_rule(f"x = {track.formula}", None)]
    carried = read_names | names_read(tracks)
    assert set(variant.state) <= carried, "a state that nothing reads"
    assert variant.before or variant.after
    for text in (variant.before, variant.after):
        assert text == text.strip()


@EACH_VARIANT
def test_defaults_of_frameworks_differ_and_are_said(wrapper: Wrapper, variant: WrapperVariant) -> None:
    described = {parameter.name: parameter for parameter in wrapper.parameters}
    for name, default in variant.defaults.items():
        assert default != described[name].default
        assert variant is not wrapper.variants[0], "the first variant's defaults are the parameters' own"
        sentence = rf"{described[name].symbol} = {default:.4f}".rstrip("0")
        assert sentence in variant.differs.en and sentence in variant.differs.zh


@EACH_VARIANT
def test_the_rules_are_printed_with_a_letter_for_every_name(wrapper: Wrapper, variant: WrapperVariant) -> None:
    symbols = {**SYMBOLS, **{parameter.name: parameter.symbol for parameter in wrapper.parameters}}
    for text in filter(None, (variant.before, variant.after)):
        printed = rule_mathml(text, symbols)
        ElementTree.fromstring(printed)
        assert not re.findall(r'data-name="\w+">(?:(?!</mrow>).)*?<mi>(\w\w+)</mi>', printed)


@EACH_VARIANT
def test_the_call_is_python(wrapper: Wrapper, variant: WrapperVariant) -> None:
    fields = [name for _, name, _, _ in string.Formatter().parse(variant.call) if name is not None]
    assert set(fields) <= {parameter.name for parameter in wrapper.parameters}
    ast.parse(variant.call.format(**{parameter.name: parameter.default for parameter in wrapper.parameters}))


@EACH_VARIANT
@pytest.mark.parametrize("optimizer", CATALOGUE.optimizers)
def test_it_goes_around_every_optimizer(wrapper: Wrapper, variant: WrapperVariant, optimizer: str) -> None:
    frameworks = [each.framework for each in CATALOGUE.optimizers[optimizer].variants]
    framework = variant.framework if variant.framework in frameworks else frameworks[0]
    trajectory = run(wrapper.id, optimizer, framework, steps=10)
    assert len(trajectory["loss"]) > 1
    assert all(map(math.isfinite, trajectory["loss"]))


@EACH_PARAMETER
def test_each_parameter_changes_the_path_or_a_track(wrapper: Wrapper, parameter: Hyperparameter) -> None:
    for variant in wrapper.variants:
        framework = variant.framework if variant.framework in ("pytorch", "keras", "optax") else None
        usual = drawn(run(wrapper.id, framework=framework))
        others = [value for value in parameter.slider if value != parameter.default]
        assert any(drawn(run(wrapper.id, framework=framework, **named(parameter, value))) != usual for value in others)
        default = wrapper_parameters(wrapper.id, variant.framework)[parameter.name].default
        assert drawn(run(wrapper.id, framework=framework, **named(parameter, default))) == usual
        bare = path(run(None, framework=framework))
        changes = "theta" in [line.name for line in sum(rules(variant), ())] or variant.before
        assert changes or path(run(wrapper.id, framework=framework)) == bare, "an average leaves the run alone"


@EACH_PARAMETER
def test_values_out_of_range_are_refused_and_the_ends_are_not(wrapper: Wrapper, parameter: Hyperparameter) -> None:
    for value in (parameter.minimum, parameter.maximum, *parameter.slider):
        trajectory = run(wrapper.id, steps=10, **named(parameter, value))
        assert all(map(math.isfinite, trajectory["loss"]))
    for wrong in (parameter.minimum - 1e-9, parameter.maximum * 1.001 + 1e-9, math.nan, "1", True):
        with pytest.raises(InvalidScene) as refused:
            read(scene(wrapper.id, **named(parameter, wrong)))
        (fault,) = refused.value.faults
        assert fault.path == ("runs", 0, "wrappers", 0, "parameters", parameter.name)


def test_the_api_gives_each_frameworks_defaults() -> None:
    frameworks = items("wrappers")["ema"]["frameworks"]
    assert {each["id"]: each["defaults"] for each in frameworks} == {
        "pytorch": {"decay": 0.999},
        "keras": {"decay": 0.99},
    }


def test_ten_and_ten_updates_are_twenty() -> None:
    """With an optimizer that remembers nothing, a wrapped run can be taken up where it stood, but for what it keeps."""
    for wrapper in ("clip_norm", "clip_value", "l2", "decoupled_decay", "sam"):
        whole = path(run(wrapper, "sgd", steps=20))
        half = run(wrapper, "sgd", steps=10)
        rest = scene(wrapper, "sgd", steps=10) | {"start": list(path(half)[-1])}
        assert path(half) + path(race(canonical(read(rest)))["trajectories"][0])[1:] == whole
