"""Rules woven into a graph: vectors element by element, kinds inferred, mix-ups said with their line."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from app.formula import Formula, FormulaError
from app.formula.graph import Graph
from app.formula.rules import parse_rule
from app.formula.scalar import scalar_program
from app.formula.weaver import Value, Vector, Weaver, initial_value, state_kinds

from .saying import check_error

SURFACE = Formula("x**2 + 3*x*y + 5*y**2 + x**3")


class Around:
    """A surface in place of a problem, and its random vectors by name."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def _at(self, point: Vector, nodes: Any) -> list[int]:
        return self.graph.copy(SURFACE.graph, nodes, {"x": point[0], "y": point[1]})

    def gradient(self, point: Vector) -> Vector:
        x, y = self._at(point, SURFACE.gradient_nodes)
        return x, y

    def loss(self, point: Vector) -> int:
        return self._at(point, [SURFACE.value_node])[0]

    def hessian(self, point: Vector) -> tuple[int, int, int]:
        xx, xy, yy = self._at(point, SURFACE.hessian_nodes)
        return xx, xy, yy

    def native(self, function: str, arguments: Sequence[int]) -> Value:
        both = self.graph.add("extern", function, *arguments)
        return self.graph.add("item", both, 0), self.graph.add("item", both, 1)

    def random(self, kind: str, number: int) -> Vector:
        return self.graph.input(f"{kind}{number}x"), self.graph.input(f"{kind}{number}y")


GIVEN: dict[str, Any] = {
    "theta": (0.5, -0.25),
    "g": (2.0, 3.0),
    "v": (4.0, 9.0),
    "t": 3.0,
    "k": 2.0,
    "lr": 0.1,
    "a": 0.5,
    "zero": 0.0,
}
GIVEN |= {"normal0": (1.5, 2.5), "normal1": (3.5, 4.5), "signs0": (1.0, -1.0)}


def ran(rule: str, given: Mapping[str, Any] = GIVEN) -> dict[str, Any]:
    """The names after the rule, as numbers."""
    graph = Graph()
    names: dict[str, Value] = {}
    numbers: dict[str, float] = {}
    for name, value in given.items():
        if isinstance(value, tuple):
            names[name] = (graph.input(f"{name}x"), graph.input(f"{name}y"))
            numbers |= {f"{name}x": value[0], f"{name}y": value[1]}
        else:
            names[name] = graph.input(name)
            numbers[name] = value
    weaver = Weaver(graph, Around(graph), strict=True)
    after = weaver.run(
        parse_rule(rule), {n: v for n, v in names.items() if n[:-1] not in ("normal", "signs")}, frozenset()
    )
    result: dict[str, Any] = {"calls": weaver.calls}
    for name, node in after.items():
        roots = list(node) if isinstance(node, tuple) else [node]
        values = scalar_program(graph, roots, list(numbers))(*numbers.values())
        result[name] = values if isinstance(node, tuple) else values[0]
    return result


def woven(expression: str) -> Any:
    return ran(f"r = {expression}\ntheta = theta")["r"]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("g", (2.0, 3.0)),
        ("-g", (-2.0, -3.0)),
        ("g + v", (6.0, 12.0)),
        ("g - 1", (1.0, 2.0)),
        ("1 - g", (-1.0, -2.0)),
        ("g*v", (8.0, 27.0)),
        ("v/g", (2.0, 3.0)),
        ("2/g", (1.0, 2 / 3)),
        ("g**2", (4.0, 9.0)),
        ("2**g", (4.0, 8.0)),
        ("g**v", (16.0, 19683.0)),
        ("sqrt(v)", (2.0, 3.0)),
        ("max(g, 2.5)", (2.5, 3.0)),
        ("min(v, 2*g)", (4.0, 6.0)),
        ("atan2(g, v)", (math.atan2(2, 4), math.atan2(3, 9))),
        ("where(g < 2.5, v, -1)", (4.0, -1.0)),
        ("where(t < 5, g, v)", (2.0, 3.0)),
        ("where(a < 0.1, 1, g)", (2.0, 3.0)),
        ("sum(i*g for i in range(1, 4))", (12.0, 18.0)),
        ("sum(i*t for i in range(1, 4))", 18.0),
        ("norm(g)", math.sqrt(13)),
        ("norm(g - g)", 0.0),
        ("dot(g, v)", 35.0),
        ("sum(g)", 5.0),
        ("t + k*lr", 3.2),
        ("pi*e", math.pi * math.e),
        ("g/norm(g)", (2 / math.sqrt(13), 3 / math.sqrt(13))),
        ("dot(g, v)*g", (70.0, 105.0)),
        ("sum(sum(g)*i for i in range(3))", 15.0),
        ("zero*g + v", (4.0, 9.0)),
        ("0*g", 0.0),
        ("loss(theta)", SURFACE.value(0.5, -0.25)[0]),
        ("loss(theta - lr*g)", SURFACE.value(0.3, -0.55)[0]),
        ("grad(theta)", SURFACE.value_and_gradient(0.5, -0.25)[1:]),
        ("grad(theta - lr*g)", SURFACE.value_and_gradient(0.3, -0.55)[1:]),
        ("hess_diag(theta)", SURFACE.hessian(0.5, -0.25)[::2]),
        ("hess_times(theta, g)", (5 * 2 + 3 * 3, 3 * 2 + 10 * 3)),
        ("hess_times(theta, hess_solve(theta, g, 0))", (2.0, 3.0)),
        ("hess_solve(theta, g, a) * a + hess_times(theta, hess_solve(theta, g, a))", (2.0, 3.0)),
        ("normal()", (1.5, 2.5)),
        ("normal() - normal()", (-2.0, -2.0)),
        ("signs()*g", (2.0, -3.0)),
        ("normal() + signs()", (2.5, 1.5)),
    ],
)
def test_expressions(expression: str, expected: Any) -> None:
    value = woven(expression)
    if expression == "0*g":  # the kind stays a vector although the number is known
        expected = (0.0, 0.0)
    assert isinstance(value, tuple) == isinstance(expected, tuple)
    assert value == pytest.approx(expected, rel=1e-14)


