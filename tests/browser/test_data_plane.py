"""Fits on the page: their data, model and loss, and the data plane under a hand."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.lab import Lab, OpenLab
from tests.browser.timing import drag, said, watch

REFUSED = ["status of 422"]
FIVE = "/?points=1,2;2,3;3,5;4,7;5,11&start=0,0&steps=50&run=sgd:lr=0.01"
SIX = (
    "points=1,2;2,3;3,5;4,7;5,11&start=0,0&steps=300&run=sgd:lr=0.01&run=momentum:lr=0.003&run=nesterov:lr=0.003"
    "&run=rmsprop:lr=0.05&run=adam:lr=0.1&run=adagrad:lr=0.5"
)
PLANE = ".data-panel canvas"
Points = list[tuple[float, float]]


def points(page: Lab) -> Points:
    """The points of the address."""
    return [(float(x), float(y)) for x, y in (point.split(",") for point in page.value("points").split(";"))]


def until(page: Lab, count: int) -> Points:
    page.page.wait_for_function(
        "count => (new URLSearchParams(location.search).get('points') ?? '').split(';').length === count", arg=count
    )
    return points(page)


def spot(page: Page, across: float, down: float) -> tuple[float, float]:
    """A place on the data plane, as shares of its width and height."""
    box = page.locator(PLANE).bounding_box()
    assert box is not None
    return box["x"] + across * box["width"], box["y"] + down * box["height"]


def test_points_are_added_dragged_and_removed_and_each_is_undone(lab: OpenLab) -> None:
    page = lab(FIVE, reduced_motion=True)
    hand = page.page
    expect(hand.locator(PLANE)).to_be_visible()
    hand.mouse.dblclick(*spot(hand, 0.5, 0.35))
    *five, added = until(page, 6)
    assert five == [(1, 2), (2, 3), (3, 5), (4, 7), (5, 11)]
    assert 2 < added[0] < 4 and 6 < added[1] < 10
    with page.redrawn():
        hand.mouse.move(*spot(hand, 0.5, 0.35))
        hand.mouse.down()
        hand.mouse.move(*spot(hand, 0.55, 0.4), steps=4)
        hand.mouse.move(*spot(hand, 0.6, 0.6), steps=4)
        hand.wait_for_function("before => !location.search.includes(before)", arg=f"{added[0]:g},{added[1]:g}")
        hand.mouse.up()
    until(page, 6)
    hand.wait_for_timeout(600)
    moved = points(page)[-1]
    assert moved[0] > added[0] + 0.2 and moved[1] < added[1] - 1
    field = page.quantity("/problem/points").locator("textarea")
    expect(field).to_have_value("\n".join(f"{x:g}, {y:g}" for x, y in points(page)))
    hand.get_by_role("button", name="Remove the chosen point").click()
    assert until(page, 5) == five
    for count, last in ((6, moved), (6, added), (5, five[-1])):
        hand.go_back()
        hand.wait_for_function("last => location.search.includes(last)", arg=f"{last[0]:g},{last[1]:g}&")
        assert until(page, count)[-1] == last


def test_dragging_a_point_of_six_runs_of_300_steps_keeps_up_with_the_hand(lab: OpenLab) -> None:
    page = lab(f"/?{SIX}", reduced_motion=True)
    hand = page.page
    hand.mouse.dblclick(*spot(hand, 0.5, 0.35))
    until(page, 6)
    hand.wait_for_timeout(500)
    watch(page, PLANE, besides=".data-panel")
    times = drag(page, (spot(hand, 0.5 + 0.003 * i, 0.35 + 0.004 * i) for i in range(61)))
    assert len(times) >= 50, "a move was not answered"
    print(said("drag of a point to frame, six runs of 300 steps", times))
    # Terrain, paths and lines are new with every move. The goal is 33 ms on a quiet machine; where other tests run
    # beside, only the best moment says something.
    assert times[0] < 150
    assert len(until(page, 6)) == 6


def test_points_are_moved_by_keys(lab: OpenLab) -> None:
    page = lab(FIVE, reduced_motion=True)
    plane = page.page.locator(PLANE)
    plane.focus()
    for key in ("PageUp", "ArrowUp", "Shift+ArrowUp"):
        page.page.keyboard.press(key)
    reading = page.page.locator(".data-panel output")
    expect(reading).to_contain_text("x")
    page.page.wait_for_function("() => !location.search.includes('5,11')")
    *four, (x, y) = until(page, 5)
    assert four == [(1, 2), (2, 3), (3, 5), (4, 7)] and x == 5 and 11 < y < 13
    page.page.keyboard.press("Delete")
    assert until(page, 4) == four
    page.page.keyboard.press("+")
    assert until(page, 5)[:4] == four
    assert page.step() >= 0, "no key has travelled on"


def test_a_data_set_becomes_ones_own_when_a_hand_changes_it(lab: OpenLab) -> None:
    page = lab("/?dataset=outlier&loss=huber:delta=1&start=0,0&run=sgd:lr=0.001,batch=11", reduced_motion=True)
    page.page.locator(PLANE).focus()
    page.page.keyboard.press("Delete")
    assert len(until(page, 10)) == 10
    assert page.value("loss") == "huber:delta=1", "model and loss stay"
    page.until_run(0, "batch=10")
    expect(page.page.locator("#heading")).to_have_text("Your own points")


def test_tables_are_pasted_opened_and_dropped(lab: OpenLab, tmp_path: Path) -> None:
    page = lab(FIVE, allow=REFUSED)
    field = page.quantity("/problem/points")
    field.locator("textarea").fill("hours;passed\n0,5;0\n1,75;oops\n")
    expect(field.locator(".error")).to_contain_text("Line 3")
    field.locator("textarea").fill("hours;passed\n0,5;0\n1,75;1\n")
    page.has(points="0.5,0;1.75,1")
    expect(field.locator(".error")).to_be_hidden()
    table = tmp_path / "table.csv"
    table.write_text("x\ty\n1\t1\n2\t4\n3\t9\n", encoding="utf-16")
    field.locator("input[type=file]").set_input_files(table)
    page.has(points="1,1;2,4;3,9")
    page.choose_problem("surface:booth")
    page.has(surface="booth")
    drop = """(text) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], "mine.csv", { type: "text/csv" }));
      for (const kind of ["dragover", "drop"]) {
        const event = new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true });
        document.querySelector("#stage").dispatchEvent(event);
      }
    }"""
    page.evaluate(drop, "a,b\n1,2\n3")
    expect(page.page.locator("#notice")).to_contain_text("mine.csv: Line 3")
    page.evaluate(drop, "a,b\n1,2\n3,5")
    page.has(points="1,2;3,5", model="linear", loss="mse")


def test_model_loss_and_standardising_are_chosen(lab: OpenLab) -> None:
    page = lab("/?dataset=article&start=0,0&run=sgd:lr=0.01", allow=REFUSED)
    loss = page.quantity("/problem/loss")
    loss.locator("select").select_option("huber")
    page.has(loss="huber:delta=1")
    delta = page.quantity("/problem/loss_coefficients/delta").locator("input[type=text]")
    delta.fill("2")
    delta.press("Enter")
    page.has(loss="huber:delta=2")
    page.page.get_by_role("combobox", name="Loss").select_option("")
    formula = page.page.get_by_label("Averaged over the points")
    formula.fill("(y_hat - y)**2 + 3y")
    expect(page.page.locator(".fit .error", has_text="3*y")).to_be_visible()
    formula.fill("(y_hat - y)**4")
    page.has(loss="(y_hat - y)**4")
    page.page.get_by_role("combobox", name="Loss").select_option("mse")
    page.page.get_by_role("combobox", name="Model").select_option("sine")
    page.has(model="sine", loss="mse")
    page.page.get_by_role("combobox", name="Model").select_option("linear")
    page.page.get_by_role("switch", name="Standardise x").check()
    page.has(standardize="1")
    expect(page.page.locator(".fit")).to_contain_text("69.99 → 1; 2/λmax 0.08452 → 1.")


def test_a_loss_that_cannot_have_these_data_says_so_beside_it(lab: OpenLab) -> None:
    page = lab("/?dataset=article&start=0,0&run=sgd:lr=0.01", allow=REFUSED)
    page.page.get_by_role("combobox", name="Loss").select_option("log_loss")
    expect(page.quantity("/problem/loss").locator(".error")).to_contain_text("point 1 has y = 2")


def test_what_is_pointed_at_on_the_parameter_plane_is_a_line_on_the_data_plane(lab: OpenLab) -> None:
    page = lab(FIVE, reduced_motion=True)
    with page.redrawn(1):
        page.page.mouse.move(*page.point(0.6, 0.5))
    with page.redrawn(1):
        page.page.mouse.move(*page.point(0.4, 0.3))


def test_the_samples_of_an_update_are_marked(lab: OpenLab) -> None:
    # At a rate of 0 only the marks move.
    page = lab("/?dataset=article&start=0,0&steps=20&run=sgd:lr=0,batch=1", reduced_motion=True)
    page.press("Home")
    page.page.wait_for_timeout(500)
    seen = []
    for _ in range(4):
        seen.append(page.pixels(1))
        page.press("ArrowRight")
        page.page.wait_for_timeout(200)
    assert len(set(seen)) > 1


def test_a_minimum_that_is_a_line_is_drawn(lab: OpenLab) -> None:
    page = lab("/?points=3,1;3,2&start=0,0&steps=20&run=sgd:lr=0.01", reduced_motion=True)
    expect(page.page.locator(PLANE)).to_be_visible()
    ink = "canvas => { const { data } = copied(canvas).getImageData(0, 0, canvas.width, canvas.height); "
    ink += "let dark = 0; for (let i = 0; i < data.length; i += 4) dark += data[i] < 60 && data[i + 3] > 200; "
    ink += "return dark; }"
    page.page.wait_for_function(f"() => ({ink})(document.querySelector('.panel canvas')) > 200")


def test_what_is_known_exactly_sets_the_rate(lab: OpenLab) -> None:
    page = lab("/?dataset=article&start=0,0&steps=200&run=sgd:lr=0.02")
    exact = page.page.locator(".exact")
    for words in ("θ₀ = −1, θ₁ = 2.2", "0.3381, 23.66", "69.99", "0.08452", "0.9932"):
        expect(exact).to_contain_text(words)
    exact.get_by_role("button", name="Set η").last.click()
    page.until_run(0, "lr=0.0833333")
    expect(exact.locator("dd").nth(7)).to_have_text("0.9718")
    exact.get_by_role("button", name="Set η").first.focus()
    page.page.keyboard.press("Enter")
    page.until_run(0, "lr=0.0845241")
    page.page.go_back()
    page.until_run(0, "lr=0.0833333")
    page.choose_problem("surface:booth")
    expect(exact).to_be_hidden()


def test_a_singular_fit_says_that_its_minimum_is_a_line(lab: OpenLab) -> None:
    page = lab("/?points=3,1;3,2&start=0,0&steps=20&run=sgd:lr=0.01", language="zh")
    expect(page.page.locator("#exact")).to_contain_text("最小值是一条直线")


def test_the_loss_of_an_updates_batch_is_a_layer(lab: OpenLab) -> None:
    # At a rate of 0 nothing else on the plane moves.
    page = lab("/?dataset=article&start=0,0&steps=20&run=sgd:lr=0,batch=1&layers=batch", reduced_motion=True)
    page.press("Home")
    with page.page.expect_request(lambda request: "batch=1" in request.url and "step=1" in request.url):
        page.press("ArrowRight")
    page.page.wait_for_timeout(500)
    before = page.pixels()
    for _ in range(3):
        page.press("ArrowRight")
        page.page.wait_for_timeout(300)
    assert page.pixels() != before
