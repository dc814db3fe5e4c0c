"""From 320 px to a wide screen: nothing is cut, everything can be reached."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.lab import OpenLab
from tests.browser.layout import faults
from tests.browser.opened import OPENED, SHEETS, click, unfold

SIZES = [(320, 640), (390, 844), (768, 1024), (1099, 700), (1280, 720), (1440, 900), (2560, 1440), (3840, 2160)]
EIGHT = "/?surface=rastrigin&steps=100" + "".join(
    f"&run={id}" for id in ("sgd", "momentum", "nesterov", "adagrad", "adadelta", "rmsprop", "adam", "adamw")
)


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_is_wider_than_the_page(lab: OpenLab, width: int, height: int, language: str) -> None:
    for scene in ("/", EIGHT, "/?dataset=article&run=sgd:lr=0.2&run=adam:lr=0.1"):
        page = lab(scene, width=width, height=height, language=language, reduced_motion=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for canvas in page.page.locator("canvas").all():
            box = canvas.bounding_box()
            assert box is not None and box["width"] >= 90 and box["height"] >= 60, scene


@pytest.mark.parametrize("scale", [1.5, 2, 3])
def test_a_canvas_has_a_pixel_for_every_pixel_of_the_screen(lab: OpenLab, scale: float) -> None:
    page = lab(reduced_motion=True, scale=scale)
    for canvas in page.page.locator(".panel canvas, #curve").all():
        pixels, width = canvas.evaluate("canvas => [canvas.width, canvas.getBoundingClientRect().width]")
        assert abs(pixels - scale * width) <= 1


@pytest.mark.parametrize(("width", "height"), [(320, 640), (390, 844), (768, 1024), (1440, 900), (3840, 2160)])
def test_nothing_is_cut_off_with_everything_open(lab: OpenLab, width: int, height: int) -> None:
    page = lab(EIGHT, width=width, height=height, reduced_motion=True, touch=width < 700).page
    unfold(page)
    found = faults(page)
    for name, (act, there) in OPENED.items():
        act(page)
        page.locator(there).first.wait_for()
        found += [f"{name}: {fault}" for fault in faults(page)]
        page.keyboard.press("Escape")
    if width < 700:
        for sheet in SHEETS:
            click(f"[data-sheet-button][value={sheet}]")(page)
            found += [f"{sheet}: {fault}" for fault in faults(page)]
    assert found == []


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_reaches_everything(lab: OpenLab, width: int) -> None:
    page = lab(width=width, height=844, touch=True, reduced_motion=True)
    expect(page.page.locator(".panel canvas").first).to_be_in_viewport(ratio=1)
    expect(page.page.locator(".play")).to_be_in_viewport(ratio=1)
    page.page.get_by_role("button", name="Runs", exact=True).tap()
    card = page.run(0)
    expect(card).to_be_in_viewport()
    card.get_by_label("Optimizer of run 1").select_option("adamw")
    page.until_run(0, "adamw:")
    expect(page.page.locator(".panel canvas").first).to_be_in_viewport(ratio=0.5)
    page.page.get_by_role("button", name="Add a run").tap()
    page.number_of_runs(5)
    page.page.get_by_role("button", name="Problem", exact=True).tap()
    expect(card).to_be_hidden()
    page.choose_problem("surface:booth")
    page.has(surface="booth")
    page.page.locator("#problem-sheet").get_by_role("button", name="Close").tap()
    expect(page.page.locator("#problem-sheet")).to_be_hidden()
    outcome = page.page.locator(".outcome").last
    outcome.scroll_into_view_if_needed()
    expect(outcome).to_be_in_viewport()


def test_a_tap_starts_from_there_and_a_swipe_scrolls(lab: OpenLab) -> None:
    page = lab("/?surface=booth&run=sgd:lr=0.01", width=390, height=844, touch=True, reduced_motion=True)
    before = page.value("start")
    page.page.touchscreen.tap(*page.point(0.7, 0.3))
    page.page.wait_for_function("before => new URLSearchParams(location.search).get('start') !== before", arg=before)


@pytest.mark.parametrize("width", [390, 1440])
def test_what_fingers_press_is_large_enough(lab: OpenLab, width: int) -> None:
    page = lab(width=width, height=844, touch=True, reduced_motion=True)
    for button in page.page.locator("button:visible, select:visible").all():
        box = button.bounding_box()
        assert box is not None and min(box["width"], box["height"]) >= 24, button.evaluate("b => b.outerHTML")[:200]


def test_columns_fold_away(lab: OpenLab) -> None:
    page = lab(reduced_motion=True)
    width = "document.getElementById('panels').clientWidth"
    before = page.evaluate(width)
    for side in ("results", "controls"):
        page.page.locator(f"[data-fold={side}]").click()
        expect(page.page.locator(f"#{side}")).to_be_hidden()
        assert page.evaluate(width) >= before + 300
        page.page.locator(f"[data-fold={side}]").click()
        expect(page.page.locator(f"#{side}")).to_be_visible()
        assert page.evaluate(width) == before
