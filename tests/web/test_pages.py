"""The lab page as it is sent: language, theme, data blocks, headers, and what becomes of addresses that are wrong."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.exports.locales import words
from tests.support import ROOT


def block(html: str, name: str) -> Any:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', html, re.S)
    assert found, name
    return json.loads(found[1])


def opening(client: TestClient, query: str, **headers: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the page says of itself, and the scene that it opens with."""
    response = client.get(f"/?{query}", headers=headers)
    assert response.status_code == 200
    return block(response.text, "page"), block(response.text, "first")["scene"]


@pytest.mark.parametrize(
    ("query", "accepted", "language"),
    [
        ("", "", "en"),
        ("", "fr", "en"),
        ("", "zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("", "en-GB,zh;q=0.5", "en"),
        ("lang=zh", "en", "zh"),
        ("lang=en", "zh", "en"),
        ("lang=tlh", "zh", "zh"),
        ("lang=%3Cscript%3E", "", "en"),
    ],
)
def test_language(client: TestClient, query: str, accepted: str, language: str) -> None:
    response = client.get(f"/?{query}", headers={"Accept-Language": accepted})
    assert f'<html lang="{"zh-Hans" if language == "zh" else "en"}"' in response.text
    assert block(response.text, "words") == dict(words("zh" if language == "zh" else "en"))
    assert response.headers["vary"] == "Accept-Language"
    assert ("梯度下降实验室</title>" if language == "zh" else "Descent Lab</title>") in response.text


@pytest.mark.parametrize(
    ("query", "theme"), [("", "auto"), ("theme=dark", "dark"), ("theme=light", "light"), ("theme=x", "auto")]
)
def test_theme(client: TestClient, query: str, theme: str) -> None:
    assert f'data-theme="{theme}"' in client.get(f"/?{query}").text


def test_head_and_conditional_get(client: TestClient) -> None:
    head = client.head("/")
    assert head.status_code == 200
    assert head.content == b""
    again = client.get("/", headers={"If-None-Match": head.headers["etag"]})
    assert again.status_code == 304
    assert client.post("/").status_code == 405


def test_the_policy_allows_the_import_map_and_no_other_inline_script(client: TestClient) -> None:
    response = client.get("/")
    policy = response.headers["content-security-policy"]
    imports = re.search(r'<script type="importmap">(.*?)</script>', response.text, re.S)
    assert imports
    assert f"'sha256-{b64encode(sha256(imports[1].encode()).digest()).decode()}'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'self'" in policy
    inline = re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)(?![^>]*importmap)", response.text)
    assert not inline
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", re.sub(r"<script.*?</script>", "", response.text, flags=re.S))


def test_modules_come_with_their_hash_and_exist(client: TestClient) -> None:
    html = client.get("/").text
    addresses = re.findall(r'(?:href|src)="(/static/[^"]+)"', html)
    assert len(addresses) > 20
    for address in addresses:
        assert re.search(r"\?v=[0-9a-f]{12}$", address), address
        response = client.get(address)
        assert response.status_code == 200, address
        assert "immutable" in response.headers["cache-control"]


def test_nothing_is_fetched_from_elsewhere(client: TestClient) -> None:
    html = client.get("/").text
    markup = re.sub(r"<script type=.application/json.*?</script>", "", html, flags=re.S)
    # Where else the page's scene is told is read by other sites, who need the whole address; no browser fetches it.
    markup = re.sub(r'<link rel="alternate" [^>]*href="http://testserver/[^>]*>', "", markup)
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', markup)


def test_the_catalogue_is_what_the_api_gives(client: TestClient) -> None:
    catalogue = block(client.get("/").text, "catalogue")
    for kind in ("surfaces", "schedules", "datasets", "models", "losses"):
        assert catalogue[kind] == client.get(f"/api/v1/{kind}").json()["items"]
    optimizers = client.get("/api/v1/optimizers").json()["items"]
    for item in (each for optimizer in optimizers for each in (optimizer, *optimizer["frameworks"])):
        del item["mathml"]
    assert catalogue["optimizers"] == optimizers


def test_of_the_rules_those_of_the_race_are_in_print(client: TestClient) -> None:
    html = client.get("/?surface=booth&run=adam:framework=keras&run=sgd&run=adam").text
    frameworks = client.get("/api/v1/optimizers/adam").json()["frameworks"]
    rules = block(html, "rules")
    assert set(rules) == {"adam keras", "adam pytorch", "sgd pytorch"}
    assert rules["adam keras"] == next(each["mathml"] for each in frameworks if each["id"] == "keras")
    assert len(html.encode()) < 720_000


def test_the_first_answer_is_what_the_api_gives(client: TestClient) -> None:
    first = block(client.get("/").text, "first")
    assert first == client.get(f"/api/v1/trajectories?{first['address']}").json()


def test_a_formula_cannot_end_its_script(client: TestClient) -> None:
    html = client.get("/?formula=where(x%3C0,x**2,y**2)&run=sgd").text
    assert block(html, "first")["scene"]["problem"]["formula"] == "where(x<0,x**2,y**2)"
    hostile = client.get("/?formula=%3C/script%3E%3Cscript%3Ealert(1)%3C/script%3E&run=sgd&lang=en").text
    assert "<script>alert" not in hostile
    assert "</script><script>" not in hostile.replace("</script>\n<script", "")


