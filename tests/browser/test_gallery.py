"""The gallery of problems and the presets with their lessons, by the pointer and by the keyboard."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from app.catalogue import CATALOGUE
from tests.browser.lab import Lab, OpenLab


def gallery(page: Lab) -> Locator:
    page.page.get_by_role("button", name="All surfaces and data, in pictures").click()
    sheet = page.page.locator("dialog.gallery")
    expect(sheet).to_be_visible()
    return sheet


def presets(page: Lab) -> Locator:
    page.page.locator("#presets").click()
    sheet = page.page.locator("dialog.presets")
    expect(sheet).to_be_visible()
    return sheet


def test_everything_that_can_be_raced_on_is_in_the_gallery(lab: OpenLab) -> None:
    sheet = gallery(lab(reduced_motion=True))
    values = set(sheet.locator(".card").evaluate_all("cards => cards.map(card => card.value)"))
    expected = {f"surface:{name}" for name in CATALOGUE.surfaces} | {f"dataset:{name}" for name in CATALOGUE.datasets}
    assert values == expected | {"formula:", "points:"}
    expect(sheet.locator(".card[aria-current]")).to_have_attribute("value", "surface:rosenbrock")
    assert sheet.locator("h3").count() == 9


def test_pictures_are_fetched_as_they_come_into_sight(lab: OpenLab) -> None:
    page = lab("/?surface=sphere&run=sgd", reduced_motion=True)
    asked: list[str] = []
    page.page.on("request", lambda request: asked.append(request.url) if "/field?" in request.url else None)
    sheet = gallery(page)
    near, far = (sheet.locator(f'.card[value="surface:{name}"] canvas') for name in ("sphere", "logistic_regression"))
    expect(near).to_have_attribute("data-ready", "")
    assert not any("logistic_regression" in url for url in asked), "nobody has looked there"
    drawn = "canvas => new Set(copied(canvas).getImageData(0, 0, canvas.width, canvas.height).data).size > 20"
    assert near.evaluate(drawn)
    far.scroll_into_view_if_needed()
    expect(far).to_have_attribute("data-ready", "")
    page.page.keyboard.press("Escape")
    asked.clear()
    expect(gallery(page).locator("canvas[data-ready]").first).to_be_visible()
    page.page.wait_for_timeout(300)
    assert not any("surface=sphere&" in url for url in asked), "it is drawn once"


def test_a_surface_is_found_in_either_language_and_chosen(lab: OpenLab) -> None:
    page = lab(reduced_motion=True)
    sheet = gallery(page)
    search = sheet.get_by_role("searchbox")
    expect(search).to_be_focused()
    for words in ("himmelblau", "HIMMEL", "四个", "four minima"):
        search.fill(words)
        expect(sheet.locator('.card[value="surface:himmelblau"]')).to_be_visible()
    search.fill("himmelblau")
    assert sheet.locator(".card:visible").count() < 4
    search.fill("no such thing")
    expect(sheet.locator(".card:visible")).to_have_count(0)
    expect(sheet.get_by_role("status")).to_contain_text("no such thing")
    search.fill("himmelblau")
    sheet.locator('.card[value="surface:himmelblau"]').click()
    expect(sheet).to_be_hidden()
    page.has(surface="himmelblau", start="-0.3,-0.9")


def test_the_gallery_by_the_keyboard(lab: OpenLab) -> None:
    page = lab("/?surface=sphere&run=sgd", reduced_motion=True)
    opener = page.page.get_by_role("button", name="All surfaces and data, in pictures")
    opener.focus()
    page.page.keyboard.press("Enter")
    sheet = page.page.locator("dialog.gallery")
    expect(sheet.get_by_role("searchbox")).to_be_focused()
    page.page.keyboard.press("ArrowDown")

    def focused() -> str:
        return str(page.evaluate("document.activeElement.value"))

    names = [f"surface:{name}" for name in CATALOGUE.surfaces]
    assert focused() == names[0]
    page.page.keyboard.press("ArrowRight")
    assert focused() == names[1]
    columns = page.evaluate(
        "getComputedStyle(document.querySelector('.gallery .cards')).gridTemplateColumns.split(' ').length"
    )
    page.page.keyboard.press("ArrowDown")
    assert focused() == names[1 + columns]
    page.page.keyboard.press("ArrowUp")
    page.page.keyboard.press("ArrowLeft")
    assert focused() == names[0]
    page.page.keyboard.press("End")
    assert focused() == "formula:"
    page.page.keyboard.press("Home")
    page.page.keyboard.press("ArrowUp")
    expect(sheet.get_by_role("searchbox")).to_be_focused()
    page.page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(opener).to_be_focused()
    page.has(surface="sphere")
    page.page.keyboard.press("Enter")
    expect(sheet.get_by_role("searchbox")).to_be_focused()
    page.page.keyboard.type("booth")
    page.page.keyboard.press("Enter")
    page.has(surface="booth")


def test_a_preset_brings_its_scene_and_its_lesson(lab: OpenLab) -> None:
    page = lab("/?surface=booth&steps=20&run=sgd:lr=0.01&run=adam", reduced_motion=True)
    page.run_menu(1).get_by_role("button", name="Hide in the figures").click()
    sheet = presets(page)
    expect(sheet.locator(".card")).to_have_count(len(CATALOGUE.presets))
    sheet.get_by_role("button", name="η too large").click()
    page.has(dataset="article", preset="too_large", steps="300")
    lesson = page.page.locator("#lesson")
    expect(lesson).to_contain_text(CATALOGUE.presets["too_large"].idea.en)
    expect(page.page.locator(".run[data-hidden]")).to_have_count(0)
    expect(page.page.locator(".outcome").nth(1)).to_contain_text("Diverged")
    page.quantity("/runs/1/hyperparameters/lr").locator(".number-field").fill("0.07")
    page.until_run(1, "lr=0.07,")
    expect(lesson).to_be_visible()
    page.press("z")
    page.press("z")
    page.has(surface="booth")
    expect(lesson).to_be_hidden()
    page.press("Shift+z")
    page.has(preset="too_large")
    expect(lesson).to_be_visible()


def test_a_lesson_is_part_of_a_link_until_it_is_put_away(lab: OpenLab) -> None:
    page = lab("/?surface=sphere&run=sgd:lr=0.5&preset=four_rates", language="zh", reduced_motion=True)
    lesson = page.page.locator("#lesson")
    expect(lesson).to_contain_text(CATALOGUE.presets["four_rates"].idea.zh)
    lesson.get_by_role("button", name="收起说明").click()
    expect(lesson).to_be_hidden()
    page.page.wait_for_function("() => !new URLSearchParams(location.search).has('preset')")
    page.has(surface="sphere")
    expect(lab("/?surface=sphere&run=sgd:lr=0.5&preset=nothing").page.locator("#lesson")).to_be_hidden()


def test_from_one_preset_to_the_next(lab: OpenLab) -> None:
    page = lab(reduced_motion=True)
    sheet = presets(page)
    page.page.keyboard.type("noise ball")
    page.page.keyboard.press("Enter")
    expect(sheet).to_be_hidden()
    page.has(preset="noise_ball")
    names = list(CATALOGUE.presets)
    page.page.get_by_role("button", name="The next example").press("Enter")
    page.has(preset=names[names.index("noise_ball") + 1])
    expect(page.page.get_by_role("button", name="The next example")).to_be_focused()
    page.page.get_by_role("button", name="The example before").click()
    page.has(preset="noise_ball")


def test_another_problem_ends_the_lesson(lab: OpenLab) -> None:
    page = lab("/?surface=sphere&run=sgd:lr=0.5&preset=four_rates", reduced_motion=True)
    expect(page.page.locator("#lesson")).to_be_visible()
    page.choose_problem("surface:booth")
    page.has(surface="booth")
    expect(page.page.locator("#lesson")).to_be_hidden()


def test_every_preset_can_be_opened(lab: OpenLab) -> None:
    page = lab(reduced_motion=True)
    sheet = presets(page)
    sheet.locator(".card").first.click()
    for name in CATALOGUE.presets:
        page.has(preset=name)
        expect(page.page.locator("#lesson p")).to_contain_text(CATALOGUE.presets[name].name.en)
        expect(page.page.locator("#notice")).to_be_hidden()
        page.page.get_by_role("button", name="The next example").click()


def test_on_a_narrow_page_everything_of_a_sheet_can_be_reached(lab: OpenLab) -> None:
    page = lab(width=390, height=844, reduced_motion=True)
    sheet = presets(page)
    box = sheet.bounding_box()
    assert box is not None and box["width"] <= 390
    assert sheet.evaluate("sheet => sheet.scrollWidth <= sheet.clientWidth")
    sheet.get_by_role("button", name="Close", exact=True).click()
    expect(sheet).to_be_hidden()
