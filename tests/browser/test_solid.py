"""The third view: the relief, walked around, raced on, and what stands in for it where it cannot be drawn."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.lab import Lab, OpenLab
from tests.support import OpenPage

# An inclined plane: what is where can be told without the page. The range of heights is that of the colours,
# which leave out the highest 0.2 % of the ground.
PLANE = "/?formula=x%2B2*y&view=-2,2,-2,2&start=1,1&steps=40&run=sgd:lr=0.03&run=sgd:lr=0.01&layout=3d"
FLOOR, TOP = -6.0, 6 - (0.002 * 16 * 4) ** 0.5
HIMMELBLAU = "/?surface=himmelblau&start=0.2,0.3&steps=100&run=sgd:lr=0.01&run=adam:lr=0.2"

PROJECT = """
async ([u, v, h]) => {
  const { HOME, camera } = await import("#app/core/orbit.js");
  const { marginOf } = await import("#app/figures/solid-axes.js");
  const { width, height } = document.querySelector(".panel canvas").getBoundingClientRect();
  return camera(HOME, [1, 1, 0.3], { width, height }, marginOf({ scale: 1 })).project(u, v, h);
}
"""
CANVAS = "document.querySelector('.panel canvas')"
# A copy is read, for a canvas that is read often is drawn otherwise.
COPY = f"""
  const canvas = {CANVAS};
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", {{ willReadFrequently: true }});
  copy.drawImage(canvas, 0, 0);
