"""The ground of a panel: heat map, contour lines with their levels, frame and axes. Drawn once, used by every panel."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...catalogue.definitions import View
from ...engine.fields import side_within
from ...engine.problem import Problem, axes
from .colours import ramp
from .contour import contour
from .relief import Relief, relief
from .shapes import n, path_data, png, text, width_of
from .style import MATH, Palette
from .ticks import linear_ticks, short, tick

Array = NDArray[np.float64]

_NODES = 241
_PICTURE = 161  # pixels of the heat map along a side; it is smooth
_TONES = 96
_SHARE = 0.2  # of the work that a field may be, for each of the two: beyond it their grids are coarser
_TOLERANCES = (0.15, 0.3, 0.6)  # pixels that a line may be off
_MOST_DATA = 90_000  # characters
_LABELLED = 4  # lines of a level, the longest ones
_CALM = 0.09  # pixels of hairline on a pixel of ground, up to which the lines keep their strength
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


@dataclass(frozen=True, slots=True)
class Frame:
    """A panel's inside: its size in pixels and what it shows."""

    width: float
    height: float
    view: View

    def pixels(self, x: Array, y: Array) -> Array:
        """Positions of points, shape (points, 2), from the panel's upper left corner."""
        (x0, x1), (y0, y1) = self.view.x, self.view.y
        with np.errstate(all="ignore"):
            across = (np.asarray(x, dtype=float) - x0) / (x1 - x0) * self.width
            down = (y1 - np.asarray(y, dtype=float)) / (y1 - y0) * self.height
        return np.stack([across, down], axis=1)


def ground(problem: Problem, frame: Frame, theme: Palette, avoid: Sequence[tuple[float, float]]) -> list[str]:
    """Heat map, contours and their numbers, clear of the places to ``avoid``."""
    nodes = side_within(problem.objective, _NODES, _SHARE)
    x, y = axes(frame.view, nodes, nodes)
    with np.errstate(all="ignore"):
        values = np.broadcast_to(problem.objective.field(x, y), (nodes, nodes)).astype(float)
    shape = relief(values, problem.minimum)
    holes = [] if np.isfinite(values).all() else [_hatch(frame, theme)]
    lines = [*holes, _picture(problem, frame, theme, shape)]
    weak: list[Array] = []
    strong: list[Array] = []
    length = 0.0
    taken = list(avoid)
    labels: list[str] = []
    colours = ramp(theme.terrain, 512)
    for level in shape.levels:
        lines_here = [_scaled(grid, frame, nodes) for grid in contour(values, level.value)]
        (strong if level.strong else weak).extend(lines_here)
        if not level.strong:
            length += sum(float(np.hypot(*np.diff(points, axis=0).T).sum()) for points in lines_here)
            continue
        tone = _css(colours[round(511 * float(shape.tone(np.array([level.value]))[0]))])
        for points in sorted(lines_here, key=len, reverse=True)[:_LABELLED]:
            labels += _label(points, short(level.value), frame, theme, tone, taken)
    faint, plain = (0.2, 0.42) if theme.dark else (0.19, 0.4)
    # Where lines crowd together they would be darker than the ground that they describe.
    crowd = length / (frame.width * frame.height)
    faint *= min(1.0, max(0.4, _CALM / crowd)) if crowd else 1.0
    for data, width, alpha in zip(_drawn(weak, strong), (0.75, 1), (faint, plain), strict=True):
        if data:
            lines.append(
                f'<path d="{data}" fill="none" stroke="{theme.ink}" stroke-width="{width}" '
                f'stroke-opacity="{alpha:.3g}" stroke-linejoin="round"/>'
            )
    return [*lines, *labels]


def _drawn(*groups: Sequence[Array]) -> list[str]:
    """The groups of lines as paths: coarser where there are so many that the picture would grow too large."""
    for tolerance in _TOLERANCES:
        data = ["".join(path_data(points, tolerance, smooth=True) for points in group) for group in groups]
        if sum(map(len, data)) <= _MOST_DATA:
            break
    return data


def _scaled(grid: Array, frame: Frame, nodes: int) -> Array:
    across = grid[:, 0] / (nodes - 1) * frame.width
    return np.stack([across, (1 - grid[:, 1] / (nodes - 1)) * frame.height], axis=1)


def _css(colour: NDArray[np.uint8]) -> str:
    return "#" + "".join(f"{int(channel):02x}" for channel in colour)


def _hatch(frame: Frame, theme: Palette) -> str:
    """Where the loss has no value, as the page shows it: behind the picture, which is clear there."""
    height = frame.height
    starts = np.arange(-height, frame.width, 7.0)
    data = "".join(f"M{n(x)} {n(height)}l{n(height)}-{n(height)}" for x in starts.tolist())
    return f'<path d="{data}" fill="none" stroke="{theme.hairline}"/>'


