"""The lab used from Python: the same numbers as the API's, columns, files, and what notebooks show."""

from __future__ import annotations

import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import numpy as np
import pytest

import app
from app.engine.address import format, parse
from app.engine.faults import InvalidScene
from app.engine.race import race as raced
from app.engine.scene import canonical
from app.exports.python import race
from app.exports.table import csv_of

ADDRESS = "surface=rosenbrock&start=-1,1&steps=30&run=adam:lr=0.05&run=momentum"


def test_an_address_keywords_and_json_are_one_scene() -> None:
    scene = canonical(parse(ADDRESS))
    keywords = race(surface="rosenbrock", start=(-1, 1.0), steps=30, runs=["adam:lr=0.05", {"optimizer": "momentum"}])
    for result in (race(ADDRESS), race(f"/?{ADDRESS}&lang=zh"), race(scene), race(scene.model_dump()), keywords):
        assert result.address == format(scene)
        assert result.answer == raced(scene)


def test_the_columns_are_those_of_the_api() -> None:
    result = race(points=[(1, 2), (2, 3), (3, 5)], steps=20, runs="sgd:lr=0.01", language="zh")
    (answer,) = result.answer["trajectories"]
    (run,) = result
    assert run.path.shape == (21, 2) and run.loss.shape == run.gradient_norm.shape == (21,)
    assert run.learning_rate.shape == (20,)
    assert np.array_equal(run["theta_1"], answer["path"]["theta_1"])
    assert run.outcome == answer["outcome"]["message"]["zh"] and run.outcome in repr(result)
    with pytest.raises(KeyError, match="theta_0 and theta_1"):
        run["x"]


def test_files_and_scripts(tmp_path: Path) -> None:
    result = race(ADDRESS)
    text = result.to_csv(tmp_path / "race.csv")
    assert text == csv_of(result.answer) and (tmp_path / "race.csv").read_bytes() == text.encode()
    assert "torch.optim.SGD" in result.script(1, "pytorch")


def test_what_a_notebook_shows() -> None:
    shown = race(ADDRESS)._repr_mimebundle_()
    assert shown["text/plain"].startswith("v=1&surface=rosenbrock")
    assert "<script" not in shown["text/html"] and "Momentum" in shown["text/html"]
    assert shown["image/svg+xml"].startswith("<svg ") and "data:image/svg+xml;base64," in shown["text/html"]
    assert 'alt="Adam and Momentum on Rosenbrock valley"' in shown["text/html"]
    assert race(ADDRESS, language="zh").poster(step=3) != race(ADDRESS).poster(step=3)


def test_where_a_lab_runs_a_notebook_shows_the_figure(server: str) -> None:
    result = race(ADDRESS, language="zh", lab=f"{server}/")
    shown = result._repr_mimebundle_()
    source = re.search(r'<iframe src="([^"]+)" title="[^"]*Adam[^"]*" width="100%"', shown["text/html"])
    assert source and unescape(source[1]) == f"{server}/embed?{result.address}&lang=zh"
    with urlopen(unescape(source[1])) as answer:
        assert answer.status == 200
    assert "<table>" in shown["text/html"] and shown["image/svg+xml"].startswith("<svg ")


@pytest.mark.parametrize("lab", ["http://127.0.0.1:9", "http://[::1]:9", "https://nowhere.invalid"])
def test_where_none_answers_it_shows_the_picture(lab: str) -> None:
    shown = race(ADDRESS, lab=lab)._repr_mimebundle_()
    assert "<iframe" not in shown["text/html"] and "<img " in shown["text/html"]


@pytest.mark.parametrize("lab", ["127.0.0.1:8000", "javascript:alert(1)", "file:///etc", "", "http://"])
def test_a_lab_is_an_address(lab: str) -> None:
    with pytest.raises(InvalidScene, match="http://127"):
        race(ADDRESS, lab=lab)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"surface": "rosenbrok", "runs": "adam"}, "rosenbrock"),
        ({"surface": "rosenbrock", "steeps": 3, "runs": "adam"}, "steps"),
        ({"surface": "rosenbrock"}, "run"),
    ],
)
def test_a_mistake_is_a_sentence(arguments: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidScene, match=said):
        race(**arguments)


def test_the_package_is_light_until_somebody_races() -> None:
    script = "import sys, app; assert 'numpy' not in sys.modules; app.race; assert 'numpy' in sys.modules"
    subprocess.run([sys.executable, "-c", script], check=True)
    with pytest.raises(AttributeError):
        app.nothing  # noqa: B018
