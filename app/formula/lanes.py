"""Straight-line code → NumPy over many points at once.

Parts of a formula that depend on one coordinate alone stay one-dimensional by broadcasting, and rows are worked
off in pieces that fit the processor's cache.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from .code import NUMPY, function_source
from .graph import Graph
from .scalar import compiled

Array = NDArray[np.float64]

# Measured: larger pieces fall out of the second-level cache, smaller ones pay for the calls.
_PIECE = 16_384


def array_program(
    graph: Graph, roots: Sequence[int], inputs: Sequence[str]
) -> Callable[..., tuple[Array | float, ...]]:
    """A function of arrays (or floats) that broadcasts; a root without any input among its operands is a float."""
    program = compiled(function_source(graph, roots, inputs, NUMPY), NUMPY)

    def quiet(*arguments: Array | float) -> tuple[Array | float, ...]:
        with np.errstate(all="ignore"):
            values: tuple[Array | float, ...] = program(*arguments)
        return values

    return quiet


def field_over(program: Callable[..., tuple[Array | float, ...]], x: Array, y: Array, *rest: float) -> Array:
    """The first value of a program of (x, y, …) on a grid: shape (len(y), len(x)), rows of y."""
    values = np.empty((len(y), len(x)))
    rows = max(1, _PIECE // max(1, len(x)))
    across = x[np.newaxis, :]
    for first in range(0, len(y), rows):
        piece = slice(first, first + rows)
        values[piece] = program(across, y[piece, np.newaxis], *rest)[0]
    return values
