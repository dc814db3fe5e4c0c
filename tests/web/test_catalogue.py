"""The catalogue over HTTP: what the contract promises of each kind."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from app.catalogue import CATALOGUE

KINDS = ["optimizers", "surfaces", "schedules", "datasets", "models", "losses"]


def items(client: TestClient, kind: str) -> list[dict[str, Any]]:
    answer = client.get(f"/api/v1/{kind}")
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/json"
    assert list(answer.json()) == ["items"]
    listed: list[dict[str, Any]] = answer.json()["items"]
    return listed


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_is_the_catalogue_in_its_order(client: TestClient, kind: str) -> None:
    listed = items(client, kind)
    assert [item["id"] for item in listed] == list(getattr(CATALOGUE, kind))
    for item in listed:
        for words in (item["name"], item["idea"]):
            assert words["en"] and words["zh"]


@pytest.mark.parametrize("kind", KINDS)
def test_an_item_is_the_one_of_the_list(client: TestClient, kind: str) -> None:
    for item in items(client, kind):
        assert client.get(f"/api/v1/{kind}/{item['id']}").json() == item


def test_optimizers_say_how_each_framework_has_them(client: TestClient) -> None:
    for item in items(client, "optimizers"):
        optimizer = CATALOGUE.optimizers[item["id"]]
        described = {each["name"]: each for each in item["hyperparameters"]}
        for each in described.values():
            assert each["minimum"] <= each["default"] <= each["maximum"]
            assert each["symbol"] and each["scale"] in ("linear", "log", "integer", "switch")
            assert each["description"]["en"] and each["description"]["zh"]
        assert [framework["id"] for framework in item["frameworks"]] == [v.framework for v in optimizer.variants]
        for framework, variant in zip(item["frameworks"], optimizer.variants, strict=True):
            assert framework["defaults"] == dict(variant.defaults) and framework["defaults"].keys() <= described.keys()
            assert framework["rule"] == variant.rule and framework["call"] == variant.call
            assert framework["differs"]["en"] and framework["differs"]["zh"]
            ElementTree.fromstring(framework["mathml"])
        assert (item["rule"], item["mathml"]) == (item["frameworks"][0]["rule"], item["frameworks"][0]["mathml"])
        assert {"authors", "year", "title", "url"} <= item["paper"].keys()


def test_surfaces_say_where_they_are_lowest(client: TestClient) -> None:
    for item in items(client, "surfaces"):
        assert {"formula", "group", "source", "saddles"} <= item.keys()
        ElementTree.fromstring(item["mathml"])
        (left, right), (bottom, top) = item["view"]["x"], item["view"]["y"]
        assert left < right and bottom < top and len(item["start"]) == 2
        assert item["lesson"]["en"] and item["lesson"]["zh"]
        assert all({"x", "y", "value"} <= minimum.keys() for minimum in item["minima"])


def test_schedules_list_all_that_they_take(client: TestClient) -> None:
    for item in items(client, "schedules"):
        ElementTree.fromstring(item["mathml"])
        names = [parameter["name"] for parameter in item["parameters"]]
        assert names[-1] == "warmup" and len(set(names)) == len(names)
        parameters = {parameter["name"]: parameter["default"] for parameter in item["parameters"]}
        scene = {
            "problem": {"kind": "surface", "id": "booth"},
            "runs": [{"optimizer": "sgd", "schedule": {"id": item["id"], "parameters": parameters}}],
            "steps": 2,
        }
        assert client.post("/api/v1/trajectories", json=scene).status_code == 200


def test_data_models_and_losses(client: TestClient) -> None:
    article = next(item for item in items(client, "datasets") if item["id"] == "article")
    assert article["points"] == [[1, 2], [2, 3], [3, 5], [4, 7], [5, 11]]
    linear = next(item for item in items(client, "models") if item["id"] == "linear")
    assert linear["parameters"] == ["theta_0", "theta_1"] and linear["start"] == [0, 0]
    assert any(item["id"] == "mse" for item in items(client, "losses"))
    for item in (*items(client, "models"), *items(client, "losses")):
        ElementTree.fromstring(item["mathml"])
