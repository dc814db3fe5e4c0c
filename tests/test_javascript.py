"""The browser's modules: those without a DOM tested by Node's own runner, one test here for each file there; the types
that all of them declare in JSDoc checked by TypeScript."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from app.exports.modules import stripped
from tests.support import ROOT, find_node, find_tsc

FILES = sorted((ROOT / "tests" / "js").glob("*.test.js"))


def test_there_are_files() -> None:
    assert FILES


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name.removesuffix(".test.js"))
def test_javascript(file: Path) -> None:
    run = subprocess.run(
        [find_node(), "--test", "--test-reporter=tap", str(file)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "\n# tests 0\n" not in run.stdout, f"{file.name} tests nothing"


def test_modules_do_the_same_as_they_are_sent(tmp_path: Path) -> None:
    """Every test of a module once more, on the modules without comments and blanks."""
    for folder in ("js", "engine"):  # the golden addresses stand among the engine's tests
        shutil.copytree(ROOT / "tests" / folder, tmp_path / "tests" / folder)
    shutil.copytree(ROOT / "static", tmp_path / "static", ignore=shutil.ignore_patterns("vendor", "images", "fonts"))
    for module in (tmp_path / "static" / "js").rglob("*.js"):
        module.write_text(stripped(module.read_text(encoding="utf-8")), encoding="utf-8")
    files = sorted(str(file) for file in (tmp_path / "tests" / "js").glob("*.test.js"))
    run = subprocess.run(
        [find_node(), "--test", "--test-reporter=tap", *files],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=240,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_types() -> None:
    run = subprocess.run(
        [find_tsc(), "--project", "tests/js"], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120
    )
    assert run.returncode == 0, run.stdout + run.stderr
