"""The oEmbed provider and the tags by which other sites find and preview a figure."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

LAB = "http://testserver"
SCENE = "surface=booth&steps=20&run=adam:lr=0.1"


def asked(client: TestClient, url: str, more: str = "") -> Any:
    return client.get(f"/oembed?url={quote(url, safe='')}{more}")


@pytest.mark.parametrize("path", ["/", "/embed"])
def test_a_figure(client: TestClient, path: str) -> None:
    answer = asked(client, f"{LAB}{path}?{SCENE}&lang=zh&utm_source=mail")
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/json"
    document = answer.json()
    assert (document["type"], document["version"]) == ("rich", "1.0")
    assert document["provider_name"] == "梯度下降实验室" and document["provider_url"] == f"{LAB}/"
    frame = re.fullmatch(
        r'<iframe src="([^"]+)" title="([^"]+)" width="700" height="\d+" [^>]*></iframe>', document["html"]
    )
    assert frame and unescape(frame[2]) == document["title"]
    figure = client.get(unescape(frame[1]))
    assert figure.status_code == 200 and "Booth" in figure.text
    assert ('"layout":"side"' in figure.text) is (path == "/")
    thumbnail = client.get(document["thumbnail_url"])
    assert thumbnail.status_code == 200 and thumbnail.headers["content-type"].startswith("image/")


def test_xml_says_the_same(client: TestClient) -> None:
    url = f"{LAB}/embed?{SCENE}"
    answer = asked(client, url, "&format=xml")
    assert answer.headers["content-type"].startswith("text/xml")
    root = ElementTree.fromstring(answer.content)
    expected = {key: str(value) for key, value in asked(client, url).json().items()}
    assert root.tag == "oembed" and {field.tag: field.text for field in root} == expected


@pytest.mark.parametrize(("width", "height"), [(400, 300), (300, 5000), (5000, 250), (200, 100)])
def test_it_is_no_larger_than_asked(client: TestClient, width: int, height: int) -> None:
    document = asked(client, f"{LAB}/embed?{SCENE}", f"&maxwidth={width}&maxheight={height}").json()
    assert document["width"] <= width and document["height"] <= height
    assert f'width="{document["width"]}" height="{document["height"]}"' in document["html"]
    assert document.get("thumbnail_width", 0) <= width and document.get("thumbnail_height", 0) <= height
    if "thumbnail_url" in document:
        assert client.get(document["thumbnail_url"]).status_code == 200


@pytest.mark.parametrize(
    "url",
    [
        f"{LAB}/optimizers/adam",
        f"{LAB}/embed?surface=rosenbrok&run=adam",
        f"{LAB}/?surface=rosenbrok&run=adam",
        f"{LAB}/embed?{SCENE}&step=soon",
        f"https://elsewhere.example/embed?{SCENE}",
        f"javascript://testserver/?{SCENE}",
        "nonsense",
        "http://[",
    ],
)
@pytest.mark.parametrize("form", ["json", "xml"])
def test_nothing_there_is_404(client: TestClient, url: str, form: str) -> None:
    assert asked(client, url, f"&format={form}").status_code == 404


def test_another_format_is_501_and_a_wrong_question_422(client: TestClient) -> None:
    assert asked(client, f"{LAB}/embed?{SCENE}", "&format=yaml").status_code == 501
    assert client.get("/oembed").status_code == 422
    assert asked(client, f"{LAB}/embed?{SCENE}", "&maxwidth=wide").status_code == 422
    assert asked(client, f"{LAB}/embed?{SCENE}", "&dnt=1").status_code == 200


@pytest.mark.parametrize("query", ["", SCENE, SCENE + "&lang=zh&theme=dark", SCENE + "&theme=pink"])
@pytest.mark.parametrize("path", ["/", "/embed"])
def test_pages_lead_to_their_answers(client: TestClient, path: str, query: str) -> None:
    html = client.get(f"{path}?{query}" if query else path).text
    if path == "/embed" and "pink" in query:
        return
    for kind, found in (("json", "application/json+oembed"), ("xml", "text/xml+oembed")):
        link = re.search(rf'<link rel="alternate" type="{re.escape(found)}" href="([^"]+)"', html)
        assert link and client.get(unescape(link[1])).status_code == 200, kind
    tags = dict(re.findall(r'<meta property="(og:[\w:]+)" content="([^"]*)"', html))
    assert tags["og:title"] and tags["og:image:alt"]
    image = client.get(unescape(tags["og:image"]))
    assert image.status_code == 200 and image.headers["content-type"].startswith("image/")
    assert client.get(unescape(tags["og:url"])).status_code == 200


def test_a_forged_host_is_not_repeated(client: TestClient) -> None:
    html = client.get("/", headers={"Host": 'x"><b>'}).text
    assert "<b>" not in html and "&lt;b&gt;" not in html
