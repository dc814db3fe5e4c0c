"""Rules as text: lines of assignments, comments, places, limits, names that are taken."""

from __future__ import annotations

import pytest

from app.formula import FormulaError
from app.formula.functions import FUNCTIONS
from app.formula.rules import RULE_FUNCTIONS, names_read, parse_rule
from app.settings import LIMITS

from .saying import check_error

ADAM = """\
m = beta1*m + (1 - beta1)*g
v = beta2*v + (1 - beta2)*g**2   # the second moment

  m_hat = m / (1 - beta1**t)
v_hat = v/(1 - beta2**t)
theta = theta - lr*m_hat/(sqrt(v_hat) + eps)
"""


def refused(text: str) -> FormulaError:
    with pytest.raises(FormulaError) as raised:
        parse_rule(text)
    check_error(raised.value, text)
    return raised.value


def test_lines_are_assignments_in_order_with_their_places() -> None:
    lines = parse_rule(ADAM)
    assert [line.name for line in lines] == ["m", "v", "m_hat", "v_hat", "theta"]
    assert [(line.place.line, line.place.column) for line in lines] == [(1, 1), (2, 1), (4, 3), (5, 1), (6, 1)]
    assert [line.text for line in lines][1:3] == ["v = beta2*v + (1 - beta2)*g**2", "m_hat = m / (1 - beta1**t)"]
    assert {line.tree.place.line for line in lines} == {1, 2, 4, 5, 6}


def test_names_that_a_rule_reads() -> None:
    assert names_read(parse_rule(ADAM)) == {
        "beta1",
        "m",
        "g",
        "beta2",
        "v",
        "t",
        "v_hat",
        "lr",
        "m_hat",
        "eps",
        "theta",
    }
    assert names_read(parse_rule("theta = theta - sum(i*g for i in range(2))")) == {"theta", "g", "i"}
    assert names_read(parse_rule("theta = where(t < 3, a, norm(b))*theta")) == {"t", "a", "b", "theta"}


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_line_endings(ending: str) -> None:
    lines = parse_rule(f"m = g{ending}{ending}theta = theta - m{ending}")
    assert [(line.name, line.place.line) for line in lines] == [("m", 1), ("theta", 3)]


def test_a_rule_may_go_without_theta_where_it_only_prepares() -> None:
    assert parse_rule("g = 2*g", must_assign=None)[0].name == "g"
    assert parse_rule("", must_assign=None) == ()
    assert parse_rule("lr = lr/2", must_assign="lr")[0].name == "lr"
    with pytest.raises(FormulaError, match="never assigns lr"):
        parse_rule("theta = theta", must_assign="lr")


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("theta = theta - lr*(g", 1, 20),
        ("m = g\ntheta = theta - 2m", 2, 17),
        ("m = g\n\n# nothing\n   theta = theta % m", 4, 12),
        ("theta = theta\nm = sin(x, y)", 2, 5),
        ("theta = theta\nm = foo(x)", 2, 5),
        ("theta = theta\nm = 1 + x.real", 2, 9),
        ("theta = theta\nm", 2, 1),
        ("theta = theta\nm == g", 2, 1),
        ("theta = theta\n2 = g", 2, 1),
        ("theta = theta\nm[0] = g", 2, 1),
        ("theta = theta\nm.x = g", 2, 1),
        ("theta = theta\nm, v = g, g", 2, 1),
        ("theta = theta\nm += g", 2, 1),
        ("theta = theta\nm := g", 2, 1),
        ("theta = theta\nimport os", 2, 1),
        ("theta = theta\nfor i in g: m = i", 2, 1),
        ("theta = theta\nm = ", 2, 5),
        ("theta = theta\nm =", 2, 4),
        ("theta = theta\nm = v = g", 2, 7),
        ("theta = theta\nm = g; v = g", 2, 10),
        ("theta = theta\n m = (n := g)", 2, 7),
        ("theta = theta\nθ = theta", 2, 1),
        ("theta = theta\nmª = g", 2, 1),
        ("theta = theta\n  lambda = g", 2, 3),
        ("theta = theta\nsqrt = g", 2, 1),
        ("theta = theta\nnorm = g", 2, 1),
        ("theta = theta\nwhere = g", 2, 1),
        ("theta = theta\nsum = g", 2, 1),
        ("theta = theta\nm = norm(g, g)", 2, 5),
        ("theta = theta\nm = sum()", 2, 5),
        ("theta = theta\nm = sum(g, g)", 2, 5),
        ("theta = theta\nm = normal(2)", 2, 5),
        ("theta = theta\nm = hess_solve(theta, g)", 2, 5),
    ],
)
def test_the_place_of_a_mistake(text: str, line: int, column: int) -> None:
    error = refused(text)
    assert (error.line, error.column) == (line, column), error


def test_what_a_rule_lacks() -> None:
    for text in ("", "\n\n", "# theta = theta", "m = g", "theta_0 = g"):
        error = refused(text)
        assert "theta" in error.text.en and error.hint is not None


def test_names_that_are_taken() -> None:
    for name in (*FUNCTIONS, *RULE_FUNCTIONS, "where", "if", "None", "True", "lambda", "in", "class", "import"):
        assert name in refused(f"{name} = g\ntheta = theta").message.en
    for name in ("_", "__class__", "m_hat", "M2", "print", "x", "i", "e", "pi", "match"):
        assert parse_rule(f"{name} = g\ntheta = theta")[0].name == name


def test_rules_add_functions_to_formulas() -> None:
    text = "theta = theta - norm(g)*dot(g, g)*sum(g)*grad(theta) - loss(theta)*hess_diag(theta) - hess_times(theta, g)"
    assert parse_rule(text + " - hess_solve(theta, g, 0.1) + normal() + signs() + sum(i*g for i in range(3))")


def test_limits() -> None:
    line = "m = g" + " + g" * 123
    assert len(line) < LIMITS.formula_characters
    assert parse_rule(f"{line}\ntheta = theta - m")
    assert refused("theta = theta\nm = g" + " + g" * 200).line == 2
    assert str(LIMITS.rule_characters) in refused("theta = theta\n" * 400).text.zh
    assert str(LIMITS.formula_nodes) in refused("theta = theta\nm = sum(g*g*g*g for i in range(200))").text.en
    assert refused("theta = theta\nm = " + "(" * 50 + "g" + ")" * 50).line == 2


def test_the_longest_rule_is_read_at_once() -> None:
    lines = "theta = theta - lr*g\n" * (LIMITS.rule_characters // 21)
    assert len(parse_rule(lines)) == LIMITS.rule_characters // 21
