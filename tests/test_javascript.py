"""The browser's modules: those without a DOM tested by Node's own runner, one test here for each file there; the types
that all of them declare in JSDoc checked by TypeScript."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

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


def test_types() -> None:
    run = subprocess.run(
        [find_tsc(), "--project", "tests/js"], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120
    )
    assert run.returncode == 0, run.stdout + run.stderr
