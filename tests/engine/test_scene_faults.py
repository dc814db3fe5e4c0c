"""What a scene refuses, and how it says so."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine.faults import Fault, InvalidScene
from app.engine.scene import canonical, read
from app.settings import LIMITS
from tests.engine.scenes import ADAM, BOOTH, FIT, PLAIN, formula, run, scene


def faults(data: object) -> tuple[Fault, ...]:
    with pytest.raises(InvalidScene) as caught:
        read(data)
    return caught.value.faults


# Each case: the scene, where its one fault is, and what the sentence must name.
ONE_FAULT: Mapping[str, tuple[object, tuple[str | int, ...], str]] = {
    "nothing": (None, (), "problem and runs"),
    "a list": ([PLAIN], (), "problem and runs"),
    "no problem": ({"runs": [ADAM]}, ("problem",), "surface, formula or fit"),
    "no runs": ({"problem": BOOTH}, ("runs",), "1 to 16"),
    "foreign key": (scene(step=3), ("step",), "Did you mean steps?"),
    "steps as text": (scene(steps="200"), ("steps",), "from 1 to 10000"),
    "steps as a switch": (scene(steps=True), ("steps",), "from 1 to 10000"),
    "half a step": (scene(steps=2.5), ("steps",), "whole number"),
    "no steps": (scene(steps=0), ("steps",), "from 1 to 10000"),
    "too many steps": (scene(steps=10_001), ("steps",), "10000"),
    "huge steps": (scene(steps=10**400), ("steps",), "10000"),
    "seed below": (scene(seed=-1), ("seed",), "4294967295"),
    "seed above": (scene(seed=2**32), ("seed",), "4294967295"),
    "sampling": (scene(sampling="dice"), ("sampling",), "shuffle, cyclic or replace"),
    "start nan": (scene(start=[math.nan, 0]), ("start", 0), "two numbers"),
    "start inf": (scene(start=[0, math.inf]), ("start", 1), "two numbers"),
    "start far": (scene(start=[0, 1e13]), ("start", 1), "1e12"),
    "start as text": (scene(start="1,2"), ("start",), "two numbers"),
    "start of three": (scene(start=[1, 2, 3]), ("start",), "two numbers"),
    "start of one": (scene(start=[1]), ("start", 1), "two numbers"),
    "problem without a kind": (scene(problem={}), ("problem", "kind"), "surface, formula or fit"),
    "problem of no kind": (scene(problem={"kind": "sphere"}), ("problem", "kind"), "surface, formula or fit"),
    "problem as a list": (scene(problem=[1]), ("problem",), "surface, formula or fit"),
    "unknown surface": (scene(problem={"kind": "surface", "id": "rosenbroc"}), ("problem", "id"), "mean rosenbrock?"),
    "surface as a number": (scene(problem={"kind": "surface", "id": 3}), ("problem", "id"), "3 was given"),
    "surface with a view": (scene(problem={**BOOTH, "view": {}}), ("problem", "view"), "kind, id"),
    "formula as a number": (formula(5), ("problem", "formula"), "formula of x and y"),
    "reversed view": (formula("x", view={"x": [1, -1], "y": [0, 1]}), ("problem", "view", "x"), "low one below"),
    "empty view": (formula("x", view={"x": [1, 1], "y": [0, 1]}), ("problem", "view", "x"), "low one below"),
    "half a view": (formula("x", view={"x": [0, 1]}), ("problem", "view", "y"), "y is missing"),
    "view as a list": (formula("x", view=[0, 1, 0, 1]), ("problem", "view"), '{"x"'),
    "fit of nothing": (scene(problem={"kind": "fit"}), ("problem", "dataset"), "neither was given"),
    "fit of two": (scene(problem={**FIT, "points": [[1, 2]]}), ("problem", "dataset"), "both were given"),
    "unknown data": (scene(problem={"kind": "fit", "dataset": "iris"}), ("problem", "dataset"), "article"),
    "unknown model": (scene(problem={**FIT, "model": "cubic"}), ("problem", "model"), "linear"),
    "unknown loss": (scene(problem={**FIT, "loss": "mxe"}), ("problem", "loss"), "Did you mean mse?"),
    "no points": (scene(problem={"kind": "fit", "points": []}), ("problem", "points"), "1 to 10000"),
    "too many points": (scene(problem={"kind": "fit", "points": [[0, 0]] * 10_001}), ("problem", "points"), "10000"),
    "a point of one": (scene(problem={"kind": "fit", "points": [[1]]}), ("problem", "points", 0, 1), "[x, y]"),
    "a point of text": (scene(problem={"kind": "fit", "points": [[1, "2"]]}), ("problem", "points", 0, 1), '"2" was'),
    "empty runs": (scene(runs=[]), ("runs",), "1 to 16"),
    "too many runs": (scene(runs=[ADAM] * 17), ("runs",), "1 to 16"),
    "runs as an object": (scene(runs=ADAM), ("runs",), "a list"),
    "a run of text": (scene(runs=["adam"]), ("runs", 0), '{"optimizer": "adam"}'),
    "a run without": (scene(runs=[ADAM, {}]), ("runs", 1, "optimizer"), "optimizer is missing"),
    "unknown optimizer": (scene(runs=[{"optimizer": "Adm"}]), ("runs", 0, "optimizer"), "Did you mean adam?"),
    "unknown framework": (run(framework="tensorflow"), ("runs", 0, "framework"), "pytorch, keras, optax or paper"),
    "framework without it": (
        scene(runs=[{"optimizer": "adam", "framework": "paper"}]),
        ("runs", 0, "framework"),
        "pytorch, keras, optax",
    ),
    "foreign key of a run": (run(batchsize=1), ("runs", 0, "batchsize"), "Did you mean batch_size?"),
    "unknown number": (run(hyperparameters={"beta_1": 0.9}), ("runs", 0, "hyperparameters", "beta_1"), "beta1"),
    "number of another": (
        run(framework="optax", hyperparameters={"weight_decay": 0.1}),
        ("runs", 0, "hyperparameters", "weight_decay"),
        "adam (optax)",
    ),
    "number as text": (run(hyperparameters={"lr": "0.1"}), ("runs", 0, "hyperparameters", "lr"), "0 to 1e6"),
    "number nan": (run(hyperparameters={"lr": math.nan}), ("runs", 0, "hyperparameters", "lr"), "NaN was given"),
    "number below": (run(hyperparameters={"lr": -0.1}), ("runs", 0, "hyperparameters", "lr"), "-0.1 was given"),
    "number above": (run(hyperparameters={"beta1": 1}), ("runs", 0, "hyperparameters", "beta1"), "0.9999999"),
    "number huge": (run(hyperparameters={"lr": 10**5000}), ("runs", 0, "hyperparameters", "lr"), "0 to 1e6"),
    "number null": (run(hyperparameters={"lr": None}), ("runs", 0, "hyperparameters", "lr"), "null was given"),
    "numbers as a list": (run(hyperparameters=[0.1]), ("runs", 0, "hyperparameters"), "by name"),
    "switch half on": (
        scene(runs=[{"optimizer": "rmsprop", "hyperparameters": {"centered": 0.5}}]),
        ("runs", 0, "hyperparameters", "centered"),
        "0 or 1",
    ),
    "unknown schedule": (run(schedule={"id": "cosin"}), ("runs", 0, "schedule", "id"), "Did you mean cosine?"),
    "schedule as text": (run(schedule="cosine"), ("runs", 0, "schedule"), '{"id": "cosine"'),
    "unknown parameter": (
        run(schedule={"id": "cosine", "parameters": {"tmax": 10}}),
        ("runs", 0, "schedule", "parameters", "tmax"),
        "Did you mean t_max?",
    ),
    "half a warmup": (
        run(schedule={"parameters": {"warmup": 2.5}}),
        ("runs", 0, "schedule", "parameters", "warmup"),
        "whole number from 0",
    ),
    "batch without data": (run(batch_size=1), ("runs", 0, "batch_size"), "needs a fit"),
    "batch too large": (
        scene(problem=FIT, runs=[{**ADAM, "batch_size": 6}]),
        ("runs", 0, "batch_size"),
        "from 1 to 5, the points",
    ),
    "empty batch": (scene(problem=FIT, runs=[{**ADAM, "batch_size": 0}]), ("runs", 0, "batch_size"), "from 1 to"),
    "negative noise": (run(noise=-1), ("runs", 0, "noise"), "from 0 to 1e12"),
    "another noise": (run(noise_kind="pink"), ("runs", 0, "noise_kind"), "gaussian, relative or student_t"),
    "too heavy tails": (run(noise_kind="student_t", noise_df=0.5), ("runs", 0, "noise_df"), "from 1 to 100"),
    "unknown wrapper": (
        run(wrappers=[{"id": "lookahed"}]),
        ("runs", 0, "wrappers", 0, "id"),
        "Did you mean lookahead?",
    ),
    "unknown number of a wrapper": (
        run(wrappers=[{"id": "lookahead"}, {"id": "lookahead", "parameters": {"beta": 1}}]),
        ("runs", 0, "wrappers", 1, "parameters", "beta"),
        "alpha",
    ),
    "a wrapper of text": (run(wrappers=["lookahead"]), ("runs", 0, "wrappers", 0), '{"id": "lookahead"}'),
    "wrappers as an object": (run(wrappers={"id": "lookahead"}), ("runs", 0, "wrappers"), "a list"),
    "too many wrappers": (run(wrappers=[{"id": "lookahead"}] * 9), ("runs", 0, "wrappers"), "up to 8"),
    "unknown coefficient": (
        scene(problem={**BOOTH, "coefficients": {"q": 1}}),
        ("problem", "coefficients", "q"),
        "surface booth",
    ),
    "coefficients as a list": (scene(problem={**BOOTH, "coefficients": [1]}), ("problem", "coefficients"), "by name"),
    "lone surrogate": (scene(problem={"kind": "surface", "id": "\ud800"}), ("problem", "id"), "surface"),
}


@pytest.mark.parametrize("name", ONE_FAULT)
def test_one_fault_names_its_place_and_what_is_allowed(name: str) -> None:
    data, path, named = ONE_FAULT[name]
    (fault,) = faults(data)
    assert fault.path == path
    assert named in fault.text.en
    check_sentence(fault)


def check_sentence(fault: Fault) -> None:
    """Both languages, whole sentences, no blanks between Han and Latin, printable as UTF-8, not a page long."""
    assert fault.text.en.endswith((".", "?")) and fault.text.zh.endswith(("。", "？"))
    assert re.search("[一-鿿]", fault.text.zh)
    assert max(map(len, (fault.text.en, fault.text.zh))) < 900
    (fault.text.en + fault.text.zh).encode()


@pytest.mark.parametrize(
    ("text", "column", "named"),
    [
        ("", 1, "empty"),
        ("x +", None, ""),
        ("2x", None, "2*x"),
        ("__import__('os').system('ls')", 1, ""),
        ("x.__class__", 1, ""),
        ("9**9**9**9", None, ""),
        ("x if y else 1", 1, "where"),
        ("lambda: x", None, ""),
        ("[x for x in y]", 1, ""),
        ("z + x", 1, "z"),
        ("sin x", None, ""),
        ("x" + "+x" * 300, None, "500"),
        ("(" * 60 + "x" + ")" * 60, None, "deep"),
    ],
)
def test_a_faulty_formula_is_pointed_at(text: str, column: int | None, named: str) -> None:
    (fault,) = faults(formula(text))
    assert fault.path == ("problem", "formula")
    assert fault.line == 1 and fault.column is not None and (column is None or fault.column == column)
    assert named in fault.text.en and fault.text.zh != fault.text.en


def test_a_formula_on_two_lines_is_pointed_at_on_its_line() -> None:
    (fault,) = faults(formula("x**2 +\n  q"))
    assert (fault.line, fault.column) == (2, 3)


def test_all_faults_are_said_at_once() -> None:
    data = {
        "problem": {"kind": "fit", "points": [[1, 2], [2, "3"]], "model": "cubic"},
        "start": [1, None],
        "steps": "many",
        "sampling": 5,
        "colour": "red",
        "runs": [
            {"optimizer": "adm", "batch_size": 1},
            {"optimizer": "adam", "hyperparameters": {"lr": -1, "rho": 2}, "schedule": {"id": "cosine", "x": 1}},
            7,
        ],
    }
    assert {fault.path for fault in faults(data)} == {
        ("problem", "points", 1, 1),
        ("problem", "model"),
        ("start", 1),
        ("steps",),
        ("sampling",),
        ("colour",),
        ("runs", 0, "optimizer"),
        ("runs", 1, "hyperparameters", "lr"),
        ("runs", 1, "hyperparameters", "rho"),
        ("runs", 1, "schedule", "x"),
        ("runs", 2),
    }


def test_what_concerns_runs_together_is_said_beside_what_is_wrong_in_one() -> None:
    data = scene(runs=[{"optimizer": "adam", "batch_size": 2}, {"optimizer": "adm"}])
    assert {fault.path for fault in faults(data)} == {("runs", 0, "batch_size"), ("runs", 1, "optimizer")}


def test_steps_over_all_runs_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.engine.scene.LIMITS", type(LIMITS)(total_steps=399))
    (fault,) = faults(scene(runs=[ADAM] * 2))
    assert fault.path == ("runs",) and "400" in fault.text.en and "399" in fault.text.en
    read(scene(runs=[ADAM]))


KEYS = sorted(
    {"problem", "runs", "start", "steps", "seed", "sampling", "kind", "id", "formula", "view", "x", "y", "dataset"}
    | {"points", "model", "loss", "optimizer", "framework", "hyperparameters", "schedule", "parameters", "batch_size"}
    | {"noise", "noise_kind", "noise_df", "lr", "warmup"}
)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.sampled_from(["adam", "booth", "fit", "surface", "formula", "x*y", "", "article", "\ud800", "null"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(KEYS) | st.text(max_size=3),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(
    JSON
    | st.fixed_dictionaries(
        {"problem": JSON, "runs": st.lists(JSON, max_size=2)}, optional={"start": JSON, "steps": JSON}
    )
    | st.fixed_dictionaries({"problem": st.just(BOOTH), "runs": st.lists(st.just(ADAM) | JSON, min_size=1, max_size=2)})
)
def test_whatever_json_is_sent_the_answer_is_a_scene_or_sentences(data: object) -> None:
    try:
        accepted = read(data)
    except InvalidScene as refusal:
        for fault in refusal.faults:
            check_sentence(fault)
    else:
        assert canonical(canonical(accepted)) == canonical(accepted)
