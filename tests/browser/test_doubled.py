"""With every sentence of the interface said twice, nothing is cut off or lies on another: other languages have room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import pytest
from playwright.sync_api import Page

from app.exports import locales, naming
from app.web import pages, reference
from app.web.language import Language
from tests.browser.layout import faults
from tests.browser.opened import OPENED, SHEETS, click, unfold
from tests.support import OpenPage

FIT = "/?dataset=article&steps=60&run=sgd:lr=0.01,batch=2,noise=0.1&run=adam:lr=0.1"
OWN = "/?formula=x**2%2Bsin(3*y)&view=-3,3,-2,2&run=sgd:lr=0.3&run=adam&layout=overlay"
REFERENCE = ["/optimizers", "/optimizers/adam", "/surfaces/rosenbrock", "/schedules/cosine"]


@pytest.fixture(autouse=True)
def doubled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server, which runs in this process, says everything twice."""
    single = locales.words

    @cache
    def words(language: Language) -> Mapping[str, str]:
        between = " " if language == "en" else ""
        return {key: f"{said}{between}{said}" for key, said in single(language).items()}

    for module in (naming, pages, reference):
        monkeypatch.setattr(module, "words", words)


def looked_at(page: Page) -> Iterator[str]:
    """The faults of a lab page as it is, all unfolded, and with one thing after another open over it."""
    yield from (f"at first: {fault}" for fault in faults(page))
    unfold(page)
    yield from (f"unfolded: {fault}" for fault in faults(page))
    for name, (act, there) in OPENED.items():
        act(page)
        page.locator(there).first.wait_for()
        yield from (f"{name}: {fault}" for fault in faults(page))
        page.keyboard.press("Escape")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("path", ["/", FIT, OWN], ids=["first visit", "a fit", "own formula"])
def test_the_lab(open_page: OpenPage, path: str, width: int, language: str) -> None:
    page = open_page(path, language=language, width=width, reduced_motion=True, touch=width < 700)
    page.wait_for_selector("#lab[data-ready]")
    page.locator(".panel-name").first.wait_for()
    found = list(looked_at(page))
    if width < 700:
        for sheet in SHEETS:
            click(f"[data-sheet-button][value={sheet}]")(page)
            found += [f"{sheet}: {fault}" for fault in faults(page)]
    assert found == []


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_reference(open_page: OpenPage, width: int, language: str) -> None:
    found = []
    page = open_page(REFERENCE[0], language=language, width=width, reduced_motion=True)
    for path in REFERENCE:
        page.goto(f"{path}?lang={language}")
        page.wait_for_selector("main")
        found += [f"{path}: {fault}" for fault in faults(page)]
    assert found == []
