"""Bad inputs: each is a 4xx problem+json that names the field and what is allowed, in both languages, at once."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any, Final

import pytest
from starlette.testclient import TestClient

RACE: Final = "/api/v1/trajectories"
FIELD: Final = "/api/v1/field"
ADAM: Final = {"optimizer": "adam"}
BOOTH: Final = {"kind": "surface", "id": "booth"}


def body(**changes: Any) -> str:
    return json.dumps({"problem": BOOTH, "runs": [ADAM], **changes})


def formula(text: str) -> str:
    return body(problem={"kind": "formula", "formula": text})


def numbers(**hyperparameters: Any) -> str:
    return body(runs=[{**ADAM, "hyperparameters": hyperparameters}])


# By name: the body of a POST, the pointer of its first fault, and what the sentence names.
POSTED: Mapping[str, tuple[str, str, str]] = {
    "unknown surface": (body(problem={"kind": "surface", "id": "himmelblaus"}), "/problem/id", "himmelblau"),
    "unknown kind": (body(problem={"kind": "mountain"}), "/problem/kind", "surface, formula or fit"),
    "unknown optimizer": (body(runs=[{"optimizer": "adamm"}]), "/runs/0/optimizer", "Did you mean adam?"),
    "unknown framework": (body(runs=[{**ADAM, "framework": "mxnet"}]), "/runs/0/framework", "pytorch"),
    "unknown hyperparameter": (numbers(learning_rate=0.1), "/runs/0/hyperparameters/learning_rate", "lr"),
    "unknown schedule": (body(runs=[{**ADAM, "schedule": {"id": "cos"}}]), "/runs/0/schedule/id", "cosine"),
    "unknown key": (body(iterations=3), "/iterations", "steps"),
    "unknown key with a slash": (body(**{"a/b~c": 3}), "/a~1b~0c", "problem"),
    "steps of the wrong type": (body(steps="200"), "/steps", "from 1 to 10000"),
    "steps true": (body(steps=True), "/steps", "from 1 to 10000"),
    "huge steps": (body(steps=10**9), "/steps", "from 1 to 10000"),
    "more than 64 bits": (body(steps=10**40), "/steps", "from 1 to 10000"),
    "a number of 4000 digits": (body().replace("}]", '}], "seed": ' + "9" * 4000), "", "1.8e308"),
    "a number beyond floats": (body().replace("}]", '}], "start": [1e999, 0]'), "", "1.8e308"),
    "negative steps": (body(steps=-5), "/steps", "from 1 to 10000"),
    "half a seed": (body(seed=0.5), "/seed", "whole number"),
    "sampling": (body(sampling="random"), "/sampling", "shuffle, cyclic or replace"),
    "start of three": (body(start=[1, 2, 3]), "/start", "two numbers"),
    "start of text": (body(start=["a", "b"]), "/start/0", "two numbers"),
    "start far away": (body(start=[1e300, 0]), "/start/0", "1e12"),
    "start null twice": (body(start=[None, None]), "/start/0", "two numbers"),
    "start outside the domain": (
        body(problem={"kind": "formula", "formula": "log(x) + y"}, start=[-1, 0]),
        "/start",
        "start",
    ),
    "empty runs": (body(runs=[]), "/runs", "1 to 16"),
    "17 runs": (body(runs=[ADAM] * 17), "/runs", "1 to 16"),
    "100000 runs": (body(runs=[1] * 100_000), "/runs", "1 to 16"),
    "runs of the wrong type": (body(runs="adam"), "/runs", "1 to 16"),
    "no problem": (json.dumps({"runs": [ADAM]}), "/problem", "rosenbrock"),
    "an array": ("[]", "", "problem and runs"),
    "a text": ('"surface=booth"', "", "problem and runs"),
    "negative rate": (numbers(lr=-1), "/runs/0/hyperparameters/lr", "0 to 1e6"),
    "rate as text": (numbers(lr="fast"), "/runs/0/hyperparameters/lr", "0 to 1e6"),
    "memory of 1": (numbers(beta2=1), "/runs/0/hyperparameters/beta2", "0.9999999"),
    "batch without data": (body(runs=[{**ADAM, "batch_size": 1}]), "/runs/0/batch_size", "needs a fit"),
    "batch beyond the data": (
        body(problem={"kind": "fit", "points": [[1, 2]]}, runs=[{**ADAM, "batch_size": 2}]),
        "/runs/0/batch_size",
        "1 to 1",
    ),
    "negative noise": (body(runs=[{**ADAM, "noise": -0.1}]), "/runs/0/noise", "0 to 1e12"),
    "no points": (body(problem={"kind": "fit", "points": []}), "/problem/points", "1 to 10000"),
    "10001 points": (body(problem={"kind": "fit", "points": [[0, 1]] * 10_001}), "/problem/points", "1 to 10000"),
    "ten thousand bad points": (
        body(problem={"kind": "fit", "points": [["x", 1]] * 10_000}),
        "/problem/points/0/0",
        "[",
    ),
    "data and points": (
        body(problem={"kind": "fit", "points": [[1, 2]], "dataset": "article"}),
        "/problem/dataset",
        "both",
    ),
    "reversed view": (
        body(problem={"kind": "formula", "formula": "x", "view": {"x": [3, -3], "y": [0, 1]}}),
        "/problem/view/x",
        "below the high one",
    ),
    "import": (formula("__import__('os').system('true')"), "/problem/formula", ""),
    "attribute": (formula("x.__class__.__mro__"), "/problem/formula", ""),
    "builtin": (formula("open('/etc/passwd')"), "/problem/formula", "open"),
    "lambda": (formula("(lambda: x)()"), "/problem/formula", ""),
    "comprehension": (formula("[i for i in range(9)]"), "/problem/formula", ""),
    "tower of powers": (formula("9**9**9**9"), "/problem/formula", ""),
    "huge power of x": (formula("x**99999999"), "/problem/formula", ""),
    "endless sum": (formula("sum(x for i in range(0, 10**9))"), "/problem/formula", ""),
    "sums of sums": (formula("+".join(["sum(x*i for i in range(200))"] * 9)), "/problem/formula", "once its sums"),
    "long formula": (formula("x" + "+x" * 5000), "/problem/formula", "500"),
    "deep formula": (formula("(" * 200 + "x" + ")" * 200), "/problem/formula", "40"),
    "deep formula of functions": (formula("sin(" * 80 + "x" + ")" * 80), "/problem/formula", "40"),
    "empty formula": (formula(""), "/problem/formula", "empty"),
    "null in a formula": (formula("x\0y"), "/problem/formula", ""),
    "formula in Chinese": (formula("x 的平方"), "/problem/formula", ""),
    "formula of a number": (body(problem={"kind": "formula", "formula": 5}), "/problem/formula", "formula of x and y"),
}


@pytest.mark.parametrize("name", POSTED)
def test_a_bad_scene(client: TestClient, name: str) -> None:
    content, pointer, named = POSTED[name]
    answer = timed(lambda: client.post(RACE, content=content, headers={"Content-Type": "application/json"}))
    problem = checked(answer)
    first = problem["errors"][0]
    assert first["pointer"] == pointer
    assert named in first["detail"]
    if pointer == "/problem/formula" and name != "formula of a number":
        assert first["line"] == 1 and first["column"] >= 1


# By name: the path and query of a GET, the parameter of its first fault, and what the sentence names.
ASKED: Mapping[str, tuple[str, str, str]] = {
    "unknown key": (f"{RACE}?surface=booth&run=adam&utm_source=x", "utm_source", "surface"),
    "no problem": (f"{RACE}?run=adam", "surface", "surface=rosenbrock"),
    "no run": (f"{RACE}?surface=booth", "run", "run=adam"),
    "no query": (RACE, "surface", "surface=rosenbrock"),
    "two problems": (f"{RACE}?surface=booth&dataset=article&run=adam", "dataset", "exclude"),
    "twice": (f"{RACE}?surface=booth&steps=1&steps=2&run=adam", "steps", "once"),
    "nan": (f"{RACE}?surface=booth&start=nan,0&run=adam", "start", "two numbers"),
    "inf": (f"{RACE}?surface=booth&start=0,inf&run=adam", "start", "two numbers"),
    "overflow": (f"{RACE}?surface=booth&run=adam:lr=1e999", "run", "0 to 1e6"),
    "empty value": (f"{RACE}?surface=booth&steps=&run=adam", "steps", "from 1 to 10000"),
    "half an option": (f"{RACE}?surface=booth&run=adam:lr", "run", "lr=0.05"),
    "plus sign": (f"{RACE}?formula=x**2+y**2&run=adam", "formula", "%2B"),
    "bytes that are no text": (f"{RACE}?surface=%FF%FE&run=adam", "surface", "rosenbrock"),
    "include": (f"{RACE}?surface=booth&run=adam&include=hessian", "include", "gradient, state"),
    "format": (f"{RACE}?surface=booth&run=adam&format=xml", "format", "json or csv"),
    "reversed view": (f"{FIELD}?surface=booth&view=1,-1,0,1", "view", "below the high one"),
    "half a view": (f"{FIELD}?surface=booth&view=1", "view", "four numbers"),
    "large grid": (f"{FIELD}?surface=booth&nx=1001", "nx", "from 2 to 1000"),
    "negative grid": (f"{FIELD}?surface=booth&ny=-1", "ny", "from 2 to 1000"),
    "grid as text": (f"{FIELD}?surface=booth&nx=many", "nx", "from 2 to 1000"),
    "field of a race": (f"{FIELD}?surface=booth&run=adam", "run", "surface"),
    "field format": (f"{FIELD}?surface=booth&format=png", "format", "json or f32"),
    "key of a list": ("/api/v1/surfaces?page=2", "page", "no query"),
    "key of an item": ("/api/v1/surfaces/booth?lang=zh", "lang", "no query"),
    "language": ("/api/v1/openapi.json?lang=fr", "lang", "en or zh"),
}


@pytest.mark.parametrize("name", ASKED)
def test_a_bad_address(client: TestClient, name: str) -> None:
    address, parameter, named = ASKED[name]
    problem = checked(timed(lambda: client.get(address)))
    first = problem["errors"][0]
    assert first["parameter"] == parameter
    assert named in first["detail"]


def test_a_post_takes_no_scene_in_its_address(client: TestClient) -> None:
    answer = client.post(f"{RACE}?surface=booth&format=xml", content=body(steps=0))
    assert {error.get("parameter") or error["pointer"] for error in checked(answer)["errors"]} == {
        "surface",
        "format",
        "/steps",
    }


@pytest.mark.parametrize("kind", ["optimizers", "surfaces", "schedules", "datasets", "models", "losses"])
def test_an_unknown_id_in_a_path(client: TestClient, kind: str) -> None:
    ids = [item["id"] for item in client.get(f"/api/v1/{kind}").json()["items"]]
    answer = client.get(f"/api/v1/{kind}/{ids[0]}x")
    assert answer.status_code == 404
    problem = checked(answer)
    assert [error["parameter"] for error in problem["errors"]] == ["id"]
    assert all(name in problem["detail"] for name in ids)
    assert f"Did you mean {ids[0]}?" in problem["detail"]


def test_many_faults_are_counted_and_not_all_repeated(client: TestClient) -> None:
    answer = client.post(RACE, content=POSTED["ten thousand bad points"][0])
    assert len(answer.content) < 50_000
    problem = checked(answer)
    assert len(problem["errors"]) == 50 and problem["detail"].endswith("under errors.")


def test_detail_says_which_run(client: TestClient) -> None:
    problem = checked(client.get(f"{RACE}?surface=booth&run=adam&run=adam:lr=-1"))
    assert problem["detail"].startswith("Run 2: lr must be")
    assert problem["errors"][0]["pointer"] == "/runs/1/hyperparameters/lr"


def test_the_language_asked_for_is_spoken(client: TestClient) -> None:
    answer = client.get(
        f"{RACE}?surface=booth&run=adam&steps=0", headers={"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.8"}
    )
    problem = checked(answer)
    assert problem["detail"] == problem["message"]["zh"] and problem["errors"][0]["detail"].startswith("steps必须是")
    assert answer.headers["content-language"] == "zh" and answer.headers["vary"] == "Accept-Language"


def timed(ask: Any) -> Any:
    """The answer; the best of three takes less than 100 ms of this process's time, which is the waiting time on a
    machine that does nothing else."""
    seconds = []
    for _ in range(3):
        started = time.process_time()
        answer = ask()
        seconds.append(time.process_time() - started)
        if seconds[-1] < 0.1:
            break
    assert min(seconds) < 0.1
    return answer


def checked(answer: Any) -> dict[str, Any]:
    """The problem of a refusal, which is as RFC 9457 and the contract want it."""
    assert 400 <= answer.status_code < 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["access-control-allow-origin"] == "*"
    problem: dict[str, Any] = answer.json()
    assert problem["status"] == answer.status_code
    assert problem["type"] and problem["title"] and problem["detail"]
    assert problem["errors"]
    for said in (problem, *problem["errors"]):
        assert said["message"]["en"] and said["message"]["zh"] and said["message"]["en"] != said["message"]["zh"]
        assert said["detail"] in said["message"].values()
    assert all("pointer" in error or "parameter" in error for error in problem["errors"])
    return problem
