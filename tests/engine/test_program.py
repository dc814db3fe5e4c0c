"""The woven loop: two dialects with one trajectory, schedules, warm-up, what is cached, recorded and counted."""

from __future__ import annotations

import math
from typing import Any

import pytest

from app.catalogue import CATALOGUE
from app.catalogue.definitions import Variant
from app.engine.loom import Around
from app.engine.problem import FormulaObjective
from app.engine.program import RAISED, weave
from app.formula import Formula, FormulaError, formula_of
from app.formula.code import FAST, IEEE
from app.formula.scalar import compiled

from .programs import CONSTANT, SGD, around, bits, ran, schedule, variant, woven
from .races import ARTICLE, formula, lone, path, raced, run, surface

# The two dialects.

# Each raises in Python somewhere on the way of a run from (−1, 0.5) to larger x, in a part that is used twice and so
# computed although where() does not choose it; the values themselves stay numbers.
RAISES = {
    "overflow": "-x + y**2 + where(x < 9, 0, exp(1000*(x + 0.5))*exp(1000*(x + 0.5)))",
    "a root": "where(x < -0.35, 0.1*sqrt(-0.35 - x) - x, -x) + y**2",
    "a logarithm": "-x + y**2 + where(x > -9, 0, log(-0.45 - x)*log(-0.45 - x))",
    "division by zero": "where(x < -0.5, y/sign(max(-0.5 - x, 0)) + 1/sign(max(-0.5 - x, 0)), 1) - x + y**2",
    "a power": "where(x < -0.6, (-0.6 - x)**0.5*(-0.6 - x)**0.5, 0) - x + y**2",
    "at once": "-x + y**2 + where(x < 9, 0, log(-2 - x**2)*log(-2 - x**2))",
    "the end": "where(x < -0.3, 0, log(-x - 0.3)) - x + y**2",
    "infinity": "-x + 1/(x + 0.5)**2 + y**2",
    "not at all": "-x + y**2 + 0.1*x*y",
}
RULES = {
    "sgd": (SGD, ()),
    "momentum": (variant("m = 0.5*m + g\ntheta = theta - lr*m", {"m": "0"}), (0.0, 0.0)),
    "normalised": (variant("theta = theta - lr*g/max(norm(g), 1e-3)"), ()),
    "counting": (variant("theta = theta - lr*g/sqrt(t + k)"), ()),
}


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("text", RAISES.values(), ids=RAISES)
@pytest.mark.parametrize("rates", ["lr", "lr*0.99**k"])
def test_a_run_goes_on_as_if_it_had_been_ieee_from_the_start(text: str, rule: str, rates: str) -> None:
    how, state = RULES[rule]
    program = woven(text, how, around(schedule(rates) if rates != "lr" else CONSTANT))
    both = ran(program, how, (-1.0, 0.5), 40, (FAST, IEEE), state)
    safe = ran(program, how, (-1.0, 0.5), 40, (IEEE,), state)
    assert bits(both) == bits(safe)
    assert len(both[0]) <= 41 and len(both[0]) == len(both[4])


def test_some_of_these_raise_in_the_middle() -> None:
    """Or the test above would say nothing."""
    raised = {}
    for name, text in RAISES.items():
        at = woven(text).program(FAST)(0, 40, -math.inf, math.inf, -1.0, 0.5, 0.1, *([] for _ in range(5)))
        raised[name] = None if at is None else at[0]
    assert raised.pop("not at all") is None and raised.pop("infinity") is None and raised.pop("at once") == 0
    assert len(raised) == 6 and all(update is not None and 2 <= update < 30 for update in raised.values()), raised


