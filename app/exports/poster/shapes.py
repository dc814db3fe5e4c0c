"""Small pieces of SVG: simplified paths, pictures, marks."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Mapping, Sequence
from html import escape

import numpy as np
from numpy.typing import NDArray

from .style import Palette, RunStyle

Array = NDArray[np.float64]

_FAR = 1e4  # pixels; what lies beyond looks the same


def n(value: float) -> str:
    """A length to a tenth of a pixel."""
    text = f"{value:.1f}"
    return text.removesuffix(".0") if text != "-0.0" else "0"


def simplified(points: Array, tolerance: float) -> Array:
    """The points without those that lie within the tolerance of the line that is left (Douglas and Peucker, 1973)."""
    if len(points) < 3:
        return points
    keep = np.zeros(len(points), dtype=bool)
    keep[[0, -1]] = True
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        chord = points[last] - points[first]
        rest = points[first + 1 : last] - points[first]
        length = float(np.hypot(*chord))
        if length:
            along = np.clip(rest @ chord / length**2, 0, 1)
            away = np.hypot(*(rest - along[:, np.newaxis] * chord).T)
        else:
            away = np.hypot(*rest.T)
        far = int(np.argmax(away))
        if away[far] > tolerance:
            middle = first + 1 + far
            keep[middle] = True
            stack += [(first, middle), (middle, last)]
    return points[keep]


def thinned(points: Array, tolerance: float) -> Array:
    """A smooth curve without every second point, and again, where its neighbours' chord passes within the tolerance:
    much faster than ``simplified`` for lines that nowhere turn back."""
    for _ in range(4):
        if len(points) < 5:
            break
        chord, rest = points[2::2] - points[:-2:2], points[1:-1:2] - points[:-2:2]
        length = np.hypot(*chord.T)
        area = np.abs(chord[:, 0] * rest[:, 1] - chord[:, 1] * rest[:, 0])
        keep = np.ones(len(points), dtype=bool)
        keep[1:-1:2] = area > tolerance * length
        points = points[keep]
    return points


def path_data(points: Array, tolerance: float = 0.15, smooth: bool = False) -> str:
    """The ``d`` of a polyline, relative and rounded; ``smooth`` for contours."""
    if not len(points):
        return ""
    simplify = thinned if smooth else simplified
    kept = np.round(simplify(np.clip(points, -_FAR, _FAR), tolerance) * 10) / 10
    if len(kept) == 1:
        kept = np.repeat(kept, 2, axis=0)
    steps = np.round(np.diff(kept, axis=0), 1)
    body = " ".join(f"{dx:g} {dy:g}" for dx, dy in steps.tolist() if dx or dy).replace(" -", "-") or "0 0"
    return f"M{n(kept[0, 0])} {n(kept[0, 1])}l{body}"


def text(x: float, y: float, content: str, size: float, fill: str, anchor: str = "start", more: str = "") -> str:
    return (
        f'<text x="{n(x)}" y="{n(y)}" font-size="{n(size)}" fill="{fill}" text-anchor="{anchor}"{more}>'
        f"{escape(content)}</text>"
    )


def width_of(content: str, size: float) -> float:
    """About how wide a text is: a Chinese sign is as wide as high, others about half of it."""
    return size * sum(1.0 if ord(character) > 0x2E80 else 0.56 for character in content)


def png(rows: NDArray[np.uint8], colours: NDArray[np.uint8], clear: int | None = None) -> str:
    """A picture of palette indices, shape (height, width), as a data URI; ``clear`` is the index without colour."""
    height, width = rows.shape

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    filtered = np.zeros((height, width + 1), dtype=np.uint8)
    filtered[:, 0] = 2  # each row as its difference from the one above: neighbours have the same tone
    filtered[:, 1:] = np.diff(rows.astype(np.int16), axis=0, prepend=0).astype(np.uint8)
    transparent = b"" if clear is None else chunk(b"tRNS", b"\xff" * clear + b"\x00")
    body = b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", header),
            chunk(b"PLTE", colours.tobytes()),
            transparent,
            chunk(b"IDAT", zlib.compress(filtered.tobytes(), 9)),
            chunk(b"IEND", b""),
        ]
    )
    return f"data:image/png;base64,{base64.b64encode(body).decode('ascii')}"


def cased(d: str, casing: str, colour: str, width: float, rim: float = 1.5, fill: str = "none") -> str:
    """A shape stroked twice, so that it can be told from any ground."""
    joins = 'stroke-linejoin="round" stroke-linecap="round"'
    return (
        f'<path d="{d}" fill="none" stroke="{casing}" stroke-width="{n(width + 2 * rim)}" {joins}/>'
        f'<path d="{d}" fill="{fill}" stroke="{colour}" stroke-width="{width:g}" {joins}/>'
    )


def circle(x: float, y: float, radius: float) -> str:
    half = f"a{radius:g} {radius:g} 0 1 0 "
    return f"M{n(x + radius)} {n(y)}{half}{-2 * radius:g} 0{half}{2 * radius:g} 0z"


def polygon(x: float, y: float, corners: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{n(x + dx)} {n(y + dy)}" for dx, dy in corners) + "z"


def cross(x: float, y: float, arm: float) -> str:
    span = 2 * arm
    return f"M{n(x - arm)} {n(y - arm)}l{n(span)} {n(span)}M{n(x - arm)} {n(y + arm)}l{n(span)} {n(-span)}"


def star(x: float, y: float, theme: Palette) -> str:
    """A minimum."""
    angles = -np.pi / 2 + np.arange(10) * np.pi / 5
    radii = np.where(np.arange(10) % 2, 2.7, 6.2)
    corners = [(float(r * np.cos(t)), float(r * np.sin(t))) for r, t in zip(radii, angles, strict=True)]
    return cased(polygon(x, y, corners), theme.paper, theme.ink, 1.25, 1.75, theme.paper)


_MARKERS: Mapping[str, Sequence[tuple[float, float]]] = {
    "square": [(-2, -2), (2, -2), (2, 2), (-2, 2)],
    "diamond": [(0, -3), (3, 0), (0, 3), (-3, 0)],
    "triangle": [(0, -3), (2.8, 2), (-2.8, 2)],
    "nabla": [(0, 3), (2.8, -2), (-2.8, -2)],
    "bar": [(-3, -1), (3, -1), (3, 1), (-3, 1)],
}


def current(x: float, y: float, style: RunStyle, theme: Palette, broken: bool = False) -> str:
    """Where a run is: a disc in its colour with its marker; a × where it ended without arriving."""
    if broken:
        return cased(cross(x, y, 4.5), theme.paper, style.colour, 2.5)
    disc = f'<path d="{circle(x, y, 7)}" fill="{theme.paper}"/><path d="{circle(x, y, 5.5)}" fill="{style.colour}"/>'
    if style.marker == "ring":
        return f'{disc}<path d="{circle(x, y, 2.4)}" fill="none" stroke="{theme.paper}" stroke-width="1.4"/>'
    if style.marker == "cross":
        return f'{disc}<path d="{cross(x, y, 2.3)}" stroke="{theme.paper}" stroke-width="1.6"/>'
    corners = _MARKERS.get(style.marker)
    return disc if corners is None else f'{disc}<path d="{polygon(x, y, corners)}" fill="{theme.paper}"/>'


def dashes(style: RunStyle) -> str:
    return f' stroke-dasharray="{" ".join(f"{each:g}" for each in style.dash)}"' if style.dash else ""


def line_key(x: float, y: float, style: RunStyle, theme: Palette) -> str:
    """A run's line with its disc in the middle, 44 wide, centred on y."""
    line = f'<path d="M{n(x)} {n(y)}h44" stroke="{style.colour}" stroke-width="2"{dashes(style)}/>'
    return line + current(x + 22, y, style, theme)
