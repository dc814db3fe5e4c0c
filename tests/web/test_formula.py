"""A formula, asked about while it is being typed."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from app.settings import LIMITS

BASE = "/api/v1/formula"


def asked(client: TestClient, **query: str) -> dict[str, Any]:
    answer = client.get(BASE, params=query)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def test_a_formula_is_printed(client: TestClient) -> None:
    found = asked(client, text="x^2 + 3*y**2")
    assert found["ok"] and "defined" not in found and "errors" not in found
    assert found["mathml"].startswith("<math") and found["mathml"].count("<msup>") == 2


@pytest.mark.parametrize(
    ("text", "line", "column", "length"),
    [("x**2 + 3y", 1, 8, 2), ("x +\n* y", 2, 1, 1), ("  x + foo(y)", 1, 7, 3), ("", 1, 1, 1)],
)
def test_what_is_wrong_is_an_answer_with_its_place(
    client: TestClient, text: str, line: int, column: int, length: int
) -> None:
    found = asked(client, text=text)
    assert not found["ok"]
    (fault,) = found["errors"]
    assert (fault["line"], fault["column"], fault["length"]) == (line, column, length)
    assert fault["message"]["en"] and fault["message"]["zh"]


def test_a_hint_stands_by_itself(client: TestClient) -> None:
    (fault,) = asked(client, text="x**2 + 3y")["errors"]
    assert "3*y" in fault["hint"]["en"] and "3*y" in fault["hint"]["zh"]


def test_other_names_than_x_and_y(client: TestClient) -> None:
    found = asked(client, text="theta_0 + theta_1*x**2", names="theta_0,theta_1,x", at="1,2,3")
    assert found["ok"] and found["defined"] and "θ" in found["mathml"]
    assert not asked(client, text="x + y", names="theta_0,theta_1,x")["ok"]


@pytest.mark.parametrize(("at", "defined"), [("1,0", True), ("-1,0", False), ("0,0", False)])
def test_whether_it_is_defined_at_a_point(client: TestClient, at: str, defined: bool) -> None:
    assert asked(client, text="log(x) + y", at=at)["defined"] is defined


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ({}, "text"),
        ({"text": "x", "names": "x"}, "names"),
        ({"text": "x", "names": "x,x"}, "names"),
        ({"text": "x", "names": "sin,x"}, "names"),
        ({"text": "x", "names": "pi,x"}, "names"),
        ({"text": "x", "names": "x,__import__('os')"}, "names"),
        ({"text": "x", "at": "1"}, "at"),
        ({"text": "x", "at": "a,b"}, "at"),
        ({"text": "x", "formula": "y"}, "formula"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(client: TestClient, query: dict[str, str], key: str) -> None:
    answer = client.get(BASE, params=query)
    assert answer.status_code == 422
    assert key in {fault["parameter"] for fault in answer.json()["errors"]}


@pytest.mark.parametrize(
    "text", ["__import__('os')", "x" * (LIMITS.formula_characters + 1), "((((" * 60, "\ud800x", "9**9**9**x"]
)
def test_nothing_that_is_typed_breaks_it(client: TestClient, text: str) -> None:
    answer = client.get(BASE, params={"text": text.encode("utf-8", "replace").decode()})
    assert answer.status_code == 200 and isinstance(answer.json()["ok"], bool)


def test_the_answer_may_be_kept(client: TestClient) -> None:
    first = client.get(BASE, params={"text": "x*y"})
    again = client.get(BASE, params={"text": "x*y"}, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_the_race_on_a_formula_prints_it_too(client: TestClient) -> None:
    query = "formula=x**2%2By**2&view=-1,1,-1,1&run=sgd&steps=1"
    problem = client.get(f"/api/v1/trajectories?{query}").json()["problem"]
    assert problem["mathml"] == asked(client, text="x**2+y**2")["mathml"]
