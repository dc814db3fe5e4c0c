"""Posters: the page's own colours, levels and styles; small, valid, the same for ever, in both languages and themes."""

from __future__ import annotations

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from app.catalogue import CATALOGUE
from app.engine.address import parse
from app.engine.data import Data
from app.engine.fields import most_cells
from app.engine.problem import axes, problem_of
from app.exports.poster.colours import ramp
from app.exports.poster.contour import contour
from app.exports.poster.poster import LAYOUTS, THEMES, Look, poster
from app.exports.poster.relief import relief
from app.exports.poster.shapes import simplified, thinned
from app.exports.poster.style import palette, style_of
from app.exports.poster.ticks import linear_ticks, short, tick

from ..support import ROOT, find_node

FOUR = "steps=300&run=adam:lr=0.05&run=momentum:lr=0.001&run=sgd:lr=0.002&run=rmsprop:lr=0.01"
SURFACES = ("rosenbrock", "himmelblau", "rastrigin", "saddle", "ackley", "monkey_saddle", "matyas", "quadratic")


def page(script: str, given: Any) -> Any:
    """What a module of the page makes of something."""
    source = f"const given = JSON.parse(await new Response(process.stdin).text());\n{script}"
    run = subprocess.run(
        [find_node(), "--input-type=module", "-e", source],
        cwd=ROOT / "static",
        input=json.dumps(given),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def field_of(surface: str, nodes: int) -> tuple[Any, float | None]:
    problem = problem_of(parse(f"surface={surface}&run=sgd").problem)
    x, y = axes(problem.view, nodes, nodes)
    return np.broadcast_to(problem.objective.field(x, y), (nodes, nodes)).astype(float), problem.minimum


def test_levels_and_tones_are_the_pages() -> None:
    fields = [field_of(surface, 61) for surface in SURFACES]
    found = page(
        """
        const { relief } = await import("./js/core/relief.js");
        console.log(JSON.stringify(given.map(({ values, minimum }) => {
          const shape = relief({ values, nx: 61, ny: 61, minimum });
          return { kind: shape.kind, levels: shape.levels, tones: values.slice(0, 400).map(shape.tone) };
        })));
        """,
        [{"values": values.ravel().tolist(), "minimum": minimum} for values, minimum in fields],
    )
    for (values, minimum), theirs in zip(fields, found, strict=True):
        ours = relief(values, minimum)
        assert ours.kind == theirs["kind"]
        assert [level.strong for level in ours.levels] == [level["strong"] for level in theirs["levels"]]
        assert np.allclose([level.value for level in ours.levels], [level["value"] for level in theirs["levels"]])
        assert np.allclose(ours.tone(values.ravel()[:400]), theirs["tones"], atol=1e-9)


def test_colours_and_styles_are_the_pages() -> None:
    stops = {theme: palette(theme).terrain for theme in THEMES}
    found = page(
        """
        const { rampTable } = await import("./js/core/colormap.js");
        const { styleOf, DASHES, MARKERS } = await import("./js/figures/palette.js");
        const styles = Array.from({ length: 16 }, (_, n) => styleOf(n));
        console.log(JSON.stringify({
          ramps: given.map((stops) => Array.from(rampTable(stops, 64))),
          styles: styles.map(({ colour, dash, marker }) => [colour, DASHES[dash], MARKERS[marker]]),
        }));
        """,
        list(stops.values()),
    )
    for each, table in zip(stops.values(), found["ramps"], strict=True):
        assert np.abs(np.array(table).reshape(64, 4)[:, :3] - ramp(each, 64).astype(int)).max() <= 1
    for number, (colour, dash, marker) in enumerate(found["styles"]):
        style = style_of(number, "light")
        assert (style.colour, list(style.dash), style.marker) == (palette("light").runs[colour], dash, marker)


def test_numbers_on_axes_are_the_pages() -> None:
    spans = [(-2, 2), (-5.12, 5.12), (0.001, 0.0017), (-1e6, 3e6), (0, 0.5)]
    found = page(
        """
        const { linearTicks } = await import("./js/core/ticks.js");
        const { tick, short } = await import("./js/core/format.js");
        console.log(JSON.stringify(given.map(([lo, hi]) => {
          const { values, step } = linearTicks(lo, hi, 5);
          return { values, words: values.map((v) => tick(v, step)), short: values.map((v) => short(v)) };
        })));
        """,
        spans,
    )
    for (low, high), theirs in zip(spans, found, strict=True):
        values, step = linear_ticks(low, high, 5)
        assert values == theirs["values"]
        assert [short(value) for value in values] == theirs["short"]
        if max(abs(low), abs(high)) < 1e5 and step >= 1e-3:
            assert [tick(value, step) for value in values] == theirs["words"]


def test_a_contour_lies_on_its_level() -> None:
    y, x = np.mgrid[-2:2:81j, -3:3:121j]
    (circle,) = contour(x**2 + y**2, 2.0)
    points = circle * (6 / 120, 4 / 80) + (-3, -2)
    assert np.array_equal(circle[0], circle[-1])
    assert np.abs(np.hypot(*points.T) - np.sqrt(2)).max() < 1e-3
    saddle = contour(x * y, 0.0)
    assert 2 <= len(saddle) <= 4
    holed = np.where(x > 1, np.nan, x**2 + y**2)
    assert all(np.isfinite(line).all() for line in contour(holed, 2.0))


def test_simplified_lines_stay_where_they_were() -> None:
    angle = np.linspace(0, 2 * np.pi, 400)
    curve = 200 * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    for few in (simplified(curve, 0.15), thinned(curve, 0.1)):
        assert len(few) < 140
        nearest = [np.hypot(*np.diff([few[k], few[k + 1]], axis=0)[0]) for k in range(len(few) - 1)]
        assert 200 - max(200 - np.sqrt(200**2 - (chord / 2) ** 2) for chord in nearest) > 199.3


@pytest.mark.parametrize("surface", ["rosenbrock", "himmelblau", "rastrigin"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_four_runs_of_300_steps_are_small_and_valid(surface: str, layout: Any) -> None:
    scene = parse(f"surface={surface}&{FOUR}")
    for theme in THEMES:
        svg = poster(scene, Look(layout=layout, theme=theme, step=120))
        assert len(svg.encode()) < 150_000
        assert svg == poster(scene, Look(layout=layout, theme=theme, step=120))
        root = ET.fromstring(svg)
        assert root.attrib["viewBox"] == "0 0 1200 630"
        words = "".join(root.itertext())
        assert "after 120 of 300 steps" in words and "RMSprop" in words
        assert all(style_of(n, theme).colour in svg for n in range(4))
        assert palette(theme).paper in svg
        assert not [each for each in root.iter() if each.tag.endswith(("script", "style")) or "style" in each.attrib]


def test_words_are_in_the_language_that_was_asked_for() -> None:
    scene = parse("surface=himmelblau&steps=60&run=adam:lr=0.1&run=sgd:lr=0.05")
    english, chinese = (poster(scene, Look(language=language)) for language in ("en", "zh"))
    assert not any("一" <= character <= "鿿" for character in english)
    assert "共60步" in chinese and "步发散" in chinese and "diverged" in english


@pytest.mark.parametrize("surface", CATALOGUE.surfaces)
def test_every_surface_has_a_poster(surface: str) -> None:
    ET.fromstring(poster(parse(f"surface={surface}&steps=20&run=adam&run=sgd"), Look(width=640, height=400)))


@pytest.mark.parametrize(
    "query",
    [
        "dataset=article&steps=50&run=adam:lr=0.1,batch=2",
        "formula=log(x)%2By**2&view=-1,3,-2,2&start=1,1&steps=20&run=sgd",
        "formula=3&view=-1,3,-2,2&steps=5&run=sgd",
        "surface=sphere&steps=50&run=sgd:lr=1e6&run=sgd:lr=1e6",
        "formula=x*y&view=-1e12,1e12,-1e12,1e12&steps=5&run=sgd",
        "formula=x*y&view=1,1.000000001,0,1e-9&steps=5&run=sgd",
        "formula=exp(x**3)&view=-9,9,-9,9&steps=5&run=sgd&start=0,0",
        "formula=1e300*x**2%2By**2&view=-9,9,-9,9&steps=5&run=sgd&start=1,1",
        "formula=where(x<0, 1e308, 1)%2By&view=-1,1,-1,1&run=sgd",
        "formula=1/x&view=-1,1,-1,1&start=0.5,0.5&run=sgd",
        "points=1,2;1e6,3&steps=20&run=adam:lr=0.1",
        "surface=sphere&steps=3&" + "&".join(["run=adam"] * 16),
    ],
)
def test_what_is_unusual_is_drawn_too(query: str) -> None:
    for layout in LAYOUTS:
        ET.fromstring(poster(parse(query), Look(layout=layout)))


def test_ground_without_a_value_is_hatched() -> None:
    view = "view=-1,3,-2,2&start=1,1&steps=20&run=sgd:lr=0.01"
    hairline = f'stroke="{palette("light").hairline}"'
    assert hairline in poster(parse(f"formula=log(x)%2By**2&{view}"), Look())
    assert hairline not in poster(parse(f"formula=x**2%2By**2&{view}"), Look())


def test_over_http(client: TestClient) -> None:
    query = f"surface=rosenbrock&{FOUR}&step=40&theme=dark&lang=zh&width=800&height=500"
    answer = client.get(f"/poster.svg?{query}")
    assert answer.status_code == 200 and answer.headers["content-type"] == "image/svg+xml"
    assert 'width="800" height="500"' in answer.text and "第40步" in answer.text
    again = client.get(f"/poster.svg?{query}", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    bad = client.get("/poster.svg?surface=rosenbrock&run=adam&layout=heap&width=9&theme=blue&colour=1")
    assert bad.status_code == 422
    assert {each["parameter"] for each in bad.json()["errors"]} >= {"layout", "width", "theme", "colour"}


def test_png_over_http(client: TestClient) -> None:
    pytest.importorskip("resvg_py")
    answer = client.get("/poster.png?surface=sphere&steps=10&run=adam&width=600&height=315&lang=zh")
    assert answer.status_code == 200 and answer.headers["content-type"] == "image/png"
    assert answer.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(answer.content[16:20]) == 600 and int.from_bytes(answer.content[20:24]) == 315


def test_png_without_the_library_says_what_to_install(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    answer = client.get("/poster.png?surface=sphere&steps=11&run=adam&width=600&height=315")
    assert answer.status_code == 501 and answer.headers["content-type"] == "application/problem+json"
    assert "descent-lab[png]" in answer.json()["message"]["en"] and "poster.svg" in answer.json()["message"]["zh"]


def test_a_ground_over_much_data_is_coarser_and_soon_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = parse("dataset=noisy_line:n=10000&loss=huber:delta=1&steps=5&run=sgd:lr=0.01")
    asked: list[int] = []
    field = Data.field

    def counted(data: Data, x: Any, y: Any) -> Any:
        asked.append(len(x) * len(y))
        return field(data, x, y)

    monkeypatch.setattr(Data, "field", counted)
    picture = poster(scene, Look())
    # Heat map and contours; before them perhaps the search for the minimum.
    assert 2 <= len(asked) <= 3 and sum(asked) < 0.5 * most_cells(problem_of(scene.problem).objective)
    assert "<image" in picture and picture.count("<path") > 1
