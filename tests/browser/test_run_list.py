"""Runs as a list: moved, hidden, removed, told by another line; by the pointer and by the keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.lab import Lab, OpenLab

FOUR = "/?surface=booth&steps=50&run=sgd:lr=0.01&run=momentum:lr=0.01&run=adam:lr=0.1&run=rmsprop:lr=0.1"


def order(page: Lab) -> list[str]:
    return [run.split(":")[0] for run in page.runs()]


def drag(page: Lab, index: int, to: int) -> None:
    """Takes a run by its line and lets go over the upper or lower end of another."""
    sign, target = page.run(index).locator(".swatch-button").bounding_box(), page.run(to).bounding_box()
    assert sign is not None and target is not None
    x = sign["x"] + sign["width"] / 2
    page.page.mouse.move(x, sign["y"] + sign["height"] / 2)
    page.page.mouse.down()
    page.page.mouse.move(x, target["y"] + target["height"] * (0.9 if to > index else 0.1), steps=5)


def test_a_run_is_dragged_by_its_line_and_keeps_it(lab: OpenLab) -> None:
    page = lab(FOUR, reduced_motion=True)
    lines, names = page.styles(), page.page.locator(".panel-name").all_inner_texts()
    drag(page, 0, 2)
    expect(page.run(2)).to_have_attribute("data-drop-after", "")
    page.page.mouse.up()
    page.until_run(2, "sgd:")
    assert order(page) == ["momentum", "adam", "sgd", "rmsprop"]
    assert page.styles() == [lines[1], lines[2], lines[0], lines[3]]
    page.has(style="1,2,0,3")
    expect(page.page.locator(".run[data-drop-after], .run[data-held]")).to_have_count(0)
    moved = page.page.locator(".panel-name").all_inner_texts()
    assert [name.split()[0] for name in moved] == [names[index].split()[0] for index in (1, 2, 0, 3)]


def test_escape_lets_a_dragged_run_be(lab: OpenLab) -> None:
    page = lab(FOUR, reduced_motion=True)
    drag(page, 3, 0)
    expect(page.run(0)).to_have_attribute("data-drop-before", "")
    page.page.keyboard.press("Escape")
    page.page.mouse.up()
    expect(page.page.locator(".run[data-drop-before]")).to_have_count(0)
    assert order(page) == ["sgd", "momentum", "adam", "rmsprop"]


def test_a_run_is_moved_by_the_keyboard(lab: OpenLab) -> None:
    page = lab(FOUR, reduced_motion=True)
    page.run(0).locator(".swatch-button").focus()
    page.page.keyboard.press("Alt+ArrowDown")
    page.until_run(1, "sgd:")
    expect(page.run(1).locator(".swatch-button")).to_be_focused()
    page.page.keyboard.press("Alt+ArrowDown")
    page.until_run(2, "sgd:")
    page.page.keyboard.press("Alt+ArrowUp")
    page.until_run(1, "sgd:")
    assert order(page) == ["momentum", "sgd", "adam", "rmsprop"]
    expect(page.page.locator("#runs [role=status]")).to_have_text("Run 3 is now run 2.")


def test_what_was_unfolded_goes_with_its_run(lab: OpenLab) -> None:
    page = lab(FOUR, reduced_motion=True)
    page.unfold(0)
    page.run_menu(0).get_by_role("button", name="Move down").click()
    page.until_run(1, "sgd:")
    expect(page.run(1).locator("details")).to_have_attribute("open", "")
    expect(page.run(0).locator("details")).not_to_have_attribute("open", "")
    page.run_menu(0).get_by_role("button", name="Remove").click()
    page.number_of_runs(3)
    expect(page.run(0).locator("details")).to_have_attribute("open", "")


def test_removing_a_run_leaves_the_others_their_lines(lab: OpenLab) -> None:
    page = lab(FOUR, reduced_motion=True)
    lines = page.styles()
    page.run_menu(1).get_by_role("button", name="Remove Momentum").click()
    page.number_of_runs(3)
    assert page.styles() == [lines[0], lines[2], lines[3]]
    page.has(style="0,2,3")
    page.page.get_by_role("button", name="Add a run").click()
    page.number_of_runs(4)
    assert page.styles()[3] == lines[1], "the first line that is free"


def test_a_line_is_chosen_and_a_link_reproduces_it(lab: OpenLab) -> None:
    page = lab(FOUR, reduced_motion=True)
    lines = page.styles()
    menu = page.run_menu(0)
    menu.get_by_role("radio", name="olive, long and short").click()
    page.has(style="7,1,2,3")
    assert page.styles()[0] not in lines
    menu.get_by_role("radio", name="vermilion, dashed").click()
    page.has(style="1,7,2,3")
    assert page.styles()[0] == lines[1], "who had it has the other"
    expect(menu.get_by_role("radio", checked=True)).to_have_accessible_name("vermilion, dashed")
    again = lab("/" + page.page.url.split("/", 3)[3])
    assert again.styles() == page.styles()


def test_the_menu_by_the_keyboard(lab: OpenLab) -> None:
    page = lab(FOUR, reduced_motion=True)
    opener = page.run(1).locator(".run-head .icon-button")
    opener.focus()
    page.page.keyboard.press("Enter")
    menu = page.page.locator(".run-menu")
    expect(menu.get_by_role("button", name="Duplicate")).to_be_focused()
    for _ in range(5):
        page.page.keyboard.press("Tab")
    expect(menu.get_by_role("radio", checked=True)).to_be_focused()
    page.page.keyboard.press("ArrowDown")
    page.page.keyboard.press("ArrowRight")
    expect(menu.get_by_role("radio", name="ink, short dashes", exact=True)).to_be_focused()
    page.page.keyboard.press("Enter")
    page.has(style="0,6,2,3")
    page.page.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    expect(opener).to_be_focused()


def test_a_hidden_run_is_hidden_wherever_it_goes(lab: OpenLab) -> None:
    page = lab(FOUR + "&layout=overlay", reduced_motion=True)
    page.run_menu(0).get_by_role("button", name="Hide in the figures").click()
    expect(page.run(0)).to_have_attribute("data-hidden", "")
    page.run(0).locator(".swatch-button").focus()
    page.page.keyboard.press("Alt+ArrowDown")
    expect(page.run(1)).to_have_attribute("data-hidden", "")
    expect(page.run(0)).not_to_have_attribute("data-hidden", "")
    expect(page.page.locator(".score").nth(1)).to_have_attribute("data-hidden", "")
    page.run_menu(1).get_by_role("button", name="Show in the figures").click()
    expect(page.run(1)).not_to_have_attribute("data-hidden", "")


def test_a_new_line_does_not_start_the_race_anew(lab: OpenLab) -> None:
    page = lab(FOUR)
    page.pause_at(7)
    page.run_menu(0).get_by_role("radio", name="olive, long and short").click()
    page.has(style="7,1,2,3")
    assert page.step() == 7


@pytest.mark.parametrize("undo", ["z", "Control+z", "button", "back"])
def test_what_was_done_is_undone_and_redone(lab: OpenLab, undo: str) -> None:
    page = lab(FOUR, reduced_motion=True)

    def walk(direction: str) -> None:
        if undo == "button":
            page.page.get_by_role("button", name="Undo" if direction == "back" else "Redo").click()
        elif undo == "back":
            page.page.go_back() if direction == "back" else page.page.go_forward()
        else:
            page.press(undo if direction == "back" else undo.replace("z", "Shift+z"))

    lines = page.styles()
    expect(page.page.get_by_role("button", name="Undo")).to_be_disabled()
    page.run_menu(0).get_by_role("button", name="Remove").click()
    page.number_of_runs(3)
    page.run_menu(0).get_by_role("radio", name="olive, long and short").click()
    page.has(style="7,2,3")
    page.page.keyboard.press("Escape")
    field = page.quantity("/runs/0/hyperparameters/lr").locator(".number-field")
    entries = page.evaluate("history.length")
    field.fill("0.005")
    page.page.keyboard.press("Tab")
    page.page.wait_for_function("entries => history.length === entries + 1", arg=entries)
    page.until_run(0, "lr=0.005")
    walk("back")
    page.until_run(0, "lr=0.01,")
    expect(field).to_have_value("0.01")
    walk("back")
    page.has(style="1,2,3")
    walk("back")
    page.number_of_runs(4)
    assert order(page) == ["sgd", "momentum", "adam", "rmsprop"] and page.styles() == lines
    expect(page.page.get_by_role("button", name="Undo")).to_be_disabled()
    for _ in range(3):
        walk("forward")
        page.page.wait_for_timeout(150)
    page.until_run(0, "lr=0.005")
    page.has(style="7,2,3")
    expect(page.page.get_by_role("button", name="Redo")).to_be_disabled()
    expect(page.run(0)).to_be_visible()


def test_a_slider_pull_is_one_step_back_also_after_a_reload(lab: OpenLab) -> None:
    page = lab("/?surface=booth&run=sgd:lr=0.01&steps=50", reduced_motion=True)
    slider = page.quantity("/runs/0/hyperparameters/lr").locator("input[type=range]")
    slider.focus()
    for _ in range(3):
        page.page.keyboard.press("ArrowRight")
        page.page.wait_for_timeout(80)
    page.until_run(0, "lr=0.02,")
    page.page.reload()
    page.page.wait_for_selector("#lab[data-ready]")
    page.press("z")
    page.until_run(0, "lr=0.0159,")
    page.press("z")
    page.until_run(0, "lr=0.0126,")
    page.press("Shift+z")
    page.until_run(0, "lr=0.0159,")


def test_a_text_field_takes_back_its_own_typing(lab: OpenLab) -> None:
    page = lab(FOUR, reduced_motion=True)
    page.run_menu(0).get_by_role("button", name="Remove").click()
    page.number_of_runs(3)
    field = page.quantity("/runs/0/hyperparameters/lr").locator(".number-field")
    field.focus()
    page.page.keyboard.type("0.5")
    page.until_run(0, "lr=0.5,")
    page.page.keyboard.press("Control+z")
    expect(field).not_to_have_value("0.5")
    page.number_of_runs(3)
