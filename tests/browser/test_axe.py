"""Every page and all that opens over it under axe-core: no violation in either theme and language, wide and narrow."""

from __future__ import annotations

from importlib.resources import files

import pytest
from playwright.sync_api import Page

from tests.browser.opened import OPENED, SHEETS, click, unfold
from tests.support import OpenPage

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")

LABS = {
    "a fit": "/?dataset=article&steps=60&run=sgd:lr=0.01,batch=2&run=adam:lr=0.1",
    "own formula, layers": "/?formula=x**2%2Bsin(3*y)&view=-3,3,-2,2&run=adam&layers=gradient,step,memory,curvature",
    "in 3-D": "/?surface=himmelblau&run=adam:lr=0.1&layout=3d",
    "a wrong address": "/?surface=nowhere&run=adam",
    "an example, by gradients": "/?preset=four_rates&curve=gradient&axis=evaluations&run=adam&run=sgd",
}
EMBEDS = {
    "embedded": "/embed?surface=himmelblau&run=adam:lr=0.1&run=sgd&show=speed,tabs,legend,views,theme",
    "embedded, a wrong address": "/embed?surface=nowhere&run=adam",
}
PAGES = [
    "/optimizers",
    "/optimizers/adam",
    "/surfaces",
    "/surfaces/rosenbrock",
    "/schedules",
    "/schedules/cosine",
    "/datasets",
    "/datasets/article",
    "/agreement",
    "/embedding",
]


def violations(page: Page, where: str) -> list[str]:
    """What axe-core finds on the page as it stands: the rule, what is wrong, and where."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(
        """async () => {
             const { violations } = await axe.run(document, { resultTypes: ["violations"] });
             return violations.flatMap(({ id, nodes }) =>
               nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`));
           }"""
    )
    return [f"{where}: {one}" for one in found]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_lab_and_what_opens_over_it(open_page: OpenPage, language: str, theme: str) -> None:
    page = open_page("/", language=language, theme=theme, reduced_motion=True)
    page.wait_for_selector("#lab[data-ready]")
    found = violations(page, "first visit")
    unfold(page)
    found += violations(page, "unfolded")
    for name, (act, there) in OPENED.items():
        act(page)
        page.locator(there).first.wait_for()
        found += violations(page, name)
        page.keyboard.press("Escape")
    assert found == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_other_scenes(open_page: OpenPage, language: str, theme: str) -> None:
    page = open_page("/optimizers", theme=theme, reduced_motion=True)
    found = []
    for name, path in LABS.items():
        page.goto(f"{path}&lang={language}&theme={theme}")
        page.wait_for_selector("#lab[data-ready]")
        found += violations(page, name)
    assert found == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_on_a_phone(open_page: OpenPage, language: str, theme: str) -> None:
    page = open_page(
        "/", language=language, theme=theme, reduced_motion=True, width=390, height=844, touch=True, allow=["422"]
    )
    page.wait_for_selector("#lab[data-ready]")
    found = violations(page, "first visit")
    for sheet in SHEETS:
        click(f"[data-sheet-button][value={sheet}]")(page)
        found += violations(page, sheet)
    for name, path in EMBEDS.items():
        page.goto(f"{path}&lang={language}&theme={theme}")
        page.wait_for_selector("#embed[data-ready], main:not(#embed)", state="attached")
        found += violations(page, name)
    page.goto(f"/optimizers/adam?lang={language}&theme={theme}")
    assert found + violations(page, "a page of the reference") == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_reference(open_page: OpenPage, language: str, theme: str) -> None:
    page = open_page("/optimizers", theme=theme, reduced_motion=True)
    found = []
    for path in PAGES:
        answer = page.goto(f"{path}?lang={language}&theme={theme}")
        assert answer and answer.status == 200, path
        page.wait_for_selector("main", state="attached")
        found += violations(page, path)
    assert found == []
