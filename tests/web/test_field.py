"""The loss on a grid over HTTP."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from app.catalogue import CATALOGUE

BASE = "/api/v1/field"


def asked(client: TestClient, query: str) -> dict[str, Any]:
    answer = client.get(f"{BASE}?{query}")
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def test_rows_are_of_y(client: TestClient) -> None:
    field = asked(client, "formula=x%2B100*y&view=0,2,0,1&nx=3&ny=2")
    assert field == {"x": [0, 1, 2], "y": [0, 1], "values": [[0, 1, 2], [100, 101, 102]]}


def test_the_view_is_the_problems_unless_another_is_asked_for(client: TestClient) -> None:
    view = CATALOGUE.surfaces["booth"].view
    field = asked(client, "surface=booth&nx=5&ny=4")
    assert (field["x"][0], field["x"][-1], field["y"][0], field["y"][-1]) == (*view.x, *view.y)
    other = asked(client, "surface=booth&nx=5&ny=4&view=0,4,1,2")
    assert other["x"] == [0, 1, 2, 3, 4] and (other["y"][0], other["y"][-1]) == (1, 2)
    x, y = other["x"][1], other["y"][0]
    assert other["values"][0][1] == (x + 2 * y - 7) ** 2 + (2 * x + y - 5) ** 2


def test_a_fit_has_a_field_of_its_parameters(client: TestClient) -> None:
    field = asked(client, "dataset=article&view=-1,0,2.2,3&nx=2&ny=2")
    assert field["values"][0][0] == pytest.approx(0.56, rel=1e-12)


def test_the_grid_has_a_default(client: TestClient) -> None:
    field = asked(client, "surface=sphere")
    assert len(field["x"]) == len(field["y"]) == len(field["values"]) == len(field["values"][0]) == 200


def test_what_is_not_finite_is_null(client: TestClient) -> None:
    assert asked(client, "formula=log(x)%2By&view=-1,1,0,1&nx=3&ny=2")["values"] == [[None, None, 0], [None, None, 1]]


def test_raw_floats_are_the_same_values(client: TestClient) -> None:
    query = "formula=log(x)%2By&view=-1,1,0,1&nx=9&ny=4"
    answer = client.get(f"{BASE}?{query}&format=f32")
    assert answer.headers["content-type"] == "application/octet-stream"
    values = np.frombuffer(answer.content, "<f4").reshape(4, 9)
    expected = np.array(asked(client, query)["values"], dtype=float)
    finite = np.isfinite(expected)
    np.testing.assert_array_equal(values[finite], expected[finite].astype("<f4"))
    assert not np.isfinite(values[~finite]).any()


def test_values_beyond_float32_are_infinite_and_no_mistake(client: TestClient) -> None:
    answer = client.get(f"{BASE}?formula=exp(x)*y&view=100,700,1,2&nx=2&ny=2&format=f32")
    assert answer.status_code == 200 and np.isinf(np.frombuffer(answer.content, "<f4")).any()


def test_a_constant_formula_fills_its_grid(client: TestClient) -> None:
    assert asked(client, "formula=2&view=0,1,0,1&nx=2&ny=3")["values"] == [[2, 2]] * 3


def test_the_largest_grid_is_drawn(client: TestClient) -> None:
    answer = client.get(f"{BASE}?surface=rastrigin&nx=1000&ny=1000&format=f32")
    assert len(answer.content) == 4_000_000


def test_a_point(client: TestClient) -> None:
    answer = client.get("/api/v1/point?surface=rosenbrock:b=5&at=1,2")
    assert answer.status_code == 200
    assert answer.json()["loss"] == 5.0 and answer.json()["gradient"] == {"x": -20.0, "y": 10.0}
    assert client.get("/api/v1/point?dataset=article&at=0,0").json()["at"] == {"theta_0": 0.0, "theta_1": 0.0}


@pytest.mark.parametrize(
    "query", ["surface=booth", "surface=booth&at=1", "surface=booth&at=1,a", "at=1,2", "surface=x&at=1,2"]
)
def test_a_point_that_is_none(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/v1/point?{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


# What is too long for an address is posted: the problem alone, or within its scene.

FORMULA = {"kind": "formula", "formula": "x + 100*y", "view": {"x": [0, 2], "y": [0, 1]}}
FIT = {"kind": "fit", "points": [[1, 2], [2, 3], [3, 5], [4, 7], [5, 11]], "model": "linear", "loss": "mse"}


@pytest.mark.parametrize(
    ("problem", "address", "keys"),
    [
        ({"kind": "surface", "id": "booth"}, "surface=booth", "nx=5&ny=4"),
        ({"kind": "surface", "id": "booth"}, "surface=booth", "nx=5&ny=4&view=0,4,1,2&format=f32"),
        (FORMULA, "formula=x%2B100*y&view=0,2,0,1", "nx=3&ny=2"),
        (FIT, "points=1,2;2,3;3,5;4,7;5,11", "nx=3&ny=2&view=-1,0,2,3"),
        (FIT, "points=1,2;2,3;3,5;4,7;5,11", "nx=3&ny=2&batch=2&step=1&sampling=cyclic&seed=3"),
    ],
)
def test_a_posted_problem_has_the_field_of_its_address(
    client: TestClient, problem: dict[str, Any], address: str, keys: str
) -> None:
    asked = client.get(f"{BASE}?{address}&{keys}")
    assert asked.status_code == 200
    for body in ({"problem": problem}, {"problem": problem, "steps": 9, "runs": [{"optimizer": "sgd"}]}):
        posted = client.post(f"{BASE}?{keys}", json=body)
        assert posted.status_code == 200, posted.text
        assert (posted.content, posted.headers["etag"]) == (asked.content, asked.headers["etag"])


def test_beside_a_body_the_view_is_the_fields_for_a_formula_too(client: TestClient) -> None:
    posted = client.post(f"{BASE}?nx=2&ny=2&view=0,1,0,1", json={"problem": FORMULA}).json()
    assert (posted["x"], posted["y"], posted["values"]) == ([0, 1], [0, 1], [[0, 1], [100, 101]])


@pytest.mark.parametrize(("problem", "address"), [(FIT, "dataset=article"), (FORMULA, "formula=x%2B100*y")])
def test_a_posted_problem_has_the_point_of_its_address(
    client: TestClient, problem: dict[str, Any], address: str
) -> None:
    posted = client.post("/api/v1/point?at=1,2", json={"problem": problem})
    assert posted.status_code == 200 and posted.content == client.get(f"/api/v1/point?{address}&at=1,2").content


def test_ten_thousand_points_have_terrain(client: TestClient) -> None:
    points = [[index / 1000, index / 500 + index % 7 / 3] for index in range(10_000)]
    body = {"problem": {"kind": "fit", "points": points}}
    field = client.post(f"{BASE}?nx=2&ny=2&view=0,1,0,2", json=body).json()
    expected = sum((2 * x - y) ** 2 for x, y in points) / len(points)
    assert field["values"][1][0] == pytest.approx(expected, rel=1e-12)
    here = client.post("/api/v1/point?at=0,2", json=body).json()
    assert here["loss"] == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("body", "pointer", "words"),
    [
        ({"problem": {"kind": "fit", "points": [[1, 2], [2, "b"]]}}, "/problem/points/1/1", "number"),
        ({"problem": {"kind": "surface", "id": "boot"}}, "/problem/id", "Did you mean booth?"),
        ({"problem": FIT, "runs": [{"optimizer": "adm"}]}, "/runs/0/optimizer", "Did you mean"),
        ({"problem": FIT, "steps": 3}, "/runs", "runs"),
        ({"kind": "surface", "id": "booth"}, "/problem", "problem"),
        ({"problem": FIT | {"points": [[1, 2]] * 10_001}}, "/problem/points", "10000"),
        ([1], "", ""),
        ({}, "/problem", "problem"),
    ],
)
@pytest.mark.parametrize("path", [f"{BASE}?nx=2&ny=2", "/api/v1/point?at=1,2"])
def test_what_a_posted_problem_may_not_be(client: TestClient, path: str, body: Any, pointer: str, words: str) -> None:
    answer = client.post(path, json=body)
    assert answer.status_code == 422 and answer.headers["content-type"] == "application/problem+json"
    error = answer.json()["errors"][0]
    assert error.get("pointer", "") == pointer and words in error["message"]["en"] and error["message"]["zh"]


def test_a_body_has_the_problem_and_the_address_only_the_rest(client: TestClient) -> None:
    for path, keys in ((BASE, "batch"), ("/api/v1/point", "at")):
        answer = client.post(f"{path}?surface=booth&at=1,2", json={"problem": FIT})
        parameters = {error["parameter"] for error in answer.json()["errors"] if "parameter" in error}
        assert answer.status_code == 422 and "surface" in parameters and keys in answer.json()["detail"]
        assert client.post(f"{path}?at=1,2", content="").status_code == 400
        assert client.post(f"{path}?at=1,2", data={"a": "b"}).status_code == 415
        assert client.post(f"{path}?at=1,2", content=b"[" + b"1," * 600_000).status_code == 413


def test_a_field_too_large_says_how_large_it_may_be(client: TestClient) -> None:
    points = [[index / 1000, index / 500] for index in range(10_000)]
    answer = client.post(f"{BASE}?nx=300&ny=200", json={"problem": {"kind": "fit", "points": points, "loss": "huber"}})
    error = answer.json()["errors"][0]
    assert (answer.status_code, error["parameter"]) == (422, "nx") and "at most" in error["message"]["en"]
    scene = {"problem": {"kind": "fit", "points": points, "loss": "huber"}, "steps": 1, "runs": [{"optimizer": "sgd"}]}
    most = client.post("/api/v1/trajectories", json=scene).json()["problem"]["field_cells"]
    assert f"at most {most} cells" in error["message"]["en"] and most < 60_000
