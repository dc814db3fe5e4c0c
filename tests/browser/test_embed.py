"""The figure in a frame of somebody's page: without an origin, beside others, printed, over file://."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, expect

SCENE = "surface=rosenbrock&steps=100&run=sgd:lr=0.001&run=adam:lr=0.1&lang=en&theme=light"
LISTEN = """
addEventListener("message", ({ data, source }) => {
    const frame = [...document.querySelectorAll("iframe")].find((one) => one.contentWindow === source);
    (window.heard ??= []).push({ ...data, from: frame.id });
    if (data.event === "height") frame.height = data.height;
});
"""
OpenPage = Callable[..., Page]
Host = Callable[..., Page]


def frame_of(identifier: str, query: str, more: str = 'sandbox="allow-scripts"', server: str = "") -> str:
    return f'<iframe id="{identifier}" {more} width="600" height="150" src="{server}/embed?{query}"></iframe>'


@pytest.fixture
def host(open_page: OpenPage, server: str) -> Host:
    """Opens a page of somebody else's with this body."""

    def open_host(body: str, allow: tuple[str, ...] = ()) -> Page:
        page = open_page("/healthz", language=None, theme=None, allow=["favicon.ico", *allow])
        html = f"<!doctype html><title>A course</title><script>{LISTEN}</script>{body}"
        page.route("**/course", lambda route: route.fulfill(body=html, content_type="text/html"))
        page.goto("/course")
        return page

    return open_host


def heard(page: Page, event: str, identifier: str = "one") -> list[dict[str, Any]]:
    """What a figure has said so far, once it has said the event."""
    page.wait_for_function(
        "([event, from]) => window.heard?.some((one) => one.event === event && one.from === from)",
        arg=[event, identifier],
    )
    found: list[dict[str, Any]] = page.evaluate(
        "([event, from]) => heard.filter((one) => one.event === event && one.from === from)", [event, identifier]
    )
    return found


def tell(page: Page, identifier: str, message: str) -> None:
    page.evaluate(f"document.getElementById('{identifier}').contentWindow.postMessage({message}, '*')")


def inside(page: Page, identifier: str = "one") -> Frame:
    element = page.query_selector(f"#{identifier}")
    frame = element.content_frame() if element else None
    assert frame
    frame.wait_for_selector("#embed[data-ready]")
    return frame


def test_it_plays_in_a_sandbox_without_an_origin(host: Host) -> None:
    page = host(frame_of("one", SCENE))
    frame = inside(page)
    assert frame.evaluate("origin") == "null"
    assert heard(page, "ready")[0]["steps"] == 100
    expect(frame.locator(".step-count")).to_have_text("100 / 100")  # stands, with the whole path drawn
    page.wait_for_timeout(300)
    assert len(heard(page, "step")) == 1, "nothing moves by itself"
    tell(page, "one", '{type: "descent-lab", command: "play"}')
    page.wait_for_function(
        "() => heard.filter(({event, step}) => event === 'step' && step > 3 && step < 100).length > 3"
    )
    tell(page, "one", '{type: "descent-lab", command: "pause"}')
    tell(page, "one", '{type: "descent-lab", command: "seek", step: 40}')
    expect(frame.locator(".step-count")).to_have_text("40 / 100")
    outcomes = heard(page, "outcome")[0]["runs"]
    assert [run["name"] for run in outcomes] == ["SGD", "Adam"]
    assert all(run["message"].endswith(".") for run in outcomes)


def test_the_frame_gets_the_height_it_asks_for_and_then_rests(host: Host) -> None:
    page = host(frame_of("one", SCENE))
    frame = inside(page)
    height = heard(page, "height")[-1]["height"]
    assert 400 < height < 800
    frame.wait_for_function("height => innerHeight === height", arg=height)
    assert frame.evaluate("document.documentElement.scrollHeight") == height
    page.wait_for_timeout(500)
    assert {one["height"] for one in heard(page, "height")} == {height}
    assert page.evaluate("heard.some((one) => one.subject === 'lti.frameResize' && one.height > 0)")


