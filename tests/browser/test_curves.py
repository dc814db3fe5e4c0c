"""The curves below the panels: which one, on which axes, of which runs; by hand and by keys."""

from __future__ import annotations

from playwright.sync_api import Request, expect

from tests.browser.lab import Lab, OpenLab

SCENE = "/?surface=booth&steps=100&run=adam:lr=0.5&run=momentum:lr=0.01"


def drawn(page: Lab) -> str:
    return str(page.page.locator("#curve").evaluate("canvas => canvas.toDataURL()"))


def redrawn(page: Lab, before: str) -> None:
    page.page.wait_for_function("before => document.getElementById('curve').toDataURL() !== before", arg=before)


def test_a_tab_chooses_the_curve_and_the_address_keeps_it(lab: OpenLab) -> None:
    page = lab(SCENE, reduced_motion=True)
    before = drawn(page)
    page.page.get_by_role("tab", name="Gradient").click()
    redrawn(page, before)
    expect(page.page.get_by_role("tab", name="Gradient")).to_have_attribute("aria-selected", "true")
    expect(page.page.get_by_role("tabpanel", name="Gradient")).to_be_visible()
    assert page.value("curve") == "gradient"
    again = lab(page.page.url.split("/", 3)[3].join(["/", ""]), language=None, theme=None, reduced_motion=True)
    expect(again.page.get_by_role("tab", name="Gradient")).to_have_attribute("aria-selected", "true")
    again.page.get_by_role("tab", name="Loss").click()
    assert "curve=" not in again.page.url


def test_tabs_by_keys(lab: OpenLab) -> None:
    page = lab(SCENE, reduced_motion=True)
    step = page.step()
    page.page.get_by_role("tab", name="Loss").focus()
    for key, name in (("ArrowRight", "Gradient"), ("End", "State"), ("ArrowRight", "Loss"), ("ArrowLeft", "State")):
        page.page.keyboard.press(key)
        tab = page.page.get_by_role("tab", name=name)
        expect(tab).to_be_focused()
        expect(tab).to_have_attribute("aria-selected", "true")
    assert page.page.locator("[role=tab][tabindex='0']").count() == 1
    assert page.step() == step, "the arrows belong to the tabs"


def test_every_curve_has_something_to_show(lab: OpenLab) -> None:
    page = lab(SCENE, reduced_motion=True)
    seen = {drawn(page)}
    for tab in page.page.get_by_role("tab").all()[1:]:
        before = drawn(page)
        tab.click()
        redrawn(page, before)
        expect(page.page.locator(".curve-note")).to_be_hidden()
        page.page.wait_for_timeout(150)
        seen.add(drawn(page))
    assert len(seen) == 6


def test_axes_are_chosen_and_stay_through_the_history(lab: OpenLab) -> None:
    page = lab(SCENE, reduced_motion=True)
    for label, value, key in (("Scale", "linear", "scale"), ("Along", "evaluations", "axis")):
        before = drawn(page)
        page.page.get_by_label(label, exact=True).select_option(value)
        redrawn(page, before)
        assert page.value(key) == value
    page.click_map(0.3, 0.4)
    page.page.go_back()
    page.page.wait_for_timeout(300)
    expect(page.page.get_by_label("Along", exact=True)).to_have_value("evaluations")
    assert page.value("axis") == "evaluations"


def test_what_a_run_remembers_is_asked_for_at_rest(lab: OpenLab) -> None:
    page = lab(SCENE, reduced_motion=True)
    asked: list[str] = []

    def listen(request: Request) -> None:
        if "include=state" in request.url:
            asked.append(request.url)

    page.page.on("request", listen)
    page.click_map(0.5, 0.5)
    assert not asked
    page.page.get_by_role("tab", name="State").click()
    quantity = page.page.get_by_label("Quantity")
    expect(quantity).to_be_visible()
    assert quantity.locator("option").all_inner_texts()[:2] == ["m", "v"]
    assert len(asked) == 1
    before = drawn(page)
    quantity.select_option("v")
    redrawn(page, before)
    page.page.mouse.move(*page.point(0.5, 0.5))
    page.page.mouse.down()
    for i in range(6):
        page.page.mouse.move(*page.point(0.5 + 0.03 * i, 0.5))
        page.page.wait_for_timeout(50)
    assert len(asked) == 1, "not while the hand moves"
    page.page.mouse.up()
    page.page.wait_for_timeout(400)
    assert len(asked) == 2
    page.press("2")
    expect(quantity.locator("option")).to_have_text(["b"])
    page.press("1")
    expect(quantity).to_have_value("v")


def test_a_problem_with_other_parameters_is_another_memory(lab: OpenLab) -> None:
    page = lab(SCENE + "&curve=state", reduced_motion=True)
    before = drawn(page)
    page.choose_problem("dataset:article")
    page.has(dataset="article")
    redrawn(page, before)
    expect(page.page.locator(".curve-note")).to_be_hidden()
    expect(page.page.get_by_label("Quantity")).to_be_visible()
    expect(page.page.locator(".curve[data-stale]")).to_have_count(0)


def test_where_nobody_knows_a_minimum_the_page_says_so(lab: OpenLab) -> None:
    page = lab("/?formula=x%2By&steps=20&run=sgd:lr=0.1&curve=distance", reduced_motion=True)
    expect(page.page.locator(".curve-note")).to_contain_text("Nobody knows a minimum")


def test_the_legend_leaves_a_run_out(lab: OpenLab) -> None:
    page = lab(SCENE, reduced_motion=True)
    entry = page.page.locator(".legend-run").nth(1)
    before = drawn(page)
    entry.focus()
    page.page.keyboard.press("Enter")
    redrawn(page, before)
    expect(entry).to_have_attribute("aria-pressed", "false")
    expect(page.page.locator(".swatch-button").nth(1)).to_have_attribute("aria-pressed", "false")
    expect(entry).to_be_focused()
    entry.click()
    expect(entry).to_have_attribute("aria-pressed", "true")


def test_figures_player_and_curves_are_wholly_visible(lab: OpenLab) -> None:
    page = lab(width=1440, height=900, reduced_motion=True)
    for part in (".panels", "#player", "#curve", ".tabs"):
        expect(page.page.locator(part)).to_be_in_viewport(ratio=1)
    box = page.page.locator("#curve").bounding_box()
    assert box is not None and box["height"] >= 150
