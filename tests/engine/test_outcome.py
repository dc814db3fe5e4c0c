"""How a run ended: each kind with its sentence, and numbers as a person writes them."""

from __future__ import annotations

import math
import re
import sys
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.catalogue.definitions import View
from app.engine.outcome import Ending, Outcome, loss_limit, number, outcome_of, since
from app.engine.problem import FormulaObjective, Problem, Stationary, surface_problem
from app.formula import Formula

from ..formula.saying import check_text

_SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (1.0, "1"),
        (-1.0, "−1"),
        (0.5, "0.5"),
        (123.456, "123.5"),
        (-2.71828, "−2.718"),
        (1234.5, "1234"),
        (9999.0, "9999"),
        (9999.4, "9999"),
        (9999.6, "10⁴"),
        (-9999.6, "−10⁴"),
        (10_000.0, "10⁴"),
        (12_345.6, "1.235×10⁴"),
        (99_999.0, "10⁵"),
        (0.001, "0.001"),
        (0.00099999, "0.001"),
        (0.0009999, "9.999×10⁻⁴"),
        (0.00012345, "1.234×10⁻⁴"),
        (1e-7, "10⁻⁷"),
        (-1e-7, "−10⁻⁷"),
        (2.5e-300, "2.5×10⁻³⁰⁰"),
        (5e-324, "4.941×10⁻³²⁴"),
        (1e12, "10¹²"),
        (-3e12, "−3×10¹²"),
        (1.7976931348623157e308, "1.798×10³⁰⁸"),
        (7.0000001e5, "7×10⁵"),
    ],
)
def test_numbers_in_sentences(value: float, text: str) -> None:
    assert number(value) == text


@settings(max_examples=300)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_in_a_sentence_can_be_read_back(value: float) -> None:
    text = number(value)
    assert "e" not in text and "-" not in text and len(text) <= 14
    mantissa, _, exponent = text.replace("−", "-").partition("×10")
    if not exponent and (power := re.fullmatch(r"(-?)10([⁻⁰¹²³⁴-⁹]+)", mantissa)):
        mantissa, exponent = f"{power[1]}1", power[2]
    read = float(f"{mantissa}e{exponent.translate(_SUPERSCRIPTS) or 0}") if value else 0.0
    if abs(value) < 1.797e308:
        assert read == pytest.approx(value, rel=5.1e-4, abs=5e-324)


def test_the_limit_of_the_loss() -> None:
    assert loss_limit(0.0) == loss_limit(-0.5) == loss_limit(1.0) == 1e12
    assert loss_limit(-20.0) == 2e13
    assert loss_limit(1e300) == sys.float_info.max  # a number that can be said, and inf is beyond it


# Outcomes from endings.

BOWL = surface_problem("sphere")
ENDING = Ending(
    step=100,
    steps=100,
    point=(1.0, 1.0),
    loss=2.0,
    gradient_norm=2.8,
    first_loss=50.0,
    beyond="none",
    recent_distance=0.5,
    rate=0.1,
    plain=True,
)


def problem(text: str, **more: Any) -> Problem:
    return Problem(
        "formula", ("x", "y"), FormulaObjective(Formula(text)), View(x=(-5, 5), y=(-5, 5)), (1.0, 1.0), text, **more
    )


def ended(where: Problem = BOWL, **changes: Any) -> Outcome:
    outcome = outcome_of(where, replace(ENDING, **changes))
    check_text(outcome.message)
    assert outcome.step == changes.get("step", 100)
    return outcome


def test_completed_says_loss_and_gradient() -> None:
    outcome = ended()
    assert outcome.kind == "completed"
    for words in (outcome.message.en, outcome.message.zh):
        assert "100" in words and "2" in words and "2.8" in words


def test_completed_after_growing_says_so_and_why() -> None:
    grown = ended(loss=60.0, rate=1.5)
    assert (
        grown.kind == "completed" and "grown from 50 to 60" in grown.message.en and "从50增大到60" in grown.message.zh
    )
    assert "2/λmax" in grown.message.en and "2/λmax" in grown.message.zh
    assert "2/λmax" not in ended(loss=60.0, rate=0.9).message.en  # below the edge: not the reason
    assert "2/λmax" not in ended(loss=60.0, rate=1.5, plain=False).message.en
    assert "2/λmax" not in ended(problem("x**4 + y**4"), loss=60.0, rate=1.5).message.en


@pytest.mark.parametrize(
    ("beyond", "kind", "en", "zh"),
    [
        ("undefined", "left_domain", "not defined", "没有定义"),
        ("overflow", "diverged", "beyond every number", "超出了可表示的范围"),
        ("loss", "diverged", "5×10¹³", "5×10¹³"),
        ("nowhere", "diverged", "0/0", "0/0"),
    ],
)
def test_what_comes_after_the_last_point_decides(beyond: str, kind: str, en: str, zh: str) -> None:
    outcome = ended(problem("x**4"), beyond=beyond, step=17)
    assert outcome.kind == kind and en in outcome.message.en and zh in outcome.message.zh
    assert "17" in outcome.message.en and "17" in outcome.message.zh


def test_diverging_has_a_remedy() -> None:
    assert "smaller learning rate than 0.1" in ended(problem("x**4"), beyond="loss", loss=1e14).message.en
    assert "above the edge 2/λmax = 1" in ended(beyond="loss", loss=1e14, rate=3.0).message.en
    fallen = ended(problem("x"), beyond="loss", loss=-6e13)
    assert "no lowest point" in fallen.message.en and "没有最低点" in fallen.message.zh


