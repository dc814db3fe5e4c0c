"""What is wrapped around an optimizer does what the frameworks' own wrappers were recorded to do; so do the averages
that they keep beside a run."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from app.catalogue import CATALOGUE
from app.catalogue.terms import FRAMEWORKS
from app.engine.choices import wrapper_parameters
from app.engine.race import race
from app.engine.scene import canonical, read

from ..fixtures.recording import PROBLEMS, START, STEPS, Point, distance, unpack
from .measuring import SURFACES, TOLERANCE, wrapper_error
from .measuring import WRAPPED as FILE

EACH = pytest.mark.parametrize(
    "entry",
    [
        pytest.param(each, id=f"{each['framework']}-{each['optimizer']}-{each['wrapper']}-{each['problem']}")
        for each in FILE["wrapped"]
    ],
)


def trajectory(problem: str, optimizer: str, framework: str, *wrappers: dict[str, Any], **more: Any) -> dict[str, Any]:
    own = {key: more.pop(key) for key in ("start", "steps", "seed") if key in more}
    noise = more.pop("noise", 0.0)
    run = {"optimizer": optimizer, "framework": framework, "hyperparameters": more, "wrappers": list(wrappers)}
    surface = {"kind": "surface", "id": SURFACES.get(problem, problem)}
    scene = {"problem": surface, "start": START, "steps": STEPS, "runs": [run | {"noise": noise}]}
    answer = race(canonical(read(scene | own)), frozenset({"state"}))
    found: dict[str, Any] = answer["trajectories"][0]
    return found


def points(columns: dict[str, list[float]]) -> list[Point]:
    return list(zip(columns["x"], columns["y"], strict=True))


@EACH
def test_the_path_and_the_average_are_the_frameworks(entry: dict[str, Any]) -> None:
    assert wrapper_error(FILE["wrapped"].index(entry)) <= TOLERANCE


@EACH
def test_the_text_that_was_run_is_the_wrappers_call(entry: dict[str, Any]) -> None:
    if entry["wrapper"]:
        variant = CATALOGUE.wrappers[entry["wrapper"]].variant(entry["framework"])
        if variant.framework == entry["framework"]:
            assert variant.call.format(**entry["parameters"]) == entry["text"]


@EACH
def test_a_recorded_wrapper_changes_its_optimizer(entry: dict[str, Any]) -> None:
    """Otherwise the agreement would say nothing."""
    bare = trajectory(entry["problem"], entry["optimizer"], entry["framework"], **entry["hyperparameters"])
    curve = unpack(entry["track"]["path"] if entry["track"] else entry["path"])
    assert distance(points(bare["path"]), curve) > 1e-3


def test_versions_are_those_that_are_named() -> None:
    for framework, version in FILE["versions"].items():
        assert version.split("+")[0] == FRAMEWORKS[framework].version


def test_every_framework_variant_is_recorded() -> None:
    recorded = {(each["wrapper"], each["framework"]) for each in FILE["wrapped"]}
    for wrapper in CATALOGUE.wrappers.values():
        for variant in wrapper.variants:
            assert variant.framework == "paper" or (wrapper.id, variant.framework) in recorded


@pytest.mark.parametrize("recorded", FILE["defaults"], ids=lambda each: ".".join([each["framework"], *each["of"]]))
def test_a_parameter_starts_from_the_frameworks_default(recorded: dict[str, Any]) -> None:
    described = wrapper_parameters(recorded["wrapper"], recorded["framework"])
    assert described[recorded["parameter"]].default == recorded["default"]


def test_every_default_of_a_framework_was_recorded() -> None:
    recorded = {(each["wrapper"], each["framework"], each["parameter"]) for each in FILE["defaults"]}
    for wrapper in CATALOGUE.wrappers.values():
        for variant in wrapper.variants:
            assert {(wrapper.id, variant.framework, name) for name in variant.defaults} <= recorded


def test_a_wrapped_run_takes_its_own_frameworks_default() -> None:
    def decay(framework: str, wrapper: str) -> Any:
        run = {"optimizer": "adam", "framework": framework, "wrappers": [{"id": wrapper}]}
        scene = canonical(read({"problem": {"kind": "surface", "id": "sphere"}, "runs": [run]}))
        return dict(scene.runs[0].wrappers[0].parameters)

    assert [decay(framework, "ema")["decay"] for framework in ("pytorch", "keras", "optax")] == [0.999, 0.99, 0.999]
    for framework in ("pytorch", "keras", "optax"):
        own = CATALOGUE.optimizers["adamw"].variant(framework).defaults["weight_decay"]
        assert decay(framework, "decoupled_decay") == {"weight_decay": own}


# In plain Python, against what no framework has, or has in float32 only.


def sam(problem: str, lr: float, rho: float) -> list[Point]:
    """Foret et al. 2021, Algorithm 1, around gradient descent, with the authors' 10⁻¹²."""
    f, (x, y) = PROBLEMS[problem], START
    path = [START]
    for _ in range(STEPS):
        gx, gy = f(x, y)
        scale = rho / (math.sqrt(gx * gx + gy * gy) + 1e-12)
        gx, gy = f(x + scale * gx, y + scale * gy)
        x, y = x - lr * gx, y - lr * gy
        path.append((x, y))
    return path