def test_lines_see_what_the_lines_before_them_made() -> None:
    after = ran("m = g\nm = m + g\nn = m\nm = 0*m\ntheta = theta - n")
    assert (after["m"], after["n"], after["theta"]) == ((0.0, 0.0), (4.0, 6.0), (-3.5, -6.25))
    assert after["g"] == (2.0, 3.0)


def test_g_may_be_changed_before_it_is_used() -> None:
    assert ran("g = g + a*theta\ntheta = theta - lr*g")["theta"] == pytest.approx(
        (0.5 - 0.1 * 2.25, -0.25 - 0.1 * 2.875)
    )


def test_a_temporary_may_change_its_kind() -> None:
    assert ran("r = norm(g)\nr = r*g\ntheta = theta - r")["r"] == pytest.approx((2 * 13**0.5, 3 * 13**0.5))


def test_what_is_asked_of_the_problem_is_counted() -> None:
    after = ran("a = loss(theta)\nb = grad(theta) + grad(theta - g)\nc = normal()\ntheta = theta - norm(b)*c")
    assert (after["calls"]["grad"], after["calls"]["loss"], after["calls"]["normal"]) == (2, 1, 1)


def test_a_vector_is_computed_in_the_order_written() -> None:
    theta, g, lr = GIVEN["theta"], GIVEN["g"], 0.1
    assert ran("theta = theta - lr*g/3*a")["theta"] == tuple(
        p - lr * q / 3 * 0.5 for p, q in zip(theta, g, strict=True)
    )
    assert woven("a**t") == math.pow(0.5, 3.0)


@pytest.mark.parametrize(
    ("rule", "line", "column", "word"),
    [
        ("theta = theta\nr = norm(t)", 2, 5, "norm"),
        ("theta = theta\nr = 1 + dot(g, t)", 2, 9, "dot"),
        ("theta = theta\nr = dot(t, g)", 2, 5, "dot"),
        ("theta = theta\nr = sum(lr)", 2, 5, "sum"),
        ("theta = theta\nr = grad(1)", 2, 5, "grad"),
        ("theta = theta\nr = loss(norm(g))", 2, 5, "loss"),
        ("theta = theta\nr = hess_diag(a)", 2, 5, "hess_diag"),
        ("theta = theta\nr = hess_times(theta, a)", 2, 5, "hess_times"),
        ("theta = theta\nr = hess_solve(theta, g, g)", 2, 5, "hess_solve"),
        ("theta = theta\nr = norm(norm(g))", 2, 5, "norm"),
        ("r = unknown\ntheta = theta", 1, 5, "unknown"),
        ("theta = theta\n\nr = 2*lrr", 3, 7, "lr"),
        ("r = s\ns = g\ntheta = theta", 1, 5, "s"),
        ("theta = 1", 1, 1, "theta"),
        ("theta = norm(theta)", 1, 1, "theta"),
        ("theta = theta\ntheta = dot(g, g)", 2, 1, "theta"),
        ("theta = theta\nr = 1/0", 2, 5, "1 / 0"),
        ("theta = theta\nr = g + 2**500", 2, 9, "500"),
        ("theta = theta\nr = g**101", 2, 5, "101"),
        ("theta = theta\nr = i + sum(i*g for i in range(3))", 2, 5, "i"),
        ("theta = theta\nr = normal", 2, 5, "normal"),
    ],
)
def test_a_mix_up_is_said_with_its_line(rule: str, line: int, column: int, word: str) -> None:
    with pytest.raises(FormulaError) as raised:
        ran(rule)
    check_error(raised.value, rule)
    assert (raised.value.line, raised.value.column) == (line, column), raised.value
    assert word in raised.value.message.en and word in raised.value.message.zh


