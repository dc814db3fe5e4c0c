"""The route /figure.html."""

from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.engine.address import parse
from app.exports.onefile.look import look_of
from app.exports.onefile.page import figure_file

SCENE = "surface=booth&steps=20&run=adam:lr=0.1"


def test_it_is_sent_to_be_saved(client: TestClient) -> None:
    answer = client.get(f"/figure.html?{SCENE}&lang=zh&layout=side&step=3&style=2")
    assert answer.status_code == 200 and answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="descent-lab-booth.html"'
    assert answer.headers["cache-control"].startswith("public")
    policy = answer.headers["content-security-policy"]
    assert "sandbox" in policy and "default-src 'none'" in policy, "opened from here it runs nothing"
    look = look_of("zh", layout="side", step=3, style="2", lab="http://testserver")
    assert answer.text == figure_file(parse(SCENE), look)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("surface=rosenbrock&run=sgd:lr=0.001", "rosenbrock"),
        ("dataset=article&run=sgd", "article"),
        ("points=1,2;2,3&run=sgd", "points"),
        ("formula=x**2%2By**2&view=-1,1,-1,1&run=sgd", "formula"),
    ],
)
def test_its_name_says_what_it_is_of(client: TestClient, query: str, name: str) -> None:
    answer = client.get(f"/figure.html?{query}&steps=5")
    assert f'filename="descent-lab-{name}.html"' in answer.headers["content-disposition"]


def test_it_is_known_again(client: TestClient) -> None:
    first = client.get(f"/figure.html?{SCENE}")
    again = client.get(f"/figure.html?{SCENE}&lang=en", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304 and not again.content
    assert "sandbox" in again.headers["content-security-policy"]
    head = client.head(f"/figure.html?{SCENE}")
    assert head.status_code == 200 and not head.content
    assert head.headers["content-length"] == str(len(first.content))
    other = client.get(f"/figure.html?{SCENE}&theme=dark")
    assert other.headers["etag"] != first.headers["etag"]


def test_a_scene_may_be_posted(client: TestClient) -> None:
    scene = client.get(f"/api/v1/trajectories?{SCENE}").json()["scene"]
    assert client.post("/figure.html?lang=zh", json=scene).text == client.get(f"/figure.html?{SCENE}&lang=zh").text
    many = [[k / 100, k % 7] for k in range(3000)]
    long: dict[str, Any] = {"problem": {"kind": "fit", "points": many}, "steps": 3, "runs": [{"optimizer": "sgd"}]}
    assert client.post("/figure.html", json=long).status_code == 200


@pytest.mark.parametrize(
    ("host", "linked"),
    [
        ("lab.example", True),
        ("lab.example:8000", True),
        ("192.168.1.5", True),
        ("localhost:8000", False),
        ("lab.localhost", False),
        ("127.0.0.1:8000", False),
        ("[::1]:8000", False),
        ("0.0.0.0:8000", False),
    ],
)
def test_a_link_leads_only_to_a_lab_that_others_can_reach(client: TestClient, host: str, linked: bool) -> None:
    html = client.get(f"/figure.html?{SCENE}", headers={"Host": host}).text
    assert ('id="lab"' in html) is linked
    assert not linked or f'href="http://{host}/?v=1&amp;surface=booth' in html


def test_a_forged_host_does_not_get_into_the_file(client: TestClient) -> None:
    html = client.get(f"/figure.html?{SCENE}", headers={"Host": 'x"><script>'}).text
    assert "x&quot;" not in html and 'x">' not in html


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("surface=boot&run=adam", ["boot"]),
        ("run=adam", ["surface"]),
        (SCENE + "&step=soon", ["soon"]),
        (SCENE + "&step=10001", ["10000"]),
        (SCENE + "&autoplay=yes", ["yes"]),
        (SCENE + "&show=everything", ["everything"]),
        (SCENE + "&hide=start,nothing", ["nothing"]),
        (SCENE + "&layout=round", ["round"]),
        (SCENE + "&theme=pink", ["pink"]),
        (SCENE + "&lang=fr", ["fr"]),
        (SCENE + "&lang=en&lang=zh", ["lang"]),
        (SCENE + "&curve=loss&curve=rate", ["curve"]),
        (SCENE + "&colour=red", ["colour"]),
        (SCENE + "&v=2", ["v"]),
        ("surface=boot&run=adam&step=soon&theme=pink", ["boot", "soon", "pink"]),
        ("formula=1/x&view=-1,1,-1,1&start=0,0&run=sgd", ["start"]),
    ],
)
def test_what_is_wrong_is_said(client: TestClient, query: str, named: list[str]) -> None:
    answer = client.get(f"/figure.html?{query}")
    assert answer.status_code == 422 and answer.headers["content-type"] == "application/problem+json"
    errors = answer.json()["errors"]
    details = " ".join(f"{each['detail']} {each.get('parameter', each.get('pointer'))}" for each in errors)
    assert not [name for name in named if name not in details], details
    assert "content-disposition" not in answer.headers


def test_other_methods_are_told_which_there_are(client: TestClient) -> None:
    answer = client.delete(f"/figure.html?{SCENE}")
    assert answer.status_code == 405 and set(answer.headers["allow"].split(", ")) == {"GET", "HEAD", "POST"}


def test_without_scripts_there_is_the_poster(client: TestClient) -> None:
    html = client.get(f"/figure.html?{SCENE}&theme=dark").text
    picture = re.search(r'<noscript class="embed-poster">(<svg .*?</svg>)', html, re.S)
    assert picture and "#15181c" in picture[1]
