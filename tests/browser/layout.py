"""What is wrong with how a page is laid out: text that is cut off, runs out of its box, or lies on other text."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

_FAULTS = Path(__file__).with_name("layout.js").read_text(encoding="utf-8").partition("\n")[2]


def faults(page: Page) -> list[str]:
    """What is wrong, a sentence each. What lies over the page, such as a dialog, is looked at by itself."""
    found: list[str] = page.evaluate(_FAULTS)
    return found
