"""One's own points over HTTP, the samples that updates used, and the loss of one batch."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import numpy as np
import pytest
from numpy.random import PCG64, SeedSequence
from starlette.testclient import TestClient

from app.settings import LIMITS

POINTS = "/api/v1/points"
RACE = "/api/v1/trajectories"
FIELD = "/api/v1/field"


def test_a_table_becomes_points_and_the_points_a_race(client: TestClient) -> None:
    answer = client.post(POINTS, content="t;v\n1,5;2\n2,5;3\n4;7", headers={"Content-Type": "text/plain"})
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/json"
    table = answer.json()
    assert table["points"] == [[1.5, 2], [2.5, 3], [4, 7]]
    assert (table["columns"], table["header"], table["separator"], table["decimal"]) == (
        ["t", "v"],
        ["t", "v"],
        "semicolon",
        ",",
    )
    assert table["address"] == "points=1.5,2;2.5,3;4,7" and table["notes"] == []
    raced = client.get(f"{RACE}?{table['address']}&run=sgd:lr=0.01").json()
    assert raced["problem"]["points"] == table["points"]


@pytest.mark.parametrize(
    "body", ["x,y\n面积,2".encode("gb18030"), "a\tb\n1\t2".encode("utf-16"), b"\xef\xbb\xbf1,2\n3,4"]
)
def test_texts_as_spreadsheets_save_them(client: TestClient, body: bytes) -> None:
    answer = client.post(POINTS, content=body, headers={"Content-Type": "text/csv"})
    if "面积".encode("gb18030") in body:
        assert answer.status_code == 422 and "面积" in answer.json()["detail"]
    else:
        assert answer.status_code == 200


def test_what_is_wrong_has_its_line_and_column_in_both_languages(client: TestClient) -> None:
    answer = client.post(POINTS, content="1,2\n2,two\n3,inf", headers={"Accept-Language": "zh"})
    assert answer.status_code == 422 and answer.headers["content-type"] == "application/problem+json"
    first, second = answer.json()["errors"]
    assert (first["line"], first["column"], second["line"], second["column"]) == (2, 3, 3, 3)
    assert first["detail"] == first["message"]["zh"] and "第2行" in first["detail"]
    assert "Line 3, column 3" in second["message"]["en"]


def test_other_columns_of_a_wider_table_by_name_or_number(client: TestClient) -> None:
    text = "id;name;hours;passed\n7;Ann;0,5;0\n9;Bo;1,75;1\n"
    first = client.post(POINTS, content=text).json()
    assert (first["width"], first["places"], first["points"][0]) == (4, [1, 3], [7, 0.5])
    assert first["columns"] == ["id", "hours"] and first["header"] == ["id", "name", "hours", "passed"]
    for keys in ("x=hours&y=passed", "x=3&y=4"):
        chosen = client.post(f"{POINTS}?{keys}", content=text).json()
        assert chosen["points"] == [[0.5, 0], [1.75, 1]]
        assert (chosen["columns"], chosen["places"]) == (["hours", "passed"], [3, 4])
    words = client.post(f"{POINTS}?x=hours&y=name", content=text)
    assert [(error["line"], error["column"]) for error in words.json()["errors"]] == [(2, 3), (3, 3)]
    assert "'name'" not in words.json()["detail"] and "name must be one" in words.json()["detail"]


def test_limits(client: TestClient) -> None:
    assert client.post(POINTS, content="1,2\n" * 10_000).status_code == 200
    over = client.post(POINTS, content="1,2\n" * 10_001).json()
    assert over["errors"][0]["line"] == 10_001 and "10000" in over["detail"]
    assert client.post(POINTS, content="1,2\n" * LIMITS.body_bytes).status_code == 413
    assert client.post(POINTS, json=[[1, 2]]).status_code == 415
    assert client.post(POINTS, content=b"\xff\x00\x81\x20").status_code == 400
    assert client.post(f"{POINTS}?lang=zh", content="1,2").status_code == 422
    assert client.get(POINTS).status_code == 405
    long = client.post(POINTS, content="1.23456,2.34567\n" * 1000).json()
    assert long["address"] is None and len(long["points"]) == 1000


def test_a_columns_name_that_there_is_not(client: TestClient) -> None:
    answer = client.post(f"{POINTS}?y=c", content="a,b\n1,2").json()
    assert [error["parameter"] for error in answer["errors"]] == ["y"] and "a, b" in answer["detail"]


# Samples.


def test_ten_lines_of_numpy_repeat_the_order_of_the_samples(client: TestClient) -> None:
    n, size, steps, seed = 5, 2, 8, 7
    bits = PCG64(SeedSequence([seed, 0]))
    samples: list[list[int]] = []
    while len(samples) < steps:
        uniforms = (bits.random_raw(n) >> np.uint64(11)) * 2.0**-53
        order = np.argsort(uniforms, kind="stable")
        samples += [order[first : first + size].tolist() for first in range(0, n, size)]
    answer = client.get(
        f"{RACE}?dataset=article&seed={seed}&steps={steps}&include=samples&run=sgd:lr=0.01,batch={size}"
    )
    assert answer.json()["trajectories"][0]["samples"] == samples[:steps]


def test_samples_of_every_kind_of_sampling(client: TestClient) -> None:
    def samples(query: str) -> list[Any]:
        answer = client.get(f"{RACE}?dataset=article&steps=7&include=samples&{query}").json()
        return [trajectory["samples"] for trajectory in answer["trajectories"]]

    full, two, one = samples("sampling=cyclic&run=sgd:lr=0.01&run=sgd:lr=0.01,batch=2&run=adam:batch=1")
    assert full is None
    assert two == [[0, 1], [2, 3], [4], [0, 1], [2, 3], [4], [0, 1]]
    assert one == [[index % 5] for index in range(7)]
    (again,) = samples("sampling=replace&run=sgd:lr=0.01,batch=5")
    uniforms = (PCG64(SeedSequence([0, 0])).random_raw(35) >> np.uint64(11)) * 2.0**-53
    assert again == np.floor(uniforms * 5).astype(int).reshape(7, 5).tolist()
    (ended,) = samples("sampling=cyclic&run=sgd:lr=1e5,batch=1")
    assert len(ended) < 7, "a run that ends early has used no more"


def test_samples_stand_in_the_table_too(client: TestClient) -> None:
    text = client.get(
        f"{RACE}?dataset=article&steps=3&sampling=cyclic&include=samples&format=csv&run=sgd:lr=0.01,batch=2&run=sgd:lr=0.01"
    ).text.splitlines()
    assert text[0].split(",").index("samples") > 0
    column = text[0].split(",").index("samples")
    assert [line.split(",")[column] for line in text[1:5]] == ["", "0 1", "2 3", "4"]


def test_too_many_samples_are_refused_with_what_is_allowed(client: TestClient) -> None:
    answer = client.get(
        f"{RACE}?dataset=noisy_line:n=10000&steps=10000&sampling=cyclic&include=samples&run=sgd:lr=0.01,batch=5000"
    )
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["parameter"] == "include" and "1000000" in answer.json()["detail"]


# What SGD sees.


@pytest.mark.parametrize("sampling", ["shuffle", "cyclic", "replace"])
@pytest.mark.parametrize(("fit", "size"), [("", 2), ("", 1), ("&model=logistic&loss=mae", 3)])
def test_a_field_of_one_update_is_the_loss_of_its_samples(
    client: TestClient, sampling: str, fit: str, size: int
) -> None:
    race = (
        f"{RACE}?dataset=article{fit}&steps=12&seed=3&sampling={sampling}&include=samples&run=sgd:lr=0.01,batch={size}"
    )
    samples = client.get(race).json()["trajectories"][0]["samples"]
    points = client.get("/api/v1/datasets/article").json()["points"]
    for step in (0, 1, 4, 11):
        keys = f"nx=3&ny=2&view=-1,1,0,2&batch={size}&step={step}&sampling={sampling}&seed=3"
        field = client.get(f"{FIELD}?dataset=article{fit}&{keys}").json()
        assert field["samples"] == samples[step]
        some = ";".join(f"{points[index][0]},{points[index][1]}" for index in samples[step])
        alone = client.get(f"{FIELD}?points={some}{fit}&nx=3&ny=2&view=-1,1,0,2").json()
        assert np.allclose(field["values"], alone["values"], rtol=1e-9)


def test_a_batch_of_everything_is_the_whole_field(client: TestClient) -> None:
    whole = client.get(f"{FIELD}?dataset=article&nx=3&ny=2").json()
    batch = client.get(f"{FIELD}?dataset=article&nx=3&ny=2&batch=5&step=9").json()
    assert batch.pop("samples") == [0, 1, 2, 3, 4]
    assert np.allclose(batch["values"], whole["values"], rtol=1e-12) and "samples" not in whole


@pytest.mark.parametrize(
    ("query", "parameter", "words"),
    [
        ("dataset=article&batch=6", "batch", "1 to 5"),
        ("dataset=article&batch=0", "batch", "1 to 10000"),
        ("surface=booth&batch=1", "batch", "needs a fit"),
        ("dataset=article&step=3", "step", "goes with batch"),
        ("dataset=article&batch=1&step=10000", "step", "0 to 9999"),
        ("dataset=article&batch=1&sampling=random", "sampling", "shuffle or cyclic or replace"),
        ("dataset=noisy_line:n=10000&loss=huber&nx=1000&ny=1000", "nx", "smaller nx or ny"),
    ],
)
def test_fields_that_cannot_be(client: TestClient, query: str, parameter: str, words: str) -> None:
    answer = client.get(f"{FIELD}?{query}")
    assert answer.status_code == 422
    error = answer.json()["errors"][0]
    assert error["parameter"] == parameter and words in error["message"]["en"] and error["message"]["zh"]


# A person's own model and loss.


def test_own_formulas_travel_in_the_address_and_in_json(client: TestClient) -> None:
    model, loss = "theta_0*sin(x*theta_1) + 0*x", "(y_hat - y)**4"
    got = client.get(f"{RACE}?dataset=noisy_sine&model={quote(model)}&loss={quote(loss)}&run=sgd:lr=0.001").json()
    scene = {
        "problem": {"kind": "fit", "dataset": "noisy_sine", "model": model, "loss": loss},
        "runs": [{"optimizer": "sgd", "hyperparameters": {"lr": 0.001}}],
    }
    posted = client.post(RACE, json=scene).json()
    assert got == posted
    assert (got["problem"]["model"], got["problem"]["formula"]) == (model, loss)
    assert set(got["problem"]["printed"]) == {"model", "loss"} and "<math" in got["problem"]["printed"]["model"]
    assert got["scene"]["problem"]["model"] == model
    same = client.get(f"{RACE}?dataset=noisy_sine&model=sine&start=1,1&run=sgd:lr=0.001").json()
    own = client.get(f"{RACE}?dataset=noisy_sine&model=theta_0*sin(theta_1*x)&start=1,1&run=sgd:lr=0.001").json()
    assert own["trajectories"] == same["trajectories"]


@pytest.mark.parametrize(
    ("field", "text", "words", "column"),
    [
        ("model", "theta_0*sin(theta_1*x", "brackets", 12),
        ("model", "theta_0 + theta_2*x", "'theta_2' is unknown", 11),
        ("model", "theta_0 + 2x", "2*x", 11),
        ("model", "", "empty", 1),
        ("loss", "(y_hat - y)**", "ends with", 12),
        ("loss", "(y_hat - z)**2", "'z' is unknown", 10),
        ("loss", "(y_hat - y)**2 + theta_0", "'theta_0' is unknown", 18),
        ("loss", "__import__('os')", "", 1),
    ],
)
def test_own_formulas_are_judged_as_surfaces_are(
    client: TestClient, field: str, text: str, words: str, column: int
) -> None:
    scene = {"problem": {"kind": "fit", "dataset": "article", field: text}, "runs": [{"optimizer": "sgd"}]}
    for answer in (
        client.post(RACE, content=json.dumps(scene)),
        client.get(f"{RACE}?dataset=article&{field}={quote(text)}&run=sgd"),
    ):
        assert answer.status_code == 422
        (error,) = answer.json()["errors"]
        assert words in error["message"]["en"] and error["line"] == 1 and error["column"] == column
        assert error.get("pointer", f"/problem/{field}") == f"/problem/{field}"
        assert error.get("parameter", field) == field


def test_an_unknown_id_says_that_a_formula_would_do(client: TestClient) -> None:
    answer = client.get(f"{RACE}?dataset=article&model=lineal&run=sgd").json()
    assert "Did you mean linear?" in answer["detail"] and "theta_0*sin(theta_1*x)" in answer["detail"]


def test_a_loss_of_probabilities_says_which_datum_is_none(client: TestClient) -> None:
    answer = client.get(f"{RACE}?dataset=article&model=logistic&loss=log_loss&run=sgd").json()
    assert answer["errors"][0]["parameter"] == "loss" and "point 1 has y = 2" in answer["detail"]
