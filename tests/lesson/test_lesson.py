"""The linear regression of the lesson: five points, mean squared error, from (0, 0)."""

from __future__ import annotations

import math
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.engine.race import race
from app.engine.scene import canonical, read

from ..fixtures.recording import Point, distance, load, unpack

FILE = load("lesson.json")
# As the lesson prints them: some in full, those after 10 and 100 iterations cut after the eighth decimal.
PRINTED = {
    1: (0.112, 0.424),
    2: (0.19632, 0.748),
    10: (0.41167214, 1.67974969),
    100: (0.06529417, 1.90493059),
    1000: (-0.9494488934269667, 2.18599815406887),
}
FINAL_LOSS = 0.5604651301247262


def scene(steps: int, problem: dict[str, Any] | None = None, sampling: str = "cyclic", **run: object) -> dict[str, Any]:
    return {
        "problem": problem or {"kind": "fit", "dataset": "article"},
        "start": [0, 0],
        "steps": steps,
        "sampling": sampling,
        "runs": [{"optimizer": "sgd", "hyperparameters": {"lr": 0.01}, **run}],
    }


def raced(document: dict[str, Any]) -> dict[str, Any]:
    (trajectory,) = race(canonical(read(document)), frozenset())["trajectories"]
    assert isinstance(trajectory, dict)
    return trajectory


def path_of(trajectory: dict[str, Any]) -> tuple[Point, ...]:
    return tuple(zip(trajectory["path"]["theta_0"], trajectory["path"]["theta_1"], strict=True))


@pytest.mark.parametrize(("iteration", "printed"), PRINTED.items())
def test_the_iterations_are_those_of_the_lesson(iteration: int, printed: Point) -> None:
    exact = unpack(FILE["paths"][0]["path"])[iteration]
    assert exact == pytest.approx(printed, rel=1e-12, abs=1e-8 if iteration in (10, 100) else 0)
    point = path_of(raced(scene(1000)))[iteration]
    assert point == pytest.approx(exact, rel=1e-12, abs=0)


def test_the_loss_is_that_of_the_lesson() -> None:
    losses = raced(scene(1000))["loss"]
    assert len(losses) == 1001
    assert losses[0] == pytest.approx(41.6, rel=1e-12)
    assert losses[-1] == pytest.approx(FINAL_LOSS, rel=1e-12)


@pytest.mark.parametrize("recorded", FILE["paths"], ids=lambda r: f"{r['call']}, batch {r['batch_size']}")
def test_the_paths_are_those_of_the_frameworks_own_training_loops(recorded: dict[str, Any]) -> None:
    reference = unpack(recorded["path"])
    run = {name: recorded[name] for name in ("optimizer", "framework", "hyperparameters")}
    batch = recorded["batch_size"] if recorded["batch_size"] < len(FILE["points"]) else None
    trajectory = raced(scene(len(reference) - 1, batch_size=batch, **run))
    assert distance(path_of(trajectory), reference) <= 1e-12


ADDRESS = "dataset=article&start=0,0&steps=1000&run=sgd:lr=0.01"


def test_get_and_post_answer_with_the_numbers_of_the_lesson(client: TestClient) -> None:
    exact = unpack(FILE["paths"][0]["path"])
    got = client.get(f"/api/v1/trajectories?{ADDRESS}")
    posted = client.post("/api/v1/trajectories", json=scene(1000, sampling="shuffle"))
    for response in (got, posted):
        assert response.status_code == 200, response.text
        (trajectory,) = response.json()["trajectories"]
        path = path_of(trajectory)
        for iteration in PRINTED:
            assert path[iteration] == pytest.approx(exact[iteration], rel=1e-12, abs=0)
        assert trajectory["loss"][-1] == pytest.approx(FINAL_LOSS, rel=1e-12)
    assert got.json()["trajectories"] == posted.json()["trajectories"]


def test_over_http_a_diverging_run_is_an_answer_without_nan(client: TestClient) -> None:
    response = client.get(f"/api/v1/trajectories?{ADDRESS.replace('0.01', '0.2')}")
    assert response.status_code == 200
    assert "NaN" not in response.text
    assert "null" not in response.text.split('"trajectories"')[1]
    (trajectory,) = response.json()["trajectories"]
    assert trajectory["outcome"]["kind"] == "diverged"
    assert str(trajectory["outcome"]["step"]) in trajectory["outcome"]["message"]["en"]
    assert str(trajectory["outcome"]["step"]) in trajectory["outcome"]["message"]["zh"]


def test_the_same_points_written_out_give_the_same_path() -> None:
    assert raced(scene(50, {"kind": "fit", "points": FILE["points"]}))["path"] == raced(scene(50))["path"]


def test_a_rate_past_the_edge_diverges() -> None:
    """η must stay under 2/23.66190379 = 0.08452405."""
    under, over = (raced(scene(1000, hyperparameters={"lr": lr})) for lr in (0.0844, 0.0846))
    assert under["loss"][-1] < under["loss"][0]
    assert over["loss"][-1] > over["loss"][0]
    assert all(map(math.isfinite, over["loss"]))
    far = raced(scene(1000, hyperparameters={"lr": 0.2}))
    assert far["outcome"]["kind"] == "diverged"
    assert far["outcome"]["step"] == len(far["loss"]) - 1 < 1000
    assert all(map(math.isfinite, far["loss"] + far["gradient_norm"]))