@pytest.mark.parametrize("optimizer", CATALOGUE.optimizers)
@pytest.mark.parametrize(
    "shape", ["exp(exp(3*x)) + y**2", "1/x + x + y**2/x", "(x + y)**4*1e70", "log(x + 0.2) + 2*y**2", "x**3 - 3*x*y**2"]
)
def test_every_optimizer_ends_at_the_same_step_in_both_dialects(
    optimizer: str, shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundred times the usual rate: most of them leave the numbers or the domain on the way."""
    for each in CATALOGUE.optimizers[optimizer].variants:
        rate = min(100 * each.defaults["lr"], 1e6)
        scene: dict[str, Any] = {
            "framework": each.framework,
            "lr": rate,
            "steps": 30,
            "start": [1, 0.5],
            "include": ["gradient", "state"],
        }
        scene["schedule"] = {"id": "exponential", "parameters": {"gamma": 1.02}}
        usual = lone(formula(shape), optimizer, **scene)
        with monkeypatch.context() as patch:
            patch.setattr("app.engine.race.FAST", IEEE)
            safe = lone(formula(shape), optimizer, **scene)
        assert usual == safe
        assert usual["learning_rate"] == pytest.approx([rate * 1.02**k for k in range(len(usual["loss"]) - 1)])


def test_the_rates_are_all_there_after_an_exception() -> None:
    got = lone(formula(RAISES["a root"]), lr=0.1, start=[-1, 0.5], steps=40, schedule="exponential")
    assert got["learning_rate"] == pytest.approx([0.1 * 0.99**k for k in range(len(got["loss"]) - 1)])


# Stopping.


def test_the_loop_stops_where_the_loss_leaves_its_limits() -> None:
    program = woven("x**2 + y**2")
    _, _, loss, *_ = ran(program, start=(1.0, 0.0), steps=100, limit=1e6, lr=2.0)
    assert loss[-2] <= 1e6 < loss[-1] and len(loss) < 100
    _, _, loss, *_ = ran(woven("-x**2"), start=(1.0, 0.0), steps=100, limit=1e6, lr=1.0)
    assert loss[-1] < -1e6 <= loss[-2]


def test_nan_stops_the_loop_too() -> None:
    x, *_ = ran(woven("sqrt(x) + y**2"), start=(0.1, 0.0), steps=100, lr=1.0)
    assert len(x) == 2 and x[1] < 0


def test_no_step_is_only_the_start() -> None:
    columns = ran(woven("x*y"), steps=0)
    assert columns == [[1.0], [2.0], [2.0], [2.0], [1.0]]


# Steps.


def test_the_recorded_loss_and_gradient_are_those_of_each_point() -> None:
    x, y, loss, by_x, by_y = ran(woven("sin(x)*y + x**2*y**2"), steps=20)
    expected = Formula("sin(x)*y + x**2*y**2")
    for point in zip(x, y, loss, by_x, by_y, strict=True):
        assert point[2:] == expected.value_and_gradient(*point[:2])


def test_counters() -> None:
    x, *_ = ran(woven("x + y", variant("theta = theta*0 + t")), steps=3)
    assert x == [1.0, 1.0, 2.0, 3.0]
    x, *_ = ran(woven("x + y", variant("theta = theta*0 + k")), steps=3)
    assert x == [1.0, 0.0, 1.0, 2.0]


def test_a_rule_may_swap_what_the_loop_carries() -> None:
    """New values that are other variables' old ones must not overwrite each other."""
    how = variant("a = b\nb = c\nc = theta\ntheta = old\nold = c + 0*g", {"a": "0", "b": "0", "c": "0", "old": "theta"})
    program = woven("x*x + y", how)
    x, y, *_ = ran(program, how, (1.0, 2.0), 3, state=(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 5.0, 7.0))
    assert (x, y) == ([1.0, 5.0, 1.0, 5.0], [2.0, 7.0, 2.0, 7.0])
    turned = variant("p = theta\ntheta = q\nq = r\nr = p", {"p": "theta", "q": "theta", "r": "theta"})
    x, *_ = ran(woven("x*x + y", turned), turned, (1.0, 0.0), 4, state=(9.0, 9.0, 2.0, 2.0, 3.0, 3.0))
    assert x == [1.0, 2.0, 3.0, 1.0, 2.0]


def test_a_gradient_elsewhere_is_the_problems() -> None:
    how = variant("theta = theta - lr*grad(theta - lr*g)")
    x, y, *_ = ran(woven("x**2 + 3*y**2", how), how, (1.0, 2.0), 1)
    assert (x[1], y[1]) == pytest.approx((1 - 0.1 * 2 * 0.8, 2 - 0.1 * 6 * (2 - 0.1 * 12)))


def test_the_hessian_is_the_problems() -> None:
    how = variant("theta = theta - hess_solve(theta, g, 0)")
    x, y, *_ = ran(woven("(x - 3)**2 + (x - 3)*(y + 1) + 2*(y + 1)**2", how), how, (10.0, 20.0), 1)
    assert (x[1], y[1]) == pytest.approx((3.0, -1.0), rel=1e-14)


@pytest.mark.parametrize("name", ["sgd", "momentum", "nesterov"])
def test_ten_steps_and_ten_more_are_twenty(name: str) -> None:
    """For what remembers nothing; with memory the second half begins differently."""
    twenty = path(
        lone(surface("booth"), name, lr=0.01, momentum=0.5, steps=20)
        if name != "sgd"
        else lone(surface("booth"), lr=0.01, steps=20)
    )
    half = lone(surface("booth"), lr=0.01, steps=10)
    again = lone(surface("booth"), lr=0.01, steps=10, start=list(path(half)[-1]))
    assert (path(half) + path(again)[1:] == twenty) == (name == "sgd")


def test_a_longer_run_begins_like_a_shorter_one() -> None:
    for optimizer in CATALOGUE.optimizers:
        short, long = (lone(surface("rosenbrock"), optimizer, steps=steps, noise=0.1, seed=4) for steps in (10, 25))
        assert path(long)[: len(path(short))] == path(short)


# Schedules.


def test_rates_are_the_formulas_value_at_each_update() -> None:
    program = woven("x + y", where=around(schedule("lr*0.5**k")))
    x, *_, rates = ran(program, steps=4)
    assert rates == [0.1, 0.05, 0.025, 0.0125]
    assert x == pytest.approx([1.0, 0.9, 0.85, 0.825, 0.8125])


def test_a_constant_rate_is_not_recorded_update_by_update() -> None:
    assert not woven("x + y").records_rate and woven("x + y", where=around(schedule("lr*0.9**k"))).records_rate


@pytest.mark.parametrize("chosen", ["constant", "exponential", "cosine", "step"])
@pytest.mark.parametrize("warmup", [1, 4, 10, 50])
def test_warm_up_is_linear_and_the_schedule_begins_after_it(chosen: str, warmup: int) -> None:
    own = {"step": {"step_size": 3}, "cosine": {"t_max": 30}}.get(chosen, {})
    cold = lone(surface("sphere"), lr=0.01, steps=20, schedule={"id": chosen, "parameters": own})
    warm = lone(surface("sphere"), lr=0.01, steps=20, schedule={"id": chosen, "parameters": {**own, "warmup": warmup}})
    expected = [0.01 * (k + 1) / warmup for k in range(min(warmup, 20))] + cold["learning_rate"][: max(0, 20 - warmup)]
    assert warm["learning_rate"] == pytest.approx(expected, rel=1e-15)
    assert path(warm)[1][0] == pytest.approx(path(warm)[0][0] * (1 - 2 * 0.01 / warmup))


def test_a_schedule_that_remembers_waits_for_the_warm_up() -> None:
    cold = lone(surface("sphere"), lr=0.01, steps=12, schedule={"id": "plateau", "parameters": {"patience": 1}})
    warm = lone(
        surface("sphere"), lr=0.01, steps=20, schedule={"id": "plateau", "parameters": {"patience": 1, "warmup": 8}}
    )
    assert warm["learning_rate"][8:] == cold["learning_rate"] == [0.01] * 12


def test_no_warm_up_is_no_warm_up() -> None:
    for warmup in (0, 0.0):
        got = lone(surface("sphere"), steps=5, schedule={"id": "cosine", "parameters": {"warmup": warmup}})
        assert got["learning_rate"] == lone(surface("sphere"), steps=5, schedule="cosine")["learning_rate"]


# What is cached.


def test_what_moves_compiles_nothing() -> None:
    def race(**given: Any) -> None:
        lone(surface("himmelblau"), "adam", steps=5, schedule="cosine", **given)

    race(lr=0.1)
    before = compiled.cache_info().misses
    race(lr=0.2, start=[1, 1])
    race(lr=0.3, start=[1, 2], beta1=0.5)
    race(lr=0.3, seed=5)
    assert compiled.cache_info().misses == before


def test_what_differs_is_woven_anew() -> None:
    objective = FormulaObjective(formula_of("x**2 + y**4"))
    one = weave(objective, SGD, around(), False)
    assert weave(FormulaObjective(formula_of("x**2 + y**4")), variant(SGD.rule), around(), False) is one
    others = [
        weave(FormulaObjective(formula_of("x**2 + y**6")), SGD, around(), False),
        weave(objective, variant("theta = theta - lr*g*2"), around(), False),
        weave(objective, variant(SGD.rule, {"m": "0"}), around(), False),
        weave(objective, SGD, around(schedule("lr/2")), False),
        weave(objective, SGD, around(warmup=True), False),
        weave(objective, SGD, around(noise="gaussian"), False),
        weave(objective, SGD, around(), True),
    ]
    assert len({id(each) for each in [one, *others]}) == 8


def test_hyperparameters_of_zero_leave_their_terms_out() -> None:
    how = variant("theta = theta - lr*(g + decay*theta)", decay=0.5)
    full, less = (woven("x**2 + y**2", how, around(zeros=zeros)) for zeros in (frozenset(), frozenset({"decay"})))
    assert "h_decay" in full.arguments and "h_decay" not in less.arguments
    assert less.operations < full.operations
    assert ran(full, how, h_decay=0.0) == ran(less, how)


def test_what_does_not_change_is_computed_before_the_loop() -> None:
    how = variant("theta = theta - lr*sqrt(1 - beta)*g", beta=0.19)
    source = woven("x**2 + y**2", how).sources[FAST]
    head, _, loop = source.partition("while True:")
    assert "sqrt" in head and "sqrt" not in loop
    x, *_ = ran(woven("x**2 + y**2", how), how, (1.0, 0.0), 1)
    assert x[1] == pytest.approx(1 - 0.1 * 0.9 * 2)


# State.


def test_state_is_what_the_update_began_with() -> None:
    got = lone(
        surface("sphere"), "momentum", lr=0.1, momentum=0.5, steps=3, start=[1, 0], include=["state", "gradient"]
    )
    (name,) = got["state"]
    velocity, expected = got["state"][name]["x"], [0.0]
    for gradient in got["gradient"]["x"][:-1]:
        expected.append(0.5 * expected[-1] + gradient)
    assert velocity == pytest.approx(expected, rel=1e-15)


def test_state_begins_where_its_formula_says() -> None:
    for value in (0.0, 0.25, 3.0):
        got = lone(surface("sphere"), "adagrad", initial_accumulator_value=value, steps=2, include=["state"])
        (column,) = got["state"].values()
        assert (column["x"][0], column["y"][0]) == (value, value)


def test_the_path_does_not_depend_on_who_looks_at_the_state() -> None:
    """v overflows while the path does not."""
    for optimizer in ("adam", "adagrad", "rmsprop", "momentum"):
        plain = lone(formula("1e170*x + y"), optimizer, steps=15, start=[1, 1])
        looked = lone(formula("1e170*x + y"), optimizer, steps=15, start=[1, 1], include=["state"])
        state = looked.pop("state")
        assert plain == looked
        if optimizer != "momentum":
            assert None in [value for column in state.values() for part in column.values() for value in part]


def test_state_is_named_by_problem_and_wrapper() -> None:
    got = lone(
        ARTICLE,
        "adam",
        steps=3,
        lr=0.01,
        include=["state"],
        wrappers=[{"id": "ema", "parameters": {}}, {"id": "ema", "parameters": {}}],
    )
    assert {"m", "v"} <= set(got["state"])
    assert {name.partition(".")[0] for name in got["state"] if "." in name} == {"ema", "ema_2"}
    assert set(got["state"]["m"]) == {"theta_0", "theta_1"}


# What is counted and refused.


def test_calls_are_counted() -> None:
    how = variant("theta = theta - lr*(g + grad(theta - g) + grad(theta + g)*loss(theta))")
    assert dict(woven("x*y", how).calls) == {"g": 1, "grad": 2, "loss": 1}
    assert not woven("x*y", variant("theta = theta*0.5")).calls.get("g")


def test_plain_descent_is_known_by_its_arithmetic() -> None:
    zeros = around(zeros=frozenset({"decay"}))
    assert woven("x*y").plain
    assert woven("x*y", variant("theta = theta - g*lr")).plain
    assert woven("x*y", variant("h = g + decay*theta\ntheta = theta - lr*h", decay=0.0), zeros).plain
    assert woven("x*y", where=around(schedule("lr*0.9**k"))).plain
    assert not woven("x*y", variant("h = g + decay*theta\ntheta = theta - lr*h", decay=0.1)).plain
    assert not woven("x*y", where=around(noise="gaussian")).plain
    for rule in (
        "theta = theta - lr*sign(g)",
        "theta = theta - 2*lr*g",
        "theta = theta + lr*g",
        "theta = theta - lr*g/norm(g)",
    ):
        assert not woven("x*y", variant(rule)).plain


@pytest.mark.parametrize(
    ("how", "where"),
    [
        (variant("theta = theta - lr*nothing"), around()),
        (variant("lr = 2\ntheta = theta"), around()),
        (variant("theta = theta", {"m": "grad(theta)"}), around()),
        (variant("theta = theta", {"m": "nothing"}), around()),
        (SGD, around(schedule("lr*t"))),
        (SGD, around(schedule("lr +"))),
        (SGD, around(schedule("lr*x"))),
    ],
)
def test_what_does_not_hold_together_is_refused(how: Variant, where: Around) -> None:
    with pytest.raises(FormulaError):
        woven("x*y", how, where)


def test_the_source_is_what_the_documentation_shows() -> None:
    source = woven("x**2 + y**2").sources[FAST]
    lines = [line.strip() for line in source.splitlines()]
    assert lines[0].startswith("def program(i, last, low, high, x, y, lr, X, Y, F, GX, GY)")
    assert lines[1] == "try:" and "while True:" in lines and "i += 1" in lines
    assert any(
        line.startswith("if i >= last or not low <=") and line.endswith("<= high: return None") for line in lines
    )
    assert lines[-2:] == [f"except ({RAISED}):", "return (i, x, y,)"]


def test_runs_of_one_scene_do_not_touch_each_other() -> None:
    alone = [raced(surface("beale"), run(name), steps=30)["trajectories"][0] for name in CATALOGUE.optimizers]
    for first in range(0, len(alone), 10):
        names = list(CATALOGUE.optimizers)[first : first + 10]
        together = raced(surface("beale"), *(run(name) for name in names), steps=30)["trajectories"]
        assert together == alone[first : first + 10]
