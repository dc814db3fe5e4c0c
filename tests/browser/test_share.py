"""What can be taken away: the sheet on the lab page, and what it gives, pasted into a page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from app.settings import LIMITS

from .lab import OpenLab

SCENE = "/?surface=booth&steps=40&run=adam:lr=0.1&run=newton"
KINDS = ["link", "iframe", "element", "markdown", "rst", "myst", "jupyter"]
RACE = ["CSV", "JSON", "SVG"]
SCRIPTS = ["NumPy"]
Paste = Callable[[str], Page]


@pytest.fixture
def paste(open_page: Callable[..., Page]) -> Paste:
    """A page of somebody's with this in it."""

    def open_pasted(body: str) -> Page:
        page = open_page("/healthz", language=None, theme=None, allow=["favicon.ico"])
        html = f'<!doctype html><html lang="zh-Hans"><title>A course</title>{body}'
        page.route("**/course", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        page.goto("/course")
        return page

    return open_pasted


def sheet(lab: OpenLab, **options: Any) -> Page:
    opened = lab(SCENE, **options)
    opened.pause_at(12)
    opened.press("s")
    expect(opened.page.locator(".sharing")).to_be_visible()
    return opened.page


def text(page: Page, kind: str) -> str:
    return page.locator(f'[data-kind="{kind}"] textarea').input_value()


def test_everything_is_there_and_is_copied(lab: OpenLab) -> None:
    page = sheet(lab)
    assert page.locator(".snippet").evaluate_all("all => all.map((one) => one.dataset.kind)") == KINDS
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for kind in KINDS:
        page.locator(f'[data-kind="{kind}"] button').click()
        expect(page.locator(f'[data-kind="{kind}"] [role=status]')).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == text(page, kind)


def test_where_the_clipboard_is_refused_the_text_is_selected(lab: OpenLab) -> None:
    page = sheet(lab)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }")
    page.locator('[data-kind="link"] button').click()
    expect(page.locator('[data-kind="link"] [role=status]')).to_have_text("Copied")
    assert page.evaluate("document.activeElement.selectionEnd - document.activeElement.selectionStart") > 40


def test_the_link_opens_the_same_scene(lab: OpenLab, server: str) -> None:
    page = sheet(lab)
    link = text(page, "link")
    assert link.startswith(f"{server}/?")
    again = lab(link.removeprefix(server), language=None, theme=None)
    again.has(surface="booth", steps="40")
    assert len(again.runs()) == 2


def test_files_answer(lab: OpenLab) -> None:
    page = sheet(lab)
    links = page.locator(".share-files a").evaluate_all("all => all.map((one) => [one.textContent, one.href])")
    assert [name for name, _ in links if name != "PNG"] == [
        "HTML, one file",
        *RACE,
        *SCRIPTS,
        "PyTorch",
        "Notebook",
        *SCRIPTS,
        "Notebook",
    ]
    for name, address in links:
        assert page.request.get(address).status == 200, name


def test_the_file_is_saved_as_the_page_shows_it(lab: OpenLab, tmp_path: Path) -> None:
    page = lab(f"{SCENE}&layout=side&curve=gradient", theme="dark").page
    page.locator("#share").click()
    page.locator(".share-begin input").last.check()
    expect(page.locator(".share-files p").first).to_contain_text(re.compile(r"· \d{3} kB"))
    with page.expect_download() as saved:
        page.get_by_text("HTML, one file").click()
    assert saved.value.suggested_filename == "descent-lab-booth.html"
    saved.value.save_as(tmp_path / "figure.html")
    found = re.search(r'id="page">(.*?)</script>', (tmp_path / "figure.html").read_text("utf-8"))
    assert found
    shown = json.loads(found[1])
    assert (shown["layout"], shown["theme"], shown["autoplay"], shown["query"]) == (
        "side",
        "dark",
        True,
        "curve=gradient",
    )


