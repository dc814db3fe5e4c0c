"""The figure in one HTML file, saved from the lab and opened from a folder with the network off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.test_axe import violations
from tests.conftest import Watch
from tests.support import OpenPage

FOUR = "&run=sgd:lr=0.001&run=momentum:lr=0.0003&run=rmsprop:lr=0.05&run=adam:lr=0.4"
ROSENBROCK = f"surface=rosenbrock&start=-0.6,2.2&steps=300{FOUR}&theme=light"
FIT = "dataset=article&steps=100&run=sgd:lr=0.01,batch=2&run=adam:lr=0.1&theme=light"
HUBER = "dataset=noisy_line:n=200,seed=3&loss=huber&standardize=1&steps=60&run=sgd:lr=0.05&run=adam:lr=0.1&theme=light"
FORMULA = "formula=sin(3*x)%2Bwhere(y<0,-y,y**2)&view=-2,2,-1,2&steps=60&run=sgd:lr=0.05&theme=light"
# What a canvas shows, in few numbers.
PIXELS = """
canvases => canvases.map((canvas) => {
    const small = Object.assign(document.createElement("canvas"), { width: 48, height: 48 });
    const context = small.getContext("2d", { willReadFrequently: true });
    context.imageSmoothingQuality = "high";
    context.drawImage(canvas, 0, 0, 48, 48);
    return [...context.getImageData(0, 0, 48, 48).data];
})
"""
WITHOUT_FONT = """
() => {
    for (const sheet of document.styleSheets) {
        const at = [...sheet.cssRules].findIndex((rule) => rule instanceof CSSFontFaceRule);
        if (at >= 0) sheet.deleteRule(at);
    }
}
"""
Opened = Callable[..., Page]


@pytest.fixture
def saved(browser: Browser, server: str, tmp_path: Path) -> Iterator[Opened]:
    """Saves the file of a query and opens it from its folder, without a network. Whatever else it asks for, and
    whatever it complains of, fails the test."""
    watch = Watch("file://", ())
    contexts: list[BrowserContext] = []

    def open_file(query: str, width: int = 1000, height: int = 800, **options: Any) -> Page:
        file = tmp_path / f"figure{len(contexts)}.html"
        with urlopen(f"{server}/figure.html?{query}", timeout=60) as answer:
            file.write_bytes(answer.read())
        context = browser.new_context(offline=True, viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(15_000)
        watch.follow(context)
        contexts.append(context)
        page = context.new_page()
        page.goto(file.as_uri())
        if options.get("java_script_enabled", True):
            page.wait_for_selector("#embed[data-ready]")
            page.wait_for_selector(".panel-name")
            still(page)
        return page

    yield open_file
    for context in contexts:
        context.close()
    assert not watch.complaints, "the file misbehaved:\n" + "\n".join(watch.complaints)


def seek(page: Page, step: int) -> None:
    """By the scrubber, as a hand does."""
    page.locator(".scrub").evaluate(
        """(scrub, step) => {
            scrub.value = String(Math.min(step, scrub.max));
            scrub.dispatchEvent(new Event("input"));
            scrub.dispatchEvent(new Event("change"));
        }""",
        step,
    )
    still(page)


def values(page: Page) -> list[str]:
    return page.locator(".panel-value").all_text_contents()


def still(page: Page) -> None:
    """Two frames, in which all that is to be drawn is drawn."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def difference(mine: list[list[int]], theirs: list[list[int]]) -> float:
    """The mean difference of pixels, of 255."""
    assert [len(each) for each in mine] == [len(each) for each in theirs] and mine
    pairs = [pair for one, other in zip(mine, theirs, strict=True) for pair in zip(one, other, strict=True)]
    return sum(abs(a - b) for a, b in pairs) / len(pairs)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_plays_with_the_network_off(saved: Opened, language: str) -> None:
    page = saved(f"{ROSENBROCK}&lang={language}&autoplay=1&layout=side")
    assert page.evaluate("[location.protocol, navigator.onLine]") == ["file:", False]
    page.wait_for_function("() => parseInt(document.querySelector('.step-count').textContent) > 3")
    play = page.locator(".play")
    expect(play).to_have_attribute("aria-label", {"en": "Pause (space)", "zh": "暂停（空格）"}[language])
    play.click()
    before = page.locator(".step-count").text_content()
    page.wait_for_timeout(200)
    assert page.locator(".step-count").text_content() == before
    heading = {"en": "Rosenbrock valley", "zh": "Rosenbrock函数"}[language]
    expect(page.locator("#heading")).to_have_text(heading)
    assert page.title().startswith(heading)


