"""What formulas are worth by another road: Python reads the text, NumPy computes it in wider or complex numbers.

Nothing here is shared with the lab but the spelling of formulas. The texts come from the tests, never from a person.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

_TINY = 1e-30


def _cbrt(value: Any) -> Any:
    return (
        np.cbrt(value) if not np.iscomplexobj(value) else np.sign(value.real) * (np.sign(value.real) * value) ** (1 / 3)
    )


FUNCTIONS: dict[str, Callable[..., Any]] = {
    **{name: getattr(np, name) for name in ("sqrt", "exp", "expm1", "log", "log1p", "log10", "log2", "where")},
    **{name: getattr(np, name) for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "hypot", "floor", "ceil")},
    **{name: getattr(np, f"arc{name[1:]}") for name in ("asin", "acos", "atan", "atan2")},
    "abs": np.abs,
    "sign": np.sign,
    "min": np.minimum,
    "max": np.maximum,
    "cbrt": _cbrt,
}
# Those whose continuation to complex numbers has the same derivative.
ANALYTIC: tuple[str, ...] = (
    "sqrt",
    "exp",
    "expm1",
    "log",
    "log1p",
    "log10",
    "log2",
    "sin",
    "cos",
    "tan",
    "sinh",
    "cosh",
    "tanh",
)
ANALYTIC += ("asin", "acos", "atan", "cbrt")


def value(text: str, x: Any, y: Any) -> Any:
    """The formula at a point, in whatever numbers the point has."""
    scope = {**FUNCTIONS, "sum": sum, "range": range, "pi": math.pi, "e": math.e}
    with np.errstate(all="ignore"):
        return eval(text, {"__builtins__": {}, **scope, "x": x, "y": y})


def complex_step(text: str, x: float, y: float) -> tuple[float, float]:
    """The gradient without differences, for formulas of analytic functions (Squire and Trapp, 1998)."""
    by_x = value(text, np.complex128(complex(x, _TINY)), np.complex128(y))
    by_y = value(text, np.complex128(x), np.complex128(complex(y, _TINY)))
    return float(np.imag(by_x)) / _TINY, float(np.imag(by_y)) / _TINY


def differences(function: Callable[[Any, Any], Any], x: float, y: float, step: float) -> tuple[float, float]:
    """The gradient by central differences of fourth order, in the widest numbers of the machine."""

    def along(dx: int, dy: int) -> float:
        wide, h = np.longdouble, np.longdouble(step)
        ahead, back, far_ahead, far_back = (
            function(wide(x) + k * h * dx, wide(y) + k * h * dy) for k in (1, -1, 2, -2)
        )
        with np.errstate(all="ignore"):
            return float((8 * (ahead - back) - (far_ahead - far_back)) / (12 * h))

    return along(1, 0), along(0, 1)