@pytest.mark.parametrize("name", ["t", "lr", "a"])
def test_what_is_given_stays_as_it_is(name: str) -> None:
    graph = Graph()
    names: dict[str, Value] = {"theta": (graph.input("x"), graph.input("y")), name: graph.input(name)}
    rule = f"theta = theta\n  {name} = 2"
    with pytest.raises(FormulaError, match=name) as raised:
        Weaver(graph, Around(graph)).run(parse_rule(rule), names, frozenset({name}))
    check_error(raised.value, rule)
    assert (raised.value.line, raised.value.column) == (2, 3)


# State.


@pytest.mark.parametrize(
    ("rule", "state", "kinds"),
    [
        ("m = m + g\ntheta = theta - m", {"m": "0"}, {"m": True}),
        ("n = n + 1\ntheta = theta - g*n", {"n": "0"}, {"n": False}),
        ("z = z\ntheta = z", {"z": "theta"}, {"z": True}),
        ("v = max(v, norm(g))\ntheta = theta - g/v", {"v": "eps"}, {"v": False}),
        ("a = b\nb = c\nc = g\ntheta = theta - a", {"a": "0", "b": "0", "c": "0"}, {"a": True, "b": True, "c": True}),
        ("theta = theta - m*g", {"m": "1"}, {"m": False}),
        ("v = where(t < 2, 0*g, v)\ntheta = theta - v", {"v": "0"}, {"v": True}),
        ("m = 0\ntheta = theta - g", {"m": "0"}, {"m": False}),
    ],
)
def test_kinds_of_state(rule: str, state: dict[str, str], kinds: dict[str, bool]) -> None:
    assert state_kinds(parse_rule(rule), state, ["lr", "eps"]) == kinds


def test_state_that_loses_its_kind_is_refused_with_its_line() -> None:
    rule = "theta = theta - g\nz = norm(z)"
    with pytest.raises(FormulaError) as raised:
        state_kinds(parse_rule(rule), {"z": "theta"}, [])
    check_error(raised.value, rule)
    assert (raised.value.line, raised.value.column) == (2, 1)
    with pytest.raises(FormulaError, match="'m'"):  # a vector in one line, a scalar in the next
        state_kinds(parse_rule("m = m + g\nm = norm(m)\ntheta = theta - n*m\nn = n + g"), {"m": "theta", "n": "0"}, [])


@pytest.mark.parametrize(
    "text", ["grad(theta)", "loss(theta)", "hess_diag(theta)", "normal()", "signs()", "q", "1/0", "(", "x.y"]
)
def test_an_initial_value_asks_no_problem(text: str) -> None:
    graph = Graph()
    with pytest.raises(FormulaError):
        initial_value(
            text, {"theta": (graph.input("x"), graph.input("y")), "eps": graph.input("eps")}, graph, strict=True
        )


def test_initial_values() -> None:
    graph = Graph()
    names: dict[str, Value] = {"theta": (graph.input("x"), graph.input("y")), "eps": graph.input("eps")}
    for text, expected in (
        ("theta", (2.0, 3.0)),
        ("2*eps", (0.5,)),
        ("eps*theta", (0.5, 0.75)),
        ("norm(theta)", (13**0.5,)),
    ):
        value = initial_value(text, names, graph)
        roots = list(value) if isinstance(value, tuple) else [value]
        assert scalar_program(graph, roots, ["x", "y", "eps"])(2.0, 3.0, 0.25) == expected


@pytest.mark.parametrize(
    "rule", ["theta = theta - lr*g**2", "theta = theta - g/(g - g)", "theta = theta - lr*g**300", "theta = theta/0"]
)
def test_a_problems_own_constants_are_no_mistake_of_the_rule(rule: str) -> None:
    """On 1e170*x the gradient is a constant, and its square no number: that is for the outcome to say."""
    graph = Graph()
    steep: Value = (graph.const(1e170), graph.const(0.0))
    names: dict[str, Value] = {"theta": (graph.input("x"), graph.input("y")), "g": steep, "lr": graph.input("lr")}
    after = Weaver(graph, Around(graph)).run(parse_rule(rule), names, frozenset())["theta"]
    assert isinstance(after, tuple)
    x, _ = scalar_program(graph, list(after), ["x", "y", "lr"])(1.0, 2.0, 0.1)
    assert not math.isfinite(x)