def test_it_is_scrubbed_and_stepped(saved: Opened) -> None:
    page = saved(f"{ROSENBROCK}&lang=en&step=40")
    count = page.locator(".step-count")
    expect(count).to_have_text("40 / 300")
    page.get_by_label("One step forward").click()
    expect(count).to_have_text("41 / 300")
    page.locator(".scrub").focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(count).to_have_text("51 / 300")
    seek(page, 150)
    expect(count).to_have_text("150 / 300")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press(" ")
    page.wait_for_function("() => parseInt(document.querySelector('.step-count').textContent) > 152")


@pytest.mark.parametrize("query", [ROSENBROCK, FIT, HUBER, FORMULA], ids=["surface", "fit", "huber", "formula"])
@pytest.mark.parametrize("layout", ["side", "overlay"])
def test_it_shows_what_the_lab_shows(saved: Opened, open_page: OpenPage, query: str, layout: str) -> None:
    keys = f"{query}&lang=en&layout={layout}&hide=link,start"
    page, lab = saved(keys), open_page(f"/embed?{keys}", language=None, theme=None, width=1000, height=800)
    lab.wait_for_selector("#embed[data-ready]")
    lab.wait_for_load_state("networkidle")
    # The file leaves the font of mathematics out, for the sake of two letters.
    lab.evaluate(WITHOUT_FONT)
    for width in (940, 1000):
        lab.set_viewport_size({"width": width, "height": 800})
        still(lab)
        lab.wait_for_load_state("networkidle")
    for step in (0, 17, 60, 10_000):
        seek(page, step)
        seek(lab, step)
        assert values(page) == values(lab)
        assert page.locator(".step-count").text_content() == lab.locator(".step-count").text_content()
    for _ in range(20):  # the lab's terrain may still be on its way
        drawn = [each.locator("canvas").evaluate_all(PIXELS) for each in (page, lab)]
        if difference(*drawn) < 0.3:
            break
        lab.wait_for_timeout(250)
    assert difference(*drawn) < 0.3


def test_its_terrain_is_there_where_one_zooms(saved: Opened) -> None:
    page = saved(f"{ROSENBROCK}&lang=en&hide=link")
    canvas = page.locator(".panel canvas")
    before = canvas.evaluate_all(PIXELS)
    canvas.focus()
    for _ in range(12):
        page.keyboard.press("+")
    still(page)
    near = canvas.evaluate_all(PIXELS)
    assert difference(before, near) > 5
    page.keyboard.press("0")
    still(page)
    assert difference(before, canvas.evaluate_all(PIXELS)) < 0.3
    # The start of what was raced stays where it was.
    box = canvas.bounding_box()
    assert box
    page.mouse.click(box["x"] + 0.7 * box["width"], box["y"] + 0.3 * box["height"])
    page.keyboard.press("ArrowRight")
    page.mouse.move(0, 0)
    still(page)
    assert page.locator("#notice").is_hidden()
    assert difference(before, canvas.evaluate_all(PIXELS)) < 0.5


@pytest.mark.parametrize(
    ("query", "said"),
    [("surface=booth", r"x\s.*\s f\s.*\s ∇f\s\("), ("dataset=article&loss=huber", r"θ₀\s.*\s f\s.*\s ∇f\s\(")],
)
def test_what_is_under_the_pointer_is_read(saved: Opened, query: str, said: str) -> None:
    page = saved(f"{query}&steps=20&run=sgd:lr=0.01&lang=en")
    box = page.locator(".panel canvas").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("#reading")).to_have_text(re.compile(said))


