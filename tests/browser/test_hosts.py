"""What Share gives, pasted into the real thing: a page in a folder, Sphinx, MyST, MkDocs, a notebook, slides."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from tests.support import find_node, find_npm, missing

OpenPage = Callable[..., Page]
Given = Mapping[str, str]

# A name from the catalogue, and an address with all that some host could take for its own.
SCENES = {
    "surface": "surface=booth&steps=40&run=adam:lr=0.1&run=newton&lang=zh",
    "formula": "formula=where(x%3C0,x**2,2*x**2)%2By**2&view=-3,3,-2,2&start=2,1.5&steps=40&run=sgd:lr=0.05&lang=en",
}
# The page is in a folder, the lab on a server: that is the point.
FOLDER = ("^request to another origin: file:", "favicon.ico")


@pytest.fixture(scope="module", params=SCENES)
def given(request: pytest.FixtureRequest, browser: Browser, server: str) -> Given:
    """All that the sheet of the lab page offers for a scene, by its kind; "scene" is which."""
    page = browser.new_page(base_url=server)
    page.goto(f"/?{SCENES[request.param]}")
    page.wait_for_selector("[data-ready]")
    page.keyboard.press("s")
    page.wait_for_selector(".sharing")
    read = "all => all.map((one) => [one.dataset.kind, one.querySelector('textarea').value])"
    texts = dict(page.locator(".snippet").evaluate_all(read))
    page.close()
    return {**texts, "scene": request.param}


@pytest.fixture
def served() -> Iterator[Callable[[Path], str]]:
    """Serves a folder as a site of its own, on another port than the lab; gives its address."""
    with ExitStack() as stack:

        def serve(folder: Path) -> str:
            site = stack.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))))
            threading.Thread(target=site.serve_forever, daemon=True).start()
            stack.callback(site.shutdown)
            return f"http://127.0.0.1:{site.server_address[1]}/"

        yield serve


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        del format, args


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def installed(*modules: str) -> None:
    for name in modules:
        if find_spec(name) is None:
            missing(name, 'pip install -e ".[test]"')


def build(command: Sequence[str | Path], folder: Path) -> str:
    done = subprocess.run(
        [str(part) for part in command], cwd=folder, capture_output=True, encoding="utf-8", timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def opened(open_page: OpenPage, file: Path) -> Page:
    page = open_page("/healthz", language=None, theme=None, allow=FOLDER)
    page.goto(file.as_uri())
    return page


def ready(page: Page, count: int = 1) -> list[Frame]:
    """The figures on a page, each with its race, once they can be played."""
    elements = page.locator("iframe")
    expect(elements).to_have_count(count)
    frames = []
    for number in range(count):
        elements.nth(number).scroll_into_view_if_needed()
        handle = elements.nth(number).element_handle()
        frame = handle.content_frame() if handle else None
        assert frame
        frame.wait_for_selector("#embed[data-ready]")
        expect(frame.locator(".step-count")).to_have_text("40 / 40")
        frame.locator(".play").click()
        expect(frame.locator(".play")).to_have_attribute("aria-label", re.compile("Pause|暂停"))
        frames.append(frame)
    return frames


def titled(page: Page, given: Given) -> None:
    title = page.locator("iframe").first.get_attribute("title")
    wanted = {"surface": "Booth", "formula": "formula"}[given["scene"]]
    assert title and wanted in title, title


def pictured(page: Page) -> None:
    """The picture that leads to the lab is there, with its scene."""
    picture = page.locator("a > img")
    picture.scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('a > img').naturalWidth > 300")
    link = page.locator("a:has(> img)").get_attribute("href")
    assert link and page.request.get(link).status == 200 and "steps=40" in link


def test_a_page_in_a_folder(open_page: OpenPage, tmp_path: Path, given: Given) -> None:
    body = f"<h1>A course</h1>{given['iframe']}\n{given['element']}"
    write(tmp_path, {"course.html": f'<!doctype html><html lang="en"><meta charset="utf-8">{body}'})
    page = opened(open_page, tmp_path / "course.html")
    ready(page, 2)
    titled(page, given)
    # The element follows its figure; the frame is as high as it was pasted.
    page.wait_for_function("() => Number(document.querySelector('descent-lab iframe').height) > 480")


def test_sphinx(open_page: OpenPage, tmp_path: Path, given: Given) -> None:
    installed("sphinx", "myst_parser")
    conf = 'project = "Course"\nextensions = ["myst_parser"]\n'
    index = f"Course\n======\n\n.. toctree::\n\n   page\n\n{given['rst']}\nThe text goes on.\n"
    markdown = f"# In Markdown\n\n{given['iframe']}\n\n{given['markdown']}\n"
    write(tmp_path, {"conf.py": conf, "index.rst": index, "page.md": markdown})
    build([sys.executable, "-m", "sphinx", "-W", "-q", "-b", "html", ".", "built"], tmp_path)
    page = opened(open_page, tmp_path / "built" / "index.html")
    ready(page)
    titled(page, given)
    expect(page.get_by_text("The text goes on.")).to_be_visible()
    second = opened(open_page, tmp_path / "built" / "page.html")
    ready(second)
    pictured(second)


def test_mkdocs(open_page: OpenPage, served: Callable[[Path], str], tmp_path: Path, given: Given) -> None:
    installed("mkdocs")
    page_text = f"# A course\n\n{given['iframe']}\n\n{given['element']}\n\n{given['markdown']}\n"
    # Its own theme asks a server elsewhere for colours of code, and its search does not work in a folder.
    conf = "site_name: Course\ntheme: {name: mkdocs, highlightjs: false}\n"
    write(tmp_path, {"mkdocs.yml": conf, "docs/index.md": page_text})
    build([sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", "built"], tmp_path)
    page = open_page("/healthz", language=None, theme=None, allow=("^request to another origin: http://127", "favicon"))
    page.goto(served(tmp_path / "built"))
    ready(page, 2)
    titled(page, given)
    pictured(page)


# A theme of its own needs the network; MyST takes any folder for one, and does its reading all the same.
BARE_THEME = {
    "theme/template.yml": "jtex: v1\nmyst: v1\nkind: site\nbuild:\n  start: 'true'\nparts: []\noptions: []\n",
    "theme/package.json": '{"name": "bare", "version": "1.0.0"}',
    "myst.yml": "version: 1\nproject:\n  title: Course\nsite:\n  template: ./theme\n",
}


def found(node: Any, kind: str) -> list[dict[str, Any]]:
    here = [node] if node.get("type") == kind else []
    return [*here, *(one for child in node.get("children", ()) for one in found(child, kind))]


def test_myst(open_page: OpenPage, tmp_path: Path, given: Given) -> None:
    myst = find_npm("mystmd") / "dist" / "myst.cjs"
    write(tmp_path, {**BARE_THEME, "index.md": f"# A course\n\n{given['myst']}\nThe text goes on.\n"})
    said = build([find_node(), myst, "build", "--site", "--strict"], tmp_path)
    assert "⚠" not in said, said
    content = json.loads((tmp_path / "_build" / "site" / "content" / "index.json").read_text("utf-8"))
    (node,) = found(content["mdast"], "iframe")
    assert node["width"] == "100%" and node["children"][0]["placeholder"]
    assert list((tmp_path / "_build" / "site" / "public").glob("*.svg")), "the picture for paper"
    # As myst-to-react 1.3, which draws the themes of MyST, writes it: two fifths lower than wide.
    frame = f'<iframe width="100%" height="100%" src="{escape(node["src"])}" title="{escape(node["title"])}"'
    frame += ' style="position: absolute; top: 0; left: 0; border: none"></iframe>'
    box = f'<div style="position: relative; padding-bottom: 60%; width: 100%">{frame}</div>'
    html = f'<!doctype html><meta charset="utf-8"><body style="max-width: 750px">{box}'
    write(tmp_path, {"drawn.html": html})
    page = opened(open_page, tmp_path / "drawn.html")
    (figure,) = ready(page)
    titled(page, given)
    assert figure.evaluate("document.documentElement.scrollHeight <= innerHeight"), "nothing is cut off"


def executed(*cells: str) -> list[dict[str, Any]]:
    """What the cells of a notebook show, run headless."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        nbformat: Any = pytest.importorskip("nbformat")
        nbclient: Any = pytest.importorskip("nbclient")
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    return [dict(output.data) for cell in notebook.cells for output in cell.outputs if "data" in output]


