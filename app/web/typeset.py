"""Numbers and rules as a page prints them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

from ..catalogue.definitions import Hyperparameter
from ..catalogue.terms import ETA_MIN, SYMBOLS
from ..engine.numerals import spelled
from ..formula import mathml, rule_mathml

MINUS: Final = "−"
_RAISED: Final = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_LAST_ROW: Final = re.compile(r"<mtr(?:(?!<mtr).)*</mtr>(?=</mtable></math>$)", re.DOTALL)

_LEFT: Final = re.compile(r'(?<=<mtr data-line="1">)<mtd class="left">.*?</mtd><mtd><mo>←</mo></mtd>', re.DOTALL)


def whole(value: float) -> str:
    """All digits of a number, such as −0.1, 10⁻⁸ or 2.5×10⁻³⁰."""
    sign = MINUS if value < 0 else ""
    text = spelled(abs(value))
    if "e" not in text and (len(text) < 7 or ("." in text and not text.startswith("0.0000"))):
        return sign + text
    mantissa, _, exponent = text.partition("e")
    if not exponent:
        digits = mantissa.replace(".", "").strip("0")
        first = next((place for place, digit in enumerate(mantissa.replace(".", "")) if digit != "0"), 0)
        point = mantissa.find(".") if "." in mantissa else len(mantissa)
        if len(digits) > 4:
            return sign + text
        mantissa = digits[:1] + (f".{digits[1:]}" if len(digits) > 1 else "")
        exponent = str(point - 1 - first)
    power = f"10{exponent.translate(_RAISED)}"
    return sign + (power if mantissa == "1" else f"{mantissa}×{power}")


def short(value: float) -> str:
    """Four significant digits of a number."""
    return whole(float(f"{value:.4g}"))


def symbol(described: Hyperparameter) -> Markup:
    """The letter of a hyperparameter as MathML, as rules print it."""
    # A subscript made of letters is typeset from the name, not taken from Unicode.
    letters = SYMBOLS if described.name == ETA_MIN.name else {described.name: described.symbol}
    return Markup(mathml(described.name, (described.name,), letters))  # noqa: S704 (MathML of ours)


def expression(formula: str, symbols: Mapping[str, str]) -> Markup:
    """A formula of the rule language, which may read more than a surface's can."""
    return Markup(_LEFT.sub("", lines({"g": formula}, symbols)))  # noqa: S704 (MathML of ours)


def lines(equations: Mapping[str, str], symbols: Mapping[str, str]) -> Markup:
    """Assignments of the rule language as one MathML table; "" for none."""
    if not equations:
        return Markup("")
    # A rule must end with theta; the row that says so is not part of these lines.
    text = "".join(f"{name} = {formula}\n" for name, formula in equations.items())
    return table(text + "theta = theta", symbols, cut=True)


def table(rule: str, symbols: Mapping[str, str], *, cut: bool = False) -> Markup:
    """A rule as MathML, without its last row if it is to be cut."""
    made = rule_mathml(rule, symbols)
    return Markup(_LAST_ROW.sub("", made) if cut else made)  # noqa: S704 (MathML of ours from a checked tree)
