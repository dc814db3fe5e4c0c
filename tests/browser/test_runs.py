"""Runs: added, removed, tuned, of one framework or another."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.lab import OpenLab


def test_add_copy_and_remove(lab: OpenLab) -> None:
    page = lab()
    page.page.get_by_role("button", name="Add a run").click()
    page.number_of_runs(5)
    assert page.runs()[4].startswith("nesterov:")
    page.run_menu(4).get_by_role("button", name="Duplicate").click()
    page.number_of_runs(6)
    page.run_menu(0).get_by_role("button", name="Remove").click()
    page.number_of_runs(5)
    assert page.runs()[0].startswith("momentum:")
    expect(page.page.locator(".panel")).to_have_count(5)


def test_the_last_run_stays_and_the_seventeenth_does_not_come(lab: OpenLab) -> None:
    page = lab("/?surface=booth&run=sgd")
    expect(page.run_menu(0).get_by_role("button", name="Remove")).to_be_disabled()
    for name in ("Move up", "Move down"):
        expect(page.page.locator(".run-menu").get_by_role("button", name=name)).to_be_disabled()
    page = lab("/?surface=booth&" + "&".join(["run=sgd:lr=0.01"] * 16))
    expect(page.page.get_by_role("button", name="Add a run")).to_be_disabled()


def test_a_slider_drags_the_race_along_and_is_one_entry_of_the_history(lab: OpenLab) -> None:
    page = lab("/?surface=booth&run=sgd:lr=0.01&steps=50", reduced_motion=True)
    entries = page.evaluate("history.length")
    slider = page.quantity("/runs/0/hyperparameters/lr").locator("input[type=range]")
    box = slider.bounding_box()
    assert box is not None
    page.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.page.mouse.down()
    losses = set()
    for share in (0.45, 0.5, 0.55, 0.6):
        page.page.mouse.move(box["x"] + share * box["width"], box["y"] + box["height"] / 2)
        page.page.wait_for_timeout(120)
        losses.add(page.losses()[0])
    assert len(losses) >= 3, "the figures follow while the hand moves"
    page.page.mouse.up()
    page.page.wait_for_function("entries => history.length === entries + 1", arg=entries)
    rate = page.quantity("/runs/0/hyperparameters/lr").locator(".number-field").input_value()
    page.until_run(0, f"lr={rate},")
    page.page.go_back()
    page.until_run(0, "lr=0.01,")
    expect(page.quantity("/runs/0/hyperparameters/lr").locator(".number-field")).to_have_value("0.01")


def test_a_number_field_takes_any_allowed_number_and_says_what_is_allowed(lab: OpenLab) -> None:
    page = lab("/?surface=booth&run=adam")
    page.unfold(0)
    row = page.quantity("/runs/0/hyperparameters/beta1")
    row.locator(".number-field").fill("1.5")
    page.page.keyboard.press("Tab")
    expect(row.locator(".error")).to_contain_text("from 0 to")
    page.until_run(0, "beta1=0.9,")
    row.locator(".number-field").fill("0.123456789")
    expect(row.locator(".error")).to_be_hidden()
    page.until_run(0, "beta1=0.123456789,")
    row.get_by_role("button", name="Back to beta1 = 0.9").click()
    page.until_run(0, "beta1=0.9,")


def test_arrow_keys_move_by_a_tenth_of_a_decade(lab: OpenLab) -> None:
    page = lab("/?surface=booth&run=sgd:lr=0.01")
    row = page.quantity("/runs/0/hyperparameters/lr")
    row.locator("input[type=range]").focus()
    page.page.keyboard.press("ArrowRight")
    page.until_run(0, "lr=0.0126,")
    row.locator(".number-field").focus()
    page.page.keyboard.press("ArrowDown")
    page.until_run(0, "lr=0.01,")


def test_another_optimizer_brings_its_own_rows(lab: OpenLab) -> None:
    page = lab("/?surface=booth&run=sgd")
    page.run(0).get_by_label("Optimizer of run 1").select_option("adadelta")
    page.until_run(0, "rho=")
    expect(page.quantity("/runs/0/hyperparameters/rho")).to_have_count(1)
    expect(page.page.locator("#rule h3")).to_contain_text("Adadelta")


def test_another_framework_is_another_path(lab: OpenLab) -> None:
    page = lab("/?surface=rosenbrock&steps=60&run=rmsprop:lr=0.05,framework=pytorch", reduced_motion=True)
    loss, differs = page.losses()[0], page.page.locator(".differs").inner_text()
    with page.redrawn():
        page.run(0).get_by_label("Framework of run 1").select_option("keras")
        page.until_run(0, "framework=keras")
        page.until_run(0, "lr=0.05,")  # what a person chose stays
        page.until_run(0, "rho=0.9,")  # what was PyTorch's default becomes Keras's
    assert page.losses()[0] != loss
    expect(page.page.locator(".differs")).not_to_have_text(differs)


def test_a_schedule_with_its_parameters_and_warm_up(lab: OpenLab) -> None:
    page = lab("/?surface=booth&steps=100&run=sgd:lr=0.05", reduced_motion=True)
    page.unfold(0).get_by_label("Schedule").select_option("cosine")
    page.until_run(0, "~cosine:t_max=100,eta_min=0")
    loss = page.losses()[0]
    page.quantity("/runs/0/schedule/parameters/warmup").locator(".number-field").fill("20")
    page.until_run(0, "warmup=20")
    assert page.losses()[0] != loss


def test_batches_and_noise_share_their_dice(lab: OpenLab) -> None:
    page = lab("/?dataset=article&steps=50&run=sgd:lr=0.02&run=sgd:lr=0.01", reduced_motion=True)
    page.unfold(0)
    page.quantity("/runs/0/batch_size").locator(".number-field").fill("1")
    page.until_run(0, "batch=1")
    loss = page.losses()[0]
    page.page.locator(".dice summary").click()
    page.page.get_by_label("Seed").fill("5")
    page.has(seed="5")
    assert page.losses()[0] != loss
    page.page.locator("#problem").get_by_label("Order").select_option("cyclic")
    page.has(sampling="cyclic")
    page.quantity("/runs/0/batch_size").locator(".number-field").fill("5")
    page.page.wait_for_function("() => !new URLSearchParams(location.search).get('run').includes('batch')")
    page.quantity("/runs/0/noise").locator(".number-field").fill("0.5")
    page.until_run(0, "noise=0.5")


def test_too_much_work_is_said_and_nothing_breaks(lab: OpenLab) -> None:
    runs = "&".join(["run=sgd:lr=0.01"] * 16)
    page = lab(f"/?surface=booth&steps=10000&{runs}", allow=["status of 422"], reduced_motion=True)
    address = page.page.url
    page.choose_problem("surface:booth")
    page.quantity("/steps").locator(".number-field").fill("99999")
    page.page.keyboard.press("Tab")
    expect(page.quantity("/steps").locator(".error")).to_contain_text("from 1 to 10⁴")
    assert page.page.url == address


def test_selecting_a_run_shows_its_rule(lab: OpenLab) -> None:
    page = lab()
    page.page.locator(".score-name").nth(3).click()
    expect(page.page.locator("#rule h3")).to_contain_text("Adam")
    assert page.page.locator("#rule math").count() >= 1
    expect(page.run(3)).to_have_attribute("data-selected", "")


def test_hiding_a_run(lab: OpenLab) -> None:
    page = lab("/?surface=booth&steps=50&run=sgd:lr=0.05&run=adam:lr=0.5&layout=overlay", reduced_motion=True)
    with page.redrawn():
        page.page.get_by_role("button", name="Show Adam (run 2) in the figures").click()
    expect(page.page.locator(".score").nth(1)).to_have_attribute("data-hidden", "")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_optimizer_and_surface_of_the_catalogue_can_be_chosen(lab: OpenLab, language: str) -> None:
    page = lab("/?surface=booth&run=sgd&steps=20", language=language, reduced_motion=True)
    select = page.page.locator(".run-head select").first
    for value in select.locator("option").evaluate_all("options => options.map(option => option.value)"):
        select.select_option(value)
        page.until_run(0, f"{value}:")
    surfaces = page.page.locator("#problem select").first
    for value in surfaces.locator("option").evaluate_all("options => options.map(option => option.value)"):
        if value.startswith("surface:"):
            surfaces.select_option(value)
            page.has(surface=value.removeprefix("surface:"))
    expect(page.page.locator("#notice")).to_be_hidden()


def test_a_switch_is_a_switch(lab: OpenLab) -> None:
    page = lab("/?surface=booth&steps=50&run=rmsprop:lr=0.1")
    page.unfold(0).get_by_role("switch", name="centered").check()
    page.until_run(0, "centered=1")
    page.page.go_back()
    page.until_run(0, "centered=0")
    expect(page.run(0).get_by_role("switch", name="centered")).not_to_be_checked()


def test_a_wrapper_goes_around_a_run(lab: OpenLab) -> None:
    page = lab("/?surface=booth&steps=50&run=sgd:lr=0.05")
    page.unfold(0).get_by_label("Wrap in").select_option("lookahead")
    page.until_run(0, "~~lookahead:every=5,alpha=0.5")
    page.quantity("/runs/0/wrappers/0/parameters/every").locator(".number-field").fill("10")
    page.until_run(0, "every=10")
    page.run(0).get_by_role("button", name="Remove Lookahead").click()
    page.page.wait_for_function("() => !new URLSearchParams(location.search).get('run').includes('~~')")


def test_a_surfaces_coefficients_are_tuned_like_anything_else(lab: OpenLab) -> None:
    page = lab("/?surface=rosenbrock&steps=50&run=sgd:lr=0.001", reduced_motion=True)
    with page.redrawn():
        page.quantity("/problem/coefficients/b").locator(".number-field").fill("10")
        page.page.wait_for_function("() => new URLSearchParams(location.search).get('surface').includes('b=10')")
    page.choose_problem("formula:")
    page.has(formula="(1 - x)**2 + 10*(y - x**2)**2")
