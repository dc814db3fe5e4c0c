"""Numbers in an address: the same spelling in Python and in JavaScript."""

from __future__ import annotations

import re
from decimal import Decimal
from math import isinf
from typing import Final

_NUMBER: Final = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
_WHOLE: Final = re.compile(r"[+-]?[0-9]{1,15}")


def spelled(number: float) -> str:
    """The fewest digits that read back as the same number, laid out as by JavaScript, but 1e21 for 1e+21."""
    text = repr(float(number)).removesuffix(".0")
    if "e" not in text:
        return "0" if text == "-0" else text
    # Python changes to exponents at 1e16 and 1e-5, JavaScript at 1e21 and 1e-7.
    sign, digits, exponent = Decimal(text).normalize().as_tuple()
    assert isinstance(exponent, int)
    shown = "".join(map(str, digits))
    point = len(digits) + exponent
    minus = "-" * sign
    if len(digits) <= point <= 21:
        return f"{minus}{shown}{'0' * exponent}"
    if -6 < point <= 0:
        return f"{minus}0.{'0' * -point}{shown}"
    fraction = f".{shown[1:]}" if len(digits) > 1 else ""
    return f"{minus}{shown[0]}{fraction}e{point - 1}"


def understood(text: str) -> int | float | str:
    """The number that a text spells; the text itself if it spells none, or one beyond all floats."""
    text = text.strip(" ")
    if _WHOLE.fullmatch(text):
        return int(text)
    if not _NUMBER.fullmatch(text):
        return text
    number = float(text)
    return text if isinf(number) else number