@pytest.mark.filterwarnings("ignore")
def test_a_notebook(open_page: OpenPage, tmp_path: Path, given: Given) -> None:
    (shown,) = executed(given["jupyter"])
    write(tmp_path, {"notebook.html": f'<!doctype html><meta charset="utf-8">{shown["text/html"]}'})
    ready(opened(open_page, tmp_path / "notebook.html"))


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("running", [True, False], ids=["with-a-lab", "without"])
def test_a_race_in_a_notebook(open_page: OpenPage, tmp_path: Path, server: str, running: bool) -> None:
    lab = server if running else "http://127.0.0.1:9"
    cell = f'from app import race\n\nrace("surface=booth&steps=40&run=adam:lr=0.1", lab="{lab}")'
    (shown,) = executed(cell)
    assert set(shown) == {"text/plain", "text/html", "image/svg+xml"}
    write(tmp_path, {"notebook.html": f'<!doctype html><meta charset="utf-8">{shown["text/html"]}'})
    page = opened(open_page, tmp_path / "notebook.html")
    expect(page.locator("table th").filter(has_text="Adam")).to_have_count(1)
    if running:
        ready(page)
    else:
        page.wait_for_function("() => document.querySelector('img').naturalWidth > 300")
        expect(page.locator("iframe")).to_have_count(0)


