"""Trajectories over HTTP: the shape and the numbers that the contract promises, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import math
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.engine.address import format, parse
from app.engine.race import race
from app.engine.scene import canonical

BASE = "/api/v1/trajectories"
ARTICLE = "dataset=article&start=0,0&steps=1000&run=sgd:lr=0.01"


def asked(client: TestClient, query: str) -> dict[str, Any]:
    answer = client.get(f"{BASE}?{query}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert "NaN" not in answer.text and "Infinity" not in answer.text
    body: dict[str, Any] = answer.json()
    return body


def test_the_answer_has_the_shape_of_the_contract(client: TestClient) -> None:
    answer = asked(
        client, "surface=rosenbrock&steps=20&run=adam:lr=0.05&run=sgd:lr=0.001,framework=keras~cosine:t_max=20"
    )
    assert answer["problem"]["parameters"] == ["x", "y"] and answer["problem"]["minimum"] == 0
    assert [run["optimizer"] for run in answer["trajectories"]] == ["adam", "sgd"]
    assert [run["framework"] for run in answer["trajectories"]] == ["pytorch", "keras"]
    for run in answer["trajectories"]:
        assert len(run["path"]["x"]) == len(run["path"]["y"]) == len(run["loss"]) == len(run["gradient_norm"]) == 21
        assert len(run["learning_rate"]) == 20
        assert [run["path"]["x"][0], run["path"]["y"][0]] == answer["scene"]["start"]
        assert run["evaluations"] == {"gradient": 20, "loss": 0}
        assert {"kind", "step", "message"} <= run["outcome"].keys()
        assert run["outcome"]["message"]["en"] and run["outcome"]["message"]["zh"]
        assert "gradient" not in run and "state" not in run


def test_the_numbers_are_the_engines_to_the_last_digit(client: TestClient) -> None:
    query = "surface=himmelblau&steps=50&seed=3&run=rmsprop:lr=0.01,noise=0.5&run=adam:lr=0.1"
    answer = asked(client, f"{query}&include=gradient,state")
    expected = race(canonical(parse(query)), frozenset({"gradient", "state"}))
    assert answer["trajectories"] == expected["trajectories"]
    assert answer["problem"] == expected["problem"]


def test_the_lessons_numbers_by_get_and_by_post(client: TestClient) -> None:
    (run,) = asked(client, ARTICLE)["trajectories"]
    scene = {
        "problem": {"kind": "fit", "points": [[1, 2], [2, 3], [3, 5], [4, 7], [5, 11]]},
        "steps": 1000,
        "runs": [{"optimizer": "sgd", "hyperparameters": {"lr": 0.01}}],
    }
    (posted,) = client.post(BASE, json=scene).json()["trajectories"]
    assert posted["path"] == run["path"]
    assert run["path"]["theta_0"][-1] == pytest.approx(-0.9494488934269667, rel=1e-12)
    assert run["path"]["theta_1"][-1] == pytest.approx(2.18599815406887, rel=1e-12)
    assert run["loss"][-1] == pytest.approx(0.5604651301247262, rel=1e-12)


def test_the_scene_of_an_answer_asks_for_the_same_answer(client: TestClient) -> None:
    query = "formula=x**2%2B10*y**2&view=-3,3,-2,2&run=momentum~step:step_size=9,warmup=3"
    answer = asked(client, query)
    assert answer["address"] == format(parse(query))
    assert asked(client, answer["address"]) == answer
    assert client.post(BASE, json=answer["scene"]).json() == answer
    assert answer["scene"]["runs"][0]["schedule"]["parameters"] == {"step_size": 9, "gamma": 0.1, "warmup": 3}


def test_further_columns(client: TestClient) -> None:
    plain = asked(client, "surface=booth&steps=4&run=adam&run=sgd")
    with_both = asked(client, "surface=booth&steps=4&run=adam&run=sgd&include=gradient,state")
    again = asked(client, "surface=booth&steps=4&run=adam&run=sgd&include=state&include=gradient")
    assert with_both == again
    for run, more in zip(plain["trajectories"], with_both["trajectories"], strict=True):
        assert {key: more[key] for key in run} == run
        norms = [math.hypot(x, y) for x, y in zip(more["gradient"]["x"], more["gradient"]["y"], strict=True)]
        assert norms == pytest.approx(run["gradient_norm"], rel=1e-14)
    adam, sgd = (run["state"] for run in with_both["trajectories"])
    assert len(adam["m"]["x"]) == len(adam["v"]["y"]) == 5 and sgd == {}
    only_state = asked(client, "surface=booth&steps=4&run=adam&include=state")["trajectories"][0]
    assert "state" in only_state and "gradient" not in only_state


def test_a_run_that_diverges_is_an_answer(client: TestClient) -> None:
    (run,) = asked(client, "dataset=article&start=0,0&steps=1000&run=sgd:lr=0.2")["trajectories"]
    outcome = run["outcome"]
    assert outcome["kind"] == "diverged"
    assert outcome["step"] == len(run["loss"]) - 1 < 1000
    assert len(run["learning_rate"]) == outcome["step"]
    assert all(map(math.isfinite, run["loss"]))


def test_a_posted_scene_may_have_a_format_and_columns(client: TestClient) -> None:
    scene = {"problem": {"kind": "surface", "id": "booth"}, "runs": [{"optimizer": "adam"}], "steps": 3}
    answer = client.post(f"{BASE}?format=csv&include=state", json=scene)
    assert answer.headers["content-type"].startswith("text/csv")
    assert "state_m_x" in answer.text.splitlines()[0]


def test_a_posted_scene_needs_no_content_type(client: TestClient) -> None:
    body = b'{"problem": {"kind": "surface", "id": "booth"}, "runs": [{"optimizer": "adam"}]}'
    assert client.post(BASE, content=body).status_code == 200


def rows(client: TestClient, query: str) -> list[dict[str, str]]:
    answer = client.get(f"{BASE}?{query}&format=csv")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert answer.headers["content-disposition"] == 'inline; filename="descent-lab.csv"'
    lines = answer.content.decode().split("\r\n")
    assert lines[-1] == "" and all(line and "\n" not in line for line in lines[:-1])
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))


def test_csv_has_a_record_for_each_point(client: TestClient) -> None:
    query = "surface=rosenbrock&steps=6&run=adam:lr=0.05~cosine:t_max=6&run=sgd:lr=0.001,framework=optax"
    table = rows(client, query)
    answer = asked(client, query)
    assert list(table[0]) == [
        *("run", "optimizer", "framework", "step", "x", "y"),
        *("loss", "gradient_norm", "learning_rate"),
    ]
    assert len(table) == 14
    for number, run in enumerate(answer["trajectories"], start=1):
        own = [row for row in table if row["run"] == str(number)]
        assert {(row["optimizer"], row["framework"]) for row in own} == {(run["optimizer"], run["framework"])}
        assert [int(row["step"]) for row in own] == list(range(7))
        assert [float(row["x"]) for row in own] == run["path"]["x"]
        assert [float(row["loss"]) for row in own] == run["loss"]
        assert own[0]["learning_rate"] == ""
        assert [float(row["learning_rate"]) for row in own[1:]] == run["learning_rate"]


def test_csv_has_further_columns_and_gaps(client: TestClient) -> None:
    table = rows(client, "dataset=article&steps=2&run=sgd&run=adam&include=gradient,state")
    assert {"theta_0", "theta_1", "gradient_theta_0", "state_m_theta_1"} <= table[0].keys()
    assert table[0]["state_m_theta_0"] == "" and float(table[-1]["state_m_theta_0"]) != 0
    assert all(row["gradient_theta_0"] for row in table)


def test_csv_of_runs_that_end_at_different_steps(client: TestClient) -> None:
    table = rows(client, "dataset=article&start=0,0&steps=300&run=sgd:lr=0.2&run=sgd:lr=0.01")
    lengths = [sum(row["run"] == number for row in table) for number in "12"]
    assert lengths[0] < lengths[1] == 301


def test_csv_has_the_further_curves_of_a_run(client: TestClient) -> None:
    query = "surface=booth&steps=12&run=adam:lr=0.1~~lookahead&run=sgd"
    tracks = asked(client, query)["trajectories"][0]["tracks"]
    table = rows(client, query)
    for name, columns in tracks.items():
        assert [float(row[f"track_{name}_x"]) for row in table[:13]] == columns["x"]
        assert {row[f"track_{name}_x"] for row in table[13:]} == {""}
    assert tracks
