"""The search for learning rates over HTTP."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from app.settings import LIMITS

BASE = "/api/v1/tune"
SCENE = "surface=booth&steps=20&run=sgd:lr=0.01&run=adam"


def test_every_run_has_its_curve_and_its_sentence(client: TestClient) -> None:
    answer = client.get(f"{BASE}?{SCENE}&budget=10")
    assert answer.status_code == 200
    body = answer.json()
    assert (body["budget"], body["score"], body["range"]) == (10, "final", list(LIMITS.rates))
    assert [each["optimizer"] for each in body["runs"]] == ["sgd", "adam"]
    assert all(each["message"]["en"] and each["message"]["zh"] for each in body["runs"])
    again = client.get(f"{BASE}?{SCENE}&budget=10", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    scene = {
        "problem": {"kind": "surface", "id": "booth"},
        "steps": 20,
        "runs": [{"optimizer": "sgd", "hyperparameters": {"lr": 0.01}}, {"optimizer": "adam"}],
    }
    assert client.post(f"{BASE}?budget=10", json=scene).content == answer.content


def test_the_default_budget(client: TestClient) -> None:
    body = client.get(f"{BASE}?{SCENE}&score=best").json()
    assert len(body["runs"][0]["rates"]) == body["budget"] == 25 and body["score"] == "best"


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("budget=7", "budget"),
        ("budget=101", "budget"),
        ("budget=ten", "budget"),
        ("score=worst", "score"),
        ("rate=1", "rate"),
    ],
)
def test_faults_name_the_key(client: TestClient, query: str, parameter: str) -> None:
    answer = client.get(f"{BASE}?{SCENE}&{query}")
    assert answer.status_code == 422
    assert [error["parameter"] for error in answer.json()["errors"]] == [parameter]


def test_too_long_a_search_is_refused(client: TestClient) -> None:
    answer = client.get(f"{BASE}?surface=booth&steps=10000&budget=100&{'&'.join(['run=adam'] * 16)}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/steps"
