"""The fair search for learning rates: shown, and taken only by a press."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.lab import Lab, OpenLab

SCENE = "/?surface=booth&steps=30&run=sgd:lr=0.01&run=adam:lr=0.01"


def searched(lab: OpenLab, path: str = SCENE, **options: object) -> Lab:
    page = lab(path, reduced_motion=True, **options)
    page.page.locator("details:has(#tune) > summary").click()
    page.page.locator("#tune button").first.click()
    expect(page.page.locator(".found li").first).to_be_visible()
    return page


def test_nothing_is_taken_without_a_press_and_one_step_back_undoes_it(lab: OpenLab) -> None:
    page = searched(lab)
    expect(page.page.locator(".found li")).to_have_count(2)
    expect(page.page.locator(".found")).to_contain_text("is the best of 25")
    assert [run.split("lr=")[1].split(",")[0] for run in page.runs()] == ["0.01", "0.01"]
    entries = page.evaluate("history.length")
    page.page.get_by_role("button", name="Use these learning rates").click()
    page.page.wait_for_function("() => !location.search.includes('lr=0.01,')")
    assert page.evaluate("history.length") == entries + 1
    taken = [run.split("lr=")[1].split(",")[0] for run in page.runs()]
    assert all(rate != "0.01" for rate in taken)
    expect(page.page.locator("#tune [role=status]")).to_contain_text("Taken: η = ")
    page.page.go_back()
    page.until_run(0, "lr=0.01,")
    page.until_run(1, "lr=0.01,")


def test_by_the_keyboard(lab: OpenLab) -> None:
    page = lab(SCENE, reduced_motion=True)
    page.page.locator("details:has(#tune) > summary").focus()
    page.page.keyboard.press("Enter")
    page.page.get_by_label("Rates each").focus()
    page.page.get_by_label("Rates each").select_option("9")
    page.page.get_by_role("button", name="Search").press("Enter")
    expect(page.page.locator(".found")).to_contain_text("of 9")
    page.page.get_by_role("button", name="Use these learning rates").press("Enter")
    page.page.wait_for_function("() => !location.search.includes('lr=0.01,')")
    assert page.evaluate("document.activeElement.closest('#tune') !== null"), "the focus is not lost with the button"


def test_rates_of_another_scene_are_not_offered(lab: OpenLab) -> None:
    page = searched(lab)
    page.choose_problem("surface:sphere")
    page.has(surface="sphere")
    expect(page.page.get_by_role("button", name="Use these learning rates")).to_be_hidden()
    expect(page.page.locator("#tune [role=status]")).to_contain_text("before the last change")


def test_a_search_that_is_too_long_says_what_is_allowed(lab: OpenLab) -> None:
    runs = "&".join(["run=adam:lr=0.01"] * 16)
    page = lab(f"/?surface=booth&steps=10000&{runs}", reduced_motion=True, allow=["status of 422"])
    page.page.locator("details:has(#tune) > summary").click()
    page.page.locator("#tune button").first.click()
    expect(page.page.locator("#tune [role=status]")).to_contain_text("Take at most")


def test_in_chinese_in_the_dark_on_a_telephone(lab: OpenLab) -> None:
    page = searched(lab, language="zh", theme="dark", width=390, height=844)
    expect(page.page.locator(".found")).to_contain_text("25个中最好的是")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
