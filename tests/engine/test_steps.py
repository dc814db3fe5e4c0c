"""What each line of an update computed: the same numbers as the race's, and arithmetic that can be followed by hand."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from app.catalogue import CATALOGUE
from app.engine.faults import InvalidScene
from app.engine.steps import steps

from .races import ARTICLE, formula, run, surface
from .steps import column, lines_of, points, scene_of, stepped

ROSENBROCK = surface("rosenbrock")


def line(answer: dict[str, Any], name: str, number: int = 0) -> dict[str, Any]:
    """The n-th line of the optimizer's own that assigns a name."""
    own = next(stage for stage in answer["stages"] if stage["part"] == "optimizer")["lines"]
    found: dict[str, Any] = [each for each in own if each["name"] == name][number]
    return found


def test_momentum_by_hand() -> None:
    answer, raced = stepped(ROSENBROCK, run("momentum", lr=0.001, momentum=0.9), start=[-1.5, 2.5], steps=3)
    buffer, theta = line(answer, "b"), line(answer, "theta")
    g = [(145.0, 50.0)]
    assert answer["values"]["theta"] == {"x": raced["path"]["x"][:3], "y": raced["path"]["y"][:3]}
    assert [answer["values"]["g"][axis][0] for axis in "xy"] == list(g[0])
    assert buffer["reads"]["momentum"] == 0.9
    x, y = column(answer, buffer["value"])
    assert (x[0], y[0]) == g[0]
    assert x[1] == 0.9 * x[0] + answer["values"]["g"]["x"][1]
    assert column(answer, theta["value"])[0][0] == -1.5 - 0.001 * 145.0
    assert answer["updates"] == 3 and (answer["from"], answer["to"]) == (0, 3)


def test_the_share_of_a_term_is_its_length_among_all_terms_lengths() -> None:
    answer, _ = stepped(ROSENBROCK, run("adam", lr=0.05, framework="keras"), steps=4)
    rule = line(answer, "m")
    assert rule["text"] == "m = m + (g - m)*(1 - beta1)" and len(rule["terms"]) == 2
    m, g = (column(answer, rule["reads"][name]) for name in "mg")
    old, new = np.hypot(*m), np.hypot(*((g - m) * (1 - 0.9)))
    np.testing.assert_allclose(rule["terms"][0]["share"], old / (old + new), rtol=1e-12)
    np.testing.assert_allclose(rule["terms"][1]["share"], new / (old + new), rtol=1e-12)


def test_the_point_is_no_term_of_what_moves_it() -> None:
    answer, _ = stepped(
        ROSENBROCK, run("adamw", framework="optax", lr=0.05, weight_decay=0.5), steps=4, start=[-1.5, 2.5]
    )
    assert line(answer, "theta")["terms"] == []  # one product: nothing to share
    shrinks, steps_on = (line(stepped(ROSENBROCK, run("adamw", lr=0.05))[0], "theta", n) for n in (0, 1))
    assert shrinks["terms"] == [] and steps_on["terms"] == []


def test_the_line_that_moved_the_point_most() -> None:
    answer, raced = stepped(ROSENBROCK, run("adamw", lr=0.05, weight_decay=0.3), start=[-1.5, 2.5], steps=40)
    every = lines_of(answer)
    decays, descends = (index for index, each in enumerate(every) if each["name"] == "theta")
    assert set(answer["most"]) == {decays, descends}, "decay first, then the gradient"
    for update, most in enumerate(answer["most"]):
        lengths = {index: every[index]["moved"][update] for index in (decays, descends)}
        assert lengths[most] == max(lengths.values())
    at, on = column(answer, "theta"), column(answer, every[decays]["value"])
    assert every[decays]["moved"][0] == math.hypot(*(on - at)[:, 0])
    assert len(raced["learning_rate"]) == len(answer["most"])


def test_a_point_that_nothing_moves_has_no_line_that_moved_it_most() -> None:
    answer, _ = stepped(formula("x*0 + y*0 + 1"), run("sgd"), steps=3, start=[1, 1])
    assert answer["most"] == [None] * 3


def test_terms_of_a_hyperparameter_that_is_0_are_left_out_and_named() -> None:
    answer, _ = stepped(ROSENBROCK, run("adam", lr=0.05), steps=2)
    decay = line(answer, "g")
    assert decay["does"] == "nothing" and decay["zeros"] == ["weight_decay"]
    assert 'class="off"' in decay["mathml"] and 'class="off"' not in line(answer, "m")["mathml"]
    answer, _ = stepped(ROSENBROCK, run("adam", lr=0.05, weight_decay=0.1), steps=2)
    decay = line(answer, "g")
    assert decay["does"] == "runs" and decay["zeros"] == [] and 'class="off"' not in decay["mathml"]


def test_a_line_that_nothing_needs_is_not_computed() -> None:
    answer, _ = stepped(ROSENBROCK, run("sgd", wrappers=[{"id": "sam"}]), steps=2)
    assert all(each["does"] != "unused" for each in lines_of(answer))
    unused = [
        each
        for optimizer in CATALOGUE.optimizers.values()
        for variant in optimizer.variants
        for each in lines_of(stepped(ROSENBROCK, run(optimizer.id, framework=variant.framework), steps=1)[0])
        if each["does"] == "unused"
    ]
    assert unused, "no definition has a line for its records only"
    assert all(each["value"] is None and each["numbers"] == [] for each in unused)


