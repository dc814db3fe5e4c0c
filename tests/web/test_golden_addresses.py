"""Old links over HTTP: API, figure, poster and script answer every golden address with the scene that it has always
meant and, up to rounding, the same numbers."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.engine.address import format, parse
from app.engine.scene import canonical
from app.exports.poster.poster import Look, poster
from app.exports.scripts.plan import plan_of
from app.exports.scripts.targets import script_of
from tests.engine.goldens import GOLDEN, reached

EACH = pytest.mark.parametrize("entry", GOLDEN["golden"], ids=lambda entry: entry["name"])


def block(html: str, name: str) -> Any:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', html, re.S)
    assert found, name
    return json.loads(found[1])


@EACH
def test_the_api_answers_the_same(client: TestClient, entry: dict[str, Any]) -> None:
    answer = client.get(f"/api/v1/trajectories?{entry['address']}").json()
    assert answer["address"] == entry["canonical"]
    assert client.post("/api/v1/trajectories", json=entry["scene"]).json()["address"] == entry["canonical"]
    runs = answer["trajectories"]
    wrong = [run["optimizer"] for run, end in zip(runs, entry["ends"], strict=True) if not reached(run, end)]
    assert not wrong, f"{wrong} of {entry['address']} do not end where they did; the lab has changed, not the link"


@EACH
def test_figure_poster_and_script_are_of_that_scene(client: TestClient, entry: dict[str, Any]) -> None:
    address, whole = entry["address"], entry["canonical"]
    figure = client.get(f"/embed?{address}")
    assert figure.status_code == 200 and block(figure.text, "first")["address"] == whole
    for path, keys in (("/poster.svg", "&width=400&height=300&layout=overlay"), ("/api/v1/script", "")):
        first, second = (client.get(f"{path}?{query}{keys}") for query in (address, whole))
        assert first.status_code == 200 and first.content == second.content, path


@pytest.mark.parametrize("entry", GOLDEN["embeds"], ids=lambda entry: entry["query"])
def test_golden_embeds(client: TestClient, entry: dict[str, Any]) -> None:
    html = client.get(f"/embed?{entry['query']}").text
    said = block(html, "page")
    assert {key: said[key] for key in entry["figure"]} == entry["figure"]
    assert block(html, "first")["address"] == format(parse(entry["same_as"]))


@pytest.mark.parametrize("entry", GOLDEN["looks"], ids=lambda entry: entry["query"])
def test_golden_pages(client: TestClient, entry: dict[str, Any]) -> None:
    html = client.get(f"/?{entry['query']}").text
    said = block(html, "page")
    assert {key: said[key] for key in entry["page"]} == entry["page"] and not said["faults"]
    assert block(html, "first")["address"] == format(parse(entry["same_as"]))


@pytest.mark.parametrize("entry", GOLDEN["posters"], ids=lambda entry: entry["query"])
def test_golden_posters(client: TestClient, entry: dict[str, Any]) -> None:
    answer = client.get(f"/poster.svg?{entry['query']}")
    look = Look(**entry["look"])
    assert answer.status_code == 200
    assert answer.text == poster(canonical(parse(entry["same_as"])), look)
    assert f'width="{look.width}" height="{look.height}"' in answer.text


@pytest.mark.parametrize("entry", GOLDEN["scripts"], ids=lambda entry: entry["query"])
def test_golden_scripts(client: TestClient, entry: dict[str, Any]) -> None:
    answer = client.get(f"/api/v1/script?{entry['query']}")
    assert answer.status_code == 200
    plan = plan_of(canonical(parse(entry["same_as"])), entry["run"])
    assert answer.text == script_of(plan, entry["target"], entry["language"]).text
