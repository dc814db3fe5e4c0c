"""What lies over the paths: arrows, curvature, and what is under the pointer."""

from __future__ import annotations

import re

from playwright.sync_api import Request, expect

from tests.browser.lab import Lab, OpenLab

SCENE = "/?surface=booth&start=-5,5&steps=40&run=sgd:lr=0.02&run=momentum:lr=0.01"


def drawn(page: Lab, panel: int = 0) -> str:
    return str(page.canvas(panel).evaluate("canvas => canvas.toDataURL()"))


def redrawn(page: Lab, before: str, panel: int = 0) -> None:
    page.page.wait_for_function(
        "([before, panel]) => document.querySelectorAll('.panel canvas')[panel].toDataURL() !== before",
        arg=[before, panel],
    )


def test_layers_are_chosen_by_pointer_and_kept_in_the_address(lab: OpenLab) -> None:
    page = lab(SCENE, reduced_motion=True)
    page.pause_at(3)
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.extend(re.findall(r"include=([a-z,]+)", request.url))

    page.page.on("request", note)
    page.page.get_by_text("Layers", exact=True).click()
    for name, column in (("Gradient", "gradient"), ("Momentum part", "memory"), ("Curvature", "curvature")):
        before = drawn(page)
        page.page.get_by_role("checkbox", name=re.compile(f"^{name}")).check()
        redrawn(page, before)
        assert asked[-1].endswith(column)
    before = drawn(page)
    page.page.get_by_role("checkbox", name=re.compile("^Step")).check()
    redrawn(page, before)
    assert page.value("layers") == "gradient,step,memory,curvature"
    page.page.keyboard.press("Escape")
    expect(page.page.get_by_role("checkbox", name=re.compile("^Step"))).to_be_hidden()
    expect(page.page.get_by_text("Layers", exact=True)).to_be_focused()


def test_layers_by_keys(lab: OpenLab) -> None:
    page = lab(SCENE, reduced_motion=True)
    page.pause_at(3)
    page.page.keyboard.press("l")
    box = page.page.get_by_role("checkbox", name=re.compile("^Step"))
    expect(box).to_be_visible()
    before = drawn(page, 1)
    box.focus()
    page.page.keyboard.press("Space")
    redrawn(page, before, 1)
    page.page.keyboard.press("l")
    expect(box).to_be_hidden()


def test_nothing_is_fetched_for_layers_while_nobody_wants_them(lab: OpenLab) -> None:
    page = lab(SCENE, reduced_motion=True)
    asked: list[str] = []
    page.page.on("request", lambda request: asked.append(request.url))
    page.click_map(0.3, 0.4)
    page.page.wait_for_timeout(300)
    assert asked and not [url for url in asked if "include" in url or "layers.js" in url]


def test_the_pointer_is_read_on_every_panel(lab: OpenLab) -> None:
    page = lab(SCENE, reduced_motion=True)
    before = drawn(page, 1)
    page.page.mouse.move(*page.point(0.7, 0.3))
    reading = page.page.locator("#reading")
    expect(reading).to_contain_text("∇f")
    redrawn(page, before, 1)
    said = [float(number.replace("−", "-")) for number in re.findall(r"(?<=[xyf]\s)−?[\d.]+", reading.inner_text())]
    x, y, loss = said
    assert abs((x + 2 * y - 7) ** 2 + (2 * x + y - 5) ** 2 - loss) <= 2e-3 * loss
    page.page.mouse.move(5, 5)
    expect(reading).to_be_hidden()
    expect(page.page.locator("#heading")).to_be_visible()


def test_second_curves_are_drawn_of_what_has_any(lab: OpenLab) -> None:
    scene = "/?surface=booth&start=-5,5&steps=40&run=schedule_free_sgd:lr=0.02&run=sgd:lr=0.02~~lookahead&run=adam"
    page = lab(scene, reduced_motion=True)
    before = [drawn(page, panel) for panel in range(3)]
    page.press("l")
    box = page.page.get_by_role("checkbox", name=re.compile("^Second curves"))
    box.focus()
    page.page.keyboard.press("Space")
    redrawn(page, before[0])
    redrawn(page, before[1], 1)
    assert page.value("layers") == "tracks"
    page.page.keyboard.press("Escape")
    assert drawn(page, 2) == before[2], "Adam keeps no other point"
    page.press("v")
    page.page.wait_for_function("() => document.querySelectorAll('.panel').length === 1")
    page.click_map(0.6, 0.6)
    assert page.value("layers") == "tracks"