def test_an_address_that_is_right_opens_without_a_word(client: TestClient) -> None:
    page, scene = opening(client, "surface=booth&steps=20&run=adam:lr=0.2&utm_source=mail&layout=overlay")
    assert page["faults"] == [] and page["opening"] is None
    assert page["layout"] == "overlay"
    assert scene["problem"]["id"] == "booth" and scene["steps"] == 20


@pytest.mark.parametrize(
    ("query", "kept", "faulty", "expected"),
    [
        ("surface=nowhere&run=adam", "other_problem", {"surface"}, {"surface": "rosenbrock", "runs": ["adam"]}),
        ("surface=booth&run=nobody", "other_runs", {"run"}, {"surface": "booth", "runs": ["sgd", "momentum"]}),
        ("surface=booth", "other_runs", {"run"}, {"surface": "booth"}),
        ("run=adam", "other_problem", {"surface"}, {"surface": "rosenbrock", "runs": ["adam"]}),
        ("surface=booth&steps=0&run=adam", "partly", {"steps"}, {"surface": "booth", "steps": 200, "runs": ["adam"]}),
        ("surface=booth&start=x,1&run=adam&seed=4", "partly", {"start"}, {"surface": "booth", "seed": 4}),
        ("surface=booth&run=adam&run=sdg&run=sgd", "partly", {"run"}, {"surface": "booth", "runs": ["adam", "sgd"]}),
        ("surface=booth&run=adam:lr=-1&run=sgd", "partly", {"run"}, {"surface": "booth", "runs": ["sgd"]}),
        ("surface=booth&run=adam:lr", "other_runs", {"run"}, {"surface": "booth"}),
        ("surface=booth&surface=beale&run=adam", "partly", {"surface"}, {"surface": "booth"}),
        ("surface=booth&formula=x*y&run=adam", "partly", {"formula"}, {"surface": "booth", "runs": ["adam"]}),
        ("formula=x**2%2B&run=adam", "other_problem", {"formula"}, {"surface": "rosenbrock", "runs": ["adam"]}),
        ("formula=log(x)&view=1,2,1,2&start=-1,0&run=adam", "partly", {"start"}, {"runs": ["adam"]}),
        ("surface=booth&run=sgd:batch=2&run=adam", "partly", {"run"}, {"surface": "booth", "runs": ["adam"]}),
        ("dataset=article&run=sgd:batch=99&run=adam", "partly", {"run"}, {"runs": ["adam"]}),
        ("v=2&surface=booth&run=adam", "partly", {"v"}, {"surface": "booth", "runs": ["adam"]}),
        ("surface=booth&" + "run=adam&" * 17, "other_runs", {"run"}, {"surface": "booth"}),
        ("surface=booth&steps=10000&steps=5&run=adam", "partly", {"steps"}, {"surface": "booth", "steps": 10000}),
    ],
)
def test_a_broken_address_keeps_what_can_be_kept_and_says_so(
    client: TestClient, query: str, kept: str, faulty: set[str], expected: dict[str, Any]
) -> None:
    for language in ("en", "zh"):
        page, scene = opening(client, f"{query}&lang={language}")
        assert page["opening"] == words("zh" if language == "zh" else "en")[f"opening.{kept}"]
        assert page["faults"]
        assert {fault.get("parameter", fault.get("pointer", "/").split("/")[1]) for fault in page["faults"]} >= faulty
        assert scene["problem"].get("id") == expected.get("surface", scene["problem"].get("id"))
        assert scene["steps"] == expected.get("steps", scene["steps"])
        assert scene["seed"] == expected.get("seed", scene["seed"])
        runs = [run["optimizer"] for run in scene["runs"]]
        assert runs[: len(expected.get("runs", []))] == expected.get("runs", [])


@pytest.mark.parametrize(
    "query", ["%00", "run", "surface=%ff&run=%fe", "=&=&=", "view=1", "a" * 5000, "v=1", "points=1,2;x"]
)
def test_no_address_breaks_the_page(client: TestClient, query: str) -> None:
    assert client.get(f"/?{query}").status_code == 200


def test_every_word_that_is_said_is_there_and_every_word_there_is_said() -> None:
    places = [*(ROOT / "static" / "js").rglob("*.js"), *(ROOT / "templates").rglob("*.html"), ROOT / "app/web/pages.py"]
    text = "\n".join(path.read_text("utf-8") for path in places)
    table = words("en")
    said = set(re.findall(r"""(?:\bsay\(|\bwords\[)["']([a-z_.0-9]+)["'][\])},]""", text))
    assert len(said) > 50
    assert not said - table.keys()
    # Some keys are put together: "group." and the group's name.
    stems = set(re.findall(r"""[`"']([a-z_]+\.(?:[a-z_]+\.)?)(?:["'] ~|\$\{|\{)""", text))
    assert not {key for key in table if key not in text and not any(key.startswith(stem) for stem in stems)}
