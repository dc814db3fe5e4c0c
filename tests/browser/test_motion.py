"""How smoothly the figures move, and that they keep nothing: eight runs of a thousand steps in all three views.

``--motion-seconds 300`` measures for five minutes a view; without it, for a few seconds. Numbers are printed (``-s``);
what is asserted holds on a busy machine without a graphics card, too.
"""

from __future__ import annotations

import statistics
from typing import Any

import pytest
from playwright.sync_api import CDPSession

from tests.browser.lab import Lab, OpenLab

EIGHT = (
    "/?surface=rosenbrock&start=-0.6,2.2&steps=1000&run=sgd:lr=0.001&run=momentum:lr=0.0003&run=nesterov:lr=0.0003"
    "&run=adagrad:lr=0.5&run=rmsprop:lr=0.05&run=adam:lr=0.1&run=adamw:lr=0.05&run=lion:lr=0.01&layout="
)
LAYOUTS = ("side", "overlay", "3d")
MEGABYTE = 2**20

# Of each frame: how long after the one before it came, and how long the page was busy with it.
RECORD = """
async (seconds) => {
  const [gaps, work] = [[], []];
  const channel = new MessageChannel();
  const end = performance.now() + 1000 * seconds;
  let last = null;
  await new Promise((resolve) => {
    const frame = (now) => {
      const began = performance.now();
      if (last !== null) gaps.push(now - last);
      last = now;
      channel.port1.onmessage = () => work.push(performance.now() - began);
      channel.port2.postMessage(null);
      if (began < end) requestAnimationFrame(frame);
      else resolve();
    };
    requestAnimationFrame(frame);
  });
  return { gaps, work };
}
"""


@pytest.fixture
def seconds(request: pytest.FixtureRequest) -> float:
    return float(request.config.getoption("--motion-seconds"))


def opened(lab: OpenLab, layout: str, reduced_motion: bool = False) -> Lab:
    page = lab(EIGHT + layout, reduced_motion=reduced_motion)
    page.page.wait_for_function("() => document.querySelector('.panel canvas')?.width > 100")
    page.page.wait_for_timeout(1500)
    return page


def told(what: str, times: list[float]) -> str:
    slow = sorted(times)[int(0.95 * len(times))]
    return f"{what}: median {statistics.median(times):.1f}, 95th percentile {slow:.1f} ms"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_eight_runs_of_a_thousand_steps_move_smoothly(lab: OpenLab, layout: str, seconds: float) -> None:
    page = opened(lab, layout)
    page.press("Home")
    page.page.locator(".speed").select_option("0.25")
    page.press("Space")
    found: dict[str, list[float]] = page.evaluate(RECORD, min(20.0, seconds))
    assert 0 < page.step() < 1000, "it was playing all the time"
    gaps, work = found["gaps"], found["work"]
    print(f"\n{layout}: {len(gaps)} frames; {told('between two', gaps)}; {told('busy in one', work)}")
    # 60 frames a second are 16.7 ms; where other tests run beside, only the better half says something.
    assert statistics.quantiles(work, n=10)[0] < 50


def kept(session: CDPSession) -> dict[str, Any]:
    """What the page holds after all garbage has been collected."""
    for _ in range(2):
        session.send("HeapProfiler.collectGarbage")
    counters = session.send("Memory.getDOMCounters")
    return {"bytes": session.send("Runtime.getHeapUsage")["usedSize"], **counters}


def stirred(page: Lab, seconds: float) -> None:
    """Plays, drags the start about, and plays again, so often that the time is over."""
    end = page.evaluate("performance.now()") + 1000 * seconds
    corner = 0
    while page.evaluate("performance.now()") < end:
        corner += 1
        # Where the hand has put the ring is where it takes it up again.
        page.page.mouse.click(*page.point(0.45, 0.45))
        page.page.wait_for_timeout(120)
        page.page.mouse.move(*page.point(0.45, 0.45))
        page.page.mouse.down()
        for step in range(1, 9):
            page.page.mouse.move(*page.point(0.45 + 0.01 * step, 0.45 + 0.01 * step * (-1) ** corner))
            page.page.wait_for_timeout(40)
        page.page.mouse.up()
        page.page.wait_for_timeout(700)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_play_and_drag_leave_nothing_behind(lab: OpenLab, layout: str, seconds: float) -> None:
    page = opened(lab, layout)
    session = page.page.context.new_cdp_session(page.page)
    session.send("HeapProfiler.enable")
    stirred(page, min(20.0, seconds))
    before = kept(session)
    stirred(page, seconds)
    after = kept(session)
    grown = after["bytes"] - before["bytes"]
    print(
        f"\n{layout}: {before['bytes'] / MEGABYTE:.1f} MB, after {seconds:.0f} s of play and drag "
        f"{after['bytes'] / MEGABYTE:.1f} MB; {after['nodes'] - before['nodes']} nodes and "
        f"{after['jsEventListeners'] - before['jsEventListeners']} listeners more"
    )
    # Answers differ in length, and what is compiled while it runs is kept: neither grows with the time.
    assert grown < 4 * MEGABYTE
    assert after["jsEventListeners"] - before["jsEventListeners"] < 20
