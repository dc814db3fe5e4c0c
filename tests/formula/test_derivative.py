"""Gradients and Hessians against complex steps and differences of an independent reading of the same text."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, event, example, given, settings

from app.formula import Formula, FormulaError
from app.formula.functions import FUNCTIONS

from .independent import ANALYTIC, complex_step, differences, value
from .strategies import formulas, points

Point = tuple[float, float]


def formula_or_skip(text: str) -> Formula:
    try:
        return Formula(text)
    except FormulaError:  # constants that are not finite, such as 1.0/0.0
        assume(False)
        raise


def slope(formula: Formula, index: int) -> Callable[[Any, Any], Any]:
    """The slope by x (0) or y (1) as a function of a point."""
    return lambda x, y: formula.value_and_gradient(float(x), float(y))[1 + index]


def noise(formula: Formula, x: float, y: float) -> list[float]:
    """How much rounding x and y alone moves the gradient: beyond this nothing can be said."""
    near = [formula.value_and_gradient(x * (1 + d), y * (1 - d)) for d in (-1e-15, 0.0, 1e-15)]
    return [max(column) - min(column) for column in zip(*near, strict=True)]


def jumps(formula: Formula, x: float, y: float) -> bool:
    """Whether value or gradient jump here, as where(x == y, …) does at one point alone, which differences pass over."""
    near = [formula.value_and_gradient(x + dx, y + dy) for dx in (-1e-7, 0.0, 1e-7) for dy in (-1e-7, 0.0, 1e-7)]
    return any(not max(column) - min(column) <= 1e-4 * (1 + abs(column[4])) for column in zip(*near, strict=True))


@settings(max_examples=150)
@given(formulas(ANALYTIC, where=False), points)
def test_the_gradient_is_that_of_the_complex_step(text: str, point: Point) -> None:
    formula, (x, y) = formula_or_skip(text), point
    got, *gradient = formula.value_and_gradient(x, y)
    assume(math.isfinite(got) and abs(got) < 1e8)
    reference = complex_step(text, x, y)
    assume(all(abs(slope) < 1e12 for slope in reference))  # a root at 0 has its convention instead
    assert got == pytest.approx(float(np.real(value(text, np.complex128(x), np.complex128(y)))), rel=1e-9, abs=1e-9)
    slack = noise(formula, x, y)
    assume(all(part < 1e-6 * (1 + abs(number)) for part, number in zip(slack, (got, *reference), strict=True)))
    for mine, other, loose in zip(gradient, reference, slack[1:], strict=True):
        event("a slope other than 0" if other else "a slope of 0")
        assert mine == pytest.approx(other, rel=1e-9, abs=1e-9 + 100 * loose)


@settings(max_examples=150)
@given(formulas(), points)
@example("atan2(x, 1e200)", (1.0, 0.5))
@example("hypot(x, y)*atan2(x, y)", (-1.0, -0.5))
@example("min(x, y)*max(x, 2*y)", (0.7, 0.6))
@example("abs(x*y)**1.5", (-0.7, 0.7))
def test_the_gradient_is_that_of_differences(text: str, point: Point) -> None:
    formula, (x, y) = formula_or_skip(text), point
    got, *gradient = formula.value_and_gradient(x, y)
    assume(math.isfinite(got) and abs(got) < 1e8)
    coarse, fine = (differences(lambda a, b: value(text, a, b), x, y, step) for step in (1e-3, 2e-4))
    slack = noise(formula, x, y)
    assume(not jumps(formula, x, y))
    for mine, one, other, loose in zip(gradient, coarse, fine, slack[1:], strict=True):
        # Where the differences do not agree with each other there is a kink, a jump or a pole nearby.
        if not abs(one - other) <= 1e-7 * (1 + abs(other)) or not loose < 1e-6:
            event("no verdict")
            continue
        event("a slope other than 0" if other else "a slope of 0")
        assert mine == pytest.approx(other, rel=1e-6, abs=1e-6 + 100 * loose)


@settings(max_examples=150)
@given(formulas(depth=3), points)
@example("exp(x*y)*sin(x - y)", (0.3, 0.4))
@example("x**y", (1.3, 0.4))
def test_the_hessian_is_the_gradients_gradient(text: str, point: Point) -> None:
    formula, (x, y) = formula_or_skip(text), point
    got, *gradient = formula.value_and_gradient(x, y)
    assume(all(math.isfinite(part) and abs(part) < 1e6 for part in (got, *gradient)))
    assume(not jumps(formula, x, y))
    xx, xy, yy = formula.hessian(x, y)
    by_x, by_y = ([differences(slope(formula, i), x, y, step) for step in (1e-3, 2e-4)] for i in (0, 1))
    for mine, pair in ((xx, (by_x, 0)), (xy, (by_x, 1)), (xy, (by_y, 0)), (yy, (by_y, 1))):
        (one, other), index = pair
        if not abs(one[index] - other[index]) <= 1e-6 * (1 + abs(other[index])):
            event("no verdict")
            continue
        event("a curvature other than 0" if other[index] else "a curvature of 0")
        assert mine == pytest.approx(other[index], rel=1e-5, abs=1e-5)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_alone(name: str) -> None:
    """Value, slope and curvature at regular places of the domain, without any chance."""
    arguments = "0.3 + x/4" if FUNCTIONS[name].arity == 1 else "0.3 + x/4, y/5 - 0.2"
    text = f"{name}({arguments})"
    formula = Formula(text)
    for x, y in ((0.1, 0.9), (1.3, -0.7), (2.1, 2.2)):
        got, *gradient = formula.value_and_gradient(x, y)
        assert got == pytest.approx(float(value(text, np.longdouble(x), np.longdouble(y))), rel=1e-14)
        assert gradient == pytest.approx(differences(lambda a, b: value(text, a, b), x, y, 1e-3), abs=1e-9)
        xx, xy, yy = formula.hessian(x, y)
        rows = [differences(slope(formula, i), x, y, 1e-3) for i in (0, 1)]
        assert (xx, xy, xy, yy) == pytest.approx((*rows[0], *rows[1]), abs=1e-8)


def gradient_at(text: str, x: float, y: float = 0.0) -> tuple[float, ...]:
    return Formula(text).value_and_gradient(x, y)[1:]


# Conventions at kinks, exactly as functions.py states them.


@pytest.mark.parametrize(
    ("text", "x", "y", "slopes"),
    [
        ("abs(x)", 0.0, 0.0, (0.0, 0.0)),
        ("abs(x)", -0.0, 0.0, (0.0, 0.0)),
        ("abs(x) + abs(y)", -2.0, 0.0, (-1.0, 0.0)),
        ("abs(x*x - y)", 1.0, 1.0, (0.0, 0.0)),
        ("max(x, y)", 1.5, 1.5, (0.5, 0.5)),
        ("min(x, y)", 1.5, 1.5, (0.5, 0.5)),
        ("max(x, y)", 0.0, -0.0, (0.5, 0.5)),
        ("max(x, y)", 2.0, 1.5, (1.0, 0.0)),
        ("min(x, y)", 2.0, 1.5, (0.0, 1.0)),
        ("max(0, x)", 0.0, 0.0, (0.5, 0.0)),
        ("max(x, x)", 3.0, 0.0, (1.0, 0.0)),
        ("max(3*x, x)", 0.0, 0.0, (2.0, 0.0)),
        ("sqrt(x)", 0.0, 0.0, (0.0, 0.0)),
        ("sqrt(x**2 + y**2)", 0.0, 0.0, (0.0, 0.0)),
        ("sqrt(sqrt(abs(x)))", 0.0, 0.0, (0.0, 0.0)),
        ("cbrt(x)", 0.0, 0.0, (0.0, 0.0)),
        ("cbrt(x)", -0.0, 0.0, (0.0, 0.0)),
        ("x**0.5", 0.0, 0.0, (0.0, 0.0)),
        ("x**1.5", 0.0, 0.0, (0.0, 0.0)),
        ("abs(x)**0.3", 0.0, 0.0, (0.0, 0.0)),
        ("hypot(x, y)", 0.0, 0.0, (0.0, 0.0)),
        ("hypot(x, y)", 3.0, -4.0, (0.6, -0.8)),
        ("atan2(x, y)", 0.0, 0.0, (0.0, 0.0)),
        ("floor(x) + ceil(y)", 1.0, 2.0, (0.0, 0.0)),
        ("floor(x)*y", 1.5, 2.0, (0.0, 1.0)),
        ("sign(x)*y", -1.5, 2.0, (0.0, -1.0)),
        ("where(x < 0, x**2, 3*x)", 0.0, 0.0, (3.0, 0.0)),
        ("where(x <= 0, x**2, 3*x)", 0.0, 0.0, (0.0, 0.0)),
        ("x**2", 0.0, 0.0, (0.0, 0.0)),
        ("x**y", 0.0, 2.0, (0.0, 0.0)),
        ("x**0", 0.0, 0.0, (0.0, 0.0)),
        ("x**1", 0.0, 0.0, (1.0, 0.0)),
    ],
)
def test_a_kink_has_the_slope_that_the_table_states(text: str, x: float, y: float, slopes: Point) -> None:
    assert gradient_at(text, x, y) == slopes


@pytest.mark.parametrize("text", ["sqrt(x)", "cbrt(x)", "abs(x)", "hypot(x, y)", "max(x, y)", "x**2.5", "atan2(x, y)"])
def test_curvature_at_a_kink_is_a_number(text: str) -> None:
    assert all(map(math.isfinite, Formula(text).hessian(0.0, 0.0)))


@pytest.mark.parametrize(
    ("text", "point", "slopes"),
    [
        ("atan2(x, 1e200)", (1e200, 0.0), (0.5e-200, 0.0)),
        ("atan2(1e-200*x, 1e-200*y)", (1.0, 1.0), (0.5, -0.5)),
        ("atan2(1e200*x, 1e200*y)", (1.0, 1.0), (0.5, -0.5)),
        ("hypot(1e200*x, 1e200*y)", (3.0, 4.0), (6e199, 8e199)),
        ("x/y", (1e-200, 1e200), (1e-200, 0.0)),
        ("log(x)", (1e-300, 0.0), (1e300, 0.0)),
        ("tan(x)", (1.5, 0.0), (1 + math.tan(1.5) ** 2, 0.0)),
        ("x**100", (1.0, 0.0), (100.0, 0.0)),
        ("x**-3", (2.0, 0.0), (-3 / 16, 0.0)),
    ],
)
def test_slopes_far_from_one(text: str, point: Point, slopes: Point) -> None:
    assert gradient_at(text, *point) == pytest.approx(slopes, rel=1e-12)


def test_a_constant_has_no_slope_even_where_its_parts_have_none() -> None:
    assert gradient_at("3 + 0*x", 1.0) == (0.0, 0.0)
    assert gradient_at("pi*e", 1.0) == (0.0, 0.0)
    assert Formula("log(2)*sqrt(3)").hessian(1.0, 1.0) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize("text", ["x**y", "exp(sin(x*y)/(1 + x**2))", "sum((x - i)**2*cos(y*i) for i in range(20))"])
def test_derivatives_stay_linear_in_the_size_of_the_formula(text: str) -> None:
    formula = Formula(text)
    graph = formula.graph
    value = len(graph.needed([formula.value_node]))
    gradient = len(graph.needed([formula.value_node, *formula.gradient_nodes]))
    assert gradient <= 8 * value + 8
    nested = Formula("sin(" * 12 + "x*y" + ")" * 12)
    counts = [
        len(nested.graph.needed(nodes)) for nodes in ([nested.value_node], nested.gradient_nodes, nested.hessian_nodes)
    ]
    assert counts[1] <= 5 * counts[0] and counts[2] <= 8 * counts[1]


def test_the_other_variables_of_a_model_are_differentiated() -> None:
    model = Formula("theta_0*exp(theta_1*x)", ("theta_0", "theta_1"), ("x",))
    got, by_0, by_1 = model.value_and_gradient(2.0, 0.5, 3.0)
    assert (got, by_0, by_1) == pytest.approx((2 * math.exp(1.5), math.exp(1.5), 6 * math.exp(1.5)))
