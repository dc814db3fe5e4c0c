"""What every answer of the server has in common: caching, CORS, headers, methods, sizes, static files."""

from __future__ import annotations

import http.client
import json
import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import LIMITS
from app.web.caching import Bodies, encoded, names
from app.web.headers import content_security_policy
from app.web.language import preferred
from app.web.static import asset_url, import_map

RACE = "/api/v1/trajectories?surface=booth&steps=5&run=adam"
FIELD = "/api/v1/field?surface=booth&nx=4&ny=3"
CACHED = [
    RACE,
    f"{RACE}&format=csv",
    f"{RACE}&include=state",
    FIELD,
    f"{FIELD}&format=f32",
    "/api/v1/optimizers",
    "/api/v1/surfaces/booth",
    "/api/v1/openapi.json",
]
EVERYWHERE = [*CACHED, "/", "/docs", "/healthz", "/static/js/docs.js", "/nowhere", "/api/v1/optimizers/nobody"]


@pytest.mark.parametrize("path", CACHED)
def test_answers_have_strong_tags_and_any_cache_may_keep_them(client: TestClient, path: str) -> None:
    first, second = client.get(path), client.get(path)
    assert first.headers["etag"] == second.headers["etag"] and first.content == second.content
    assert first.headers["etag"].startswith('"')
    assert first.headers["cache-control"].startswith("public")


@pytest.mark.parametrize("path", CACHED)
def test_what_is_known_is_not_sent_again(client: TestClient, path: str) -> None:
    tag = client.get(path).headers["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        answer = client.get(path, headers={"If-None-Match": known})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["etag"] == tag and answer.headers["cache-control"].startswith("public")
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200
    assert client.head(path, headers={"If-None-Match": tag}).status_code == 304


def test_answers_that_differ_have_tags_that_differ(client: TestClient) -> None:
    assert len({client.get(path).headers["etag"] for path in CACHED}) == len(CACHED)


def test_a_post_has_the_tag_of_the_same_question(client: TestClient) -> None:
    by_address = client.get(RACE)
    by_body = client.post("/api/v1/trajectories", json=by_address.json()["scene"])
    assert by_body.content == by_address.content
    assert by_body.headers["etag"] == by_address.headers["etag"]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_head_is_get_without_a_body(client: TestClient, path: str) -> None:
    get, head = client.get(path), client.head(path)
    assert head.status_code == get.status_code and head.content == b""
    kept = ("content-type", "content-length", "etag", "cache-control")
    assert {name: head.headers.get(name) for name in kept} == {name: get.headers.get(name) for name in kept}


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_is_guarded_and_open_to_other_origins(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert policy["style-src"] == policy["connect-src"] == policy["font-src"] == policy["frame-ancestors"] == "'self'"
    assert policy["img-src"] == "'self' data: blob:"
    assert policy["script-src"].startswith("'self'") and "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in headers
    assert "ETag" in headers["access-control-expose-headers"]


def test_a_preflight_is_let_through(client: TestClient) -> None:
    asked = {
        "Origin": "https://course.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    answer = client.options("/api/v1/trajectories", headers=asked)
    assert answer.status_code == 204
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert "content-type" in answer.headers["access-control-allow-headers"].lower()
    assert answer.headers["access-control-allow-origin"] == "*"


def test_a_policy_allows_the_import_map_and_whom_it_names() -> None:
    policy = content_security_policy(["sha256-abc="], "*")
    assert "script-src 'self' 'sha256-abc='" in policy and policy.endswith("frame-ancestors *")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", "/api/v1/trajectories", {"GET", "HEAD", "POST"}),
        ("PUT", "/api/v1/optimizers", {"GET", "HEAD"}),
        ("PUT", "/api/v1/field", {"GET", "HEAD", "POST"}),
        ("POST", "/api/v1/formula", {"GET", "HEAD"}),
        ("POST", "/healthz", {"GET", "HEAD"}),
        ("OPTIONS", "/api/v1/trajectories", {"GET", "HEAD", "POST"}),
    ],
)
def test_other_methods_are_told_which_there_are(client: TestClient, method: str, path: str, allowed: set[str]) -> None:
    answer = client.request(method, path)
    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(answer.headers["allow"].split(", ")) == allowed
    assert method in answer.json()["detail"]


def test_health(client: TestClient) -> None:
    answer = client.get("/healthz")
    assert answer.json()["status"] == "ok" and answer.json()["version"]
    assert answer.headers["cache-control"] == "no-store"


def test_a_long_address_is_refused_with_another_way(client: TestClient) -> None:
    points = ";".join(["1.25,2.5"] * 2000)
    answer = client.get(f"/api/v1/trajectories?points={points}&run=sgd")
    assert answer.status_code == 414 and "POST" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("content", "declared", "status", "named"),
    [
        (b"", "application/json", 400, "empty"),
        (b"{", "application/json", 400, "line 1, column 2"),
        (b'{"steps": NaN}', "application/json", 400, "NaN"),
        (b'{"steps": Infinity}', "application/json", 400, "JSON"),
        (b'{"steps": 1, "steps": 2}', "application/json", 400, '"steps"'),
        (b'{"problem": {"id": 1, "id": 2}}', "application/json", 400, '"id"'),
        (b'{"problem": "\\ud800"}', "application/json", 400, "JSON"),
        (b'{"problem": "\xff"}', "application/json", 400, "JSON"),
        (b"\xef\xbb\xbf{}", "application/json", 400, "JSON"),
        (b"[" * 100_000, "application/json", 400, "JSON"),
        (b"[" * 1010 + b"]" * 1010, "application/json", 400, "deep"),
        (b'{"a":' * 5000 + b"1" + b"}" * 5000, "application/json", 400, "JSON"),
        (b"surface=booth&run=adam", "application/x-www-form-urlencoded", 415, "application/json"),
        (b"{}", "text/plain", 415, "text/plain"),
        (b"{}", "multipart/form-data", 415, "multipart/form-data"),
        (b"{}", "application/json; charset=utf-8", 422, "problem"),
        (b"{}", "application/scene+json", 422, "problem"),
    ],
)
def test_a_body_that_cannot_be_read(client: TestClient, content: bytes, declared: str, status: int, named: str) -> None:
    answer = client.post("/api/v1/trajectories", content=content, headers={"Content-Type": declared})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert named in answer.json()["detail"]
    assert answer.json()["message"]["zh"]


