"""What may be opened over the lab, and how one knows that it is there."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

Act = Callable[[Page], None]


def click(selector: str) -> Act:
    """Presses it wherever it is, hidden from a pointer or not."""
    return lambda page: page.locator(selector).first.evaluate("element => element.click()")


def unfold(page: Page) -> None:
    """Every part of the page that folds is open."""
    page.evaluate("document.querySelectorAll('details:not(.menu)').forEach((details) => (details.open = true))")
    page.locator("#tune button").first.wait_for()
    page.locator("#seeds > :nth-child(2)").first.wait_for()


def share(page: Page) -> None:
    """The sheet of what can be taken away, with the part where pictures are made."""
    click("#share")(page)
    page.locator(".sharing[open] summary").evaluate("element => element.click()")


OPENED: dict[str, tuple[Act, str]] = {
    "layers": (click(".menu summary"), "#layers label"),
    "help": (click("#help"), ".help[open]"),
    "numbers": (click("#table"), ".table-sheet[open]"),
    "presets": (click("#presets"), ".presets[open] .card"),
    "gallery": (click(".problem-line .icon-button"), ".gallery[open] .card"),
    "share": (share, ".pictures fieldset"),
    "a run's menu": (click(".run-head .icon-button"), ".run-menu:popover-open"),
}

SHEETS = ("problem", "runs")
