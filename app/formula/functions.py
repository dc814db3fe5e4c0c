"""The one table of functions: derivative, spellings for Python and NumPy, and how each is printed.

A derivative is itself a formula of the arguments ``a`` (and ``b``) and of the function's own value ``f``; second
derivatives follow by differentiating it again. Conventions at kinks stand here and nowhere else: |a|′ is 0
at 0, a tie in min and max shares the slope equally, and the infinite slope of a root at 0 counts as 0.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal

Print = Literal["name", "root", "cube_root", "bars", "floor", "ceil", "exp"]


@dataclass(frozen=True, slots=True)
class Function:
    """A function of one or two real numbers.

    ``python`` is a template over ``{a}`` (and ``{b}``) for floats; it may raise where IEEE arithmetic gives inf or
    nan. ``numpy`` is the NumPy function of the same meaning. ``repeats`` marks a template that names an
    argument more than once, so that the argument must be a variable.
    """

    name: str
    derivatives: tuple[str, ...]
    python: str
    numpy: str
    print_as: Print = "name"
    repeats: bool = False

    @property
    def arity(self) -> int:
        return len(self.derivatives)


def _simple(name: str, derivative: str, numpy: str | None = None, print_as: Print = "name") -> Function:
    return Function(name, (derivative,), f"{name}({{a}})", numpy or name, print_as)


_TABLE = (
    _simple("sqrt", "where(f == 0, 0, 0.5/f)", print_as="root"),
    _simple("cbrt", "where(f == 0, 0, 1/(3*f*f))", print_as="cube_root"),
    _simple("exp", "f", print_as="exp"),
    _simple("expm1", "f + 1"),
    _simple("log", "1/a"),
    _simple("log1p", "1/(1 + a)"),
    _simple("log10", f"1/(a*{math.log(10)!r})"),
    _simple("log2", f"1/(a*{math.log(2)!r})"),
    _simple("sin", "cos(a)"),
    _simple("cos", "-sin(a)"),
    _simple("tan", "1 + f*f"),
    _simple("asin", "1/sqrt(1 - a*a)", "arcsin"),
    _simple("acos", "-1/sqrt(1 - a*a)", "arccos"),
    _simple("atan", "1/(1 + a*a)", "arctan"),
    _simple("sinh", "cosh(a)"),
    _simple("cosh", "sinh(a)"),
    _simple("tanh", "1 - f*f"),
    _simple("abs", "sign(a)", print_as="bars"),
    # The sum turns -0.0 into 0.0, as NumPy's sign does, and keeps nan.
    Function("sign", ("0",), "(1.0 if {a} > 0.0 else -1.0 if {a} < 0.0 else {a} + 0.0)", "sign", repeats=True),
    _simple("floor", "0", print_as="floor"),
    _simple("ceil", "0", print_as="ceil"),
    Function(
        "min",
        ("where(a < b, 1, where(a == b, 0.5, 0))", "where(b < a, 1, where(a == b, 0.5, 0))"),
        "({a} if {a} < {b} or {a} != {a} else {b})",
        "minimum",
        repeats=True,
    ),
    Function(
        "max",
        ("where(a > b, 1, where(a == b, 0.5, 0))", "where(b > a, 1, where(a == b, 0.5, 0))"),
        "({a} if {a} > {b} or {a} != {a} else {b})",
        "maximum",
        repeats=True,
    ),
    Function(
        "atan2",
        # Not b/(a*a + b*b): squares overflow and vanish where the quotients do not.
        (
            "where(hypot(a, b) == 0, 0, b/hypot(a, b)/hypot(a, b))",
            "where(hypot(a, b) == 0, 0, -a/hypot(a, b)/hypot(a, b))",
        ),
        "atan2({a}, {b})",
        "arctan2",
    ),
    Function("hypot", ("where(f == 0, 0, a/f)", "where(f == 0, 0, b/f)"), "hypot({a}, {b})", "hypot"),
)

FUNCTIONS: Final[dict[str, Function]] = {function.name: function for function in _TABLE}
CONSTANTS: Final[dict[str, float]] = {"pi": math.pi, "e": math.e}
COMPARISONS: Final[tuple[str, ...]] = ("<", "<=", ">", ">=", "==", "!=")

# What people type for a function that has another name here.
ALIASES: Final[dict[str, str]] = {
    "ln": "log",
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "arctan2": "atan2",
    "fabs": "abs",
    "maximum": "max",
    "minimum": "min",
    "sgn": "sign",
    "pow": "**",
    "power": "**",
    "if": "where",
    "clip": "min and max",
}
