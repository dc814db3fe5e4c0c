"""The documentation: complete, in both languages, and shown without asking another host."""

from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from app.web import site
from tests.support import OpenPage

METHODS = {"get", "post"}


@pytest.fixture(scope="module", params=["en", "zh"])
def document(client: TestClient, request: pytest.FixtureRequest) -> dict[str, Any]:
    answer: dict[str, Any] = client.get(f"/api/v1/openapi.json?lang={request.param}").json()
    return answer


def operations(document: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {(path, method): operation for path, item in document["paths"].items() for method, operation in item.items()}


def test_every_route_of_the_api_is_described(document: dict[str, Any]) -> None:
    served = {
        (route.path, method.lower())
        for route in site.routes()
        if isinstance(route, Route)
        and route.path.startswith(("/api/", "/poster.", "/figure."))
        and not route.path.endswith("openapi.json")
        for method in route.methods or ()
    }
    assert not [route for route in site.routes() if isinstance(route, Mount)]
    described = set(operations(document)) - {("/healthz", "get")}
    assert described == {(path, method) for path, method in served if method in METHODS}


def test_every_parameter_and_answer_has_an_example(document: dict[str, Any]) -> None:
    for place, operation in operations(document).items():
        for parameter in operation.get("parameters", []):
            assert "example" in parameter or parameter["schema"]["examples"], (place, parameter["name"])
        for media_type, content in operation["responses"]["200"]["content"].items():
            assert "example" in content or media_type in ("application/octet-stream", "image/png"), place
        refusal = operation["responses"].get("422")
        assert refusal is None or refusal["content"]["application/problem+json"]["example"]["errors"]


def test_references_lead_somewhere(document: dict[str, Any]) -> None:
    names = set(re.findall(r"#/components/schemas/(\w+)", str(document)))
    assert names and names <= document["components"]["schemas"].keys()


def test_the_description_speaks_its_language(client: TestClient) -> None:
    english, chinese = (client.get(f"/api/v1/openapi.json?lang={each}").text for each in ("en", "zh"))
    assert "Race a scene." in english and "让一个场景开赛。" not in english
    assert "让一个场景开赛。" in chinese and "Race a scene." not in chinese
    by_header = client.get("/api/v1/openapi.json", headers={"Accept-Language": "zh-CN"})
    assert by_header.text == chinese and "Accept-Language" in by_header.headers["vary"]


def test_examples_are_answers_of_the_lab(client: TestClient, document: dict[str, Any]) -> None:
    example = document["paths"]["/api/v1/trajectories"]["get"]["responses"]["200"]["content"]["application/json"][
        "example"
    ]
    assert client.get(f"/api/v1/trajectories?{example['address']}").json() == example
    assert client.post("/api/v1/trajectories", json=example["scene"]).json() == example


@pytest.mark.browser
@pytest.mark.parametrize(("language", "summary"), [("en", "Race a scene."), ("zh", "让一个场景开赛。")])
def test_the_page_shows_every_operation(open_page: OpenPage, language: str, summary: str) -> None:
    page = open_page("/docs", language=language)
    page.get_by_text(summary).first.wait_for()
    described = page.request.get("/api/v1/openapi.json").json()
    assert page.locator(".opblock").count() == len(operations(described))
    page.get_by_text(summary).first.click()
    page.get_by_text("application/problem+json").first.wait_for()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("operation", "expected"),
    [("Server-health", '"status": "ok"'), ("Races-race", '"trajectories"'), ("Races-field", '"values"')],
)
def test_a_request_can_be_tried_on_the_page(open_page: OpenPage, operation: str, expected: str) -> None:
    page = open_page("/docs")
    page.locator(f"#operations-{operation} .opblock-summary").click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()
    page.locator(".live-responses-table").get_by_text(expected).first.wait_for(timeout=10_000)
