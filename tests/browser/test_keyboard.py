"""The whole page by the keyboard: everything is come to and seen, what opens lets go, keys know when they are meant."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lab import OpenLab
from tests.browser.opened import unfold

SCENE = "/?dataset=article&steps=60&run=sgd:lr=0.01,batch=2&run=adam:lr=0.1"
MOST = 300

# What has the focus: who it is, whether that is seen, and whether it lies in sight.
FOCUSED = """
() => {
  const element = document.activeElement;
  const sign = element.closest(".segment") ?? element;
  const style = getComputedStyle(sign);
  const box = sign.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height, innerHeight) / 2];
  const middle = document.elementFromPoint(x, y);
  return {
    number: [...document.querySelectorAll("*")].indexOf(element),
    told: element.outerHTML.slice(0, 120),
    seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    inSight: middle !== null && (sign.contains(middle) || middle.contains(sign)),
    body: element === document.body,
  };
}
"""

# What can be come to: of radio buttons that belong together, the one that is chosen.
REACHABLE = """
() => [...document.querySelectorAll("*")].flatMap((element, number) =>
  element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true })
    && element.matches("a[href], button, input, select, textarea, summary, [tabindex]")
    && !(element.type === "radio" && !element.checked) ? [{ number, told: element.outerHTML.slice(0, 120) }] : [])
"""


def test_tab_comes_to_everything_and_shows_where_it_is(lab: OpenLab) -> None:
    page = lab(SCENE, reduced_motion=True).page
    unfold(page)
    page.wait_for_timeout(500)
    wanted: list[dict[str, Any]] = page.evaluate(REACHABLE)
    come_to = set()
    for _ in range(MOST):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["body"] or focused["number"] in come_to:
            break
        assert focused["seen"], f"the focus cannot be seen: {focused['told']}"
        assert focused["inSight"], f"the focus is out of sight: {focused['told']}"
        come_to.add(focused["number"])
    assert [one["told"] for one in wanted if one["number"] not in come_to] == []


@pytest.mark.parametrize(
    ("opener", "there"),
    [
        ("#help", ".help[open]"),
        ("#table", ".table-sheet[open]"),
        ("#presets", ".presets[open]"),
        (".problem-line .icon-button", ".gallery[open]"),
        (".run-head .icon-button", ".run-menu:popover-open"),
        (".menu summary", ".menu[open] .menu-body"),
    ],
)
def test_what_opens_takes_the_focus_keeps_it_and_gives_it_back(lab: OpenLab, opener: str, there: str) -> None:
    page = lab(SCENE, reduced_motion=True).page
    button = page.locator(opener).first
    button.focus()
    page.keyboard.press("Enter")
    opened = page.locator(there)
    expect(opened).to_be_visible()
    if "menu" not in there:
        for _ in range(5):
            page.wait_for_function("there => document.querySelector(there).contains(document.activeElement)", arg=there)
            page.keyboard.press("Tab")
            # Between the last and the first of a dialog the browser has its own turn.
            if page.evaluate("document.activeElement === document.body"):
                page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(opened).to_be_hidden()
    expect(button).to_be_focused()


def test_arrows_among_views_choose_a_view(lab: OpenLab) -> None:
    page = lab(SCENE, reduced_motion=True)
    page.page.get_by_role("radio", name="Side by side").focus()
    step = page.step()
    page.page.keyboard.press("ArrowRight")
    expect(page.page.get_by_role("radio", name="Overlay")).to_be_checked()
    page.has(layout="overlay")
    assert page.step() == step


def pressed(page: Page, key: str, **more: bool) -> None:
    """A key as the browser tells it, also with what a keyboard of the test cannot do."""
    page.evaluate(
        "([key, more]) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...more }))",
        [key, more],
    )


def test_keys_that_are_meant_for_others_do_nothing(lab: OpenLab) -> None:
    page = lab(SCENE, reduced_motion=True)
    for modifier in ("isComposing", "ctrlKey", "metaKey", "altKey"):
        for key in ("v", "?", "l", "Home", "2"):
            pressed(page.page, key, **{modifier: True})
    assert page.step() == 60
    expect(page.page.locator("dialog[open], .menu[open]")).to_have_count(0)
    expect(page.page.get_by_role("radio", name="Side by side")).to_be_checked()
    page.press("v")
    expect(page.page.get_by_role("radio", name="Overlay")).to_be_checked()


def test_every_key_is_in_the_help_sheet(lab: OpenLab) -> None:
    page = lab(SCENE, reduced_motion=True)
    page.press("?")
    expect(page.page.locator(".help")).to_be_visible()
    listed = " ".join(page.page.locator(".keys kbd").all_inner_texts())
    for key in ("␣", "←", "→", "⇧ ←", "Home", "End", "E", "1", "9", "V", "L", "Z", "⇧ Z", "Alt ↑", "Alt ↓", "?", "Esc"):
        assert key in listed
    said = page.page.locator(".help").inner_text()
    assert all(key in said for key in ("+ and −", "0 ", "Enter"))


def test_the_summary_is_said_once_and_not_while_it_moves(lab: OpenLab) -> None:
    page = lab(SCENE, reduced_motion=True)
    page.page.wait_for_timeout(500)
    page.evaluate(
        """() => {
          window.said = 0;
          new MutationObserver(() => (window.said += 1)).observe(document.querySelector("#scores [role=status]"),
            { childList: true, characterData: true, subtree: true });
        }"""
    )
    page.press("Home")
    page.press("Space")
    page.page.wait_for_timeout(700)
    page.press("Space")
    assert page.evaluate("window.said") == 0
    slider = page.quantity("/runs/1/hyperparameters/lr").locator("input[type=range]")
    box = slider.bounding_box()
    assert box is not None
    page.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.page.mouse.down()
    for by in range(1, 9):
        page.page.mouse.move(box["x"] + box["width"] / 2 - 3 * by, box["y"] + box["height"] / 2)
        page.page.wait_for_timeout(60)
    assert page.evaluate("window.said") == 0
    page.page.mouse.up()
    page.page.wait_for_function("() => window.said > 0")
    page.page.wait_for_timeout(500)
    assert page.evaluate("window.said") == 1


def test_figures_say_what_they_draw(lab: OpenLab) -> None:
    page = lab(SCENE, reduced_motion=True)
    names = page.page.locator(".panel canvas[role=img]").evaluate_all("all => all.map((one) => one.ariaLabel)")
    assert any("SGD" in name for name in names) and any("Adam" in name for name in names)
    assert all(names) and len(set(names)) == len(names)
    assert page.page.locator("#curve").get_attribute("aria-label")


def test_high_contrast_tells_by_lines_what_colours_told(lab: OpenLab) -> None:
    page = lab(SCENE, reduced_motion=True)
    page.page.emulate_media(forced_colors="active")
    style = "(element, name) => getComputedStyle(element)[name]"
    chosen = page.page.locator(".segment:has(:checked)")
    assert chosen.evaluate(style, "outlineStyle") == "solid"
    assert page.page.locator(".segment:not(:has(:checked))").first.evaluate(style, "outlineStyle") == "none"
    tabs = page.page.locator(".tab")
    colours = tabs.evaluate_all("all => all.map((one) => getComputedStyle(one).borderBlockEndColor)")
    assert colours[0] not in colours[1:]
    assert page.page.locator("#problem select").first.evaluate(style, "appearance") == "auto"
