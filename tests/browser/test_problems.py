"""Surfaces, data, and a person's own formula."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.lab import OpenLab

REFUSED = ["status of 422"]


def test_another_surface(lab: OpenLab) -> None:
    page = lab()
    with page.redrawn():
        page.choose_problem("surface:himmelblau")
        page.has(surface="himmelblau", start="-0.3,-0.9")
    expect(page.page.locator("#heading")).to_contain_text("Himmelblau")
    assert "Himmelblau" in page.page.title()
    assert len(page.runs()) == 4


def test_a_formula_of_ones_own(lab: OpenLab) -> None:
    page = lab()
    start = page.value("start")
    page.choose_problem("formula:")
    page.page.wait_for_selector(".formula-field textarea:visible")
    page.has(formula="(1 - x)**2 + 100*(y - x**2)**2", start=start)
    with page.redrawn():
        page.page.locator(".formula-field textarea").fill("x^2 + 3*y^2")
        page.has(formula="x^2 + 3*y^2")
    page.page.keyboard.press("Enter")
    view = page.page.locator(".view-fields input")
    view.nth(0).fill("-9")
    page.page.keyboard.press("Tab")
    page.has(view="-9,2,-1,3")


def test_a_formula_that_is_none_keeps_the_figure_and_points_at_the_place(lab: OpenLab) -> None:
    page = lab("/?formula=x**2%2By**2&view=-3,3,-2,2&run=sgd:lr=0.1", reduced_motion=True)
    before, address = page.pixels(), page.page.url
    field = page.page.locator(".formula-field")
    field.locator("textarea").fill("x**2 + 3y")
    expect(field.locator(".error")).to_contain_text("3*y")
    expect(field.locator(".formula-under mark")).to_be_visible()
    assert page.pixels() == before
    assert page.page.url == address
    field.locator("textarea").fill("x**2 + 3*y**2")
    expect(field.locator(".error")).to_be_hidden()
    expect(field.locator(".formula-under")).to_be_hidden()
    page.has(formula="x**2 + 3*y**2")


def test_a_formula_is_refused_in_chinese(lab: OpenLab) -> None:
    page = lab("/?formula=x**2%2By**2&run=sgd:lr=0.1", language="zh")
    page.page.locator(".formula-field textarea").fill("x**2 + 3y")
    expect(page.page.locator(".formula-field .error")).to_contain_text("运算符")


def test_nothing_in_a_link_is_run(lab: OpenLab) -> None:
    page = lab("/?formula=__import__('os')&run=sgd&lang=%3Cscript%3E", language=None, theme=None)
    expect(page.page.locator("#notice")).to_contain_text("__import__")


def test_the_lessons_data_with_their_lines(lab: OpenLab) -> None:
    page = lab()
    page.choose_problem("dataset:article")
    page.has(dataset="article", model="linear", loss="mse", start="0,0")
    expect(page.page.locator(".data-panel canvas")).to_be_visible()
    expect(page.page.locator(".panel")).to_have_count(5)
    page.choose_problem("surface:booth")
    page.has(surface="booth")
    expect(page.page.locator(".data-panel")).to_have_count(0)


def test_points_of_ones_own(lab: OpenLab) -> None:
    page = lab("/?dataset=article&run=sgd:lr=0.01", allow=REFUSED)
    page.choose_problem("points:")
    page.has(points="1,2;2,3;3,5;4,7;5,11")
    field = page.quantity("/problem/points")
    field.locator("textarea").fill("0, 1\n2, 2\n3")
    expect(field.locator(".error")).to_contain_text("Line 3")
    field.locator("textarea").fill("0, 1\n2, 2")
    expect(field.locator(".error")).to_be_hidden()
    page.has(points="0,1;2,2")


def test_a_diverged_run_is_a_sentence(lab: OpenLab) -> None:
    for language, words in (("en", "Diverged: the loss left"), ("zh", "发散：")):
        page = lab("/?dataset=article&steps=200&run=sgd:lr=0.2&run=sgd:lr=0.01", language=language)
        diverged, completed = page.outcomes()
        assert diverged.startswith(words), diverged
        assert "0.08452" in diverged, "why: the edge of stability"
        assert not completed.startswith(words)
        assert "NaN" not in page.page.locator("body").inner_text()


def test_a_start_outside_the_domain_is_said_beside_the_start(lab: OpenLab) -> None:
    page = lab("/?formula=log(x)%2By**2&view=0.1,3,-2,2&start=1,1&run=sgd:lr=0.1", allow=REFUSED)
    start = page.quantity("/start")
    start.locator("input").first.fill("-1")
    expect(start.locator(".error", has_text="−1").or_(start.locator(".error", has_text="-1")).first).to_be_visible()
    start.locator("input").first.fill("2")
    page.has(start="2,1")
    expect(start.locator(".error").first).to_be_hidden()
