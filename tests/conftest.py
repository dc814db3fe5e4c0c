"""Fixtures for every test: the application in process, the server on a port, the page in a browser."""

from __future__ import annotations

import os
import re
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright
from starlette.testclient import TestClient

from tests.support import CHROMIUM_FLAGS, OpenPage, find_chromium, find_node

# The same examples everywhere and always: what fails in CI fails on the next desk too.
settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.load_profile("repeatable")

# A busy machine is no failure. CI repeats the same examples every time; a developer's machine looks for new ones.
settings.register_profile("lab", settings.default, deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("lab")

_WATCH_CSP = """
addEventListener("securitypolicyviolation", (event) => {
    console.error(`content security policy: ${event.violatedDirective} refused ${event.blockedURI}`);
});
"""

# What a canvas shows, to be read as often as a test likes: Chromium warns of canvases that are read where they stand.
_COPIED = """
window.copied = (canvas) => {
    const { width, height } = canvas;
    const copy = Object.assign(document.createElement("canvas"), { width, height });
    const context = copy.getContext("2d", { willReadFrequently: true });
    if (width > 0 && height > 0) context.drawImage(canvas, 0, 0);
    return context;
};
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--motion-seconds", type=float, default=3.0, help="how long tests/browser/test_motion.py measures each view"
    )


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    """The application in this process; an exception inside it fails the test that caused it."""
    from app.main import create_app

    with TestClient(create_app()) as test_client:
        yield test_client


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address, without a slash at its end, of the application served by uvicorn in a thread."""
    import uvicorn

    from app.main import create_app

    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(create_app(), log_level="warning", ws="none", timeout_graceful_shutdown=1)
        instance = uvicorn.Server(config)
        thread = threading.Thread(target=instance.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + 30
        while not instance.started:
            assert thread.is_alive() and time.monotonic() < deadline, "the server did not start"
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        instance.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; skipped with a sentence where there is none, failing there in CI."""
    path = find_chromium()
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", find_node())
    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_FLAGS))
        yield instance
        instance.close()


# What the software renderer, which draws WebGL where there is no graphics card, says of itself.
_RENDERERS_NOTE = "GL Driver Message (OpenGL, Performance"


class Watch:
    """Collects what a page must never do: errors and warnings, and requests beyond its own origin."""

    def __init__(self, origin: str, allow: Sequence[str]) -> None:
        self.origin = origin
        self.allow = [re.compile(pattern) for pattern in allow]
        self.complaints: list[str] = []

    def follow(self, context: BrowserContext) -> None:
        context.add_init_script(_WATCH_CSP)
        context.add_init_script(_COPIED)
        context.on("console", self._console)
        context.on("weberror", lambda error: self._complain(f"uncaught: {error.error}"))
        context.on("request", self._request)
        context.on("requestfailed", self._failure)

    def _complain(self, complaint: str) -> None:
        if _RENDERERS_NOTE not in complaint and not any(pattern.search(complaint) for pattern in self.allow):
            self.complaints.append(complaint)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning", "assert"):
            self._complain(f"console {message.type}: {message.text} ({message.location.get('url', '')})")

    def _request(self, request: Request) -> None:
        scheme, host, *_ = urlsplit(request.url)
        if scheme not in ("data", "blob") and f"{scheme}://{host}" != self.origin:
            self._complain(f"request to another origin: {request.url}")

    def _failure(self, request: Request) -> None:
        # The page itself cancels what has become stale.
        if request.failure != "net::ERR_ABORTED":
            self._complain(f"request failed: {request.url}: {request.failure}")


@pytest.fixture
def open_page(browser: Browser, server: str) -> Iterator[OpenPage]:
    """Open pages that are watched: console errors and warnings, uncaught exceptions, refusals of the content security
    policy, failed requests and requests to another origin fail the test when it ends. ``allow`` lists patterns of
    complaints that the test provokes on purpose, such as "status of 422"."""
    opened: list[tuple[BrowserContext, Watch]] = []

    def open_one(
        path: str = "/",
        *,
        language: str | None = "en",
        theme: str | None = "light",
        width: int = 1440,
        height: int = 900,
        reduced_motion: bool = False,
        touch: bool = False,
        scale: float = 1,
        allow: Sequence[str] = (),
    ) -> Page:
        context = browser.new_context(
            base_url=server,
            viewport={"width": width, "height": height},
            locale={"en": "en-GB", "zh": "zh-CN"}.get(language or "en"),
            color_scheme="dark" if theme == "dark" else "light",
            reduced_motion="reduce" if reduced_motion else "no-preference",
            has_touch=touch,
            device_scale_factor=scale,
        )
        watch = Watch(server, allow)
        context.set_default_timeout(15_000)
        watch.follow(context)
        opened.append((context, watch))
        page = context.new_page()
        keys = [f"{key}={value}" for key, value in (("lang", language), ("theme", theme)) if value]
        answer = page.goto(path + ("&" if "?" in path else "?") + "&".join(keys) if keys else path)
        assert answer and answer.status < 500, "the server failed; its log is below"
        return page

    yield open_one
    for context, _ in opened:
        context.close()
    complaints = [complaint for _, watch in opened for complaint in watch.complaints]
    assert not complaints, "the page misbehaved:\n" + "\n".join(complaints)
