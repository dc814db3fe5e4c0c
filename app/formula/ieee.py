"""Float functions with IEEE 754 results where Python raises.

A program runs with Python's own operators, which are fast and raise on overflow, division by zero and
domain errors; from the step where one raises it continues with these, so that both roads meet inf and nan exactly
where NumPy does.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

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


def _in_each_lane(fast: Callable[..., float], safe: Callable[..., float]) -> Callable[..., NDArray[np.float64]]:
    def function(*arguments: NDArray[np.float64] | float) -> NDArray[np.float64]:
        arrays = list(map(np.asarray, arguments))
        if len({array.shape for array in arrays if array.ndim}) > 1:
            arrays = list(np.broadcast_arrays(*arrays))
        shape = max((array.shape for array in arrays), key=len)
        columns = [array.ravel().tolist() if array.ndim == len(shape) else repeat(float(array)) for array in arrays]
        size = math.prod(shape)
        try:
            return np.fromiter(map(fast, *columns), float, size).reshape(shape)
        except PYTHON_RAISES:
            return np.fromiter(map(safe, *columns), float, size).reshape(shape)

    return function


# NumPy rounds these as floats are rounded.
_ALIKE = frozenset({"sqrt", "abs", "sign", "floor", "ceil", "min", "max"})

# Of lanes: shape of the lanes in, shape of the lanes out, each number as the programs over floats have it.
LANE_FUNCTIONS: dict[str, object] = {
    **SAFE_FUNCTIONS,
    "lane_where": np.where,
    "lane_divide": np.divide,
    "lane_power": _in_each_lane(math.pow, _safe(math.pow, np.power)),
    **{
        f"lane_{name}": getattr(np, function.numpy)
        if name in _ALIKE
        else _in_each_lane(_python(name), _safe(_python(name), getattr(np, function.numpy)))
        for name, function in FUNCTIONS.items()
    },
}
