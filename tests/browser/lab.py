"""A hand on the lab page, for tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

OpenLab = Callable[..., "Lab"]


class Lab:
    """The page, once it is ready."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.wait_for_selector("#lab[data-ready]")
        # The first field has arrived and the first frame is drawn.
        page.wait_for_function("() => document.querySelector('.panel-value, .panel-name')?.textContent.length > 0")

    def value(self, key: str) -> str:
        """The value of a key of the address."""
        return parse_qs(urlsplit(self.page.url).query, keep_blank_values=True)[key][0]

    def runs(self) -> list[str]:
        return parse_qs(urlsplit(self.page.url).query).get("run", [])

    def has(self, **expected: str) -> None:
        """Waits until the address holds these values."""
        self.page.wait_for_function(
            """expected => Object.entries(expected).every(([key, value]) => {
                 const present = new URLSearchParams(location.search).get(key);
                 // A surface may be followed by its coefficients.
                 return present === value || (key === "surface" && present?.startsWith(`${value}:`));
               })""",
            arg=expected,
        )

    def until_run(self, index: int, text: str) -> None:
        """Waits until the address's run holds the text."""
        self.page.wait_for_function(
            "([index, text]) => new URLSearchParams(location.search).getAll('run')[index]?.includes(text)",
            arg=[index, text],
        )

    def number_of_runs(self, count: int) -> None:
        self.page.wait_for_function(
            "count => new URLSearchParams(location.search).getAll('run').length === count", arg=count
        )
        expect(self.page.locator(".run")).to_have_count(count)

    def run(self, index: int) -> Locator:
        return self.page.locator(".run").nth(index)

    def unfold(self, index: int) -> Locator:
        """The run's card with all of its rows."""
        card = self.run(index)
        if card.locator("details").get_attribute("open") is None:
            card.locator("summary").click()
        return card

    def run_menu(self, index: int) -> Locator:
        """The open menu of a run."""
        self.run(index).locator(".run-head .icon-button").click()
        menu = self.page.locator(".run-menu")
        expect(menu).to_be_visible()
        return menu

    def styles(self) -> list[str]:
        """The lines of the runs in the list, as drawn: colour and dash."""
        signs = self.page.locator(".run .swatch line")
        script = "lines => lines.map(line => `${line.getAttribute('stroke')} ${line.getAttribute('stroke-dasharray')}`)"
        found: list[str] = signs.evaluate_all(script)
        return found

    def choose_problem(self, value: str) -> None:
        self.page.locator("#problem select").first.select_option(value)

    def quantity(self, pointer: str) -> Locator:
        return self.page.locator(f'[data-pointer="{pointer}"]')

    def step(self) -> int:
        return int(self.page.locator(".step-count").inner_text().split("/")[0])

    def pause_at(self, step: int) -> None:
        """Stands on a step, by the keys."""
        self.press("Home")
        for _ in range(step // 10):
            self.press("Shift+ArrowRight")
        for _ in range(step % 10):
            self.press("ArrowRight")
        expect(self.page.locator(".step-count")).to_have_text(f"{step} / {self.value('steps')}")

    def press(self, key: str) -> None:
        """A key while no field is focused."""
        self.page.evaluate("document.activeElement?.blur()")
        self.page.keyboard.press(key)

    def outcomes(self) -> list[str]:
        return self.page.locator(".outcome").all_inner_texts()

    def losses(self) -> list[str]:
        """The loss of each run at the present step, as printed."""
        return self.page.locator(".score-value").all_inner_texts()

    def canvas(self, panel: int = 0) -> Locator:
        return self.page.locator(".panel canvas").nth(panel)

    def point(self, across: float, down: float, panel: int = 0) -> tuple[float, float]:
        """A place on a panel, as shares of its width and height."""
        box = self.canvas(panel).bounding_box()
        assert box is not None
        return box["x"] + across * box["width"], box["y"] + down * box["height"]

    def click_map(self, across: float, down: float, panel: int = 0) -> None:
        """Starts from elsewhere, and waits until the address says so."""
        before = self.page.url
        self.page.mouse.click(*self.point(across, down, panel))
        self.page.wait_for_function("before => location.href !== before", arg=before)

    def pixels(self, panel: int = 0) -> str:
        """What a canvas shows, as something to compare."""
        return str(self.canvas(panel).evaluate("canvas => canvas.toDataURL()"))

    @contextmanager
    def redrawn(self, panel: int = 0) -> Iterator[None]:
        """The panel looks different afterwards."""
        before = self.pixels(panel)
        yield
        self.page.wait_for_function(
            "([panel, before]) => document.querySelectorAll('.panel canvas')[panel].toDataURL() !== before",
            arg=[panel, before],
        )

    def evaluate(self, script: str, argument: Any = None) -> Any:
        return self.page.evaluate(script, argument)


@pytest.fixture
def lab(open_page: Callable[..., Page]) -> OpenLab:
    """Opens the lab; takes what ``open_page`` takes."""

    def open_lab(path: str = "/", **options: Any) -> Lab:
        return Lab(open_page(path, **options))

    return open_lab
