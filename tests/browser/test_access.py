"""For everyone: names, focus, what is read out."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.lab import OpenLab


def test_everything_that_can_be_used_has_a_name(lab: OpenLab) -> None:
    page = lab("/?dataset=article&run=sgd:lr=0.01,batch=2&run=adam", reduced_motion=True)
    for index in range(2):
        page.unfold(index)
    nameless = page.evaluate(
        """() => [...document.querySelectorAll("button, input, select, textarea, canvas, a")]
          .filter((element) => element.checkVisibility())
          .filter((element) => !element.getAttribute("aria-label") && !element.textContent.trim())
          .filter((element) => !element.labels?.length)
          .map((element) => element.outerHTML.slice(0, 120))"""
    )
    assert nameless == []


def test_ids_are_unique_and_references_lead_somewhere(lab: OpenLab) -> None:
    page = lab()
    lost = page.evaluate(
        """() => {
          const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
          const twice = ids.filter((id, place) => ids.indexOf(id) !== place);
          const named = ["aria-labelledby", "aria-describedby", "aria-controls", "for"].flatMap((name) =>
            [...document.querySelectorAll(`[${name}]`)].flatMap((element) => element.getAttribute(name).split(/\\s+/)));
          return [...twice, ...named.filter((id) => !document.getElementById(id))];
        }"""
    )
    assert lost == []


def test_outcomes_are_read_out_once_a_change_has_come_to_rest(lab: OpenLab) -> None:
    page = lab("/?dataset=article&steps=50&run=sgd:lr=0.01")
    status = page.page.locator("#scores [role=status]")
    expect(status).to_contain_text("All 50 steps taken")
    field = page.quantity("/runs/0/hyperparameters/lr").locator(".number-field")
    field.fill("0.2")
    page.page.keyboard.press("Enter")
    expect(status).to_contain_text("Diverged")


def test_a_hint_opens_beside_its_quantity(lab: OpenLab) -> None:
    page = lab("/?surface=booth&run=sgd")
    row = page.quantity("/runs/0/hyperparameters/lr")
    expect(row.locator(".hint")).to_be_hidden()
    row.locator(".term").click()
    expect(row.locator(".hint")).to_contain_text("Learning rate")


def test_the_keyboard_reaches_the_figure_first_by_the_skip_link(lab: OpenLab) -> None:
    page = lab(reduced_motion=True)
    page.page.keyboard.press("Tab")
    skip = page.page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.page.keyboard.press("Enter")
    page.page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('stage').contains(document.activeElement)")


def test_focus_can_be_seen(lab: OpenLab) -> None:
    page = lab(reduced_motion=True)
    for _ in range(12):
        page.page.keyboard.press("Tab")
        width = page.evaluate(
            "() => { const e = document.activeElement; const s = getComputedStyle(e);"
            " return s.outlineStyle === 'none' && !e.closest('.segment') ? 0 : 1 }"
        )
        assert width, page.evaluate("document.activeElement.outerHTML.slice(0, 120)")


def read(printed: str) -> float:
    """A number as the page prints it: −1.5×10⁻⁷."""
    return float(printed.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-")).replace("×10", "e"))


def test_the_race_in_numbers(lab: OpenLab) -> None:
    page = lab("/?surface=booth&steps=250&run=sgd:lr=0.02&run=adam:lr=0.5", reduced_motion=True)
    page.page.get_by_role("button", name="The race in numbers").click()
    sheet = page.page.get_by_role("dialog", name="The race in numbers")
    expect(sheet.get_by_role("row")).to_have_count(1 + 84 + 1)
    assert sheet.get_by_role("rowheader").last.inner_text() == "250"
    sheet.get_by_role("combobox", name="Run").select_option("1")
    expect(sheet.get_by_role("table")).to_contain_text("Adam")
    address = sheet.get_by_role("link", name="CSV").get_attribute("href")
    assert address is not None
    table = page.page.request.get(address).text().splitlines()
    last = [read(cell) for cell in sheet.locator("tbody tr").last.locator("td").all_inner_texts()]
    assert [float(cell) for cell in table[-1].split(",")[4:9]] == last
    page.page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
