"""Where an axis is marked, and how numbers are printed: static/js/core/ticks.js and format.js."""

from __future__ import annotations

import math

_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def linear_ticks(low: float, high: float, count: int) -> tuple[list[float], float]:
    """Multiples of a nice step (1, 2, 5 × 10ⁿ) within the ends, about ``count`` of them, and the step."""
    span = high - low
    if not (span > 0 and math.isfinite(span)):
        return [], 0.0
    rough = span / max(1, count)
    exponent = math.floor(math.log10(rough))
    leading = rough / float(f"1e{exponent}")
    digit = next((d for d in (1, 2, 5) if leading <= d * (1 + 1e-9)), None)
    if digit is None:
        digit, exponent = 1, exponent + 1
    step = _times(digit, exponent)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [_times(k * digit, exponent) for k in range(first, last + 1)], step


def _times(n: int, exponent: int) -> float:
    return (n / float(f"1e{-exponent}") if exponent < 0 else n * float(f"1e{exponent}")) + 0.0


def tick(value: float, step: float) -> str:
    """A number on an axis whose neighbours are ``step`` away: as many decimals as the step needs."""
    if value == 0:
        return "0"
    size = max(abs(value), step)
    if size >= 1e5 or size < 1e-3:
        return short(value)
    decimals = min(12, max(0, -math.floor(math.log10(step) + 1e-9)))
    return _typeset(f"{value:.{decimals}f}")


def short(value: float, digits: int = 4) -> str:
    """A few significant digits without trailing zeros: 1235, 0.031, 1.2×10⁻⁵."""
    if not math.isfinite(value):
        return "–"
    if value == 0:
        return "0"
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    power = int(exponent)
    if power >= digits or power < -3:
        lead = f"{float(mantissa):g}"
        raised = str(power).translate(_RAISED)
        return _typeset("" if lead == "1" else "-" if lead == "-1" else f"{lead}×") + f"10{raised}"
    return _typeset(f"{float(f'{value:.{digits - 1}e}'):g}" if digits <= 6 else repr(value))


def _typeset(digits: str) -> str:
    return digits.replace("-", "\u2212")
