"""Every script for PyTorch, Keras and Optax is run on the real library, and ends where the API ends.

The library is the one of this Python or of the one that DESCENT_LAB_FRAMEWORKS names; without either these tests are
skipped (in CI: fail).
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from app.catalogue import CATALOGUE
from app.exports.scripts.refusals import NoScript
from app.exports.scripts.targets import script_of

from ..support import missing
from .scenes import FRAMEWORKS, SCENES, firm, plan, scene
from .test_numpy_scripts import distance

MODULES = {"pytorch": "torch", "keras": "keras", "optax": "optax"}
TOLERANCE = 1e-9
NAMES = {framework: [name for name in SCENES if plan(name).variant.framework == framework] for framework in FRAMEWORKS}


def interpreter(framework: str) -> str:
    named = os.environ.get("DESCENT_LAB_FRAMEWORKS")
    if named:
        return named
    if importlib.util.find_spec(MODULES[framework]) is None:
        missing(MODULES[framework], "pip install torch keras jax optax, or name a Python in DESCENT_LAB_FRAMEWORKS")
    return sys.executable


def scripts(framework: str) -> dict[str, str]:
    """Of every scene that has one."""
    found = {}
    for name in NAMES[framework]:
        try:
            found[name] = script_of(plan(name), framework, "zh" if len(name) % 2 else "en").text
        except NoScript:
            continue
    return found


@cache
def results(framework: str, folder: str) -> dict[str, tuple[str, str | None]]:
    jobs, done = Path(folder) / f"{framework}.json", Path(folder) / f"{framework}_done.json"
    jobs.write_text(json.dumps(list(scripts(framework).items())), "utf-8")
    runner = Path(__file__).with_name("runner.py")
    subprocess.run([interpreter(framework), runner, jobs, done], cwd=folder, check=True)
    return {name: (printed, error) for name, printed, error in json.loads(done.read_text("utf-8"))}


@pytest.mark.slow
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_every_script_ends_where_the_api_ends(framework: str, tmp_path: Path) -> None:
    interpreter(framework)
    found = results(framework, str(tmp_path))
    failed = {name: error for name, (_, error) in found.items() if error is not None}
    assert not failed, "\n".join(f"{name}: {error}" for name, error in failed.items())
    errors = {name: distance(printed, plan(name)) for name, (printed, _) in found.items()}
    worst = {name: error for name, error in errors.items() if not error <= TOLERANCE and firm(scene(SCENES[name]))}
    assert not worst
    assert len([name for name in errors if errors[name] <= TOLERANCE]) >= 0.97 * len(errors)


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_every_optimizer_schedule_and_wrapper_of_a_framework_has_a_script(framework: str) -> None:
    have = scripts(framework)
    without = [name for name in NAMES[framework] if name not in have]
    # Keras has nothing that moves momentum; Optax's Adan departs from the method; its plateau knows no warm-up.
    assert set(without) <= {"one_cycle-keras-0", "one_cycle-keras-15", "adan-optax", "plateau-optax-15"}
    optimizers = {o.id for o in CATALOGUE.optimizers.values() if any(v.framework == framework for v in o.variants)}
    assert {name.split("-")[0] for name in have} >= optimizers - {"adan"}


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_script_uses_the_frameworks_own_class(framework: str) -> None:
    for name, text in scripts(framework).items():
        call = plan(name).variant.call.partition("(")[0]
        assert call in text or plan(name).optimizer.id in ("adafactor", "polyak_sgd"), name


def test_a_schedule_of_the_framework_is_its_own() -> None:
    for name, own in {
        "cosine-pytorch-0": "CosineAnnealingLR(",
        "cosine-pytorch-15": "SequentialLR(",
        "one_cycle-pytorch-0": "OneCycleLR(",
        "triangular-pytorch-0": "CyclicLR(",
        "plateau-pytorch-0": "ReduceLROnPlateau(",
        "step-keras-0": "keras.optimizers.schedules.ExponentialDecay(",
        "multistep-keras-0": "keras.optimizers.schedules.PiecewiseConstantDecay(",
        "cosine-optax-0": "optax.cosine_decay_schedule(",
        "cosine-optax-15": "optax.join_schedules(",
        "plateau-optax-0": "optax.contrib.reduce_on_plateau(",
    }.items():
        target = plan(name).variant.framework
        assert own in script_of(plan(name), target, "en").text


@pytest.mark.parametrize(
    ("name", "target", "said"),
    [
        ("adam-keras", "pytorch", "framework=pytorch"),
        ("newton-paper", "optax", "Optax has no"),
        ("one_cycle-keras-0", "pytorch", "framework=pytorch"),
        ("adan-optax", "optax", "departs"),
    ],
)
def test_a_refusal_names_what_is_possible(name: str, target: str, said: str) -> None:
    with pytest.raises(NoScript) as refused:
        script_of(plan(name), target, "en")
    assert said in refused.value.text.en and "numpy" in refused.value.text.en and "numpy" in refused.value.text.zh
