"""The table of results: numbers that can be compared, sorted by any column, to a tolerance that a person sets."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.lab import Lab, OpenLab

SCENE = "/?surface=rosenbrock&start=-0.6,2.2&steps=300&run=adam:lr=0.4&run=sgd:lr=1&run=lbfgs:line_search=1"


def order(page: Lab) -> list[str]:
    return [name.split()[0] for name in page.page.locator(".score .score-name").all_inner_texts()]


def cells(page: Lab, row: int) -> list[str]:
    return page.page.locator(".score").nth(row).locator("td.number").all_inner_texts()


def test_a_head_sorts_up_down_and_back(lab: OpenLab) -> None:
    page = lab(SCENE, reduced_motion=True)
    assert order(page) == ["Adam", "SGD", "L-BFGS"]
    head = page.page.get_by_role("columnheader", name="last f")
    for direction, expected in [
        ("ascending", ["L-BFGS", "Adam", "SGD"]),
        ("descending", ["SGD", "Adam", "L-BFGS"]),
        ("none", ["Adam", "SGD", "L-BFGS"]),
    ]:
        head.get_by_role("button").click()
        expect(head).to_have_attribute("aria-sort", direction)
        assert order(page) == expected


def test_by_the_keyboard_those_that_never_arrive_stand_last(lab: OpenLab) -> None:
    page = lab(SCENE, reduced_motion=True)
    page.page.get_by_role("columnheader", name="gradients").get_by_role("button").focus()
    page.page.keyboard.press("Enter")
    assert order(page)[0] == "L-BFGS"
    page.page.keyboard.press("Enter")
    assert order(page)[0] == "L-BFGS" and cells(page, 2)[3:] == ["–", "–"]


def test_the_tolerance_is_the_persons(lab: OpenLab) -> None:
    page = lab(SCENE, reduced_motion=True)
    expect(page.page.locator(".tolerance")).to_contain_text("f − f* ≤")
    assert cells(page, 0)[3:] == ["–", "–"]
    field = page.page.get_by_label("Tolerance")
    field.fill("1")
    expect(page.page.locator(".score").first.locator("td.number").nth(3)).not_to_have_text("–")
    steps, gradients = cells(page, 0)[3:]
    assert 0 < int(steps) == int(gradients) < 300
    more = cells(page, 2)[3:]
    assert int(more[1]) > int(more[0]), "a line search looks at more than one gradient an update"
    field.fill("-1")
    field.press("Enter")
    expect(page.page.locator(".tolerance .error")).to_contain_text("from 0 to")


def test_where_no_minimum_is_known_the_best_shown_run_is_the_measure(lab: OpenLab) -> None:
    page = lab(
        "/?formula=(x-1)**2+%2B+3*y**2+%2B+sin(x)&view=-3,3,-3,3&start=2,2&steps=200&run=sgd:lr=0.1&run=sgd:lr=0.001",
        reduced_motion=True,
    )
    expect(page.page.locator(".tolerance")).to_contain_text("lowest of the shown runs")
    assert cells(page, 0)[2] == "–", "no minimum, no distance"
    assert cells(page, 1)[3] == "–"
    page.page.locator(".score .swatch-button").first.click()
    expect(page.page.locator(".score").nth(1).locator("td.number").nth(3)).not_to_have_text("–")


def test_a_press_on_a_name_chooses_the_run_and_its_row_says_so(lab: OpenLab) -> None:
    page = lab(SCENE, reduced_motion=True)
    page.page.locator(".score-name").nth(2).click()
    expect(page.page.locator(".score").nth(2)).to_have_attribute("data-selected", "")
    expect(page.page.locator("#rule h3")).to_contain_text("L-BFGS")


def test_the_table_fits_a_telephone(lab: OpenLab) -> None:
    page = lab(SCENE, width=390, height=844, reduced_motion=True)
    table = page.page.locator("table.scores")
    assert table.evaluate("table => table.scrollWidth <= table.clientWidth + 1")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    narrow = page.page.locator(".scores td.number")
    assert narrow.evaluate_all("cells => cells.every(cell => cell.scrollWidth <= cell.clientWidth + 1)")
