"""Many seeds on the lab page: asked for when the section is opened, and again when the scene has come to rest."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Request, expect

from .lab import Lab, OpenLab

pytestmark = pytest.mark.browser

NOISY = "surface=quadratic&steps=60&run=sgd:lr=0.01,noise=1&run=adam:lr=0.05,noise=1"


def opened(lab: Lab) -> Page:
    page = lab.page
    page.locator("#seeds > summary").click()
    expect(page.locator(".seeds-list > li")).to_have_count(len(lab.runs()), timeout=15_000)
    return page


def until_inked(page: Page, selector: str) -> None:
    """Waits until something is drawn on a canvas."""
    page.wait_for_function(
        """selector => {
             const canvas = document.querySelector(selector);
             const { data } = copied(canvas).getImageData(0, 0, canvas.width, canvas.height);
             return data.some((value) => value > 0);
           }""",
        arg=selector,
    )


def test_nothing_is_asked_before_it_is_opened(lab: OpenLab) -> None:
    page = lab(f"/?{NOISY}").page
    loaded: list[str] = page.evaluate("performance.getEntriesByType('resource').map(({name}) => name)")
    assert not [name for name in loaded if "/seeds" in name or "bands.js" in name]


@pytest.mark.parametrize(("language", "said"), [("en", r"50 completed · noise ball .*, expected"), ("zh", "50个走完")])
def test_bands_ends_and_outcomes(lab: OpenLab, language: str, said: str) -> None:
    page = opened(lab(f"/?{NOISY}", language=language))
    expect(page.locator(".seeds-list > li").first).to_contain_text(re.compile(said))
    until_inked(page, ".seeds-figure")


def test_another_number_and_another_scene(lab: OpenLab) -> None:
    here = lab(f"/?{NOISY}")
    page = opened(here)
    count = page.get_by_label("Number of seeds")
    count.fill("12")
    count.press("Enter")
    expect(page.locator(".seeds-list > li").first).to_contain_text("12 completed")
    here.run_menu(1).get_by_role("button", name="Remove").click()
    here.number_of_runs(1)
    expect(page.locator(".seeds-list > li")).to_have_count(1)
    expect(page.locator(".seeds-list > li").first).to_contain_text("12 completed")


def test_the_ball_against_the_learning_rate(lab: OpenLab) -> None:
    page = opened(lab(f"/?{NOISY}"))
    asked: list[str] = []

    def listen(request: Request) -> None:
        asked.append(request.url)

    page.on("request", listen)
    page.locator("#seeds details > summary").click()
    expect(page.locator("#seeds details .hint")).to_contain_text("what theory expects")
    until_inked(page, "#seeds details canvas")
    assert len([url for url in asked if "/api/v1/ball?" in url]) == 1


def test_a_scene_without_chance_says_so(lab: OpenLab) -> None:
    page = opened(lab("/?surface=booth&steps=30&run=adam:lr=0.1"))
    expect(page.locator("#seeds [role=status]")).to_contain_text("every seed gives the same run")


def test_too_much_is_said_in_the_panel(lab: OpenLab) -> None:
    here = lab("/?surface=booth&steps=6000&run=sgd:lr=0.01,noise=1", allow=["status of 422"])
    page = opened(here)
    count = page.get_by_label("Number of seeds")
    count.fill("200")
    count.press("Enter")
    expect(page.locator("#seeds [role=status]")).to_contain_text("Take at most 5000 steps")
