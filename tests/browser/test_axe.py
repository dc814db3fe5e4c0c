"""Every page under axe-core: no violation in either theme and language, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Page

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")

LABS = {
    "first visit": "/",
    "a fit": "/?dataset=article&steps=60&run=sgd:lr=0.01,batch=2&run=adam:lr=0.1",
    "own formula, layers": "/?formula=x**2%2Bsin(3*y)&view=-3,3,-2,2&run=adam&layers=gradient,step,memory,curvature",
    "in 3-D": "/?surface=himmelblau&run=adam:lr=0.1&layout=3d",
    "a wrong address": "/?surface=nowhere&run=adam",
}
EMBEDS = {
    "about embedding": "/embedding",
    "embedded": "/embed?surface=himmelblau&run=adam:lr=0.1&run=sgd&show=speed,tabs,legend,views,theme",
    "embedded, a wrong address": "/embed?surface=nowhere&run=adam",
}
PAGES = ["/optimizers", "/optimizers/adam", "/surfaces", "/surfaces/rosenbrock", "/schedules", "/schedules/cosine"]
CASES = [*((name, path, 1440) for name, path in LABS.items()), ("narrow", LABS["a fit"], 390)]
CASES += [(path, path, 1440) for path in PAGES] + [("narrow reference", "/optimizers/adam", 390)]
CASES += [(name, path, 390) for name, path in EMBEDS.items()]


def violations(page: Page) -> list[dict[str, Any]]:
    """What axe-core finds on the page as it stands: the rule, what is wrong, and where."""
    page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(
        """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.map(({id, help, nodes}) => ({
             id, help, nodes: nodes.map(({target, failureSummary}) => `${target.join(" ")}: ${failureSummary}`)}))"""
    )
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("name", "path", "width"), CASES, ids=[name for name, *_ in CASES])
def test_no_violation(
    open_page: Callable[..., Page], name: str, path: str, width: int, language: str, theme: str
) -> None:
    allow = ("status of 422",) if path.startswith("/embed?surface=nowhere") else ()
    page = open_page(path, language=language, theme=theme, reduced_motion=True, width=width, allow=allow)
    ready = "#lab[data-ready]" if path in LABS.values() else "#embed[data-ready], main:not(#embed)"
    page.wait_for_selector(ready, state="attached")
    assert violations(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_open_menus_and_dialogs(open_page: Callable[..., Page], theme: str) -> None:
    page = open_page("/", theme=theme, reduced_motion=True)
    page.wait_for_selector("#lab[data-ready]")
    for key in ("l", "?"):
        page.keyboard.press(key)
        assert violations(page) == [], key
        page.keyboard.press("Escape")