@pytest.mark.parametrize("beyond", ["none", "loss", "overflow", "undefined", "nowhere"])
@pytest.mark.parametrize("size", [1e-320, 1e-200, 1e200, 1e300, 1.7e308])
def test_no_size_is_too_large_for_a_sentence(beyond: Any, size: float) -> None:
    for text in ("x**2 + y**2", "x**4 + y**4", f"{size!r}*(x**2 + y**2)/4", "x", "x*y"):
        where = problem(text, minima=(Stationary(1e300, 1e300, -size),))
        for sign in (1, -1):
            outcome = ended(
                where, beyond=beyond, loss=sign * size, first_loss=-sign * size, gradient_norm=size, rate=size
            )
            assert "inf" not in outcome.message.en and "nan" not in outcome.message.en


def test_converged_at_a_known_minimum_says_how_near() -> None:
    near = ended(point=(1e-5, 0.0), loss=1e-10, gradient_norm=2e-5, recent_distance=1e-9)
    assert near.kind == "converged" and "within 10⁻⁵ of the minimum" in near.message.en and "10⁻⁵" in near.message.zh


def test_nearly_the_lowest_loss_elsewhere_is_not_the_known_minimum() -> None:
    assert ended(point=(2e-3, 0.0), loss=1e-6, gradient_norm=1.0).kind == "completed"
    assert ended(point=(1e-4, 0.0), loss=1e-6, gradient_norm=1.0).kind == "converged"
    lowest = ended(point=(3.0, 0.0), loss=0.0, gradient_norm=1.0)
    assert lowest.kind == "converged" and "lowest" in lowest.message.en and "最低" in lowest.message.zh


def test_converged_at_a_kink_needs_no_gradient_of_zero() -> None:
    where = problem("abs(x) + abs(y)", minima=(Stationary(0.0, 0.0, 0.0, "kink"),))
    assert ended(where, point=(1e-6, 1e-6), loss=2e-6, gradient_norm=2**0.5).kind == "converged"
    assert ended(where, point=(0.5, 0.5), loss=1.0, gradient_norm=2**0.5).kind == "completed"


def test_converged_to_a_minimum_that_nobody_listed() -> None:
    where = problem("(x - 1)**2 + (y - 1)**2")
    outcome = ended(where, point=(1.0, 1.0 + 1e-7), loss=1e-14, gradient_norm=2e-7)
    assert outcome.kind == "converged" and "local minimum" in outcome.message.en and "局部极小值" in outcome.message.zh
    assert ended(where, point=(1.0, 1.1), loss=0.01, gradient_norm=0.2).kind == "completed"
    # A maximum and a saddle are none, however flat.
    assert ended(problem("-(x - 1)**2 - (y - 1)**2"), gradient_norm=0.0).kind == "completed"
    assert ended(problem("(x - 1)**2 - (y - 1)**2"), gradient_norm=0.0).kind == "completed"


def test_a_run_has_converged_since_its_loss_stays_as_near_as_its_end() -> None:
    near = ended(point=(1e-5, 0.0), loss=1e-10, first_loss=1.0, gradient_norm=2e-5, recent_distance=1e-9).near
    assert near is not None and 1e-10 < near <= 1e-6
    assert since([1.0, 1e-7, 0.5, 1e-6, 1e-7, 1e-10], near) == 3
    assert since([1.0, 1e-10], near) == 1
    assert since([1e-10], near) == 0
    assert ended(problem("x + y"), recent_distance=1e-3).near is None


def test_a_run_that_starts_in_the_minimum_has_converged() -> None:
    assert ended(point=(0.0, 0.0), loss=0.0, first_loss=0.0, gradient_norm=0.0, recent_distance=0.0).kind == "converged"


def test_stalled_says_how_little_it_moved() -> None:
    outcome = ended(problem("x + y"), recent_distance=1e-8, rate=1e-9)
    assert outcome.kind == "stalled"
    assert "10⁻⁸" in outcome.message.en and "10⁻⁹" in outcome.message.en and "10⁻⁸" in outcome.message.zh
    assert ended(problem("x + y"), recent_distance=1e-8, steps=9, step=9).kind == "completed"  # too short to tell
    assert ended(problem("x + y"), recent_distance=1e-3).kind == "completed"


def test_stalled_at_a_saddle_says_so() -> None:
    outcome = ended(problem("x**2 - y**2"), point=(0.0, 0.0), recent_distance=0.0, gradient_norm=0.0)
    assert outcome.kind == "stalled" and "saddle" in outcome.message.en and "鞍点" in outcome.message.zh
    steep = ended(problem("x**2 - y**2"), point=(0.5, 0.0), recent_distance=0.0, gradient_norm=1.0)
    assert steep.kind == "stalled" and "saddle" not in steep.message.en


def test_curvature_that_is_not_defined_is_no_verdict() -> None:
    assert ended(problem("sqrt(x) + sqrt(y)"), point=(-1.0, 1.0), gradient_norm=0.0).kind == "completed"


@settings(max_examples=200)
@given(
    st.sampled_from(("none", "loss", "overflow", "undefined", "nowhere")),
    *[st.floats(allow_nan=False, allow_infinity=False)] * 5,
    st.floats(0, allow_nan=False, allow_infinity=False),
    st.floats(0),
)
def test_every_ending_has_a_sentence(
    beyond: Any, x: float, y: float, loss: float, first: float, rate: float, norm: float, distance: float
) -> None:
    if math.isnan(distance):
        return
    for where in (BOWL, problem("x*y"), problem("exp(x)*y**2"), surface_problem("rastrigin")):
        ended(
            where,
            beyond=beyond,
            point=(x, y),
            loss=loss,
            first_loss=first,
            rate=rate,
            gradient_norm=norm,
            recent_distance=distance,
        )
