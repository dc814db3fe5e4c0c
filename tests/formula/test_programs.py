"""Floats with Python's operators, floats with IEEE results and NumPy's arrays: three programs, the same values."""

from __future__ import annotations

import itertools
import math
import struct
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, event, example, given, settings

from app.formula import Formula, FormulaError
from app.formula.code import FAST, IEEE, NUMPY, Code, function_source
from app.formula.functions import FUNCTIONS
from app.formula.graph import Graph
from app.formula.ieee import PYTHON_RAISES
from app.formula.lanes import array_program, field_over
from app.formula.scalar import compiled, scalar_program

from .strategies import EXACT, formulas, nasty, nasty_points, points

Point = tuple[float, float]

INF, NAN = math.inf, math.nan
NASTY: tuple[float, ...] = (
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    -0.5,
    2.0,
    -2.0,
    3.0,
    -8.0,
    1e-5,
    1e308,
    -1e308,
    1e-308,
    -1e-308,
    5e-324,
    -5e-324,
)
NASTY += (709.0, 710.0, -745.0, -746.0, 1e16, 1.5, 2.5, -0.9999, 1e22, INF, -INF, NAN)


def made(text: str) -> Formula:
    try:
        return Formula(text)
    except FormulaError:
        assume(False)
        raise


def roots(formula: Formula) -> list[int]:
    return [formula.value_node, *formula.gradient_nodes, *formula.hessian_nodes]


def bits(values: Any) -> list[bytes]:
    """The values, to the bit; all kinds of nan are one."""
    return [struct.pack("<d", value) if value == value else b"nan" for value in map(float, values)]


def pattern(value: float) -> str:
    return "nan" if value != value else "inf" if value == INF else "-inf" if value == -INF else "finite"


def by_arrays(formula: Formula, x: float, y: float) -> list[float]:
    """The same roots by the NumPy program, over arrays that are long enough for its vector instructions."""
    program = array_program(formula.graph, roots(formula), formula.names)
    values = program(np.full(9, x), np.full(9, y))
    return [float(np.broadcast_to(np.asarray(value), (9,))[4]) for value in values]


def fast_and_safe(formula: Formula) -> tuple[Any, Any]:
    return tuple(
        compiled(function_source(formula.graph, roots(formula), formula.names, dialect), dialect)
        for dialect in (FAST, IEEE)
    )  # type: ignore[return-value]


@settings(max_examples=150)
@given(formulas(depth=3), nasty_points | points)
@example("1/x", (0.0, 0.0))
@example("1/(1 + exp(1000*x))", (1.0, 1.0))
@example("where(x > 0, log(x), x)", (0.0, 1.0))
@example("x**y", (-8.0, 0.5))
def test_the_two_float_programs_agree_to_the_bit(text: str, point: Point) -> None:
    formula = made(text)
    fast, safe = fast_and_safe(formula)
    expected = bits(safe(*point))
    try:
        values = bits(fast(*point))
    except PYTHON_RAISES as error:
        event(type(error).__name__)
        # Some part of a value is inf or nan; the values themselves may be finite again.
        values = bits(scalar_program(formula.graph, roots(formula), formula.names)(*point))
    assert values == expected


@settings(max_examples=150)
@given(formulas(EXACT, powers=False, depth=3), nasty_points | points)
@example("1/ceil(x)", (-0.5, 0.0))
@example("1/sign(x)", (-0.0, 0.0))
@example("1/floor(x)", (-0.0, 0.0))
@example("sqrt(-x)", (1.0, 0.0))
@example("(1e-320*x)**-3", (1.0, 0.0))
@example("where(x != x, 1, 2)", (NAN, 0.0))
@example("min(x, y) + max(y, x)", (NAN, 1.0))
def test_arrays_give_the_same_bits_where_ieee_leaves_no_choice(text: str, point: Point) -> None:
    formula = made(text)
    scalar = scalar_program(formula.graph, roots(formula), formula.names)(*point)
    array = by_arrays(formula, *point)
    if "min" in text or "max" in text:
        # Which of 0.0 and -0.0 is the smaller differs between processors, and with it the sign of 1/0.
        assert [pattern(abs(value)) for value in scalar] == [pattern(abs(value)) for value in array]
        assert [abs(v) for v in scalar if math.isfinite(v)] == [abs(v) for v in array if math.isfinite(v)]
    else:
        assert bits(scalar) == bits(array)


