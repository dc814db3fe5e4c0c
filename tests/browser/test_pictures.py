"""Pictures and films from the sheet of what can be taken away, by pointer and by keyboard."""

from __future__ import annotations

import base64
import re
import struct
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Download, Locator, Page, expect

from app.exports.poster.raster import png_of

from .lab import Lab, OpenLab

SCENE = "/?surface=booth&steps=40&run=adam:lr=0.1&run=newton&run=sgd:lr=0.01"
SVG = "{http://www.w3.org/2000/svg}"

# The frames of a GIF by the browser's own decoder: sizes, milliseconds, and the pixels of the first and the last.
DECODE = """async (text) => {
    const data = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const decoder = new ImageDecoder({ data, type: "image/gif" });
    await decoder.completed;
    await decoder.tracks.ready;
    const { frameCount, repetitionCount } = decoder.tracks.selectedTrack;
    const frames = [], pictures = [];
    for (let frameIndex = 0; frameIndex < frameCount; frameIndex++) {
        const { image } = await decoder.decode({ frameIndex });
        frames.push([image.displayWidth, image.displayHeight, image.duration / 1000]);
        if (frameIndex === 0 || frameIndex === frameCount - 1) {
            const canvas = new OffscreenCanvas(image.displayWidth, image.displayHeight);
            const context = canvas.getContext("2d");
            context.drawImage(image, 0, 0);
            pictures.push(context.getImageData(0, 0, canvas.width, canvas.height).data);
        }
        image.close();
    }
    const differing = pictures[0].filter((value, n) => value !== pictures[1][n]).length;
    return { frames, repetitions: repetitionCount, paper: [...pictures[0].slice(0, 3)], differing };
}"""


def opened(lab: OpenLab, scene: str = SCENE, **options: Any) -> Lab:
    """The lab with the part for pictures open."""
    own = lab(scene, **options)
    own.pause_at(12)
    own.press("s")
    own.page.locator(".sharing summary").click()
    expect(own.page.locator(".pictures fieldset")).to_have_count(2)
    return own


def button(page: Page, name: str) -> Locator:
    return page.locator(".pictures").get_by_role("button", name=name, exact=True)


def choice(page: Page, name: str) -> Locator:
    return page.locator(".pictures").get_by_label(name)


def taken(page: Page, press: Locator, *, key: str | None = None) -> Download:
    """The file that a button saves at once."""
    with page.expect_download() as waiting:
        if key is None:
            press.click()
        else:
            press.press(key)
    return waiting.value


def png_size(download: Download) -> tuple[int, int]:
    data = Path(download.path()).read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def short_film(page: Page) -> None:
    choice(page, "Width").select_option("480")
    choice(page, "Length").select_option("3")
    choice(page, "Frames a second").select_option("10")
    expect(page.locator(".pictures")).to_contain_text("31 frames")


def endless_film(page: Page) -> None:
    choice(page, "Length").select_option("24")
    choice(page, "Frames a second").select_option("50")


def test_a_picture_has_the_size_that_was_asked_for(lab: OpenLab) -> None:
    page = opened(lab).page
    sizes = []
    for scale in ("1", "2"):
        choice(page, "Scale").select_option(scale)
        download = taken(page, button(page, "PNG"))
        assert download.suggested_filename == "booth-adam-newton-sgd-step-12.png"
        sizes.append(png_size(download))
        width, height = sizes[-1]
        expect(page.locator(".taken")).to_contain_text(f"{width} × {height} pixels")
    (width, height), double = sizes
    assert double == (2 * width, 2 * height)
    assert width == page.locator("#panels").evaluate("one => one.clientWidth") + 32
    preview = page.locator(".taken img")
    assert preview.evaluate("one => one.decode().then(() => [one.naturalWidth, one.naturalHeight])") == list(double)
    assert str(preview.get_attribute("alt")).startswith("Booth bowl, step 12 of 40, Adam: loss ")


def test_without_the_curves_a_picture_is_lower(lab: OpenLab) -> None:
    page = opened(lab).page
    _, whole = png_size(taken(page, button(page, "PNG")))
    page.get_by_label("With the curves below").uncheck()
    _, less = png_size(taken(page, button(page, "PNG")))
    assert less < whole - 200


