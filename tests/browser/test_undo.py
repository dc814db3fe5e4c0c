"""Undo where the server takes its time: what is on its way counts, and nothing that comes late brings it back."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Route, expect

from tests.browser.lab import Lab, OpenLab


def slow(page: Lab, seconds: float = 0.4) -> None:
    """From now on every answer of the API comes late."""

    def late(route: Route) -> None:
        time.sleep(seconds)
        route.continue_()

    page.page.route("**/api/v1/*", late)


@pytest.fixture
def booth(lab: OpenLab) -> Lab:
    page = lab("/?surface=booth&steps=20&run=sgd:lr=0.01&run=adam", reduced_motion=True)
    page.choose_problem("surface:sphere")
    page.has(surface="sphere")
    return page


def test_two_undos_in_a_row_are_two(booth: Lab) -> None:
    rate = booth.quantity("/runs/0/hyperparameters/lr").locator(".number-field")
    rate.fill("0.07")
    booth.until_run(0, "lr=0.07,")
    slow(booth)
    booth.press("z")
    booth.press("z")
    booth.has(surface="booth")
    booth.until_run(0, "lr=0.01,")
    expect(rate).to_have_value("0.01")
    expect(booth.page.locator("#heading")).to_contain_text("Booth")
    booth.page.wait_for_timeout(1500)
    booth.has(surface="booth")


def test_an_edit_on_its_way_is_what_is_undone(booth: Lab) -> None:
    slow(booth)
    rate = booth.quantity("/runs/0/hyperparameters/lr").locator(".number-field")
    rate.fill("0.07")
    booth.press("z")
    expect(rate).to_have_value("0.01")
    booth.page.wait_for_timeout(1500)
    booth.has(surface="sphere")
    booth.until_run(0, "lr=0.01,")
    expect(rate).to_have_value("0.01")


def test_a_formula_that_is_being_read_does_not_come_back(lab: OpenLab) -> None:
    page = lab("/?formula=x**2%2By**2&view=-3,3,-2,2&start=1,1&steps=40&run=sgd:lr=0.1", reduced_motion=True)
    area = page.page.locator(".formula-field textarea")
    area.fill("x**2 + 2*y**2")
    area.press("Enter")
    page.has(formula="x**2 + 2*y**2")
    slow(page)
    area.fill("x**2 + 3*y**2")
    page.press("z")
    expect(area).to_have_value("x**2 + 2*y**2")
    page.press("z")
    page.has(formula="x**2+y**2")
    expect(area).to_have_value("x**2+y**2")
    page.page.wait_for_timeout(1500)
    page.has(formula="x**2+y**2")
    expect(area).to_have_value("x**2+y**2")
