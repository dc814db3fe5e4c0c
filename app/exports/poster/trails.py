"""Paths of runs over a panel: walked and ahead, steps as dots, where each run is, and where one left the frame."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .ground import Frame
from .shapes import current, dashes, n, path_data
from .style import Palette, RunStyle

Array = NDArray[np.float64]

_APART = 9.0  # pixels between two dots


@dataclass(frozen=True, slots=True)
class Trail:
    """A run with its style, up to a step."""

    answer: Mapping[str, Any]
    style: RunStyle
    step: int

    @property
    def last(self) -> int:
        """The index of the point where it is: its end, where it ended before the step."""
        return min(self.step, len(self.answer["loss"]) - 1)

    @property
    def broken(self) -> bool:
        outcome = self.answer["outcome"]
        return outcome["kind"] in ("diverged", "left_domain") and self.step >= outcome["step"]

    def pixels(self, frame: Frame) -> Array:
        x, y = self.answer["path"].values()
        return frame.pixels(np.array(x), np.array(y))


def trail(of: Trail, frame: Frame, theme: Palette) -> tuple[list[str], list[str]]:
    """A run's lines, and its mark, which stands above every line."""
    points = of.pixels(frame)
    walked, ahead = points[: of.last + 1], points[of.last :]
    stroke = f'fill="none" stroke="{of.style.colour}" stroke-linejoin="round"{dashes(of.style)}'
    lines = []
    if len(ahead) > 1:
        alpha = 0.5 if theme.dark else 0.42
        lines.append(f'<path d="{path_data(ahead)}" {stroke} stroke-width="1.25" stroke-opacity="{alpha}"/>')
    if len(walked) > 1:
        d = path_data(walked)
        lines.append(f'<path d="{d}" fill="none" stroke="{theme.paper}" stroke-width="4" stroke-linejoin="round"/>')
        lines.append(f'<path d="{d}" {stroke} stroke-width="2"/>')
        lines += _dots(walked, frame, of.style, theme)
    x, y = walked[-1]
    if 0 <= x <= frame.width and 0 <= y <= frame.height:
        return lines, [current(float(x), float(y), of.style, theme, of.broken)]
    return lines, _arrow(walked, frame, of.style, theme)


def _dots(points: Array, frame: Frame, style: RunStyle, theme: Palette) -> list[str]:
    gaps = np.hypot(*np.diff(points, axis=0).T)
    before, after = np.concatenate([[math.inf], gaps]), np.concatenate([gaps, [math.inf]])
    inside = (points >= 0).all(axis=1) & (points <= (frame.width, frame.height)).all(axis=1)
    chosen = points[(np.minimum(before, after) >= _APART) & inside]
    if not len(chosen):
        return []
    d = "".join(f"M{n(x)} {n(y)}h0" for x, y in chosen)
    return [
        f'<path d="{d}" stroke="{theme.paper}" stroke-width="6.7" stroke-linecap="round"/>',
        f'<path d="{d}" stroke="{style.colour}" stroke-width="5.2" stroke-linecap="round"/>',
    ]


def _arrow(points: Array, frame: Frame, style: RunStyle, theme: Palette) -> list[str]:
    """At the edge, where the run left the frame for the last time."""
    inside = (points >= 0).all(axis=1) & (points <= (frame.width, frame.height)).all(axis=1)
    known = np.nonzero(inside)[0]
    if not len(known):
        return []
    here, there = points[known[-1]], points[known[-1] + 1]
    way = np.nan_to_num(there - here, posinf=1e9, neginf=-1e9)
    limits = []
    for axis, size in ((0, frame.width), (1, frame.height)):
        if way[axis]:
            limits.append(((size if way[axis] > 0 else 0.0) - here[axis]) / way[axis])
    x, y = here + max(0.0, min(limits, default=0.0)) * way
    angle = math.degrees(math.atan2(way[1], way[0]))
    shape = '<path d="M0 0L-13-5.5L-9.5 0L-13 5.5z"'
    return [
        f'<g transform="translate({n(x)} {n(y)}) rotate({angle:.0f})">{shape} fill="none" stroke="{theme.paper}" '
        f'stroke-width="3" stroke-linejoin="round"/>{shape} fill="{style.colour}"/></g>'
    ]
