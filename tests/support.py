"""What tests of several folders share: the browser they need, and the command as a process."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, Protocol

import playwright
import pytest
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent

CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",  # WebGL without a graphics card
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_CHROMIUM_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)


class OpenPage(Protocol):
    """Opens a page of the running server in Chromium; see the fixture ``open_page``."""

    def __call__(
        self,
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
    ) -> Page: ...


def missing(what: str, remedy: str) -> NoReturn:
    """Skip the test with a sentence that says what to install; where CI=true, fail: there it must be installed."""
    sentence = f"{what} is not installed: {remedy}"
    if os.environ.get("CI") == "true":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


def find_chromium() -> str:
    """The path of a Chromium-like browser, or the test is skipped (in CI: fails)."""
    found = next(filter(None, map(shutil.which, _CHROMIUM_NAMES)), None)
    found = found or next(filter(os.path.exists, _CHROMIUM_PLACES), None)
    return found or missing("Chromium", "install it (Debian: apt-get install chromium) to run the tests in a browser")


def find_node() -> str:
    """The path of Node.js: the one inside the playwright package, the same everywhere, or else the system's."""
    bundled = shutil.which("node", path=Path(playwright.__file__).parent / "driver")
    for found in filter(None, (bundled, shutil.which("node"))):
        # A bare Debian lacks a library that the bundled one is linked to.
        if subprocess.run([found, "--version"], capture_output=True, timeout=30).returncode == 0:
            return found
    missing("Node.js", "install version 18 or newer (Debian: apt-get install nodejs)")


def find_tsc() -> str:
    """The path of TypeScript's compiler, or the test is skipped (in CI: fails)."""
    return shutil.which("tsc") or missing("TypeScript", "npm install --global typescript to check the scripts' types")


def find_npm(package: str) -> Path:
    """The folder of a package that npm has installed beside a command on the PATH, or the test is skipped (in CI:
    fails)."""
    for place in map(Path, os.get_exec_path()):
        if place.name == ".bin" and (place.parent / package / "package.json").is_file():
            return place.parent / package
    missing(package, f"npm install {package}, and put its node_modules/.bin on the PATH")


@dataclass(frozen=True, slots=True)
class Running:
    """A started ``descent-lab``: the address it printed, its process, and what it has printed so far."""

    address: str
    process: subprocess.Popen[str]
    lines: list[str]


@contextmanager
def running(
    command: Sequence[str | Path], *, cwd: Path = ROOT, seconds: float = 60, **environment: str
) -> Iterator[Running]:
    """Start the command, wait for its address, and end the process in the end.

    AssertionError, with all that was printed, when it ends or stays silent instead.
    """
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    lines: list[str] = []
    addresses: list[str] = []
    spoke = threading.Event()

    def read() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            if match := re.search(r"http://\S+", line):
                addresses.append(match[0])
                spoke.set()
        spoke.set()

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        assert spoke.wait(seconds) and addresses, f"no address from {command}:\n{''.join(lines)}"
        yield Running(addresses[0], process, lines)
    finally:
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        reader.join(15)
        assert process.stdout is not None
        process.stdout.close()


def this_command(*arguments: str) -> list[str]:
    """``python -m app`` of the interpreter that runs the tests."""
    return [sys.executable, "-m", "app", "--no-browser", "--port", "0", *arguments]
