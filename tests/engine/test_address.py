"""A scene's address: there and back, and what is wrong with an address; old ones are in test_golden_addresses.py."""

from __future__ import annotations

import math
import re
from typing import Any, get_args
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.catalogue import CATALOGUE
from app.engine.address import box_of, format, pairs, parse, problem_of_pairs, write
from app.engine.choices import (
    coefficients_of,
    schedule_parameters,
    surface_coefficients,
    variant_parameters,
    wrapper_parameters,
)
from app.engine.faults import InvalidScene
from app.engine.numerals import spelled, understood
from app.engine.random import NoiseKind
from app.engine.scene import Scene, canonical, read
from app.settings import LIMITS


def faults(query: str) -> list[tuple[str | None, str]]:
    with pytest.raises(InvalidScene) as caught:
        parse(query)
    return [(fault.parameter, fault.text.en) for fault in caught.value.faults]


NUMBERS = st.floats(-LIMITS.magnitude, LIMITS.magnitude, allow_nan=False)
MODELS = st.sampled_from(["theta_0*sin(theta_1*x)", "theta_0 + theta_1*x^2", " theta_0/(1 + theta_1**2) "])
LOSSES = st.sampled_from(["(y_hat - y)**4", "abs(y_hat - y) + 3e-7*y", "log(1 + (y - y_hat)**2)"])
FORMULAS = st.sampled_from(
    ["x**2 + 10*y**2", "x^2+y^2", "where(x < 0, -x, x) + y*y", "x/(1 + y**2) - 3e-7*x", "sin(pi*x)*cos(y)\n+ x", "x*y"]
)


@st.composite
def boxes(draw: st.DrawFn) -> dict[str, list[float]]:
    edges = st.tuples(NUMBERS, NUMBERS).filter(lambda pair: pair[0] < pair[1]).map(list)
    return {"x": draw(edges), "y": draw(edges)}


def _numbers(draw: st.DrawFn, described: dict[str, Any]) -> dict[str, float]:
    chosen = draw(st.sets(st.sampled_from(sorted(described)))) if described else set()
    values: dict[str, float] = {}
    for name in sorted(chosen):
        low, high = described[name].minimum, described[name].maximum
        if described[name].scale in ("integer", "switch"):
            values[name] = draw(st.integers(math.ceil(low), math.floor(high)))
        else:
            values[name] = draw(st.floats(low, high, allow_nan=False))
    return values


@st.composite
def surfaces(draw: st.DrawFn) -> dict[str, Any]:
    name = draw(st.sampled_from(list(CATALOGUE.surfaces)))
    return {"kind": "surface", "id": name, "coefficients": _numbers(draw, surface_coefficients(name))}


@st.composite
def fits(draw: st.DrawFn) -> dict[str, Any]:
    own: dict[str, Any] = {}
    if draw(st.booleans()):
        own["points"] = draw(st.lists(st.tuples(NUMBERS, NUMBERS).map(list), min_size=1, max_size=5))
    else:
        own["dataset"] = draw(st.sampled_from(list(CATALOGUE.datasets)))
        described = coefficients_of("datasets", own["dataset"])
        if described:
            own["dataset_coefficients"] = {"seed": draw(st.integers(0, LIMITS.seed)), "n": draw(st.integers(5, 50))}
    for what, kind, formulas in (("model", "models", MODELS), ("loss", "losses", LOSSES)):
        if draw(st.booleans()):
            own[what] = draw(formulas)
        else:
            # Those that need targets from 0 to 1 do not go with any data.
            known = {
                name: each for name, each in getattr(CATALOGUE, kind).items() if not getattr(each, "targets", None)
            }
            own[what] = draw(st.sampled_from(list(known)))
            own[f"{what}_coefficients"] = _numbers(draw, coefficients_of(kind, own[what]))
    return {"kind": "fit", "standardize": draw(st.booleans()), **own}


@st.composite
def wrappers(draw: st.DrawFn) -> dict[str, Any]:
    name = draw(st.sampled_from(list(CATALOGUE.wrappers)))
    return {"id": name, "parameters": _numbers(draw, wrapper_parameters(name))}


PROBLEMS = st.one_of(
    surfaces(),
    st.builds(lambda text, view: {"kind": "formula", "formula": text, "view": view}, FORMULAS, boxes()),
    fits(),
)


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    problem = draw(PROBLEMS)
    points = len(problem.get("points", ())) or (5 if problem["kind"] == "fit" else 0)
    runs = []
    for _ in range(draw(st.integers(1, 3))):
        optimizer = CATALOGUE.optimizers[draw(st.sampled_from(list(CATALOGUE.optimizers)))]
        framework = draw(st.sampled_from([None, *(variant.framework for variant in optimizer.variants)]))
        schedule = draw(st.sampled_from(list(CATALOGUE.schedules)))
        runs.append(
            {
                "optimizer": optimizer.id,
                "framework": framework,
                "hyperparameters": _numbers(draw, variant_parameters(optimizer, framework)),
                "schedule": {"id": schedule, "parameters": _numbers(draw, schedule_parameters(schedule))},
                "batch_size": draw(st.none() | st.integers(1, points)) if points else None,
                "noise": draw(st.just(0) | st.floats(0, LIMITS.magnitude)),
                "noise_kind": draw(st.sampled_from(get_args(NoiseKind))),
                "noise_df": draw(st.floats(*LIMITS.noise_df)),
                "wrappers": draw(st.lists(wrappers(), max_size=2)),
            }
        )
    data = {
        "problem": problem,
        "start": draw(st.none() | st.tuples(NUMBERS, NUMBERS)),
        "steps": draw(st.integers(1, LIMITS.steps)),
        "seed": draw(st.integers(0, LIMITS.seed)),
        "sampling": draw(st.sampled_from(["shuffle", "cyclic", "replace"])),
        "runs": runs,
    }
    return read(data)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(scenes())