def test_the_schedule_says_its_rate_its_warm_up_and_what_it_drives() -> None:
    cosine = {"id": "cosine", "parameters": {"t_max": 10, "warmup": 3}}
    answer, raced = stepped(ROSENBROCK, run("sgd", lr=0.001, schedule=cosine), steps=10)
    stage = answer["stages"][0]
    assert stage["part"] == "schedule" and [each["name"] for each in stage["lines"]] == ["lr", "lr"]
    assert column(answer, stage["lines"][-1]["value"]).tolist() == raced["learning_rate"]
    assert column(answer, stage["lines"][0]["reads"]["k"]).tolist() == [0, 0, 0, 0, 1, 2, 3, 4, 5, 6]
    cycle = {"id": "one_cycle", "parameters": {"t_max": 10}}
    answer, _ = stepped(ROSENBROCK, run("momentum", lr=0.001, schedule=cycle), steps=10)
    driven = next(stage for stage in answer["stages"] if stage["when"] == "drives")["lines"]
    assert [each["name"] for each in driven] == ["momentum"]
    momentum = line(answer, "b")["reads"]["momentum"]
    assert momentum == driven[0]["value"] and len(set(column(answer, momentum).tolist())) > 3


def test_a_constant_rate_is_a_line_that_does_nothing() -> None:
    answer, _ = stepped(ROSENBROCK, run("sgd"), steps=2)
    (rate,) = answer["stages"][0]["lines"]
    assert (rate["name"], rate["does"]) == ("lr", "nothing")


def test_schedules_state_waits_for_the_end_of_the_warm_up() -> None:
    plateau = {"id": "plateau", "parameters": {"warmup": 4, "patience": 0}}
    answer, raced = stepped(ROSENBROCK, run("sgd", lr=0.004, schedule=plateau), steps=12)
    for name in CATALOGUE.schedules["plateau"].state:
        last = [each for each in answer["stages"][0]["lines"] if each["name"] == name][-1]
        np.testing.assert_array_equal(column(answer, last["value"])[:-1], raced["state"][f"schedule.{name}"][1:-1])


def test_wrappers_names_are_their_own() -> None:
    answer, raced = stepped(ROSENBROCK, run("momentum", wrappers=[{"id": "ema"}, {"id": "ema"}]), steps=5)
    wrapped = [stage for stage in answer["stages"] if stage["part"] == "wrapper"]
    assert [stage["name"]["en"] for stage in wrapped] == [CATALOGUE.wrappers["ema"].name.en] * 2
    first, second = (stage["lines"][-1]["value"] for stage in wrapped)
    assert first.startswith("ema.a") and raced["state"].keys() >= {"ema.a", "ema_2.a"}
    assert second.startswith("ema")


def test_batches_and_noise_are_in_the_gradient_that_is_shown() -> None:
    answer, raced = stepped(ARTICLE, run("sgd", lr=0.01, batch_size=1, noise=0.5), steps=6, start=[0, 0])
    theta, g = column(answer, "theta"), column(answer, "g")
    after = np.array(list(raced["path"].values()))[:, 1:]
    np.testing.assert_array_equal(theta - 0.01 * g, after)
    assert list(answer["values"]["theta"]) == ["theta_0", "theta_1"]


def test_lbfgs_shows_what_its_search_and_its_memory_did() -> None:
    answer, raced = stepped(ROSENBROCK, run("lbfgs", line_search=1.0), steps=8)
    searched = line(answer, "a", 1)
    assert [call["function"] for call in searched["calls"]] == ["strong_wolfe"]
    np.testing.assert_array_equal(column(answer, searched["calls"][0]["value"]), column(answer, searched["value"]))
    native = answer["native"]
    assert native["pairs"][:3] == [0, 1, 2] and all(slope < 0 for slope in native["slope"])
    each = raced["evaluations_each"]["gradient"]
    assert [1 + trials for trials in native["trials"]] == each and sum(each) == raced["evaluations"]["gradient"]


def test_a_diverging_run_ends_with_its_last_update() -> None:
    answer, raced = stepped(ROSENBROCK, run("sgd", lr=1.0), steps=50)
    assert raced["outcome"]["kind"] == "diverged"
    assert answer["updates"] == answer["to"] == raced["outcome"]["step"] < 50
    assert all(len(column(answer, "theta")[axis]) == answer["updates"] for axis in (0, 1))


def test_a_window_is_a_part_of_the_whole() -> None:
    scene = scene_of(ROSENBROCK, run("adam", lr=0.05), steps=40)
    whole, part = steps(scene, 0, 40), steps(scene, 10, 15)
    assert (part["from"], part["to"], part["updates"]) == (10, 15, 40)
    assert part["values"].keys() == whole["values"].keys()
    for name in whole["values"]:
        np.testing.assert_array_equal(column(part, name), column(whole, name)[..., 10:15])
    assert part["most"] == whole["most"][10:15]


def test_a_window_beyond_the_end_of_a_run_is_empty() -> None:
    scene = scene_of(ROSENBROCK, run("sgd", lr=1.0), steps=50)
    answer = steps(scene, 30, 40)
    assert answer["from"] == answer["to"] == 30 and answer["most"] == []


def test_numbers_that_are_not_finite_are_null_and_the_path_goes_on() -> None:
    answer, _ = stepped(formula("1e160*x + y"), run("adam", lr=0.1), steps=4, start=[1, 1])
    flat = answer["values"][line(answer, "v")["value"]]["x"]
    assert None in flat and all(value is None or math.isfinite(value) for value in flat)


def test_a_start_outside_the_domain_is_refused() -> None:
    with pytest.raises(InvalidScene):
        steps(scene_of(formula("log(x) + y"), run("sgd"), start=[-1, 1]), 0, 10)


def test_recording_leaves_the_race_as_it_is() -> None:
    for problem in (ROSENBROCK, ARTICLE):
        answer, raced = stepped(problem, run("adam", lr=0.05), steps=100)
        np.testing.assert_array_equal(list(points(answer))[-1], np.array(list(raced["path"].values()))[:, 1:])
