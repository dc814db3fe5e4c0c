"""Many seeds and the noise ball over HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from app.engine.address import parse
from app.engine.race import race
from app.engine.scene import canonical
from app.settings import LIMITS

BASE = "/api/v1/seeds"
BALL = "/api/v1/ball"
SCENE = "surface=quadratic&steps=40&seed=5&run=sgd:lr=0.01,noise=1&run=adam:lr=0.05,noise=1"


def asked(client: TestClient, query: str) -> dict[str, Any]:
    answer = client.get(query)
    assert answer.status_code == 200, answer.text
    assert "NaN" not in answer.text and "Infinity" not in answer.text
    body: dict[str, Any] = answer.json()
    return body


def test_each_seed_is_the_scene_with_that_seed(client: TestClient) -> None:
    answer = asked(client, f"{BASE}?{SCENE}&seeds=7")
    assert answer["seeds"] == {"first": 5, "count": 7}
    assert answer["address"] == asked(client, f"/api/v1/trajectories?{SCENE}")["address"]
    for seed in range(5, 12):
        single = race(canonical(parse(SCENE.replace("seed=5", f"seed={seed}"))))["trajectories"]
        for run, trajectory in zip(answer["runs"], single, strict=True):
            ends = {name: column[seed - 5] for name, column in run["ends"].items()}
            outcome = trajectory["outcome"]
            assert ends == {**outcome["final"], "step": outcome["step"], "kind": outcome["kind"]}


def test_columns_are_as_long_as_the_path(client: TestClient) -> None:
    answer = asked(client, f"{BASE}?{SCENE}&seeds=7")
    for run in answer["runs"]:
        columns = [*run["loss"]["quantiles"], *run["mean_path"].values(), *run["standard_error"].values()]
        assert {len(column) for column in [*columns, run["running"]]} == {41}
        assert len(run["loss"]["quantiles"]) == len(answer["quantiles"])
        assert sum(run["outcomes"].values()) == 7 == len(run["ends"]["loss"])


def test_a_scene_may_be_posted(client: TestClient) -> None:
    by_address = asked(client, f"{BASE}?{SCENE}&seeds=3")
    by_body = client.post(f"{BASE}?seeds=3", json=by_address["scene"])
    assert by_body.status_code == 200 and by_body.json() == by_address
    sweep = asked(client, f"{BALL}?{SCENE}&seeds=3&lr_count=4")
    assert client.post(f"{BALL}?seeds=3&lr_count=4", json=sweep["scene"]).json() == sweep


def test_an_answer_that_one_has_is_not_sent_again(client: TestClient) -> None:
    for query in (f"{BASE}?{SCENE}&seeds=3", f"{BALL}?{SCENE}&seeds=3&lr_count=2"):
        first = client.get(query)
        again = client.get(query, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert "public" in first.headers["cache-control"]
        assert client.get(query.replace("seeds=3", "seeds=4")).headers["etag"] != first.headers["etag"]


def test_the_sweep(client: TestClient) -> None:
    answer = asked(client, f"{BALL}?{SCENE}&seeds=5&lr_min=0.001&lr_max=0.1&lr_count=3")
    for run in answer["runs"]:
        assert run["learning_rate"] == pytest.approx([0.001, 0.01, 0.1])
        for column in ("completed", "radius", "spread", "expected", "stationary"):
            assert run[column] is None or len(run[column]) == 3
    # The run's own learning rate is the middle one: the same radius by both ways.
    own = asked(client, f"{BASE}?{SCENE}&seeds=5")["runs"][0]["ball"]
    assert answer["runs"][0]["radius"][1] == pytest.approx(own["radius"], rel=1e-9)
    assert answer["runs"][0]["stationary"][1] == pytest.approx(own["stationary"], rel=1e-9)


def test_by_default_a_sweep_is_about_the_runs_own_rate(client: TestClient) -> None:
    for run, lr in zip(asked(client, f"{BALL}?{SCENE}&seeds=2")["runs"], (0.01, 0.05), strict=True):
        rates = run["learning_rate"]
        assert rates[0] < lr < rates[-1] and rates == sorted(rates)


@pytest.mark.parametrize(
    ("query", "parameter", "said"),
    [
        (f"{BASE}?{SCENE}&seeds=0", "seeds", f"from 1 to {LIMITS.seeds}"),
        (f"{BASE}?{SCENE}&seeds={LIMITS.seeds + 1}", "seeds", f"from 1 to {LIMITS.seeds}"),
        (f"{BASE}?{SCENE}&seeds=many", "seeds", "whole number"),
        (f"{BASE}?{SCENE}&seeds=2&seeds=3", "seeds", "2 times"),
        (f"{BASE}?{SCENE}&lr_min=1", "lr_min", "not a key"),
        (f"{BASE}?surface=booth&seed=4294967295&run=sgd:noise=1&seeds=2", "seed", "4294967294"),
        (f"{BASE}?surface=booth&steps=10000&run=sgd:noise=1&seeds=200", "steps", "at most 5000 steps"),
        (f"{BALL}?{SCENE}&lr_min=0", "lr_min", "from 1e-12"),
        (f"{BALL}?{SCENE}&lr_min=x", "lr_min", "number from"),
        (f"{BALL}?{SCENE}&lr_min=0.5&lr_max=0.1", "lr_max", "above lr_min"),
        (f"{BALL}?{SCENE}&lr_max=1e11", "lr_max", "number from"),
        (f"{BALL}?{SCENE}&lr_count=1", "lr_count", "from 2 to"),
        (f"{BALL}?surface=booth&steps=5000&run=adam:noise=1&seeds=200&lr_count=100", "steps", "at most"),
    ],
)
def test_faults_name_the_key(client: TestClient, query: str, parameter: str, said: str) -> None:
    answer = client.get(query)
    assert answer.status_code == 422, answer.text[:200]
    (fault,) = answer.json()["errors"]
    assert fault["parameter"] == parameter and said in fault["detail"]
    assert fault["message"]["zh"]


def test_all_faults_come_at_once(client: TestClient) -> None:
    errors = client.get(f"{BALL}?surface=nowhere&run=sgd&seeds=x&lr_min=-1").json()["errors"]
    assert {error["parameter"] for error in errors} == {"surface", "seeds", "lr_min"}


def test_what_is_advised_is_then_allowed(client: TestClient) -> None:
    """The number of steps in the refusal is one that is taken."""
    query = "surface=booth&run=sgd:noise=1&seeds=200"
    assert client.get(f"{BASE}?{query}&steps=5001").status_code == 422
    assert client.get(f"{BASE}?{query}&steps=5000").status_code == 200