def test_two_on_a_page_mind_their_own_business(host: Host) -> None:
    other = "surface=booth&steps=50&run=adam&lang=zh&theme=dark&layout=side&step=5"
    page = host(frame_of("one", SCENE) + frame_of("two", other))
    first, second = inside(page), inside(page, "two")
    tell(page, "one", '{type: "descent-lab", command: "seek", step: 7}')
    expect(first.locator(".step-count")).to_have_text("7 / 100")
    expect(second.locator(".step-count")).to_have_text("5 / 50")
    assert (
        "Booth" in heard(page, "outcome", "two")[0]["address"] or "booth" in heard(page, "ready", "two")[0]["address"]
    )
    assert second.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


def test_a_scene_is_set_and_told(host: Host) -> None:
    page = host(frame_of("one", SCENE), allow=("status of 422",))
    frame = inside(page)
    tell(
        page,
        "one",
        '{type: "descent-lab", command: "set", address: "surface=booth&steps=30&run=momentum", theme: "dark"}',
    )
    assert heard(page, "scene")[0]["steps"] == 30
    expect(frame.locator("#heading")).to_contain_text("Booth")
    assert "surface=booth" in str(frame.locator("#lab").get_attribute("href"))
    assert frame.evaluate("document.documentElement.dataset.theme") == "dark"
    tell(page, "one", '{type: "descent-lab", command: "set", address: "surface=boot&run=adam"}')
    assert "boot" in heard(page, "error")[0]["faults"][0]["detail"]
    expect(frame.locator("#heading")).to_contain_text("Booth")
    tell(page, "one", '{type: "descent-lab", command: "seek", step: "soon"}')
    page.wait_for_function("() => heard.filter((one) => one.event === 'error').length === 2")


def test_dragging_the_start_races_anew_and_is_told(host: Host) -> None:
    page = host(frame_of("one", SCENE))
    frame = inside(page)
    frame.wait_for_function("height => innerHeight === height", arg=heard(page, "height")[-1]["height"])
    before = heard(page, "ready")[0]["address"]
    frame.locator(".panel canvas").click(position={"x": 400, "y": 120})
    assert heard(page, "scene")[0]["address"] != before


def test_slides_start_and_stop_it(host: Host) -> None:
    page = host(frame_of("one", SCENE))
    frame = inside(page)
    tell(page, "one", "'slide:start'")
    expect(frame.locator(".play")).to_have_attribute("aria-label", "Pause (space)")
    tell(page, "one", "'slide:stop'")
    expect(frame.locator(".play")).to_have_attribute("aria-label", "Play (space)")


def test_tab_and_wheel_pass_through(host: Host) -> None:
    tall = '<div style="height: 3000px"></div>'
    page = host(f'<button id="before">before</button>{frame_of("one", SCENE)}<button id="after">after</button>{tall}')
    frame = inside(page)
    box = frame.locator(".panel canvas").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.wheel(0, 300)
    page.wait_for_function("() => scrollY > 100")
    page.locator("#before").focus()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "after":
            break
    assert page.evaluate("document.activeElement.id") == "after"


def test_autoplay_waits_until_it_is_seen(host: Host) -> None:
    page = host(f'<div style="height: 2000px"></div>{frame_of("one", SCENE + "&autoplay=1")}')
    frame = inside(page)
    expect(frame.locator(".step-count")).to_have_text("0 / 100")
    page.locator("#one").scroll_into_view_if_needed()
    page.wait_for_function("() => heard.some(({event, step}) => event === 'step' && step > 2)")


def test_printed_it_shows_its_end_on_white(host: Host) -> None:
    page = host(frame_of("one", SCENE.replace("light", "dark") + "&step=3", more=""))
    frame = inside(page)
    frame.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert frame.evaluate("document.documentElement.dataset.theme") == "light"
    expect(frame.locator(".step-count")).to_have_text("100 / 100")
    page.emulate_media(media="print")
    expect(frame.locator(".player")).to_be_hidden()
    expect(frame.locator(".panel canvas")).to_be_visible()
    frame.evaluate("dispatchEvent(new Event('afterprint'))")
    assert frame.evaluate("document.documentElement.dataset.theme") == "dark"


