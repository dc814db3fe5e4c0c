"""The page /embed as it is sent: headers, what stays, and what is said of addresses that are wrong."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from app.exports.onefile.look import MORE, SHOWN
from app.web.embed import OWN
from app.web.site import routes
from tests.support import ROOT

SCENE = "surface=booth&steps=20&run=adam:lr=0.1"


def block(html: str, name: str) -> Any:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', html, re.S)
    assert found, name
    return json.loads(found[1])


def test_anyone_may_frame_it_and_nothing_else(client: TestClient) -> None:
    policy = client.get(f"/embed?{SCENE}").headers["content-security-policy"]
    assert "frame-ancestors *" in policy and "unsafe" not in policy
    for directive in ("script-src", "style-src", "font-src", "img-src", "connect-src"):
        # In a sandbox without an origin 'self' means nothing.
        assert re.search(rf"{directive} 'self' http://testserver[; ]", policy), directive
    for path in ("/", "/optimizers", "/docs", "/api/v1/optimizers", "/poster.svg?" + SCENE):
        assert "frame-ancestors 'self'" in client.get(path).headers["content-security-policy"], path


def test_every_other_route_may_be_framed_by_its_own_origin_only(client: TestClient) -> None:
    asked = 0
    for route in routes():
        assert isinstance(route, Route)
        path = route.path.replace("{id}", "adam")
        for address in (path, f"{path}?{SCENE}", f"{path}?nonsense=1", f"{path}/no/such/page"):
            policies = [client.request(method, address).headers["content-security-policy"] for method in ("GET", "PUT")]
            asked += len(policies)
            for policy in policies[path == "/embed" :] if address.partition("?")[0] == path else policies:
                assert policy.endswith("frame-ancestors 'self'"), address
    assert asked > 200
    for query in ("", SCENE, "nonsense", f"{SCENE}&step=soon"):
        assert "frame-ancestors * file:" in client.get(f"/embed?{query}").headers["content-security-policy"]


@pytest.mark.parametrize(("language", "said"), [("en", "characters; at most"), ("zh", "最多允许")])
def test_an_address_that_is_too_long_is_said_in_the_frame(client: TestClient, language: str, said: str) -> None:
    points = ";".join(["1.25,2.5"] * 2000)
    answer = client.get(f"/embed?points={points}&run=sgd&lang={language}")
    assert answer.status_code == 414 and answer.headers["content-type"].startswith("text/html")
    assert said in answer.text and "frame-ancestors *" in answer.headers["content-security-policy"]
    link = re.search(r'<a href="(/\?[^"]*)"', answer.text)
    assert link and client.get(unescape(link[1])).status_code == 200


def test_a_forged_host_does_not_get_into_the_policy(client: TestClient) -> None:
    policy = client.get(f"/embed?{SCENE}", headers={"Host": "x; script-src *"}).headers["content-security-policy"]
    assert policy.count("script-src") == 1 and "script-src *" not in policy


def test_static_files_are_open_to_pages_without_an_origin(client: TestClient) -> None:
    html = client.get(f"/embed?{SCENE}").text
    addresses = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', html))
    assert any(".js" in address for address in addresses) and any(".css" in address for address in addresses)
    for address in (*addresses, "/static/fonts/stix-two-math.woff2", "/api/v1/trajectories?" + SCENE):
        assert client.get(address, headers={"Origin": "null"}).headers["access-control-allow-origin"] == "*", address


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("", "title player curves start zoom link"),
        ("&hide=link,start", "title player curves zoom"),
        ("&show=tabs,speed", "title player curves start zoom link speed tabs"),
        ("&hide=all", ""),
        ("&hide=all&show=player", "player"),
        ("&show=theme&show=views&hide=title", "player curves start zoom link views theme"),
    ],
)
def test_what_stays(client: TestClient, keys: str, shown: str) -> None:
    html = client.get(f"/embed?{SCENE}{keys}").text
    assert f'data-shown="{shown}"' in html
    assert block(html, "page")["shown"] == shown.split()


def test_how_it_begins(client: TestClient) -> None:
    page = block(client.get(f"/embed?{SCENE}&utm_source=mail").text, "page")
    assert (page["autoplay"], page["step"], page["layout"]) == (False, None, "overlay")
    page = block(client.get(f"/embed?{SCENE}&autoplay=1&step=7&layout=side&theme=dark&lang=zh").text, "page")
    assert (page["autoplay"], page["step"], page["layout"], page["theme"]) == (True, 7, "side", "dark")
    assert page["language"] == "zh"


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("surface=rosenbrok&run=adam", "rosenbrok"),
        ("surface=booth&run=sdg", "sdg"),
        ("run=adam", "surface"),
        (SCENE + "&step=soon", "soon"),
        (SCENE + "&step=-1", "-1"),
        (SCENE + "&autoplay=yes", "yes"),
        (SCENE + "&show=everything", "everything"),
        (SCENE + "&layout=round", "round"),
        (SCENE + "&theme=pink", "pink"),
        (SCENE + "&v=2", "v"),
        ("formula=1/x&view=-1,1,-1,1&start=0,0&run=sgd", "start"),
        ("formula=<script>alert(1)</script>&view=-1,1,-1,1&run=sgd", "<"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_broken_address_is_said_and_never_another_scene(
    client: TestClient, query: str, named: str, language: str
) -> None:
    response = client.get(f"/embed?{query}&lang={language}")
    assert response.status_code == 422
    html = response.text
    assert ("This figure cannot be shown" if language == "en" else "无法显示此图") in html
    assert named in unescape(html)
    assert "<script" not in html and 'id="first"' not in html
    assert "frame-ancestors *" in response.headers["content-security-policy"]
    link = re.search(r'<a href="(/\?[^"]*)"', html)
    assert link and client.get(unescape(link[1])).status_code == 200


def test_several_on_a_page_are_light(client: TestClient) -> None:
    assert len(client.get(f"/embed?{SCENE}").content) < 120_000


def test_without_script_there_is_the_poster(client: TestClient) -> None:
    html = client.get(f"/embed?{SCENE}&step=5&theme=dark&lang=zh").text
    picture = re.search(r'<noscript><img class="embed-poster" src="([^"]+)"', html)
    assert picture
    poster = client.get(unescape(picture[1]))
    assert poster.status_code == 200 and poster.headers["content-type"].startswith("image/svg+xml")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_about_embedding_says_every_key_and_message(client: TestClient, language: str) -> None:
    html = client.get(f"/embedding?lang={language}").text
    source = "".join((ROOT / f"static/js/embed/{name}.js").read_text("utf-8") for name in ("figure", "messages"))
    events = set(re.findall(r'tell\("(\w+)"', source)) | {"ready", "scene"}
    settable = re.search(r"SETTABLE = \{(.*?)\n\};", source, re.S)
    assert settable and len(events) == 6
    names = {*OWN, *SHOWN, *MORE, *events, *re.findall(r"^  (\w+):", settable[1], re.M), "play", "pause", "seek", "set"}
    assert not [name for name in names if f"<code>{name}</code>" not in html]
    assert "http://testserver/embed?surface=rosenbrock" in html
    # What one types is set as code.
    assert "`" not in html and "<code>allow-scripts</code>" in html and "<code>slide:start</code>" in html