def test_a_body_that_is_too_large(client: TestClient) -> None:
    answer = client.post("/api/v1/trajectories", content=b" " * (LIMITS.body_bytes + 1))
    assert answer.status_code == 413 and str(LIMITS.body_bytes) in answer.json()["detail"]
    answer = client.post("/api/v1/trajectories", content=b" " * LIMITS.body_bytes)
    assert answer.status_code == 400


def test_a_body_that_is_too_large_in_chunks(server: str) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(40):
            yield b" " * 65_536

    connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=20)
    headers = {"Content-Type": "application/json", "Transfer-Encoding": "chunked"}
    connection.request("POST", "/api/v1/trajectories", chunks(), headers, encode_chunked=True)
    answer = connection.getresponse()
    assert answer.status == 413
    assert json.loads(answer.read())["status"] == 413
    connection.close()


def test_a_client_that_asks_first_is_told_before_it_sends(server: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=20)
    connection.putrequest("POST", "/api/v1/trajectories")
    connection.putheader("Expect", "100-continue")
    connection.putheader("Content-Length", str(LIMITS.body_bytes * 100))
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


def test_a_mistake_of_the_lab_is_admitted_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    def broken(_: Request) -> Response:
        raise RuntimeError("a secret")

    app = create_app()
    app.router.routes.insert(0, Route("/broken", broken))
    with caplog.at_level(logging.ERROR):
        answer = TestClient(app).get("/broken")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "secret" not in answer.text and answer.json()["message"]["zh"]
    assert "RuntimeError: a secret" in caplog.text


def test_static_files_are_kept_for_ever_under_their_hash_only(client: TestClient) -> None:
    url = asset_url("js/docs.js")
    assert "immutable" in client.get(url).headers["cache-control"]
    for other in (url.split("?")[0], f"{url}0", url.replace("?v=", "?w="), f"{url}&v=1"):
        answer = client.get(other)
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-cache")
    tag = client.get(url).headers["etag"]
    again = client.get(url, headers={"If-None-Match": tag})
    assert again.status_code == 304 and "immutable" in again.headers["cache-control"]


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("js/docs.js", "text/javascript"),
        ("css/docs.css", "text/css"),
        ("fonts/stix-two-math.woff2", "font/woff2"),
        ("package.json", "application/json"),
    ],
)
def test_static_files_say_what_they_are(client: TestClient, name: str, media_type: str) -> None:
    assert client.get(f"/static/{name}").headers["content-type"].split(";")[0] == media_type


@pytest.mark.parametrize(
    "path", ["/static/%2e%2e/pyproject.toml", "/static/js", "/static/nothing.js", "/static/%00", "/static/"]
)
def test_nothing_else_is_served(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404 and answer.headers["content-type"] == "application/problem+json"


def test_the_import_map_names_every_module_by_its_content(client: TestClient) -> None:
    imports = import_map()["imports"]
    assert imports["#app/docs.js"] == asset_url("js/docs.js")
    assert all("immutable" in client.get(url).headers["cache-control"] for url in list(imports.values())[:5])


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "en"),
        ("", "en"),
        ("*", "en"),
        ("fr", "en"),
        ("zh", "zh"),
        ("zh-Hant-TW", "zh"),
        ("en-GB,zh;q=0.9", "en"),
        ("fr, zh;q=0.5, en;q=0.4", "zh"),
        ("zh;q=0, en;q=0.1", "en"),
        ("zh;q=high", "en"),
        ("zh,en", "zh"),
        ("en,zh", "en"),
    ],
)
def test_the_preferred_language(header: str | None, language: str) -> None:
    assert preferred(header) == language


def test_tags_are_compared_as_the_rfc_says() -> None:
    assert names('"a"', '"a"') and names('W/"a"', '"a"') and names('"b" , "a"', '"a"') and names(" * ", '"a"')
    assert not names('"b"', '"a"') and not names("", '"a"') and not names("a", '"a"')


def test_bodies_are_kept_within_entries_and_bytes() -> None:
    made: list[Any] = []

    def ask(bodies: Bodies, key: str, size: int) -> None:
        def make() -> Any:
            made.append(key)
            return encoded(b"x" * size)

        bodies.get(key, make)

    few = Bodies(entries=2, size=1000)
    for key in "abacab":
        ask(few, key, 10)
    assert made == ["a", "b", "c", "b"]
    made.clear()
    small = Bodies(entries=100, size=25)
    for key, size in (("a", 10), ("b", 10), ("a", 10), ("c", 10), ("a", 10), ("b", 10), ("huge", 26), ("huge", 26)):
        ask(small, key, size)
    assert made == ["a", "b", "c", "b", "huge", "huge"]
