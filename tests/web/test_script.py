"""Scripts over HTTP: targets, languages, runs, refusals, caching."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

from app.engine.address import parse
from app.exports.scripts.plan import plan_of
from app.exports.scripts.targets import TARGETS, script_of

BASE = "/api/v1/script"
SCENE = "surface=rosenbrock&start=-1.5,2.5&steps=50&run=adam:lr=0.05&run=sgd:lr=0.001,framework=keras"


def test_get_and_post_give_the_script_of_the_run_that_is_named(client: TestClient) -> None:
    answer = client.get(f"{BASE}?{SCENE}&run=1&target=keras&lang=zh")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/x-python; charset=utf-8"
    assert answer.headers["content-disposition"] == 'inline; filename="sgd_keras.py"'
    assert answer.text == script_of(plan_of(parse(SCENE), 1), "keras", "zh").text
    posted = client.post(f"{BASE}?run=1&target=keras&lang=zh", json=parse(SCENE).model_dump())
    assert posted.text == answer.text


def test_numpy_and_the_first_run_are_the_defaults(client: TestClient) -> None:
    answer = client.get(f"{BASE}?{SCENE}")
    assert answer.text == client.get(f"{BASE}?{SCENE}&run=0&target=numpy&lang=en").text
    compile(answer.text, "script", "exec")


def test_the_notebook_is_json(client: TestClient) -> None:
    answer = client.get(f"{BASE}?{SCENE}&target=notebook")
    assert answer.headers["content-type"] == "application/x-ipynb+json"
    assert 'filename="adam_notebook.ipynb"' in answer.headers["content-disposition"]
    assert json.loads(answer.text)["nbformat"] == 4


def test_a_script_is_cached_by_its_tag(client: TestClient) -> None:
    answer = client.get(f"{BASE}?{SCENE}")
    again = client.get(f"{BASE}?{SCENE}", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304 and "public" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    ("query", "parameter", "said"),
    [
        (f"{SCENE}&target=tensorflow", "target", "numpy"),
        (f"{SCENE}&target=keras", "target", "framework=keras"),
        (f"{SCENE}&run=2", "run", "0 to 1"),
        (f"{SCENE}&run=0&run=1", "run", "2 times"),
        (f"{SCENE}&lang=fr", "lang", "en or zh"),
        ("surface=rosenbrock&target=numpy", "run", "no run"),
        (f"{SCENE}&nonsense=1", "nonsense", "target"),
    ],
)
def test_what_cannot_be_written_is_refused_with_what_can(
    client: TestClient, query: str, parameter: str, said: str
) -> None:
    answer = client.get(f"{BASE}?{query}")
    assert answer.status_code == 422 and answer.headers["content-type"] == "application/problem+json"
    (fault,) = [each for each in answer.json()["errors"] if each.get("parameter") == parameter]
    assert said in fault["message"]["en"] and fault["message"]["zh"]


def test_a_persons_formula_cannot_leave_its_place(client: TestClient) -> None:
    for formula in ("x**2 + y**2 # \n", "x**2\n+ y**2", "ｘ＾２ + y²", "x**2 + y**2\n\n"):
        answer = client.get(BASE, params={"formula": formula, "view": "-1,1,-1,1", "run": "sgd"})
        if answer.status_code == 200:
            compile(answer.text, "script", "exec")
            assert answer.text.count("def loss") == 1
        else:
            assert answer.status_code == 422


def test_every_target_is_offered(client: TestClient) -> None:
    assert set(TARGETS) == {"numpy", "pytorch", "keras", "optax", "notebook"}
