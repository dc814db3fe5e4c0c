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
