"""Colours, dashes and thresholds of the page's figures, read from the page's own files so that they stand once."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

from ...assets import asset_path

Theme = Literal["light", "dark"]
Rgb = tuple[float, float, float]

_LATIN: Final = "system-ui, 'Segoe UI', 'DejaVu Sans'"
_HAN: Final = "'PingFang SC', 'Noto Sans CJK SC', 'Noto Sans SC', 'Microsoft YaHei'"
MATH: Final = "'STIX Two Math', 'STIX Two Text', 'DejaVu Serif', 'Noto Serif', serif"


def face(language: str) -> str:
    """The fonts of a picture. A Chinese one is set in a Chinese font as a whole: what draws the PNG takes the first
    font of the list that there is, and anything at all for the signs that that one lacks."""
    return f"{_HAN}, {_LATIN}, sans-serif" if language == "zh" else f"{_LATIN}, {_HAN}, sans-serif"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a theme (see static/js/figures/palette.js)."""

    dark: bool
    paper: str
    ink: str
    soft: str
    faint: str
    hairline: str
    accent: str
    terrain: tuple[Rgb, ...]
    runs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunStyle:
    """How the n-th run is told apart."""

    colour: str
    dash: tuple[float, ...]
    marker: str


def _text(name: str) -> str:
    return asset_path(f"static/js/{name}").read_text("utf-8")


def _literal(source: str, name: str) -> Any:
    """The value of ``const name = …;``, a literal of the JSON kind but for bare keys and trailing commas."""
    found = re.search(rf"const {name} = (.*?);\n", source, re.S)
    assert found is not None, name
    quoted = re.sub(r"([{,]\s*)(\w+):", r'\1"\2":', found[1])
    return json.loads(re.sub(r",(\s*[}\]])", r"\1", quoted))


def rgb(text: str) -> Rgb:
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


@cache
def palette(theme: Theme) -> Palette:
    found = _literal(_text("figures/palette.js"), theme.upper())
    return Palette(
        dark=theme == "dark",
        **{name: found[name] for name in ("paper", "ink", "soft", "faint", "hairline", "accent")},
        terrain=tuple(map(rgb, found["terrain"])),
        runs=tuple(found["runs"]),
    )


@cache
def _dashes_and_markers() -> tuple[list[list[float]], list[str]]:
    source = _text("figures/palette.js")
    return _literal(source, "DASHES"), _literal(source, "MARKERS")


def style_of(number: int, theme: Theme) -> RunStyle:
    """Colour, dash and marker of a run, as ``styleOf`` of the page has them."""
    dashes, markers = _dashes_and_markers()
    turn, count = number // 8, len(dashes)
    return RunStyle(
        colour=palette(theme).runs[number % 8],
        dash=tuple(dashes[(number + 3 * turn) % count]),
        marker=markers[(number + turn) % len(markers)],
    )


@cache
def relief_constant(name: str) -> float:
    """A threshold of static/js/core/relief.js."""
    return float(_literal(_text("core/relief.js"), name))