@pytest.mark.parametrize("attribute", ["src", "data-src"])
def test_slides(open_page: OpenPage, tmp_path: Path, given: Given, attribute: str) -> None:
    """reveal.js starts a figure when its slide comes, and stops it, or takes it away, when it goes."""
    shutil.copytree(find_npm("reveal.js") / "dist", tmp_path / "reveal")
    frame_text = given["iframe"].replace(" src=", f" {attribute}=")
    slides = f"<section><h2>One</h2></section><section>{frame_text}</section><section><h2>Three</h2></section>"
    html = (
        '<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="reveal/reveal.css">'
        f'<div class="reveal"><div class="slides">{slides}</div></div>'
        '<script src="reveal/reveal.js"></script><script>Reveal.initialize({ transition: "none" })</script>'
    )
    write(tmp_path, {"slides.html": html})
    page = opened(open_page, tmp_path / "slides.html")
    page.wait_for_function("() => window.Reveal?.isReady()")
    frame = page.frame_locator("iframe")
    if attribute == "src":
        # Loaded beside the first slide. What is on the first, or not there yet, would not hear that its slide has come.
        page.locator("iframe").evaluate("one => (one.loading = 'eager')")
        frame.locator("#embed[data-ready]").wait_for(state="attached")
    play = frame.locator(".play")
    page.evaluate("Reveal.next()")
    expect(play).to_have_attribute("aria-label", re.compile("Pause|暂停"))
    page.evaluate("Reveal.next()")
    if attribute == "src":
        expect(play).to_have_attribute("aria-label", re.compile("Play|播放"))
    else:
        expect(page.locator("iframe:not([src])")).to_have_count(1)
    page.evaluate("Reveal.prev()")
    expect(play).to_have_attribute("aria-label", re.compile("Pause|暂停"))
