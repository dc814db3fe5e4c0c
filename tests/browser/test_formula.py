"""A person's own formula, while it is being typed."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.lab import Lab, OpenLab

OWN = "/?formula=x**2%2By**2&view=-3,3,-2,2&start=1,1&run=sgd:lr=0.1&steps=50"

# Where the underlined characters stand in the field.
MARK = """() => {
  const mark = document.querySelector(".formula-under mark").getBoundingClientRect();
  const field = document.querySelector(".formula-field textarea").getBoundingClientRect();
  const inside = mark.top >= field.top - 1 && mark.bottom <= field.bottom + 1;
  return {inside, left: mark.left - field.left, width: mark.width};
}"""


def typing(page: Lab, formula: str) -> None:
    page.page.locator(".formula-field textarea").fill(formula)


def test_what_is_typed_is_printed_beside_it(lab: OpenLab) -> None:
    page = lab(OWN, reduced_motion=True)
    typing(page, "x^4 + 3*y^2")
    page.has(formula="x^4 + 3*y^2")
    mathematics = page.page.locator("#problem .mathematics math")
    expect(mathematics.locator("msup").first).to_contain_text("4")
    assert mathematics.locator("msup").count() == 2


@pytest.mark.parametrize("language", ["en", "zh"])
def test_half_a_formula_is_no_error_of_the_page(lab: OpenLab, language: str) -> None:
    """Nothing is allowed on the console here: the server is asked what the formula is before it is raced."""
    page = lab(OWN, language=language, reduced_motion=True)
    before, address = page.pixels(), page.page.url
    field = page.page.locator(".formula-field")
    for half in ("x**2 + ", "x**2 + sin(", "x**2 + sin(y", "foo(x)", ""):
        typing(page, half)
        expect(field.locator(".error")).to_be_visible()
        expect(field.locator("textarea")).to_have_attribute("aria-invalid", "true")
    assert page.pixels() == before and page.page.url == address
    typing(page, "x**2 + sin(y)**2")
    page.has(formula="x**2 + sin(y)**2")
    expect(field.locator(".error")).to_be_hidden()
    expect(field.locator("textarea")).not_to_have_attribute("aria-invalid", "true")


def test_the_line_stands_under_the_character(lab: OpenLab) -> None:
    page = lab(OWN, reduced_motion=True)
    typing(page, "x**2 + 3y")
    expect(page.page.locator(".formula-under mark")).to_have_text("3y")
    short = page.evaluate(MARK)
    typing(page, "1 + 1 + x**2 + 3y")
    expect(page.page.locator(".formula-under")).to_contain_text("1 + 1 + x**2 + 3y")
    later = page.evaluate(MARK)
    character = short["width"] / 2
    assert later["left"] - short["left"] == pytest.approx(8 * character, abs=0.5)
    assert short["inside"] and later["inside"]


def test_the_line_follows_a_long_formula_that_wraps_and_scrolls(lab: OpenLab) -> None:
    page = lab(OWN, reduced_motion=True)
    typing(page, " + ".join(["x**2*sin(y)*cos(x)"] * 12) + " + 3y")
    mark = page.page.locator(".formula-under mark")
    expect(mark).to_have_text("3y")
    area = page.page.locator(".formula-field textarea")
    assert area.evaluate("area => area.scrollHeight > area.clientHeight")
    area.evaluate("area => { area.scrollTop = area.scrollHeight }")
    page.page.wait_for_function(f"({MARK})().inside")
    alike = """() => {
      const [area, under] = [".formula-field textarea", ".formula-under"].map((name) => document.querySelector(name));
      return ["scrollHeight", "clientWidth", "scrollTop"].every((size) => area[size] === under[size]);
    }"""
    page.page.wait_for_function(alike)  # both break their lines alike, and go along


def test_full_width_characters_move_the_line_by_their_width(lab: OpenLab) -> None:
    page = lab(OWN, language="zh", reduced_motion=True)
    typing(page, "（x+1）＊３y")
    mark = page.page.locator(".formula-under mark")
    expect(mark).to_have_text("３y")
    expect(page.page.locator(".formula-field .error span")).to_have_count(2)
    assert page.evaluate(MARK)["inside"]


def test_nothing_is_asked_while_an_input_method_composes(lab: OpenLab) -> None:
    page = lab(OWN, language="zh", reduced_motion=True)
    asked: list[str] = []
    page.page.on("request", lambda request: asked.append(request.url) if "/formula?" in request.url else None)
    area = page.page.locator(".formula-field textarea")
    area.focus()
    session = page.page.context.new_cdp_session(page.page)
    session.send("Input.imeSetComposition", {"text": "+ xiang", "selectionStart": 7, "selectionEnd": 7})
    page.page.wait_for_timeout(400)
    assert asked == []
    session.send("Input.insertText", {"text": "+ 2"})
    page.page.wait_for_function("() => new URLSearchParams(location.search).get('formula').includes('2')")
    assert len(asked) >= 1


def test_a_formula_without_a_value_at_the_start_says_so(lab: OpenLab) -> None:
    page = lab(OWN.replace("start=1,1", "start=-1,1"), reduced_motion=True)
    typing(page, "log(x) + y**2")
    expect(page.page.locator(".formula-field .error")).to_contain_text("(-1, 1)".replace("-", "−"))
    page.has(formula="x**2+y**2")


def test_enter_is_one_entry_and_undo_brings_the_former_formula(lab: OpenLab) -> None:
    page = lab(OWN, reduced_motion=True)
    entries = page.evaluate("history.length")
    typing(page, "x**2 + 2*y**2")
    page.page.keyboard.press("Enter")
    page.page.wait_for_function("entries => history.length === entries + 1", arg=entries)
    page.press("z")
    page.has(formula="x**2+y**2")
    expect(page.page.locator(".formula-field textarea")).to_have_value("x**2+y**2")
