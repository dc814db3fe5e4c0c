"""A poster as PNG, drawn by resvg, which ``pip install descent-lab[png]`` brings."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any


class NoRaster(Exception):
    """The library that draws PNG is not installed."""


def can_raster() -> bool:
    """Whether PNG can be drawn here."""
    return find_spec("resvg_py") is not None


def png_of(svg: str) -> bytes:
    """The picture at its own size. Raises NoRaster where resvg is not installed."""
    try:
        import resvg_py
    except ImportError:
        raise NoRaster from None
    draw: Any = resvg_py.svg_to_bytes
    # Generic names of fonts are those of the system's common free ones.
    sans, serif = "DejaVu Sans", "DejaVu Serif"
    return bytes(draw(svg_string=svg, font_family=sans, sans_serif_family=sans, serif_family=serif))
