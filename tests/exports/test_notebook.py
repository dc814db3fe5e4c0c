"""The notebook is valid, speaks the chosen language, and runs from top to bottom."""

from __future__ import annotations

import json
import warnings
from typing import Any

import pytest

from app.exports.scripts.notebook import notebook
from app.exports.scripts.pieces import rule_lines

from .scenes import plan
from .test_numpy_scripts import distance

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    nbformat: Any = pytest.importorskip("nbformat")
    nbclient: Any = pytest.importorskip("nbclient")

NAMES = ("adam-pytorch", "fit-shuffle-2", "all-wrappers-keras")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", NAMES)
def test_the_notebook_is_valid_and_has_the_rule(name: str, language: Any) -> None:
    text = notebook(plan(name), language)
    document = json.loads(text)
    assert (document["nbformat"], document["nbformat_minor"]) == (4, 5)
    nbformat.validate(nbformat.reads(text, as_version=4))
    words = "".join("".join(cell["source"]) for cell in document["cells"] if cell["cell_type"] == "markdown")
    assert "\n".join(rule_lines(plan(name).variant.rule)) in words
    assert ("更新规则" in words) == (language == "zh")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", NAMES)
def test_the_notebook_runs_headless_and_ends_where_the_api_ends(name: str) -> None:
    document = nbformat.reads(notebook(plan(name), "zh"), as_version=4)
    nbclient.NotebookClient(document, timeout=120, kernel_name="python3").execute()
    outputs = [o for cell in document.cells if cell.cell_type == "code" for o in cell.outputs]
    assert not [o for o in outputs if o.output_type == "error"]
    printed = next(o.text for o in outputs if o.output_type == "stream" and " = " in o.text)
    assert distance(printed, plan(name)) <= 1e-12
