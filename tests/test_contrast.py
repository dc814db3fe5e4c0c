"""Inks on papers: what WCAG 2.2 AA asks of text (4.5 : 1) and of lines and signs (3 : 1), in both themes."""

from __future__ import annotations

import re

import pytest

from tests.support import ROOT

CSS = (ROOT / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
DARK = CSS.index("@media (prefers-color-scheme: dark)")
PAPERS = ["paper", "paper-raised", "paper-sunk"]
TEXTS = [(ink, paper) for ink in ("ink", "ink-soft") for paper in (*PAPERS, "accent-soft")]
TEXTS += [("accent", paper) for paper in (*PAPERS, "accent-soft")]
TEXTS += [("danger", "paper"), ("danger", "danger-soft"), ("ink", "danger-soft"), ("on-accent", "accent")]
SIGNS = [("ink-faint", "paper"), ("hairline-strong", "paper"), ("accent", "paper-sunk")]


def tokens(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css))


THEMES = {"light": tokens(CSS[:DARK]), "dark": tokens(CSS[DARK:])}


def luminance(colour: str) -> float:
    """WCAG 2.2, "relative luminance"."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("ink", "paper", "least"), [*((*pair, 4.5) for pair in TEXTS), *((*pair, 3.0) for pair in SIGNS)]
)
def test_inks_stand_out_from_papers(theme: str, ink: str, paper: str, least: float) -> None:
    assert contrast(THEMES[theme][ink], THEMES[theme][paper]) >= least


def test_the_two_dark_sets_are_one() -> None:
    media, attribute = re.findall(r"\{([^{}]*--paper: [^{}]*)\}", CSS[DARK:])
    assert tokens(media) == tokens(attribute)
