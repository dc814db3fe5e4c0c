"""Float functions with IEEE 754 results where Python raises.

A program runs with Python's own operators, which are fast and raise on overflow, division by zero and
domain errors; from the step where one raises it continues with these, so that both roads meet inf and nan exactly
where NumPy does.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from .functions import FUNCTIONS

PYTHON_RAISES = (OverflowError, ZeroDivisionError, ValueError)


def _floor(a: float) -> float:
    return math.copysign(math.floor(a), a)  # an integer has lost the sign of its zero


def _ceil(a: float) -> float:
    return math.copysign(math.ceil(a), a)


_OWN: dict[str, Callable[..., float]] = {"floor": _floor, "ceil": _ceil, "abs": abs}


def _python(name: str) -> Callable[..., float]:
    """The float function of this name as the fast program calls it."""
    function: Callable[..., float] = _OWN[name] if name in _OWN else getattr(math, name)
    return function


def _safe(fast: Callable[..., float], array: Callable[..., object]) -> Callable[..., float]:
    def function(*arguments: float) -> float:
        try:
            return fast(*arguments)
        except PYTHON_RAISES:
            with np.errstate(all="ignore"):
                return float(array(*map(np.float64, arguments)))  # type: ignore[arg-type]

    return function


def _divide(a: float, b: float) -> float:
    return a / b


FAST_FUNCTIONS: dict[str, object] = {
    "pow": math.pow,
    **{name: _python(name) for name, function in FUNCTIONS.items() if not function.repeats},
}

SAFE_FUNCTIONS: dict[str, object] = {
    "divide": _safe(_divide, np.divide),
    "power": _safe(math.pow, np.power),
    **{
        name: _safe(_python(name), getattr(np, function.numpy))
        for name, function in FUNCTIONS.items()
        if not function.repeats
    },
}

ARRAY_FUNCTIONS: dict[str, object] = {
    "where": np.where,
    "divide": np.divide,
    "power": np.power,
    **{function.numpy: getattr(np, function.numpy) for function in FUNCTIONS.values()},
}