def _picture(problem: Problem, frame: Frame, theme: Palette, shape: Relief) -> str:
    side = side_within(problem.objective, _PICTURE, _SHARE)
    x, y = axes(frame.view, side, side)
    with np.errstate(all="ignore"):
        values = np.broadcast_to(problem.objective.field(x, y), (side, side)).astype(float)
        tones = np.nan_to_num(shape.tone(values))
    rows = np.round(tones * (_TONES - 1)).astype(np.uint8)
    rows[~np.isfinite(values)] = _TONES
    colours = np.concatenate([ramp(theme.terrain, _TONES), np.zeros((1, 3), dtype=np.uint8)])
    # Nodes are the middles of the picture's pixels, so it reaches half a pixel beyond the first and last of them.
    half = 0.5 / (side - 1)
    box = [-half * frame.width, -half * frame.height, (1 + 2 * half) * frame.width, (1 + 2 * half) * frame.height]
    place = " ".join(f'{name}="{each:.2f}"' for name, each in zip(("x", "y", "width", "height"), box, strict=True))
    source = png(rows[::-1], colours, _TONES)
    return f'<image {place} preserveAspectRatio="none" href="{source}"/>'


def _label(
    points: Array, content: str, frame: Frame, theme: Palette, halo: str, taken: list[tuple[float, float]]
) -> list[str]:
    """The level of a line where the line is nearly straight and nothing else stands; nothing where there is no room."""
    size = 10.5
    width = width_of(content, size)
    if len(points) < 4:
        return []
    steps = np.hypot(*np.diff(points, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    if along[-1] < 3 * width + 40:
        return []
    best: tuple[float, float, float, float] | None = None
    for middle in np.linspace(along[-1] * 0.1, along[-1] * 0.9, 24):
        ends = [
            np.array([np.interp(middle + side * width * 0.6, along, points[:, axis]) for axis in (0, 1)])
            for side in (-1, 1)
        ]
        here = np.array([np.interp(middle, along, points[:, axis]) for axis in (0, 1)])
        if not (16 < here[0] < frame.width - 16 and 12 < here[1] < frame.height - 12):
            continue
        if min((math.dist(here, other) for other in taken), default=math.inf) < width + 14:
            continue
        chord = ends[1] - ends[0]
        bend = 1.2 * width - float(np.hypot(*chord))
        angle = math.degrees(math.atan2(chord[1], chord[0]))
        angle = angle - 180 if angle > 90 else angle + 180 if angle < -90 else angle
        cost = bend + abs(angle) / 30
        if bend < 0.06 * width + 0.6 and (best is None or cost < best[0]):
            best = (cost, float(here[0]), float(here[1]), angle)
    if best is None:
        return []
    _, x, y, angle = best
    taken.append((x, y))
    more = f' transform="rotate({angle:.0f} {n(x)} {n(y)})"'
    around = f' stroke="{halo}" stroke-width="5" stroke-linejoin="round"'
    return [
        text(x, y + 3.6, content, size, halo, "middle", more + around),
        text(x, y + 3.6, content, size, theme.soft, "middle", more),
    ]


def frame_and_axes(frame: Frame, names: tuple[str, str], theme: Palette) -> list[str]:
    """The frame with its marks, numbers and the names of both axes, outside of it."""
    marks, labels = [], []
    size, gap = 12.0, 4
    ticks, step = linear_ticks(*frame.view.x, max(3, min(9, int(frame.width // 90))))
    last = frame.width
    for value in ticks:
        at = float(frame.pixels(np.array([value]), np.array([0.0]))[0, 0])
        marks.append(f"M{n(at)} {n(frame.height)}v4")
        if at < last - 30:
            labels.append(text(at, frame.height + gap + 15, tick(value, step), size, theme.soft, "middle"))
    labels.append(_name(frame.width - 4, frame.height + gap + 15, names[0], theme))
    ticks, step = linear_ticks(*frame.view.y, max(3, min(9, int(frame.height // 60))))
    for value in ticks:
        at = float(frame.pixels(np.array([0.0]), np.array([value]))[0, 1])
        marks.append(f"M0 {n(at)}h-4")
        if at > 24:
            labels.append(text(-8, at + 4.2, tick(value, step), size, theme.soft, "end"))
    labels.append(_name(-8, 11, names[1], theme, "end"))
    box = f'<path d="M0 0h{n(frame.width)}v{n(frame.height)}h{n(-frame.width)}z{"".join(marks)}" '
    return [f'{box}fill="none" stroke="{theme.faint}"/>', *labels]


def _name(x: float, y: float, name: str, theme: Palette, anchor: str = "end") -> str:
    letter, _, index = name.partition("_")
    shown = {"theta": "θ"}.get(letter, letter) + index.translate(_SUBSCRIPTS)
    return text(x, y, shown, 15, theme.soft, anchor, f' font-family="{MATH}" font-style="italic"')