def test_a_drawing_is_made_of_lines_by_the_keyboard(lab: OpenLab) -> None:
    own = lab(SCENE)
    own.pause_at(12)
    page = own.page
    colours = [style.split()[0] for style in own.styles()]
    page.locator(".legend-run").nth(1).click()
    own.press("s")
    summary = page.locator(".sharing summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".pictures fieldset")).to_have_count(2)
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(button(page, "SVG")).to_be_focused()
    download = taken(page, button(page, "SVG"), key="Enter")
    assert download.suggested_filename == "booth-adam-newton-sgd-step-12.svg"
    root = ElementTree.parse(download.path()).getroot()
    assert root.tag == f"{SVG}svg" and root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
    strokes = [path.get("stroke") for path in root.iter(f"{SVG}path")]
    # The path ahead and what was walked, on the map and on the curve, and the key above the panel.
    assert [strokes.count(colour) for colour in colours] == [5, 0, 5], "the run that is hidden is left out"
    texts = {"".join(text.itertext()) for text in root.iter(f"{SVG}text")}
    assert {"Booth bowl", "step 12 of 40", "Adam", "SGD", "Descent Lab"} <= texts and "Newton" not in texts
    assert len([text for text in texts if text.startswith("loss ")]) == 2
    # One ground for both panels, in pixels; its contours are lines.
    assert len(list(root.iter(f"{SVG}image"))) == 1
    assert max(len(str(path.get("d"))) for path in root.iter(f"{SVG}path")) > 2000
    # Another program than the browser reads it, too.
    data = png_of(Path(download.path()).read_text("utf-8"))
    assert struct.unpack(">II", data[16:24]) == (int(str(root.get("width"))), int(str(root.get("height"))))
    assert len(data) > 50_000
    described = root.findtext(f"{SVG}desc") or ""
    assert "Adam: loss " in described and "surface=booth" in described
    preview = page.locator(".taken img")
    assert preview.evaluate("one => one.decode().then(() => one.naturalWidth)") == int(str(root.get("width")))


def test_a_film_shows_the_whole_race(lab: OpenLab) -> None:
    own = opened(lab)
    page = own.page
    short_film(page)
    # What the bar and the voice said while it was made.
    page.evaluate(
        """() => {
            window.seen = []; window.heard = [];
            const bar = document.querySelector(".pictures progress");
            const said = document.querySelector(".pictures [role=status]");
            new MutationObserver(() => bar.checkVisibility() && seen.push(bar.value))
                .observe(bar, { attributes: true });
            new MutationObserver(() => heard.push(said.textContent)).observe(said, { childList: true });
        }"""
    )
    button(page, "Make a GIF").press("Enter")
    link = page.locator(".taken a")
    expect(link).to_be_visible(timeout=60_000)
    expect(link).to_be_focused()
    expect(page.get_by_role("progressbar")).to_be_hidden()
    seen, heard = page.evaluate("[seen, heard]")
    assert seen == sorted(seen) and seen[0] == 0 and seen[-1] == 1 and len(seen) > 20
    assert heard[0] == "Making a film of 31 frames." and heard[1:4] == ["25 %", "50 %", "75 %"]
    assert re.fullmatch(r"Ready: booth-adam-newton-sgd\.gif, 480 × \d+ pixels, \d+ frames, \d+ kB\.", heard[-1])
    download = taken(page, link, key="Enter")
    assert download.suggested_filename == "booth-adam-newton-sgd.gif"
    data = Path(download.path()).read_bytes()
    assert b"surface=booth" in data
    film = page.evaluate(DECODE, base64.b64encode(data).decode())
    widths, heights, durations = zip(*film["frames"], strict=True)
    assert set(widths) == {480} and len(set(heights)) == 1
    # Moments that look the same are one frame that is seen longer.
    assert 20 < len(durations) <= 31 and set(durations[:10]) == {100}
    assert sum(durations) == 3000 + 2000
    assert film["repetitions"] is None or film["repetitions"] > 1e6, "for ever"
    assert film["differing"] > 5000 and film["paper"] == [252, 251, 248]
    assert page.locator(".taken img").evaluate("one => one.decode().then(() => one.naturalWidth)") == 480


def test_a_film_that_plays_once_and_does_not_wait(lab: OpenLab) -> None:
    page = opened(lab, theme="dark", reduced_motion=True).page
    short_film(page)
    choice(page, "Stay at the end").select_option("0")
    page.get_by_label("Repeat").uncheck()
    button(page, "Make a GIF").click()
    expect(page.locator(".taken a")).to_be_visible(timeout=60_000)
    # Motion is not welcome: the preview stands still.
    assert str(page.locator(".taken img").get_attribute("src")).startswith("data:image/png")
    data = Path(taken(page, page.locator(".taken a")).path()).read_bytes()
    film = page.evaluate(DECODE, base64.b64encode(data).decode())
    assert sum(duration for _, _, duration in film["frames"]) == 3100
    assert film["repetitions"] == 0 and film["paper"] == [21, 24, 28]


@pytest.mark.parametrize("by", ["Escape", "button", "close"])
def test_a_film_is_cancelled(lab: OpenLab, by: str) -> None:
    own = opened(lab)
    page = own.page
    endless_film(page)
    button(page, "Make a GIF").click()
    bar = page.get_by_role("progressbar", name="Progress of the film")
    expect(bar).to_be_visible()
    page.wait_for_function("() => document.querySelector('.pictures progress').value > 0")
    expect(button(page, "Cancel (Esc)")).to_be_focused()
    expect(button(page, "Make a GIF")).to_be_disabled()
    if by == "close":
        page.locator(".sharing header button").click()
        expect(page.locator(".sharing")).to_be_hidden()
        page.wait_for_function("() => document.querySelector('.pictures .making').hidden")
        return
    if by == "Escape":
        page.keyboard.press("Escape")
    else:
        button(page, "Cancel (Esc)").click()
    expect(bar).to_be_hidden()
    expect(page.locator(".pictures [role=status]")).to_have_text("Cancelled: no film was made.")
    expect(page.locator(".pictures fieldset").nth(1)).to_contain_text("Cancelled: no film was made.")
    expect(button(page, "Make a GIF")).to_be_focused()
    expect(page.locator(".taken")).to_be_hidden()
    expect(page.locator(".sharing")).to_be_visible()
    # Nothing is left of it: the next one is whole, and the page goes on.
    page.keyboard.press("Escape")
    expect(page.locator(".sharing")).to_be_hidden()
    with own.redrawn():
        own.press("ArrowRight")


def test_what_the_browser_cannot_make_is_said(lab: OpenLab) -> None:
    page = opened(lab).page
    page.evaluate("() => { HTMLCanvasElement.prototype.toBlob = (give) => give(null); }")
    button(page, "PNG").click()
    expect(page.locator(".pictures .error")).to_contain_text("the browser has no room for")
    page.evaluate(
        "() => { CanvasRenderingContext2D.prototype.getImageData = () => { throw new RangeError('full'); }; }"
    )
    button(page, "Make a GIF").click()
    expect(page.locator(".pictures .error")).to_have_text(
        re.compile(r"^This could not be made: the browser has no room for 720 × \d+ pixels; choose a smaller size\.$")
    )
    expect(button(page, "Make a GIF")).to_be_focused()


def test_a_relief_is_made_of_pixels(lab: OpenLab) -> None:
    own = opened(lab, f"{SCENE}&layout=3d")
    page = own.page
    expect(button(page, "SVG")).to_be_disabled()
    expect(button(page, "SVG")).to_have_accessible_description("The 3-D view is made of pixels: PNG only.")
    width, height = png_size(taken(page, button(page, "PNG")))
    assert width > 1000 and height > 600
    # The block is there: its middle is not paper.
    grey = page.locator(".taken img").evaluate(
        """async (one) => {
            await one.decode();
            const context = Object.assign(document.createElement("canvas"), { width: 3, height: 3 }).getContext("2d");
            context.drawImage(one, one.naturalWidth / 2, 0.4 * one.naturalHeight, 60, 60, 0, 0, 3, 3);
            return [...context.getImageData(1, 1, 1, 1).data];
        }"""
    )
    assert max(grey[:3]) < 248


def test_data_and_layers_are_in_the_picture(lab: OpenLab) -> None:
    own = opened(lab, "/?dataset=article&steps=40&run=sgd:lr=0.01,batch=2&run=adam:lr=0.1&layers=batch,step")
    page = own.page
    expect(page.locator(".pictures")).to_contain_text("The film leaves out the loss of the batch")
    blue = own.styles()[0].split()[0]
    for _ in range(10):
        root = ElementTree.parse(taken(page, button(page, "SVG")).path()).getroot()
        strokes = [(path.get("stroke"), path.get("stroke-opacity")) for path in root.iter(f"{SVG}path")]
        # The batch's contours are fetched once the race has come to rest.
        if (blue, ".6") in strokes:
            break
        page.wait_for_timeout(200)
    assert (blue, ".6") in strokes
    assert "Data and lines" in {"".join(text.itertext()) for text in root.iter(f"{SVG}text")}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("layout", ["side", "overlay"])
def test_it_works_on_a_telephone(lab: OpenLab, language: str, layout: str) -> None:
    own = lab(f"{SCENE}&layout={layout}", language=language, width=390, height=800, touch=True)
    page = own.page
    page.locator("#share").tap()
    page.locator(".sharing summary").tap()
    expect(page.locator(".pictures fieldset")).to_have_count(2)
    download = taken(page, page.locator(".pictures button").first)
    assert png_size(download)[0] == 2 * (page.locator("#panels").evaluate("one => one.clientWidth") + 32)
    expect(page.locator(".taken")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(".sharing").evaluate("one => one.scrollWidth <= one.clientWidth")
    for part in page.locator(".pictures select, .pictures button:visible, .taken a").all():
        box = part.bounding_box()
        assert box is not None and box["height"] >= 40 and box["x"] >= 0 and box["x"] + box["width"] <= 390


@pytest.mark.parametrize("layout", ["side", "overlay"])
def test_names_are_whole_however_many_runs_there_are(lab: OpenLab, layout: str) -> None:
    runs = [
        f"run={name}" for name in ("sgd", "momentum", "rmsprop", "adam", "adagrad", "nadam", "adamw", "lion", "adamax")
    ]
    own = opened(lab, f"/?surface=himmelblau&steps=40&layout={layout}&" + "&".join(runs))
    names = own.page.locator(".legend-run span").all_inner_texts()
    assert len(names) == 9
    root = ElementTree.parse(taken(own.page, button(own.page, "SVG")).path()).getroot()
    texts = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    assert set(names) <= set(texts)
    assert len([text for text in texts if text.startswith("loss ")]) == 9
