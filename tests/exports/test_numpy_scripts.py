"""Every NumPy script is run, and ends where the API ends."""

from __future__ import annotations

import ast
import json
import math
import subprocess
import sys
from pathlib import Path

import pytest

from app.catalogue import CATALOGUE
from app.engine.parts import optimizer_part
from app.exports.scripts.numpy_script import numpy_script
from app.exports.scripts.pieces import rule_lines
from app.exports.scripts.plan import Plan
from app.exports.scripts.words import Language

from .runner import run
from .scenes import SCENES, plan


def printed_end(text: str) -> tuple[float, float]:
    x, y = ast.literal_eval(text.splitlines()[0].partition(" = ")[2])
    return x, y


def distance(printed: str, plan: Plan) -> float:
    x, y, _ = plan.end
    here = printed_end(printed)
    return math.dist(here, (x, y)) / max(math.hypot(x, y), 1e-3)


@pytest.mark.parametrize("name", SCENES)
def test_the_script_ends_where_the_api_ends(name: str, tmp_path: Path) -> None:
    language: Language = "zh" if len(name) % 2 else "en"
    printed, error = run(numpy_script(plan(name), language), tmp_path)
    assert error is None, error
    assert distance(printed, plan(name)) <= 1e-12
    loss = float(printed.splitlines()[1].partition(" = ")[2])
    assert math.isclose(loss, plan(name).end[2], rel_tol=1e-9, abs_tol=1e-20)


@pytest.mark.parametrize("name", [name for name in SCENES if name.split("-")[0] in CATALOGUE.optimizers])
def test_the_rule_stands_there_as_the_page_shows_it(name: str) -> None:
    lines = [line.strip() for line in numpy_script(plan(name), "en").splitlines()]
    rule = rule_lines(plan(name).variant.rule)
    first = next(i for i in range(len(lines)) if lines[i : i + len(rule)] == rule)
    assert first > lines.index("theta = theta") if "theta = theta" in lines else first > 0


@pytest.mark.parametrize("name", [name for name in SCENES if name.split("-")[0] in CATALOGUE.optimizers])
def test_no_rule_assigns_a_name_of_the_script(name: str) -> None:
    part = optimizer_part(plan(name).variant)
    assigned = {line.name for line in part.after} | set(part.initials) | set(plan(name).values)
    own = {"np", "steps", "seed", "base_lr", "memory", "gradient", "hessian", "predict", "schedule", "X", "Y", "noise"}
    assert not assigned & (own | {"batches", "epochs", "uniforms", "normal_pairs", "student_pairs", "k", "path"})


def test_a_script_needs_numpy_and_nothing_else(tmp_path: Path) -> None:
    jobs, results = tmp_path / "jobs.json", tmp_path / "results.json"
    names = ["adam-pytorch", "lbfgs-pytorch", "fit-shuffle-2", "all-wrappers-keras", "noise-student_t-optax"]
    jobs.write_text(json.dumps([(name, numpy_script(plan(name), "en")) for name in names]), "utf-8")
    runner = Path(__file__).with_name("runner.py")
    # Outside of this folder and isolated: the lab cannot be imported.
    subprocess.run([sys.executable, "-I", runner, jobs, results], cwd=tmp_path, check=True)
    for name, printed, error in json.loads(results.read_text("utf-8")):
        assert error is None and distance(printed, plan(name)) <= 1e-12
        modules = {n.name for n in ast.walk(ast.parse(numpy_script(plan(name), "en"))) if isinstance(n, ast.alias)}
        assert "app" not in modules


def test_comments_are_in_the_language_that_was_chosen() -> None:
    def han(text: str) -> bool:
        return any("一" <= character <= "鿿" for character in text)

    for name in ("adam-pytorch", "fit-shuffle-2", "diverging", "plateau-keras-15"):
        assert not han(numpy_script(plan(name), "en"))
        assert han(numpy_script(plan(name), "zh"))
        assert "learning" not in numpy_script(plan(name), "zh").lower()


def test_a_run_that_ends_early_says_so_and_stops_there() -> None:
    early = plan("diverging")
    assert 0 < early.steps < 500
    text = numpy_script(early, "en")
    assert f"steps = {early.steps}\n" in text and "of 500; then:" in text and early.outcome.en[:20] in text