def test_any_scene_survives_the_way_there_and_back(scene: Scene) -> None:
    address = format(scene)
    assert canonical(parse(address)) == canonical(scene)
    assert format(parse(address)) == address
    assert canonical(parse(write(scene))) == canonical(scene)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(scenes())
def test_every_program_reads_an_address_alike(scene: Scene) -> None:
    address = format(scene)
    # Nothing that a browser would encode again, and nothing that means a blank or a new key to somebody.
    assert re.fullmatch(r"[A-Za-z0-9%._~:,;=*()/&-]+", address)
    assert urlsplit(f"http://a/?{address}").query == address


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(max_size=30) | st.text(alphabet="runsface=&:,~;%+0.5e-v1", max_size=60))
def test_garbage_is_a_scene_or_sentences(query: str) -> None:
    for text in (query, f"surface=booth&run={query}", f"run=adam&formula={query}", f"points={query}&run=sgd"):
        keys = {key for key, _ in pairs(text)} | {"run", "surface"}
        try:
            accepted = parse(text)
        except InvalidScene as refusal:
            named = {fault.parameter for fault in refusal.faults}
        else:
            named = set()
            assert canonical(parse(format(accepted))) == canonical(accepted)
        assert named <= keys


@settings(max_examples=500, deadline=None, derandomize=True)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_are_spelled_so_that_they_read_back(number: float) -> None:
    text = spelled(number)
    assert float(text) == number and understood(text) == number
    assert re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", text)
    assert len(text) <= 26


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (5, "5"),
        (-2.5, "-2.5"),
        (1e-6, "0.000001"),
        (1.5e-7, "1.5e-7"),
        (1e16, "10000000000000000"),
        (123456789012345680000.0, "123456789012345680000"),
        (1e21, "1e21"),
        (-1.25e300, "-1.25e300"),
        (5e-324, "5e-324"),
        (0.1 + 0.2, "0.30000000000000004"),
    ],
)
def test_numbers_are_spelled_as_javascript_does(number: float, text: str) -> None:
    assert spelled(number) == text


@pytest.mark.parametrize("text", ["", "nan", "inf", "1_0", "1e999", "0x10", "１", "1,5", "--1", "e5", ".", "1\n"])
def test_what_is_no_number_stays_text(text: str) -> None:
    assert understood(text) == text


@pytest.mark.parametrize(
    ("written", "canonical"),
    {
        "noise_kind=relative": "",
        "noise_df=5": "",
        "noise=0.1,noise_kind=gaussian,noise_df=5": ",noise=0.1",
        "noise=0.1,noise_kind=relative,noise_df=5": ",noise=0.1,noise_kind=relative",
    }.items(),
)
def test_a_kind_of_noise_is_written_where_it_matters(written: str, canonical: str) -> None:
    said = format(parse(f"surface=booth&run=sgd:lr=0.01,{written}"))
    assert said.endswith(f"weight_decay=0{canonical}")
    assert format(parse(said)) == said


def test_no_optimizer_takes_a_word_of_the_grammar() -> None:
    words = {"framework", "batch", "noise", "noise_kind", "noise_df"}
    for optimizer in CATALOGUE.optimizers.values():
        assert not words & {parameter.name for parameter in optimizer.hyperparameters}


def test_a_blank_where_a_plus_was_meant_is_explained() -> None:
    ((parameter, sentence),) = faults("formula=x**2+y**2&run=adam")
    assert parameter == "formula" and "%2B" in sentence


def test_faults_of_a_run_say_which() -> None:
    with pytest.raises(InvalidScene) as caught:
        parse("surface=booth&run=adam&run=adam:lr=-1&run=sgd~cosine:t_max=0")
    assert [fault.path for fault in caught.value.faults] == [
        ("runs", 1, "hyperparameters", "lr"),
        ("runs", 2, "schedule", "parameters", "t_max"),
    ]


def test_a_question_mark_in_front_is_no_part_of_the_address() -> None:
    assert parse("?surface=booth&run=adam") == parse("surface=booth&run=adam")


def test_the_problem_alone() -> None:
    assert problem_of_pairs(pairs("surface=booth")) == parse("surface=booth&run=adam").problem
    with pytest.raises(InvalidScene, match="steps"):
        problem_of_pairs(pairs("surface=booth&steps=3"))


def test_a_view_alone() -> None:
    assert box_of("-1,1,0,2.5").y == (0, 2.5)
    for text in ("", "1,2,3", "1,0,0,1", "0,1,0,x", "0,1,0,1e13"):
        with pytest.raises(InvalidScene) as caught:
            box_of(text)
        assert {fault.parameter for fault in caught.value.faults} == {"view"}