"""
COLOURS = """
([x, y]) => {
  COPY
  const scale = canvas.width / canvas.getBoundingClientRect().width;
  const { data } = copy.getImageData(Math.round(x * scale) - 1, Math.round(y * scale) - 1, 3, 3);
  return Array.from({ length: 9 }, (_, i) => [...data.slice(4 * i, 4 * i + 3)]);
}
""".replace("COPY", COPY)
RUN_COLOUR = (
    "n => getComputedStyle(document.querySelectorAll('.panel .swatch line')[n]).stroke.match(/\\d+/g).map(Number)"
)
KEEP_CONTEXT = """
const get = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  const context = get.call(this, kind, ...rest);
  if (kind === "webgl2") window.webgl = context;
  return context;
};
"""
NO_WEBGL = """
const get = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind.startsWith("webgl") ? null : get.call(this, kind, ...rest);
};
"""
# The share of the picture that is drawn on: nearly all of it is the block.
GROUND = """
() => {
  COPY
  const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 255) count += 1;
  return count / (canvas.width * canvas.height);
}
""".replace("COPY", COPY)
MIDDLE = f"() => [{CANVAS}.clientWidth / 2, {CANVAS}.clientHeight / 2]"


def drawn(page: Lab) -> Lab:
    """Waits until the relief is on the page with its ground."""
    expect(page.canvas()).to_have_attribute("aria-label", re.compile("Relief|立体图"))
    page.page.wait_for_function(f"() => ({GROUND})() > 0.05")
    page.page.wait_for_timeout(150)
    return page


def where(page: Lab, x: float, y: float) -> tuple[float, float]:
    """Where a point of the inclined plane is on the canvas."""
    height = (x + 2 * y - FLOOR) / (TOP - FLOOR)
    across, down = page.evaluate(PROJECT, [(x + 2) / 4, (y + 2) / 4, height])
    return across, down


def on_page(page: Lab, x: float, y: float) -> tuple[float, float]:
    box = page.canvas().bounding_box()
    assert box is not None
    across, down = where(page, x, y)
    return box["x"] + across, box["y"] + down


def at_rest(page: Lab) -> None:
    """Waits until the picture has been the same for a while."""
    before = ""
    while before != (before := page.pixels()):
        page.page.wait_for_timeout(600)


def test_it_is_chosen_by_pointer_and_by_key_and_fetched_only_then(lab: OpenLab) -> None:
    page = lab(HIMMELBLAU, reduced_motion=True)
    fetched = "() => performance.getEntriesByType('resource').some(({ name }) => /solid/.test(name))"
    assert not page.evaluate(fetched)
    page.page.get_by_text("3-D", exact=True).click()
    drawn(page)
    assert page.evaluate(fetched)
    page.has(layout="3d")
    expect(page.page.locator(".panel")).to_have_count(1)
    page.press("v")
    expect(page.page.locator(".panel")).to_have_count(2)
    page.press("v")
    expect(page.canvas()).to_have_attribute("aria-label", re.compile("^Loss surface"))
    page.press("v")
    drawn(page)


def test_a_link_opens_it_in_both_languages(lab: OpenLab) -> None:
    for language, name, label in (("en", "3-D", "Relief"), ("zh", "三维", "立体图")):
        page = drawn(lab(HIMMELBLAU + "&layout=3d", language=language, reduced_motion=True))
        expect(page.page.get_by_role("radio", name=name)).to_be_checked()
        expect(page.canvas()).to_have_attribute("aria-label", re.compile(label))
        page.press("?")
        expect(page.page.get_by_role("dialog")).to_contain_text(name)


def test_walking_around_by_hand_and_by_keys(lab: OpenLab) -> None:
    page = drawn(lab(HIMMELBLAU + "&layout=3d", reduced_motion=True))
    address, home = page.page.url, page.pixels()
    page.page.mouse.move(*page.point(0.75, 0.3))
    page.page.mouse.down()
    with page.redrawn():
        page.page.mouse.move(*page.point(0.6, 0.35), steps=3)
    page.page.mouse.up()
    assert page.page.url == address, "walking around is no other scene"
    seen = {home, page.pixels()}
    page.page.mouse.move(0, 0)
    page.canvas().focus()
    for key in ("ArrowLeft", "ArrowUp", "+", "ArrowRight", "-"):
        with page.redrawn():
            page.page.keyboard.press(key)
        seen.add(page.pixels())
    assert len(seen) >= 6 and page.page.url == address
    page.page.keyboard.press("0")
    page.page.wait_for_function(f"home => ({CANVAS}).toDataURL() === home", arg=home)
    with page.redrawn():
        page.page.keyboard.press("ArrowDown")
    page.page.mouse.dblclick(*page.point(0.03, 0.03))
    page.page.mouse.move(0, 0)
    page.page.wait_for_function(f"home => ({CANVAS}).toDataURL() === home", arg=home)
    assert page.page.url == address


def test_the_wheel_comes_nearer_only_where_it_is_meant(lab: OpenLab) -> None:
    page = drawn(lab(HIMMELBLAU + "&layout=3d", reduced_motion=True))
    page.page.mouse.move(*page.point(0.5, 0.5))
    before = page.pixels()
    page.page.mouse.wheel(0, -300)
    page.page.wait_for_timeout(200)
    assert page.pixels() == before
    page.canvas().focus()
    with page.redrawn():
        page.page.mouse.wheel(0, -300)


def test_a_finger_walks_around_sideways(lab: OpenLab) -> None:
    page = drawn(lab(HIMMELBLAU + "&layout=3d", width=390, height=844, touch=True, reduced_motion=True))
    session = page.page.context.new_cdp_session(page.page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})

    (x, y), url = page.point(0.8, 0.3), page.page.url
    with page.redrawn():
        touch("touchStart", (x, y))
        for step in range(1, 8):
            touch("touchMove", (x - 12 * step, y))
        touch("touchEnd")
    with page.redrawn():
        touch("touchStart", (x, y))
        touch("touchStart", (x, y), (x - 80, y + 40))
        for step in range(1, 8):
            touch("touchMove", (x, y), (x - 80 - 5 * step, y + 40 + 5 * step))
        touch("touchEnd")
    assert page.page.url == url


def test_both_themes(lab: OpenLab) -> None:
    page = drawn(lab(HIMMELBLAU + "&layout=3d", theme=None, reduced_motion=True))
    light = page.evaluate(COLOURS, page.evaluate(MIDDLE))
    with page.redrawn():
        page.page.get_by_label("Theme").select_option("dark")
    page.page.wait_for_timeout(150)
    dark = page.evaluate(COLOURS, page.evaluate(MIDDLE))
    assert max(map(sum, dark)) < min(map(sum, light))


def test_runs_stand_where_the_data_say(lab: OpenLab) -> None:
    page = drawn(lab(PLANE, reduced_motion=True))
    # Down the slope in steps of lr·(1, 2).
    for step, places in ((40, [(-0.2, -1.4), (0.6, 0.2)]), (20, [(0.4, -0.2), (0.8, 0.6)])):
        page.pause_at(step)
        page.page.mouse.move(0, 0)
        page.page.wait_for_timeout(150)
        for run, (x, y) in enumerate(places):
            wanted = page.evaluate(RUN_COLOUR, run)
            # The second run's disc has a square in its middle: look beside it.
            across, down = where(page, x, y)
            found = page.evaluate(COLOURS, [across - 3.6 * (run > 0), down])
            nearest = min(sum(abs(a - b) for a, b in zip(wanted, colour, strict=True)) for colour in found)
            assert nearest < 24, (step, run, wanted, found)


def test_dragging_the_start_over_the_ground_races_anew(lab: OpenLab) -> None:
    page = drawn(lab(PLANE, reduced_motion=True))
    entries, losses = page.evaluate("history.length"), set()
    page.page.mouse.move(*on_page(page, 1, 1))
    page.page.mouse.down()
    for step in range(1, 9):
        page.page.mouse.move(*on_page(page, 1 - 0.15 * step, 1 - 0.05 * step))
        page.page.wait_for_timeout(60)
        losses.add(tuple(page.losses()))
    assert len(losses) >= 4, "the race follows the hand"
    page.page.mouse.up()
    page.page.wait_for_function("entries => history.length === entries + 1", arg=entries)
    x, y = map(float, page.value("start").split(","))
    assert x == pytest.approx(-0.2, abs=0.03) and y == pytest.approx(0.6, abs=0.03)


def test_a_click_on_the_ground_starts_there_and_one_beside_it_does_nothing(lab: OpenLab) -> None:
    page = drawn(lab(PLANE, reduced_motion=True))
    address = page.page.url
    page.page.mouse.click(*page.point(0.02, 0.02))
    page.page.wait_for_timeout(200)
    assert page.page.url == address
    page.page.mouse.click(*on_page(page, -0.5, 0.4))
    page.page.wait_for_function("before => location.href !== before", arg=address)
    x, y = map(float, page.value("start").split(","))
    assert x == pytest.approx(-0.5, abs=0.02) and y == pytest.approx(0.4, abs=0.02)


def test_the_keyboard_takes_the_start_and_lets_it_go(lab: OpenLab) -> None:
    page = drawn(lab(PLANE, reduced_motion=True))
    address = page.page.url
    page.canvas().focus()
    page.page.keyboard.press("Enter")
    page.page.keyboard.press("ArrowRight")
    page.page.wait_for_function("() => parseFloat(new URLSearchParams(location.search).get('start')) > 1")
    page.page.keyboard.press("ArrowDown")
    page.page.wait_for_function("() => new URLSearchParams(location.search).get('start').split(',')[1] < 1")
    page.page.keyboard.press("Enter")
    moved = page.page.url
    assert moved != address
    with page.redrawn():
        page.page.keyboard.press("ArrowRight")
    page.page.wait_for_timeout(150)
    assert page.page.url == moved


def test_holes_are_holes(lab: OpenLab) -> None:
    page = drawn(lab("/?formula=sqrt(1-x**2-y**2)&view=-2,2,-2,2&start=0.3,0.2&run=sgd:lr=0.01&layout=3d"))
    share = page.evaluate(GROUND)
    whole = drawn(lab("/?formula=1-x**2-y**2&view=-2,2,-2,2&start=0.3,0.2&run=sgd:lr=0.01&layout=3d")).evaluate(GROUND)
    assert share < 0.6 * whole


def test_who_leaves_is_said_to_have_left(lab: OpenLab) -> None:
    path = "/?formula=x**2-y**2&view=-2,2,-2,2&start=1,0.1&steps=40&run=sgd:lr=0.1"
    page = drawn(lab(path + "&layout=3d", reduced_motion=True))
    page.press("Home")
    page.evaluate(
        "() => { const write = CanvasRenderingContext2D.prototype.fillText; window.said = [];"
        " CanvasRenderingContext2D.prototype.fillText = function (text, ...at) {"
        " said.push(text); return write.call(this, text, ...at); } }"
    )
    with page.redrawn():
        page.press("ArrowRight")
    assert not page.evaluate("said.some((text) => text.includes('off the map'))")
    with page.redrawn():
        page.press("End")
    # y grows by a fifth with each step: 0.1 · 1.2¹⁷ is beyond 2.
    assert "off the map since step 17" in page.evaluate("said.join(' ')")


def test_nothing_is_drawn_while_nothing_changes(lab: OpenLab) -> None:
    page = drawn(lab(HIMMELBLAU + "&layout=3d"))
    page.press("End")
    page.canvas().focus()
    page.page.keyboard.press("ArrowLeft")
    at_rest(page)
    page.evaluate(
        "() => { const ask = requestAnimationFrame; window.asked = 0;"
        " window.requestAnimationFrame = (f) => { window.asked += 1; return ask(f); } }"
    )
    page.page.wait_for_timeout(400)
    assert page.evaluate("asked") == 0
    with page.redrawn():
        page.page.keyboard.press("ArrowLeft")
    at_rest(page)
    assert 3 < page.evaluate("asked") < 120, "the eye goes softly, and comes to rest"


def test_a_lost_context_comes_back(lab: OpenLab, open_page: OpenPage) -> None:
    page = open_page("/surfaces", allow=("CONTEXT_LOST",))
    page.context.add_init_script(KEEP_CONTEXT)
    page.goto(HIMMELBLAU + "&layout=3d&lang=en&theme=light")
    view = drawn(Lab(page))
    view.press("End")
    view.page.wait_for_timeout(200)
    whole, picture = view.evaluate(GROUND), view.pixels()
    page.evaluate("window.loss = webgl.getExtension('WEBGL_lose_context'); loss.loseContext()")
    page.wait_for_timeout(100)
    assert view.pixels() == picture, "what was drawn stays"
    view.canvas().focus()
    with view.redrawn():
        page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(600)
    assert view.evaluate(GROUND) < 0.5 * whole
    with view.redrawn():
        page.evaluate("loss.restoreContext()")
    page.wait_for_function(f"whole => ({GROUND})() > 0.9 * whole", arg=whole)


@pytest.mark.parametrize(("language", "sentence"), [("en", "cannot draw in 3-D"), ("zh", "无法显示三维视图")])
def test_without_webgl_the_overlay_stands_in(open_page: OpenPage, language: str, sentence: str) -> None:
    page = open_page("/surfaces", language=None, theme=None)
    page.context.add_init_script(NO_WEBGL)
    page.goto(f"{HIMMELBLAU}&layout=3d&lang={language}")
    view = Lab(page)
    view.has(layout="overlay")
    expect(page.locator("#notice")).to_contain_text(sentence)
    expect(page.locator(".panel")).to_have_count(1)
    expect(page.get_by_role("radio").nth(1)).to_be_checked()
    view.press("v")
    expect(page.locator("#notice")).to_contain_text(sentence)
    view.click_map(0.6, 0.6)


@pytest.mark.parametrize("width", [320, 390, 2560])
def test_every_width(lab: OpenLab, width: int) -> None:
    for scene in (HIMMELBLAU, "/?dataset=article&run=sgd:lr=0.01&run=adam:lr=0.1"):
        page = drawn(lab(scene + "&layout=3d", width=width, height=844, reduced_motion=True))
        assert page.evaluate("document.documentElement.scrollWidth") <= width
