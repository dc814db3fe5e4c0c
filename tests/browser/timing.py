"""How long a move of a hand takes to be seen."""

from __future__ import annotations

import statistics
from collections.abc import Iterable

from tests.browser.lab import Lab

# Each move is timed from the event to the first task after the frame that shows its answer.
_TIMER = """
([hand, besides]) => {
  const canvas = document.querySelector(hand);
  window.times = [];
  let moved = null;
  canvas.addEventListener("pointermove", (event) => { moved = event.timeStamp; }, { capture: true });
  const elsewhere = ({ target }) => !(besides && (target.closest ? target : target.parentElement).closest(besides));
  new MutationObserver((changes) => {
    if (moved === null || !changes.some(elsewhere)) return;
    const from = moved;
    moved = null;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        window.times.push(performance.now() - from);
        window.tell?.();
      };
      channel.port2.postMessage(null);
    });
  }).observe(document.getElementById("panels"), { childList: true, subtree: true });
}
"""


def watch(page: Lab, hand: str, besides: str = "") -> None:
    """Begins to time moves over the element ``hand``; what changes within ``besides`` is no answer to them."""
    page.evaluate(_TIMER, [hand, besides])


def drag(page: Lab, path: Iterable[tuple[float, float]]) -> list[float]:
    """Drags along a path of pixels, each move once the one before has been seen; milliseconds, the shortest first."""
    first, *rest = path
    page.page.mouse.move(*first)
    page.page.mouse.down()
    page.evaluate("() => { window.times.length = 0; }")
    for place in rest:
        page.evaluate("() => { window.drawn = new Promise((tell) => { window.tell = tell; }); }")
        page.page.mouse.move(*place)
        page.evaluate("() => Promise.race([window.drawn, new Promise((tell) => setTimeout(tell, 3000))])")
    page.page.mouse.up()
    times: list[float] = page.evaluate("window.times")
    return sorted(times)


def said(what: str, times: list[float]) -> str:
    """The times in one line."""
    median, slow = statistics.median(times), times[int(0.95 * len(times))]
    return f"{what}: best {times[0]:.0f}, median {median:.0f}, 95th percentile {slow:.0f} ms"