@pytest.mark.parametrize("problem", PROBLEMS)
def test_sam_is_the_papers(problem: str) -> None:
    # A framework without SAM of its own gets the paper's.
    found = trajectory(problem, "sgd", "pytorch", {"id": "sam", "parameters": {"rho": 0.05}}, lr=0.0005)
    assert distance(points(found["path"]), sam(problem, 0.0005, 0.05)) <= TOLERANCE
    assert found["evaluations"] == {"gradient": 2 * STEPS, "loss": 0}


def test_polyaks_average_is_the_mean_of_the_points_after_its_start() -> None:
    found = trajectory("sphere", "sgd", "pytorch", {"id": "polyak", "parameters": {"start": 30}}, lr=0.3, noise=1.0)
    path, average = np.array(points(found["path"])), np.array(points(found["tracks"]["polyak.average"]))
    for step in (31, 32, 60, STEPS):
        assert average[step] == pytest.approx(path[31 : step + 1].mean(axis=0), rel=1e-12)
    assert (average[1:32] == path[1:32]).all()
    assert np.hypot(*average[-1]) < 0.3 * np.hypot(*path[100:].T).mean(), "it is nearer to the minimum"


def test_the_clipped_norm_is_a_little_less_in_torch_and_exact_elsewhere() -> None:
    def first_step(framework: str) -> float:
        clip = {"id": "clip_norm", "parameters": {"max_norm": 0.6}}
        path = points(trajectory("sphere", "sgd", framework, clip, lr=1.0, start=[3.0, 4.0], steps=1)["path"])
        return math.dist(*path)

    assert first_step("optax") == pytest.approx(0.6, rel=1e-15)
    assert first_step("keras") == pytest.approx(0.6, rel=1e-15)
    assert 1e-8 < 0.6 - first_step("pytorch") < 1e-6


def test_adam_with_decoupled_decay_is_adamw() -> None:
    for framework in ("pytorch", "keras"):
        wrapped = trajectory(
            "rosenbrock",
            "adam",
            framework,
            {"id": "decoupled_decay", "parameters": {"weight_decay": 0.3}},
            lr=0.02,
            eps=1e-8,
        )
        own = trajectory("rosenbrock", "adamw", framework, lr=0.02, eps=1e-8, weight_decay=0.3)
        assert wrapped["path"] == own["path"]


def test_wrappers_work_together_in_their_order() -> None:
    """Clip, then decay, is not decay, then clip; averaging sees what the others have done."""
    clip: dict[str, Any] = {"id": "clip_norm", "parameters": {"max_norm": 1.0}}
    decay: dict[str, Any] = {"id": "l2", "parameters": {"weight_decay": 5.0}}
    average: dict[str, Any] = {"id": "ema", "parameters": {"decay": 0.5}}
    first = trajectory("rosenbrock", "sgd", "pytorch", clip, decay, average, lr=0.05)
    second = trajectory("rosenbrock", "sgd", "pytorch", decay, clip, average, lr=0.05)
    assert first["path"] != second["path"]
    # The longest step of the second is what clipping allows.
    steps = [math.dist(p, q) for p, q in zip(points(second["path"]), points(second["path"])[1:], strict=False)]
    assert max(steps) <= 0.05 * (1 + 1e-12)
    ema, path = points(first["tracks"]["ema.ema"]), points(first["path"])
    assert ema[1] == path[1]
    assert ema[2] == pytest.approx([(p + q) / 2 for p, q in zip(path[1], path[2], strict=True)], rel=1e-15)
