"""The graph: equal operations are one node, powers are products, zeros keep their sign, constants stay numbers."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.formula import Formula, FormulaError
from app.formula.code import FAST, function_source
from app.formula.graph import Graph, operands
from app.formula.scalar import compiled, scalar_program

from .strategies import formulas, points


@pytest.fixture
def graph() -> Graph:
    return Graph()


def test_equal_operations_are_one_node(graph: Graph) -> None:
    x, y = graph.input("x"), graph.input("y")
    assert graph.input("x") == x != y
    assert graph.const(2.0) == graph.const(2)
    assert graph.binary("+", x, y) == graph.binary("+", x, y)
    assert graph.binary("+", x, y) != graph.binary("+", y, x)  # as written: rounding may differ further on
    assert graph.call("sin", x) == graph.call("sin", x) != graph.call("cos", x)
    assert graph.power(x, graph.const(3.0)) == graph.int_power(x, 3)
    assert graph.where("<", x, y, x, y) == graph.where("<", x, y, x, y) != graph.where("<=", x, y, x, y)


def test_one_part_written_twice_is_computed_once() -> None:
    twice = Formula("exp(x*y)*exp(x*y) + exp(x*y)").graph
    assert [operation[0] for operation in twice.operations].count("exp") == 1
    shared = Formula("exp(x*y) + 1")
    before = len(shared.graph.operations)
    assert shared.gradient_nodes and len(shared.graph.operations) - before <= 6  # exp is there already


def test_zeros_keep_their_sign(graph: Graph) -> None:
    plus, minus = graph.const(0.0), graph.const(-0.0)
    assert plus != minus and graph.const(0) == plus
    assert graph.negate(plus) == minus and graph.negate(minus) == plus
    for node, sign in ((plus, 1.0), (minus, -1.0)):
        (value,) = scalar_program(graph, [node], [])()
        assert value == 0 and math.copysign(1, value) == sign
    assert Formula("1/(x*-0)").value(1.0, 0.0) == (-math.inf,)
    assert Formula("atan2(-0.0*x, -1)").value(1.0, 0.0) == (-math.pi,)


@pytest.mark.parametrize("exponent", [*range(-9, 17), 31, 63, 64, 99, 100, -100])
def test_whole_powers_are_products_that_share_their_squares(graph: Graph, exponent: int) -> None:
    x = graph.input("x")
    plain, (root,) = graph.without_powers([graph.power(x, graph.const(exponent))])
    kinds = [plain.operations[node][0] for node in plain.needed([root])]
    assert {"**", "int_power"}.isdisjoint(kinds)
    assert kinds.count("*") <= 2 * math.log2(max(1, abs(exponent)))
    assert kinds.count("/") == (exponent < 0)
    (value,) = compiled(function_source(graph, [graph.power(x, graph.const(exponent))], ["x"], FAST), FAST)(1.1)
    assert value == pytest.approx(1.1**exponent, rel=1e-14)


def test_a_square_is_one_product_of_the_same_number() -> None:
    for x in (1 / 3, 1e-160, -7.3, 1e200):
        assert Formula("x**2").value(x, 0.0) == (x * x,) == Formula("x*x").value(x, 0.0)
        assert Formula("x**3").value(x, 0.0) == (x * x * x,)


@pytest.mark.parametrize("exponent", ["0.5", "2.5", "y", "-0.5", "1e-3", "(1/3)"])
def test_other_powers_are_the_c_librarys(exponent: str) -> None:
    assert Formula(f"x**{exponent}").value(1.7, 0.3)[0] == math.pow(
        1.7, {"y": 0.3, "(1/3)": 1 / 3}.get(exponent) or float(exponent)
    )


def test_what_is_written_is_what_is_computed() -> None:
    """In the order of the text, so that a rule rounds as the framework does whose order it keeps."""
    x, y = 0.1, 0.7
    assert Formula("x + y + x").value(x, y) == ((x + y) + x,)
    assert Formula("x + (y + x)").value(x, y) == (x + (y + x),)
    assert Formula("0*x + y").value(math.inf, y)[0] != y  # not simplified: 0·∞ has no value
    assert math.isnan(Formula("x - x").value(math.inf, y)[0])
    assert Formula("x*1 + 0").value(x, y) == (x,)
    assert Formula("x/3*3").value(x, y) == (x / 3 * 3,)
    assert Formula("2*3*x").value(x, y) == (6 * x,) and Formula("x*2*3").value(x, y) == (x * 2 * 3,)


@settings(max_examples=100)
@given(formulas(depth=3), points)
def test_operands_come_before_what_uses_them(text: str, point: tuple[float, float]) -> None:
    try:
        formula = Formula(text)
    except FormulaError:
        return
    assert formula.hessian_nodes
    for node, operation in enumerate(formula.graph.operations):
        assert all(part < node for part in operands(operation))
    needed = formula.graph.needed(formula.gradient_nodes)
    assert needed == sorted(set(needed))
    assert set(formula.gradient_nodes) <= set(needed)


@settings(max_examples=100)
@given(formulas(depth=3), points, st.booleans())
def test_a_copy_computes_the_same(text: str, point: tuple[float, float], swapped: bool) -> None:
    try:
        formula = Formula(text)
    except FormulaError:
        return
    target = Graph()
    target.input("unrelated")
    names = {"x": target.input("a"), "y": target.input("b")}
    roots = target.copy(formula.graph, [formula.value_node, *formula.gradient_nodes], names)
    a, b = point
    there, here = scalar_program(target, roots, ["a", "b"])(a, b), formula.value_and_gradient(a, b)
    assert repr(there) == repr(here)
    size = len(target.operations)
    assert target.copy(formula.graph, [formula.value_node], names) == roots[:1] and len(target.operations) == size


def test_a_copy_takes_any_nodes_for_its_inputs(graph: Graph) -> None:
    formula = Formula("x**2 + y")
    s, two = graph.input("s"), graph.const(2.0)
    (root,) = graph.copy(formula.graph, [formula.value_node], {"x": graph.binary("*", s, two), "y": two})
    assert scalar_program(graph, [root], ["s"])(3.0) == (38.0,)


def test_algebra_drops_only_what_is_exactly_zero_or_one(graph: Graph) -> None:
    x, zero, one = graph.input("x"), graph.const(0.0), graph.const(1.0)
    assert graph.plus(x, zero) == graph.plus(zero, x) == x
    assert graph.minus(x, zero) == x and graph.minus(zero, x) == graph.negate(x)
    assert graph.times(x, one) == graph.times(one, x) == x
    assert graph.times(x, zero) == graph.times(zero, x) == zero
    assert graph.times(graph.const(-1.0), x) == graph.times(x, graph.const(-1.0)) == graph.negate(x)
    assert graph.over(zero, x) == zero and graph.over(x, one) == x
    assert graph.where("<", x, zero, one, one) == one
    tiny = graph.const(5e-324)
    assert graph.plus(x, tiny) != x and graph.times(x, graph.const(1.0 + 2**-52)) != x


def test_constants_are_folded_only_to_numbers(graph: Graph) -> None:
    big = graph.const(1e200)
    assert graph.value_of(graph.binary("*", graph.const(3.0), graph.const(4.0))) == 12.0
    assert graph.value_of(graph.binary("*", big, big)) is None
    assert graph.value_of(graph.binary("/", big, graph.const(0.0))) is None
    assert graph.value_of(graph.power(graph.const(2.0), graph.const(0.5))) == math.sqrt(2)
    assert graph.value_of(graph.power(graph.const(-8.0), graph.const(1 / 3))) is None
    assert graph.value_of(graph.input("x")) is None


def test_sums_add_from_left_to_right() -> None:
    text = "sum(x/i for i in range(1, 8))"
    expected = 0.1
    for index in range(2, 8):
        expected += 0.1 / index
    assert Formula(text).value(0.1, 0.0) == (expected,)
    assert Formula("sum(-0.0*x for i in range(1))").value(1.0, 0.0)[0].hex() == "-0x0.0p+0"