def test_a_file_that_would_be_too_large_is_said_before(lab: OpenLab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.exports.onefile.page.LIMITS", replace(LIMITS, file_bytes=100_000))
    page = lab("/?surface=booth&steps=41&run=adam:lr=0.1", allow=["status of 422"]).page
    page.locator("#share").click()
    expect(page.locator(".share-files .error")).to_contain_text("at most 100000 are allowed")


def test_the_frame_works_where_it_is_pasted(lab: OpenLab, paste: Paste) -> None:
    page = sheet(lab)
    page.locator(".share-begin input").first.check()
    pasted = paste(text(page, "iframe"))
    frame = pasted.frame_locator("iframe")
    expect(frame.locator(".step-count")).to_have_text("12 / 40")
    assert "Booth" in str(pasted.locator("iframe").get_attribute("title"))


def test_the_element_works_where_it_is_pasted(lab: OpenLab, paste: Paste) -> None:
    pasted = paste(
        text(sheet(lab), "element") + '<script>heard = []; document.querySelector("descent-lab")'
        '.addEventListener("lab-step", ({ detail }) => heard.push(detail.step))</script>'
    )
    frame = pasted.frame_locator("descent-lab iframe")
    expect(frame.locator(".step-count")).to_have_text("40 / 40")
    pasted.wait_for_function("() => Number(document.querySelector('descent-lab iframe').height) > 480")
    pasted.evaluate("document.querySelector('descent-lab').seek(9)")
    expect(frame.locator(".step-count")).to_have_text("9 / 40")
    pasted.wait_for_function("() => heard.includes(9)")
    pasted.evaluate("document.querySelector('descent-lab').play()")
    pasted.wait_for_function("() => heard.at(-1) > 12")


def test_the_element_speaks_its_pages_language_and_keeps_to_itself(paste: Paste) -> None:
    elements = '<script type="module" src="/static/js/element.js"></script>'
    elements += '<descent-lab id="a" address="surface=booth&steps=20&run=adam"></descent-lab>'
    own = 'lang="en" height="420" hide="curves" title="Mine"'
    elements += f'<descent-lab id="b" address="surface=booth&steps=30&run=adam" {own}></descent-lab>'
    page = paste(elements)
    first, second = page.frame_locator("#a iframe"), page.frame_locator("#b iframe")
    expect(first.locator("#lab")).to_have_text("在实验室中打开")
    expect(second.locator("#lab")).to_have_text("Open in the lab")
    expect(second.locator("#curve")).to_be_hidden()
    page.wait_for_function("() => document.querySelector('#a iframe').title.includes('Booth')")
    assert page.locator("#b iframe").get_attribute("height") == "420"
    assert page.locator("#b iframe").get_attribute("title") == "Mine"
    page.evaluate("document.querySelector('#a').seek(3)")
    expect(first.locator(".step-count")).to_have_text("3 / 20")
    expect(second.locator(".step-count")).to_have_text("30 / 30")
    page.evaluate("document.querySelector('#a').setAttribute('step', '5')")
    expect(first.locator(".step-count")).to_have_text("5 / 20")


def test_what_is_said_to_the_element_before_its_figure_is_there_waits(paste: Paste) -> None:
    page = paste(
        '<script type="module" src="/static/js/element.js"></script><p style="height: 4000px"></p>'
        '<descent-lab address="surface=booth&steps=40&run=adam"></descent-lab>'
        '<script type="module">document.querySelector("descent-lab").seek(7)</script>'
    )
    page.locator("descent-lab").scroll_into_view_if_needed()
    frame = page.frame_locator("descent-lab iframe")
    expect(frame.locator(".step-count")).to_have_text("7 / 40")
    page.evaluate("document.querySelector('descent-lab').setAttribute('address', 'surface=booth&steps=30&run=adam')")
    page.evaluate("document.querySelector('descent-lab').seek(9)")
    expect(frame.locator(".step-count")).to_have_text("9 / 30")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_fits_a_telephone(lab: OpenLab, language: str) -> None:
    opened = lab(SCENE, language=language, width=390, height=800)
    opened.page.locator("#share").click()
    expect(opened.page.locator(".sharing")).to_be_visible()
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert opened.page.locator(".sharing").evaluate("one => one.scrollWidth <= one.clientWidth")