@settings(max_examples=150)
@given(formulas(depth=3), points)
def test_arrays_give_the_same_values_but_for_the_last_digits(text: str, point: Point) -> None:
    formula, (x, y) = made(text), point
    program = scalar_program(formula.graph, roots(formula), formula.names)
    near = [program(x * (1 + d), y * (1 - d)) for d in (-2e-15, -1e-15, 0.0, 1e-15, 2e-15)]
    for here, array, column in zip(near[2], by_arrays(formula, x, y), zip(*near, strict=True), strict=True):
        loose = max(column) - min(column)
        if not all(map(math.isfinite, column)) or loose > 1e-6 * (1 + abs(here)) or abs(here) > 1e290:
            event("at an edge, where the last digits decide")
            continue
        event("compared")
        assert array == pytest.approx(here, rel=1e-12, abs=1e-12 + 100 * loose)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_at_nasty_numbers(name: str) -> None:
    arity = FUNCTIONS[name].arity
    formula = Formula(f"{name}({', '.join('xy'[:arity])})")
    for x, y in itertools.product(NASTY, NASTY if arity == 2 else (1.0,)):
        (scalar,) = formula.value(x, y)
        array = float(np.broadcast_to(np.asarray(formula.arrays(np.full(9, x), np.full(9, y))[0]), (9,))[4])
        lone = float(formula.arrays(x, y)[0])
        assert pattern(scalar) == pattern(array) == pattern(lone), (x, y, scalar, array)
        assert isinstance(scalar, float)
        if math.isfinite(scalar):
            assert abs(scalar - array) <= 4 * np.spacing(abs(scalar)), (x, y, scalar, array)
        if name not in ("min", "max"):
            assert scalar != 0 or math.copysign(1, scalar) == math.copysign(1, array), (x, y, scalar, array)


@pytest.mark.parametrize("operator", ["+", "-", "*", "/", "**"])
def test_every_operator_at_nasty_numbers(operator: str) -> None:
    formula = Formula(f"x {operator} y")
    for x, y in itertools.product(NASTY, NASTY):
        (scalar,), array = formula.value(x, y), float(formula.arrays(np.full(9, x), np.full(9, y))[0][4])  # type: ignore[index]
        assert pattern(scalar) == pattern(array), (x, y, scalar, array)
        if operator == "**":
            assert scalar == pytest.approx(array, rel=1e-14, abs=5e-324, nan_ok=True)
        else:
            assert bits([scalar]) == bits([array]), (x, y)


@pytest.mark.parametrize("exponent", [-3, -2, -1, 0, 1, 2, 3, 4, 7, 10, 100])
def test_whole_powers_are_the_same_products_everywhere(exponent: int) -> None:
    formula = Formula(f"x**{exponent}")
    for x in NASTY:
        scalar, array = formula.value(x, 0.0), by_arrays(formula, x, 0.0)[:1]
        assert bits(scalar) == bits(array)
        with np.errstate(all="ignore"):
            assert scalar[0] == pytest.approx(float(np.float64(x) ** exponent), rel=1e-13, abs=1e-320, nan_ok=True)


@pytest.mark.parametrize(
    ("text", "x", "expected"),
    [
        ("1/x", 0.0, INF),
        ("1/x", -0.0, -INF),
        ("-1/x", 0.0, -INF),
        ("x/x", 0.0, NAN),
        ("log(x)", 0.0, -INF),
        ("log(x)", -1.0, NAN),
        ("log1p(x)", -1.0, -INF),
        ("sqrt(x)", -1.0, NAN),
        ("exp(x)", 1e3, INF),
        ("-exp(x)", 1e3, -INF),
        ("expm1(x)", 1e3, INF),
        ("sinh(x)", -1e3, -INF),
        ("cosh(x)", -1e3, INF),
        ("sin(x)", INF, NAN),
        ("asin(x)", 2.0, NAN),
        ("x**0.5", -4.0, NAN),
        ("x**-0.5", 0.0, INF),
        ("x**1.5", 1e300, INF),
        ("x*x", 1e200, INF),
        ("x**2", 1e200, INF),
        ("x*x - x*x", 1e200, NAN),
        ("floor(x)", INF, INF),
        ("ceil(x)", NAN, NAN),
        ("1/(1 + exp(x))", 1e3, 0.0),
        ("atan(1/x)", 0.0, math.pi / 2),
        ("exp(-1/x**2)", 0.0, 0.0),
        ("where(x > 0, log(x), 7)", 0.0, 7.0),
        ("where(x < 0, 1/x, 1/x)", 0.0, INF),
        ("min(1/x, 3)", 0.0, 3.0),
    ],
)
def test_python_raises_and_the_lab_goes_on_as_ieee_says(text: str, x: float, expected: float) -> None:
    formula = Formula(text)
    for value in (
        formula.value(x, 0.0)[0],
        float(np.asarray(formula.arrays(np.array([x]), np.zeros(1))[0]).ravel()[0]),
    ):
        assert bits([value]) == bits([expected]) or value == pytest.approx(expected, rel=1e-15)


def test_only_the_chosen_branch_decides() -> None:
    value, by_x, _ = Formula("where(x > 0, sqrt(x), -sqrt(-x))").value_and_gradient(-4.0, 0.0)
    assert (value, by_x) == (-2.0, 0.25)


@given(nasty, nasty)
def test_a_comparison_chooses_as_ieee_compares(x: float, y: float) -> None:
    expected = {"<": x < y, "<=": x <= y, ">": x > y, ">=": x >= y, "==": x == y, "!=": x != y}
    for comparison, holds in expected.items():
        formula = Formula(f"where(x {comparison} y, 1, 0)")
        assert formula.value(x, y) == (float(holds),)
        assert by_arrays(formula, x, y)[0] == float(holds)


