"""The lines of a run's updates over HTTP."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from app.engine.address import parse
from app.engine.scene import canonical
from app.engine.steps import steps
from app.settings import LIMITS

BASE = "/api/v1/steps"
SCENE = "surface=rosenbrock&steps=30&run=sgd:lr=0.001&run=adam:lr=0.05"
LONG = "surface=rosenbrock&steps=3000&run=adam:lr=0.05"


def test_a_whole_number_chooses_the_run(client: TestClient) -> None:
    first, second = (client.get(f"{BASE}?{SCENE}&run={index}").json() for index in (0, 1))
    assert (first["optimizer"], second["optimizer"]) == ("sgd", "adam")
    assert client.get(f"{BASE}?{SCENE}").json() == first, "the first is the default"
    alone = canonical(parse("surface=rosenbrock&steps=30&run=adam:lr=0.05"))
    assert {name: second[name] for name in ("values", "most")} == {
        name: steps(alone, 0, 30)[name] for name in ("values", "most")
    }


def test_what_a_run_computed_does_not_depend_on_the_others(client: TestClient) -> None:
    among = client.get(f"{BASE}?{SCENE}&run=1")
    alone = client.get(f"{BASE}?surface=rosenbrock&steps=30&run=adam:lr=0.05")
    assert among.headers["etag"] == alone.headers["etag"]
    again = client.get(f"{BASE}?{SCENE}&run=1", headers={"If-None-Match": among.headers["etag"]})
    assert again.status_code == 304


def test_long_runs_come_in_windows(client: TestClient) -> None:
    first = client.get(f"{BASE}?{LONG}").json()
    assert (first["from"], first["to"], first["updates"]) == (0, LIMITS.window, 3000)
    last = client.get(f"{BASE}?{LONG}&from=2900").json()
    assert (last["from"], last["to"]) == (2900, 3000) and last["values"]["t"][0] == 2901


def test_a_scene_may_be_posted(client: TestClient) -> None:
    scene = {"problem": {"kind": "surface", "id": "rosenbrock"}, "steps": 30, "runs": [{"optimizer": "sgd"}] * 2}
    answer = client.post(f"{BASE}?run=1&from=3&to=5", json=scene)
    assert answer.status_code == 200
    assert (answer.json()["from"], answer.json()["to"]) == (3, 5)


@pytest.mark.parametrize(
    ("query", "parameter", "said"),
    [
        (f"{SCENE}&run=2", "run", "from 0 to 1"),
        (f"{SCENE}&run=-1", "run", "from 0 to 1"),
        (f"{SCENE}&run=0.5", "run", "from 0 to 1"),
        (f"{SCENE}&run=0&run=1", "run", "2 times"),
        (f"{LONG}&from=0&to=1001", "to", "1 to 1000"),
        (f"{LONG}&from=5&to=5", "to", "1 to 1000"),
        (f"{SCENE}&from=30", "to", "a run of 30"),
        (f"{SCENE}&from=x", "from", "whole number"),
        (f"{SCENE}&include=state", "include", "not a key"),
        ("surface=rosenbrock&run=0", "run", "no run"),
        ("surface=rosenbrock&start=9e99,0&run=sgd", "start", "start"),
    ],
)
def test_faults_name_the_key(client: TestClient, query: str, parameter: str, said: str) -> None:
    answer = client.get(f"{BASE}?{query}")
    assert answer.status_code == 422
    (fault,) = answer.json()["errors"]
    assert fault["parameter"] == parameter and said in fault["detail"]
    assert fault["message"]["zh"]


def test_all_faults_come_at_once(client: TestClient) -> None:
    errors = client.get(f"{BASE}?surface=nowhere&run=sgd&from=x").json()["errors"]
    assert {error["parameter"] for error in errors} == {"surface", "from"}


def test_unknown_keys_of_a_post_are_refused(client: TestClient) -> None:
    scene = {"problem": {"kind": "surface", "id": "rosenbrock"}, "runs": [{"optimizer": "sgd"}]}
    assert client.post(f"{BASE}?steps=3", json=scene).status_code == 422
