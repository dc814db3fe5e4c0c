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

_PYTHON_NAMES = ("float", "floor", "ceil", "abs", "pow")


def _python(name: str) -> Callable[..., float]:
    """The float function of this name as the fast program calls it."""
    if name == "floor":
        return lambda a: float(math.floor(a))
    if name == "ceil":
        return lambda a: float(math.ceil(a))
    function: Callable[..., float] = abs if name == "abs" else getattr(math, name)
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
    "abs": abs,
    "float": float,
    **{name: getattr(math, name) for name, function in FUNCTIONS.items() if not function.repeats and name != "abs"},
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
    "power": np.power,
    **{function.numpy: getattr(np, function.numpy) for function in FUNCTIONS.values()},
}
