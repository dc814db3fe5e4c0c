"""Adding an optimizer is one file: the example of README.md, put into a copy of the lab, is found everywhere."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.lab import Lab
from tests.support import ROOT, running, this_command

BLOCKS = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S)
(EXAMPLE,) = [block for block in BLOCKS if "OPTIMIZER = " in block]
NAMES = {"en": "Averaged gradient", "zh": "平均梯度"}
RUN = "run=averaged:lr=0.1,beta1=0.5"


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a lab with one file more."""
    place = tmp_path_factory.mktemp("lab")
    for folder in ("app", "static", "templates"):
        shutil.copytree(ROOT / folder, place / folder, ignore=shutil.ignore_patterns("__pycache__", "vendor"))
    (place / "app" / "catalogue" / "optimizers" / "averaged.py").write_text(EXAMPLE, "utf-8")
    with running(this_command(), cwd=place) as lab:
        yield lab.address


def text(grown: str, path: str) -> str:
    with urlopen(f"{grown}{path}", timeout=60) as answer:
        words: str = answer.read().decode()
    return words


def fetched(grown: str, path: str) -> Any:
    return json.loads(text(grown, path))


def test_the_api_lists_it_with_all_that_its_file_says(grown: str) -> None:
    item = fetched(grown, "/api/v1/optimizers/averaged")
    assert item in fetched(grown, "/api/v1/optimizers")["items"]
    assert item["name"] == NAMES == item["short"]
    assert item["paper"]["year"] == 2015
    assert [each["name"] for each in item["hyperparameters"]] == ["lr", "beta1"]
    (framework,) = item["frameworks"]
    assert framework["defaults"] == {"lr": 0.01, "beta1": 0.9}
    assert framework["rule"] == item["rule"] and "beta1*m" in item["rule"]
    assert item["mathml"].startswith("<math") and "β" in item["mathml"]


def test_the_schema_takes_its_id(grown: str) -> None:
    schema = text(grown, "/api/v1/openapi.json")
    enumerations = re.findall(r'"enum":\s*\[([^\]]*"nesterov"[^\]]*)\]', schema)
    assert len(enumerations) >= 2, "in a path and in a run"
    assert all('"averaged"' in each for each in enumerations)


def test_it_runs_and_is_written_as_a_table(grown: str) -> None:
    scene = f"surface=sphere&start=-4,3&steps=3&{RUN}"
    (trajectory,) = fetched(grown, f"/api/v1/trajectories?{scene}")["trajectories"]
    m, x, path = 0.0, -4.0, [-4.0]
    for _ in range(3):
        m = 0.5 * m + (1 - 0.5) * (2 * x)
        x = x - 0.1 * m
        path.append(x)
    assert trajectory["path"]["x"] == path
    assert trajectory["name"] == NAMES
    header, *rows = text(grown, f"/api/v1/trajectories?{scene}&format=csv").splitlines()
    assert [row.split(",")[1:5] for row in rows] == [
        ["averaged", "paper", str(step), repr(value)] for step, value in enumerate(path)
    ]
    assert header.startswith("run,optimizer,framework,step,x")


def test_its_script_repeats_the_run(grown: str) -> None:
    scene = f"surface=sphere&start=-4,3&steps=3&{RUN}"
    script = text(grown, f"/api/v1/script?{scene}&run=0&target=numpy")
    assert "m = beta1*m + (1 - beta1)*g" in script
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", timeout=60)
    assert ran.returncode == 0, ran.stderr
    (trajectory,) = fetched(grown, f"/api/v1/trajectories?{scene}")["trajectories"]
    numbers = {float(number) for number in re.findall(r"-?\d+\.\d+(?:e-?\d+)?", ran.stdout)}
    assert {trajectory["path"]["x"][-1], trajectory["path"]["y"][-1]} <= numbers, ran.stdout


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_reference_has_a_page_for_it(grown: str, language: str) -> None:
    name = NAMES[language]
    index = text(grown, f"/optimizers?lang={language}")
    assert f'href="/optimizers/averaged?lang={language}"' in index and name in index
    page = text(grown, f"/optimizers/averaged?lang={language}")
    assert f"<title>{name} " in page
    for said in ("Adam: A Method for Stochastic Optimization", "<code>beta1</code>", 'class="race"'):
        assert said in page
    assert {"en": "alone.", "zh": "只取Adam的一阶平均。"}[language] in page
    assert "averaged(lr=0.01, beta1=0.9)" in page


@pytest.mark.browser
def test_the_page_offers_it_and_it_races(grown: str, browser: Browser) -> None:
    context = browser.new_context(base_url=grown, viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(30_000)
    try:
        page = context.new_page()
        page.goto("/?lang=en&surface=sphere&steps=50&run=sgd:lr=0.1")
        lab = Lab(page)
        page.get_by_role("button", name="Add a run").click()
        lab.number_of_runs(2)
        choice = lab.run(1).locator("select").first
        choice.select_option(label=NAMES["en"])
        lab.until_run(1, "averaged:framework=paper,lr=0.01,beta1=0.9")
        expect(page.locator(".panel-name").nth(1)).to_contain_text(NAMES["en"])
        expect(lab.quantity("/runs/1/hyperparameters/lr").locator(".number-field")).to_have_value("0.01")
        lab.quantity("/runs/1/hyperparameters/lr").locator(".number-field").fill("0.3")
        page.keyboard.press("Tab")
        lab.until_run(1, "lr=0.3,")
        page.wait_for_function(
            "() => parseFloat(document.querySelectorAll('.panel-value')[1]?.textContent.slice(1)) < 1"
        )
    finally:
        context.close()