def test_the_page_around_is_printed_with_the_figures_end(host: Host) -> None:
    page = host(frame_of("one", SCENE.replace("light", "dark") + "&step=3"))
    frame = inside(page)
    frame.evaluate("""addEventListener("beforeprint", () => {
        window.printed = [document.documentElement.dataset.theme, document.querySelector(".step-count").textContent];
    })""")
    page.pdf()
    assert frame.evaluate("printed") == ["light", "100 / 100"]
    assert frame.evaluate("document.documentElement.dataset.theme") == "dark"


def test_a_page_in_a_folder_may_frame_it(open_page: OpenPage, server: str, tmp_path: Path) -> None:
    page = open_page("/healthz", language=None, theme=None, allow=["favicon.ico", "^request to another origin: file:"])
    course = tmp_path / "course.html"
    course.write_text(f"<!doctype html><script>{LISTEN}</script>{frame_of('one', SCENE, server=server)}")
    page.goto(course.as_uri())
    assert heard(page, "ready")[0]["steps"] == 100
    assert inside(page).locator(".panel canvas").count() == 1


@pytest.mark.parametrize("width", [280, 390, 700])
@pytest.mark.parametrize("keys", ["&layout=side&lang=zh", "&show=tabs,speed,legend,views,theme", "&hide=all"])
def test_it_fits_any_width(open_page: OpenPage, width: int, keys: str) -> None:
    page = open_page(f"/embed?{SCENE.replace('&lang=en', '')}{keys}", language=None, theme=None, width=width)
    page.wait_for_selector("#embed[data-ready]")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    canvas = page.locator(".panel canvas").first.bounding_box()
    assert canvas and canvas["height"] > 100 and canvas["x"] + canvas["width"] <= width
    for part in ("h1", ".embed-head select", ".segments", "#lab", ".play", ".scrub", ".step-count", ".player .speed"):
        box = page.locator(part).bounding_box() if page.locator(part).is_visible() else None
        assert box is None or (box["x"] >= 0 and box["x"] + box["width"] <= width), part
        assert part != ".scrub" or box is None or box["width"] > 80
    title = page.locator("h1")
    assert not title.is_visible() or title.evaluate("one => one.scrollWidth <= one.clientWidth"), "a whole name"


def test_what_may_not_be_moved_stays(open_page: OpenPage) -> None:
    page = open_page(f"/embed?{SCENE}&hide=start,zoom", language=None, theme=None, width=600, height=600)
    page.wait_for_selector("#embed[data-ready]")
    before = page.locator("#lab").get_attribute("href")
    canvas = page.locator(".panel canvas")
    canvas.click(position={"x": 300, "y": 100})
    page.mouse.wheel(0, -300)
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert page.locator("#lab").get_attribute("href") == before


def test_back_from_a_detail_the_whole_terrain_is_there(open_page: OpenPage) -> None:
    read = ["willReadFrequently"]
    page = open_page(f"/embed?{SCENE}", language=None, theme=None, width=600, height=600, allow=read)
    page.wait_for_selector("#embed[data-ready]")
    canvas = page.locator(".panel canvas")
    corner = "canvas => copied(canvas).getImageData(60, 20, 1, 1).data.join()"
    page.wait_for_function(f"() => ({corner})(document.querySelector('.panel canvas')) !== '0,0,0,0'")
    home = canvas.evaluate(corner)
    canvas.focus()
    for _ in range(3):
        with page.expect_response("**/field?**"):
            page.keyboard.press("+")
    page.wait_for_function(f"home => ({corner})(document.querySelector('.panel canvas')) !== home", arg=home)
    page.keyboard.press("0")
    page.wait_for_function(f"home => ({corner})(document.querySelector('.panel canvas')) === home", arg=home)


def test_a_broken_address_is_said_in_the_frame(host: Host) -> None:
    page = host(frame_of("one", "surface=rosenbrok&run=adam&lang=zh"), allow=("status of 422",))
    frame = page.frame_locator("#one")
    expect(frame.locator("h1")).to_have_text("无法显示此图")
    expect(frame.locator("[role=alert]")).to_contain_text("rosenbrok")
    expect(frame.locator("a")).to_have_attribute("href", "/?surface=rosenbrok&run=adam&lang=zh")
    expect(frame.locator("canvas")).to_have_count(0)
