"""Where an error in a formula is, and what it advises."""

from __future__ import annotations

import pytest

from app.formula import Formula, FormulaError
from app.formula.functions import ALIASES, FUNCTIONS

from .saying import check_error
from .test_syntax import refused


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("foo", 1, 1),
        ("x + foo", 1, 5),
        ("x^2 + foo", 1, 7),
        ("x² + foo", 1, 6),
        ("x²³ + foo", 1, 7),
        ("π*√(foo)", 1, 5),
        ("ｘ＋ｆｏｏ", 1, 3),
        ("sin（ｘ）＋z", 1, 8),
        ("   foo", 1, 4),
        ("\u3000foo", 1, 2),
        ("x +\nfoo", 2, 1),
        ("x +\n  y +\n   foo", 3, 4),
        ("x +\r\n foo", 2, 2),
        ("x +\r foo", 2, 2),
        ("\n\nfoo", 3, 1),
        ("x^2 +\n π*foo", 2, 4),
        ("x % y", 1, 1),
        ("x + y.real", 1, 5),
        ("where(x, 1, 2)", 1, 7),
        ("sum(x for i in y)", 1, 16),
        ("sum(x for x in range(3))", 1, 11),
        ("x + 2**101", 1, 5),
        ("x + 1/0", 1, 5),
        ("x + y**200", 1, 5),
        ("sin(x", 1, 4),
        ("sin(x²", 1, 4),
        ("sin(x)) + (1", 1, 7),
        ("x)", 1, 2),
        ("2x", 1, 1),
        ("x + 2y", 1, 5),
        ("y*(2 x)", 1, 4),
        ("x y", 1, 1),
        ("x +", 1, 3),
        ("y = x", 1, 3),
        ("x # bowl", 1, 3),
        ("x +\n# bowl\ny", 2, 1),
        ("", 1, 1),
        ("x + 变量", 1, 5),
    ],
)
def test_the_place_is_the_one_that_was_typed(text: str, line: int, column: int) -> None:
    with pytest.raises(FormulaError) as raised:
        Formula(text)
    check_error(raised.value, text, chinese_names="变" in text)
    assert (raised.value.line, raised.value.column) == (line, column), raised.value


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2x", "2*x"),
        ("2.5x", "2.5*x"),
        (".5x", ".5*x"),
        ("1e3x", "1e3*x"),
        ("2(x + 1)", "2*(…)"),
        ("(x + 1)(y + 1)", "2*(…)"),
        ("sin(x)(y)", "2*(…)"),
        ("(x + 1) y", ")*y"),
        ("x y", "x*y"),
        ("sin x", "sin(x)"),
        ("x(y)", "x*(…)"),
        ("pi(x)", "pi*(…)"),
        ("|x|", "abs("),
        ("x | y", "abs("),
        ("ln(x)", "log"),
        ("arctan2(x, y)", "atan2"),
        ("pow(x, 2)", "**"),
        ("sine(x)", "'sin'"),
        ("sqr(x)", "sqrt"),
        ("yy + 1", "'y'"),
        ("sin + 1", "sin(…)"),
        ("np.sin(x)", "sin(…)"),
        ("math.pi", "pi"),
        ("x if x > 0 else y", "where(x < 0, a, b)"),
        ("x < y", "where("),
        ("x and y", "where("),
        ("x % 2", "floor("),
        ("x // 2", "floor("),
        ("1,5*x", "point"),
        ("2j", "real"),
        ("x +", "follow"),
        ("y = x**2", "right"),
        ("sin(x", "')' is missing"),
        ("sin(x))", "'(' is missing"),
        ("x # bowl", "#"),
        ("sum(x)", "range("),
        ("zebra", "x, y, pi, e"),
        ("", "x**2"),
    ],
)
def test_the_hint_says_what_to_write(text: str, hint: str) -> None:
    error = refused(text)
    assert error.hint is not None and hint in error.hint.en, error


@pytest.mark.parametrize("alias", ALIASES)
def test_other_names_of_functions_lead_to_ours(alias: str) -> None:
    error = refused(f"{alias}(x)" if alias != "if" else "fabs(x)")
    assert error.hint is not None


def test_arguments_are_counted() -> None:
    for name, function in FUNCTIONS.items():
        for count in {0, 1, 2, 3} - {function.arity}:
            error = refused(f"{name}({', '.join('x' * count)})")
            assert str(function.arity) in error.text.en and str(count) in error.text.zh
