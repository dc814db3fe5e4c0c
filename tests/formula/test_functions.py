"""The one table of functions: every entry is complete and means what its name says."""

from __future__ import annotations

import math

import numpy as np
import pytest

from app.formula import Formula, mathml, parse_formula
from app.formula.code import FAST, IEEE, NUMPY, names_in_scope
from app.formula.functions import ALIASES, COMPARISONS, CONSTANTS, FUNCTIONS, Function

from .independent import FUNCTIONS as INDEPENDENT

# What the names promise, at one place each.
VALUES = {
    "sqrt(x)": (6.25, 0.0, 2.5),
    "cbrt(x)": (-27.0, 0.0, -3.0),
    "exp(x)": (1.0, 0.0, math.e),
    "expm1(x)": (1e-12, 0.0, 1.0000000000005e-12),
    "log(x)": (math.e, 0.0, 1.0),
    "log1p(x)": (1e-12, 0.0, 9.999999999995e-13),
    "log10(x)": (1000.0, 0.0, 3.0),
    "log2(x)": (8.0, 0.0, 3.0),
    "sin(x)": (math.pi / 6, 0.0, 0.5),
    "cos(x)": (math.pi / 3, 0.0, 0.5),
    "tan(x)": (math.pi / 4, 0.0, 1.0),
    "asin(x)": (0.5, 0.0, math.pi / 6),
    "acos(x)": (0.5, 0.0, math.pi / 3),
    "atan(x)": (1.0, 0.0, math.pi / 4),
    "sinh(x)": (1.0, 0.0, (math.e - 1 / math.e) / 2),
    "cosh(x)": (1.0, 0.0, (math.e + 1 / math.e) / 2),
    "tanh(x)": (math.log(3), 0.0, 0.8),
    "abs(x)": (-2.5, 0.0, 2.5),
    "sign(x)": (-2.5, 0.0, -1.0),
    "floor(x)": (-2.5, 0.0, -3.0),
    "ceil(x)": (-2.5, 0.0, -2.0),
    "min(x, y)": (2.0, -3.0, -3.0),
    "max(x, y)": (2.0, -3.0, 2.0),
    "atan2(x, y)": (1.0, -1.0, 3 * math.pi / 4),
    "hypot(x, y)": (-3.0, 4.0, 5.0),
}


def test_each_function_of_the_language_has_its_place_here() -> None:
    assert [text.partition("(")[0] for text in VALUES] and {text.partition("(")[0] for text in VALUES} == set(FUNCTIONS)
    documented = (
        "sqrt exp log log10 log2 log1p expm1 sin cos tan asin acos atan sinh cosh tanh abs sign floor ceil cbrt"
    )
    assert set(FUNCTIONS) == {*documented.split(), "min", "max", "atan2", "hypot"}
    assert set(FUNCTIONS) <= set(INDEPENDENT)


@pytest.mark.parametrize("text", VALUES)
def test_the_value_is_what_the_name_says(text: str) -> None:
    x, y, expected = VALUES[text]
    assert Formula(text).value(x, y)[0] == pytest.approx(expected, rel=1e-14)
    assert float(np.asarray(Formula(text).arrays(np.array([x]), np.array([y]))[0])[0]) == pytest.approx(
        expected, rel=1e-14
    )


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=FUNCTIONS)
def test_each_entry_is_complete(function: Function) -> None:
    assert FUNCTIONS[function.name] is function
    assert function.arity in (1, 2)
    for derivative in function.derivatives:
        parse_formula(derivative, ("a", "b", "f") if function.arity == 2 else ("a", "f"))
    assert function.python.count("{a}") >= 1 and (function.python.count("{b}") >= 1) == (function.arity == 2)
    assert function.repeats == (function.python.count("{a}") > 1)
    assert callable(getattr(np, function.numpy))
    for dialect in (FAST, IEEE, NUMPY):
        called = dialect.functions[function.name].partition("(")[0]
        assert not called or callable(names_in_scope(dialect)[called])
    assert "<math" in mathml(f"{function.name}({', '.join('xy'[: function.arity])})")


def test_other_names_are_not_ours_and_lead_to_ours() -> None:
    assert not set(ALIASES) & {*FUNCTIONS, *CONSTANTS, "where", "sum"}
    for target in ALIASES.values():
        assert target in {*FUNCTIONS, "where", "**", "min and max"}


def test_constants_and_comparisons() -> None:
    assert {"pi": math.pi, "e": math.e} == CONSTANTS
    assert COMPARISONS == ("<", "<=", ">", ">=", "==", "!=")
    assert not set(CONSTANTS) & set(FUNCTIONS)
