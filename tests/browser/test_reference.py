"""The reference in a browser: figures drawn, nothing cut off, both languages, paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support import OpenPage

PAGES = ("/optimizers/nadam", "/surfaces/rosenbrock", "/schedules/one_cycle", "/optimizers", "/schedules", "/agreement")

COLOURS = """canvas => {
  const { data } = copied(canvas).getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
}"""


def drawn(page: Page, selector: str) -> None:
    """Waits until a canvas holds a picture."""
    canvas = page.locator(selector).first
    page.wait_for_function(f"canvas => ({COLOURS})(canvas) > 30", arg=canvas.element_handle())


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/optimizers/adamw", "/surfaces/beale"])
def test_a_race_is_drawn_and_plays(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    page.wait_for_selector(".race[data-ready]")
    drawn(page, "canvas.plane")
    drawn(page, "canvas.losses")
    runs = page.locator(".outcomes tbody tr").count()
    expect(page.locator(".outcomes .swatch")).to_have_count(runs)
    page.locator("canvas.plane").scroll_into_view_if_needed()
    expect(page.locator(".step-count")).not_to_have_text("0 / 200")
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Play (space)")).to_be_visible()
    page.get_by_role("link", name="in the lab").click()
    page.wait_for_selector("#lab[data-ready]")
    expect(page.locator(".run")).to_have_count(runs)
    assert "lang=en" in page.url and "theme=light" in page.url


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_cut_off_on_a_narrow_screen(open_page: OpenPage, path: str, language: str) -> None:
    page = open_page(path, language=language, width=390, height=844, touch=True, reduced_motion=True)
    page.wait_for_selector("html[data-ready]")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    hidden = page.evaluate(
        """() => [...document.querySelectorAll("math, table, pre, h1, p, dd")].filter((element) => {
          const box = element.closest(".mathematics, .box, pre");
          return element.checkVisibility() && element.getBoundingClientRect().right > innerWidth && !box;
        }).map((element) => element.outerHTML.slice(0, 80))"""
    )
    assert hidden == []
    # What scrolls sideways in its own box can be reached by the keyboard.
    page.wait_for_function(
        """() => [...document.querySelectorAll(".mathematics, .box, pre")]
          .every((box) => (box.scrollWidth > box.clientWidth + 1) === (box.tabIndex === 0))"""
    )


@pytest.mark.browser
def test_the_gallery_is_drawn_as_it_comes_into_view(open_page: OpenPage) -> None:
    page = open_page("/surfaces", theme="dark")
    drawn(page, ".thumbnail")
    last = page.locator(".thumbnail").last
    last.scroll_into_view_if_needed()
    page.wait_for_function("canvas => canvas.dataset.ready !== undefined", arg=last.element_handle())
    page.get_by_role("link", name="Eggholder").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Eggholder")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


@pytest.mark.browser
def test_language_and_theme_go_along(open_page: OpenPage) -> None:
    page = open_page("/optimizers/sgd", theme=None)
    page.get_by_label("Theme").select_option("dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert "theme=dark" in page.url
    page.get_by_role("link", name="中文").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("梯度下降（SGD）")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.locator("a[rel=next]").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("动量法")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("梯度下降")


@pytest.mark.browser
def test_paper_is_white_and_shows_the_whole_race(open_page: OpenPage) -> None:
    page = open_page("/optimizers/adam", theme="dark")
    page.wait_for_selector(".race[data-ready]")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    corner = page.locator("canvas.losses").evaluate(
        "canvas => getComputedStyle(document.documentElement).backgroundColor"
    )
    assert corner == "rgb(255, 255, 255)"
    for control in (".masthead", ".player", ".shelves", ".neighbours"):
        expect(page.locator(control)).to_be_hidden()
    assert page.locator(".step-count").text_content() == "200 / 200"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
