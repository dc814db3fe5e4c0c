"""Columns of numbers in few characters: a file holds them exactly, at half the length of their digits.

A list of 16 numbers or more becomes ``{"f64": …}``, little-endian float64 in base64, or ``{"same": value, "count": n}``
where all are one; ``static/js/core/packed.js`` reads both back.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from typing import Any, Final

import numpy as np

_SHORT: Final = 16  # numbers that are as well written out


def packed(value: Any) -> Any:
    """A value of an answer with its columns packed. A column with gaps (None) is left as it is."""
    if isinstance(value, Mapping):
        return {key: packed(each) for key, each in value.items()}
    if not isinstance(value, (list, tuple)):
        return value
    if len(value) < _SHORT or not all(type(each) in (int, float) for each in value):
        return [packed(each) for each in value]
    if all(each == value[0] for each in value):
        return {"same": value[0], "count": len(value)}
    return {"f64": b64encode(np.array(value, "<f8").tobytes()).decode("ascii")}
