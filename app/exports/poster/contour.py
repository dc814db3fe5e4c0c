"""Contour lines by marching squares with the asymptotic decider (Nielson and Hamann, 1991), joined into polylines."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

# Which edges a cell of that code joins: 0 south, 1 east, 2 north, 3 west; codes 5 and 10 are decided by the saddle.
_JOINS = {1: (0, 3), 2: (0, 1), 3: (3, 1), 4: (2, 1), 6: (0, 2), 7: (2, 3)}


def contour(values: Array, level: float) -> list[Array]:
    """The lines of one level over a field of shape (ny, nx), each of shape (points, 2) in columns and rows of the
    grid; a closed line ends on its first point. Cells with a corner that is not finite are left out."""
    ny, nx = values.shape
    a, b, c, d = values[:-1, :-1], values[:-1, 1:], values[1:, 1:], values[1:, :-1]
    with np.errstate(invalid="ignore"):
        code = (a >= level) * 1 + (b >= level) * 2 + (c >= level) * 4 + (d >= level) * 8
    whole = np.isfinite(a) & np.isfinite(b) & np.isfinite(c) & np.isfinite(d)
    links: defaultdict[int, list[int]] = defaultdict(list)
    upright = nx * ny
    for j, i in zip(*(index.tolist() for index in np.nonzero(whole & (code > 0) & (code < 15))), strict=True):
        k = j * nx + i
        edges = (k, upright + k + 1, k + nx, upright + k)
        for first, second in _joined(int(code[j, i]), a[j, i], b[j, i], c[j, i], d[j, i], level):
            links[edges[first]].append(edges[second])
            links[edges[second]].append(edges[first])
    flat = values.ravel()
    return [_placed(line, flat, nx, ny, level) for line in _walked(links)]


def _joined(code: int, a: float, b: float, c: float, d: float, level: float) -> list[tuple[int, int]]:
    if code in (5, 10):
        saddle = (a * c - b * d) / (a + c - b - d)
        # The pair of corners on the saddle's side is joined; the other two are cut off one by one.
        return [(0, 1), (2, 3)] if (saddle >= level) == (code == 5) else [(0, 3), (2, 1)]
    return [_JOINS[code if code < 8 else 15 - code]]


def _walked(links: defaultdict[int, list[int]]) -> list[list[int]]:
    """Open lines from their ends, then what is left, which is closed."""
    lines = []
    starts = [edge for edge, others in links.items() if len(others) == 1]
    for start in [*starts, *links]:
        if not links[start]:
            continue
        line, here = [start], start
        while links[here]:
            there = links[here].pop()
            links[there].remove(here)
            line.append(there)
            here = there
            if here == start:
                break
        lines.append(line)
    return lines


def _placed(line: list[int], flat: Array, nx: int, ny: int, level: float) -> Array:
    edges = np.array(line)
    upright = edges >= nx * ny
    k = np.where(upright, edges - nx * ny, edges)
    other = np.where(upright, k + nx, k + 1)
    t = (level - flat[k]) / (flat[other] - flat[k])
    return np.stack([k % nx + np.where(upright, 0.0, t), k // nx + np.where(upright, t, 0.0)], axis=1)
