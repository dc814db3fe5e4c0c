"""Fits of every model and loss are PyTorch's own training loops, over all data and over batches in their order; and the
lesson's Keras layer is a scene."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from app.catalogue import CATALOGUE
from app.engine.address import format, parse
from app.engine.numerals import spelled
from app.engine.race import race
from app.engine.scene import canonical, read

from ..fixtures.recording import Point, distance, load, unpack

FILE = load("fits.json")


def path_of(trajectory: dict[str, Any]) -> tuple[Point, ...]:
    return tuple(zip(trajectory["path"]["theta_0"], trajectory["path"]["theta_1"], strict=True))


@pytest.mark.parametrize(
    "recorded",
    FILE["fits"],
    ids=lambda each: f"{each['optimizer']} {each['model']} {each['loss']} batch {each['batch_size']}",
)
def test_a_path_is_that_of_pytorchs_own_training_loop(recorded: dict[str, Any]) -> None:
    reference, points = unpack(recorded["path"]), recorded["points"]
    whole = recorded["batch_size"] == len(points)
    assert whole or len(reference) - 1 >= 2 * -(-len(points) // recorded["batch_size"]), "two epochs at least"
    scene = {
        "problem": {"kind": "fit", "points": points, "model": recorded["model"], "loss": recorded["loss"]},
        "start": reference[0],
        "steps": len(reference) - 1,
        "sampling": "cyclic",
        "runs": [
            {
                "optimizer": recorded["optimizer"],
                "hyperparameters": {"lr": recorded["lr"]},
                "batch_size": None if whole else recorded["batch_size"],
            }
        ],
    }
    (trajectory,) = race(canonical(read(scene)), frozenset())["trajectories"]
    # Where a loss has kinks rounding may put one datum on the other side; then the paths would part at once.
    assert distance(path_of(trajectory), reference) <= 1e-12


def test_every_model_and_every_loss_was_recorded() -> None:
    for kind, definitions in (("model", CATALOGUE.models), ("loss", CATALOGUE.losses)):
        assert {each[kind] for each in FILE["fits"]} == set(definitions)
    in_batches = {each["loss"] for each in FILE["fits"] if each["batch_size"] < len(each["points"])}
    assert in_batches == set(CATALOGUE.losses)


DENSE = unpack(FILE["dense"]["path"])


def dense_address(*more: str) -> str:
    """The lesson's layer as a scene: its first weight is the start, and each epoch one full-batch step."""
    start = ",".join(map(spelled, DENSE[0]))
    return "&".join([f"dataset=article&start={start}&steps=1000", "run=adam:framework=keras", *more])


def test_the_keras_example_is_a_scene() -> None:
    assert len(DENSE) == FILE["dense"]["epochs"] + 1 == 1001
    assert DENSE[0][0] == 0.0 and 0 < abs(DENSE[0][1]) < 3**0.5, "a zero bias and Glorot's weight"
    (trajectory,) = race(canonical(parse(dense_address())), frozenset())["trajectories"]
    assert distance(path_of(trajectory), DENSE) <= 1e-12


def test_it_has_not_arrived_because_each_step_is_at_most_its_rate() -> None:
    """Adam's step is about η = 0.001 a coordinate, whatever the gradient: 1000 steps go 1 at most."""
    answer = race(canonical(parse(dense_address("run=adam:framework=keras,lr=0.1"))), frozenset())
    slow, fast = answer["trajectories"]
    (bias, weight), (b0, w0) = path_of(slow)[-1], DENSE[0]
    assert all(
        abs(after - before) <= 0.001 * 1.001
        for a, b in zip(path_of(slow), path_of(slow)[1:], strict=False)
        for before, after in zip(a, b, strict=True)
    )
    assert abs(bias - b0) <= 1.001 and abs(weight - w0) <= 1.001
    solution = answer["problem"]["exact"]["solution"]
    assert abs(bias - solution["theta_0"]) > 0.5, "it is still far away"
    assert slow["outcome"]["kind"] == "completed" and slow["loss"][-1] > 1.5 * answer["problem"]["exact"]["loss"]
    assert path_of(fast)[-1] == pytest.approx((-1.0, 2.2), abs=1e-3) and fast["outcome"]["kind"] == "converged"


def test_its_address_is_answered(client: TestClient) -> None:
    answer = client.get(f"/api/v1/trajectories?{dense_address()}").json()
    assert answer["address"] == format(parse(dense_address()))
    assert distance(path_of(answer["trajectories"][0]), DENSE) <= 1e-12