# What arrays may look like.


def test_arrays_broadcast_and_leave_their_arguments_alone() -> None:
    formula = Formula("x*y + sin(x)")
    x, y = np.linspace(-1, 1, 7)[np.newaxis, :], np.linspace(0, 2, 5)[:, np.newaxis]
    before = x.copy(), y.copy()
    (values,) = formula.arrays(x, y)
    assert isinstance(values, np.ndarray) and values.shape == (5, 7)
    assert np.array_equal(x, before[0]) and np.array_equal(y, before[1])
    assert values == pytest.approx(x * y + np.sin(x), rel=1e-14)


def test_numbers_beside_arrays_divide_as_arrays_do() -> None:
    program = Formula("x/y + h/k*x", coefficients=("h", "k")).arrays
    assert np.isnan(program(np.ones(3), np.ones(3), 0.0, 0.0)[0]).all()
    assert np.isposinf(program(np.ones(3), np.ones(3), 1.0, 0.0)[0]).all()
    assert np.isposinf(program(np.ones(3), np.ones(3), 1, 0)[0]).all()
    assert program(1.0, 0.0, 1.0, 1.0)[0] == INF


@pytest.mark.parametrize("shape", [(1, 1), (3, 2), (2, 3), (17, 20_000), (20_000, 2), (130, 129)])
def test_a_field_is_the_formula_at_every_point(shape: tuple[int, int]) -> None:
    ny, nx = shape
    x, y = np.linspace(-2, 2, nx), np.linspace(-1, 3, ny)
    formula = Formula("(1 - x)**2 + 100*(y - x**2)**2")
    field = formula.field(x, y)
    assert field.shape == shape and field.dtype == np.float64 and field.flags.c_contiguous
    for row, column in itertools.product({0, ny // 2, ny - 1}, {0, nx // 3, nx - 1}):
        assert field[row, column] == formula.value(float(x[column]), float(y[row]))[0]


@pytest.mark.parametrize(("text", "expected"), [("3", 3.0), ("pi", math.pi), ("where(1 < 2, 5, 6)", 5.0), ("y", None)])
def test_a_field_of_fewer_variables(text: str, expected: float | None) -> None:
    x, y = np.arange(4.0), np.arange(3.0)
    field = Formula(text).field(x, y)
    assert field.shape == (3, 4)
    assert (field == (y[:, np.newaxis] if expected is None else expected)).all()


def test_a_field_has_inf_and_nan_where_the_formula_has_no_value() -> None:
    field = Formula("1/x + log(y)").field(np.array([-1.0, 0.0, 1.0]), np.array([-1.0, 0.0, 1.0]))
    assert np.isnan(field[0]).all()
    assert bits(field[1]) == bits([-INF, NAN, -INF])
    assert bits(field[2]) == bits([-1.0, INF, 1.0])


def test_a_field_takes_coefficients() -> None:
    formula = Formula("a*x + b*y", coefficients=("a", "b"))
    x, y = np.arange(3.0), np.arange(2.0)
    program = formula.arrays
    assert (field_over(program, x, y, 2.0, 10.0) == 2 * x + 10 * y[:, np.newaxis]).all()
    assert (formula.field(x, y, 2.0, 10.0) == field_over(program, x, y, 2.0, 10.0)).all()


# What the code looks like.


def test_deep_formulas_do_not_nest_deeper_than_python_reads() -> None:
    text = "x"
    for _ in range(38):
        text = f"sin({text})"
    expected = 0.5
    for _ in range(38):
        expected = math.sin(expected)
    assert Formula(text).value_and_gradient(0.5, 0.0)[0] == expected


def test_a_shared_part_is_computed_once() -> None:
    source = function_source(*_of("sin(x*y)*sin(x*y) + sin(x*y)"), FAST)
    assert source.count("sin(") == 1 and source.count("x * y") == 1


def test_phases_compute_nothing_twice_and_only_what_they_need() -> None:
    graph = Graph()
    x, y = graph.input("x"), graph.input("y")
    first = graph.call("exp", x)
    second = graph.binary("*", first, graph.call("cos", y))
    code = Code(graph, [[first], [second, first]], FAST)
    texts = ["\n".join(phase) for phase in code.phases]
    assert "exp" in texts[0] and "cos" not in texts[0]
    assert "exp" not in texts[1] and "cos" in texts[1]
    assert code.roots[1][1] == code.roots[0][0]


@pytest.mark.parametrize("dialect", [FAST, IEEE, NUMPY], ids=["fast", "ieee", "numpy"])
def test_negative_constants_are_bracketed(dialect: Any) -> None:
    graph, nodes, names = _of("x - -2 + x*-0.0")
    assert "-2" in (source := function_source(graph, nodes, names, dialect)) and "--" not in source
    assert compiled(source, dialect)(1.0, 0.0) == (3.0,)


def _of(text: str) -> tuple[Graph, list[int], tuple[str, ...]]:
    formula = Formula(text)
    return formula.graph, [formula.value_node], formula.names