@pytest.mark.parametrize("query", [ROSENBROCK, FIT], ids=["surface", "fit"])
def test_its_views_its_curves_and_its_layers(saved: Opened, query: str) -> None:
    page = saved(f"{query}&lang=en&show=views,tabs,legend,speed,theme&layers=gradient,memory,curvature,tracks,batch")
    panels = page.locator(".panel:not(.data-panel)")
    for name, count in (("3-D", 1), ("Side by side", query.count("run=")), ("Overlay", 1)):
        page.get_by_text(name, exact=True).click()
        expect(panels).to_have_count(count)
        still(page)
        assert page.locator("#notice").is_hidden()
    page.locator(".panel-name").last.click()
    curve = page.locator("#curve")
    drawn = [curve.evaluate_all(PIXELS)]
    for tab in page.locator(".tab").all()[1:]:
        tab.click()
        still(page)
        drawn.append(curve.evaluate_all(PIXELS))
    assert page.locator(".curve-note").is_hidden(), "what runs remember is in the file"
    assert all(difference(one, other) > 0.1 for one, other in pairwise(drawn))
    page.locator("#theme select").select_option("dark")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


@pytest.mark.parametrize("width", [280, 390, 1440])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("query", [ROSENBROCK, FIT], ids=["surface", "fit"])
def test_it_fits_any_width(saved: Opened, width: int, language: str, query: str) -> None:
    page = saved(f"{query}&lang={language}&layout=side&show=views,tabs,speed,legend,theme", width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    made = page.locator(".embed-made").bounding_box()
    curves = page.locator(".curves").bounding_box()
    assert made and curves and made["y"] >= curves["y"] + curves["height"], "below all else"
    assert made["x"] + made["width"] <= width and made["height"] < 40


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_axe_finds_nothing(saved: Opened, language: str, theme: str) -> None:
    query = FIT.replace("light", theme)
    page = saved(f"{query}&lang={language}&show=views,tabs,speed,legend,theme", reduced_motion="reduce")
    assert violations(page, "file") == []


def test_printed_it_shows_its_end_on_white_and_where_it_is_from(saved: Opened) -> None:
    page = saved(f"{ROSENBROCK.replace('light', 'dark')}&lang=en&step=3")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    expect(page.locator(".step-count")).to_have_text("300 / 300")
    page.emulate_media(media="print")
    expect(page.locator(".player")).to_be_hidden()
    expect(page.locator(".panel canvas")).to_be_visible()
    made = page.locator(".embed-made")
    assert made.evaluate("one => one.scrollWidth <= one.clientWidth"), "the whole address"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_without_scripts_its_picture_is_there(saved: Opened) -> None:
    page = saved(f"{ROSENBROCK}&lang=en", java_script_enabled=False)
    picture = page.locator(".embed-poster > svg")
    expect(picture).to_be_visible()
    box = picture.bounding_box()
    assert box and 900 < box["width"] <= 1000 and box["height"] > 400
    expect(page.locator("#embed")).to_be_hidden()


def test_a_page_beside_it_frames_and_steers_it(saved: Opened, tmp_path: Path) -> None:
    page = saved(f"{FIT}&lang=zh&step=5")
    course = tmp_path / "course.html"
    course.write_text(
        """<!doctype html><title>A course</title><script>
        heard = [];
        addEventListener("message", ({ data }) => {
            heard.push(data);
            if (data.event === "height") document.querySelector("iframe").height = data.height;
        });
        say = (message) => frames[0].postMessage({ type: "descent-lab", ...message }, "*");
        </script><iframe src="figure0.html" width="600" sandbox="allow-scripts"></iframe>"""
    )
    page.goto(course.as_uri())
    frame = page.frame_locator("iframe")
    expect(frame.locator(".step-count")).to_have_text("5 / 100")
    page.wait_for_function("() => Number(document.querySelector('iframe').height) > 300")
    page.evaluate("say({ command: 'seek', step: 40 })")
    expect(frame.locator(".step-count")).to_have_text("40 / 100")
    page.evaluate("say({ command: 'set', layout: 'side', theme: 'dark' })")
    expect(frame.locator(".panel:not(.data-panel)")).to_have_count(2)
    # Another scene would have to be raced, and nobody is there who could.
    page.evaluate("say({ command: 'set', address: 'surface=booth&run=adam' })")
    page.wait_for_function("() => heard.some(({ event }) => event === 'error')")
    expect(frame.locator("#notice")).to_contain_text("此文件只含一个场景")
    expect(frame.locator(".step-count")).to_have_text("40 / 100")
