"""README.md says nothing that was not tried."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from app.__main__ import main
from tests.support import ROOT

README = (ROOT / "README.md").read_text("utf-8")
ENGLISH, CHINESE = README.split("\n## 中文\n")
BLOCKS = re.findall(r"```python\n(.*?)```", README, re.S)
ADDRESS = "http://127.0.0.1:8000"


def commands(text: str) -> list[str]:
    return re.findall(r"^ {4}((?:python3|curl) .*)$", text, re.M)


def test_both_languages_give_the_same_commands() -> None:
    assert len(commands(ENGLISH)) == 10
    assert commands(ENGLISH) == commands(CHINESE)


@pytest.mark.parametrize("command", commands(ENGLISH)[1:5])
def test_the_addresses_answer(command: str, server: str) -> None:
    match = re.fullmatch(r'curl "(http://\S+)"', command)
    assert match
    with urlopen(match[1].replace(ADDRESS, server), timeout=30) as answer:
        assert answer.status == 200
        assert len(answer.read()) > 1000


def test_the_script_prints_the_numbers_of_the_lesson(server: str) -> None:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(BLOCKS[0].replace(ADDRESS, server), "README.md", "exec"), {})
    (gradient_descent, adam) = printed.getvalue().splitlines()
    theta_0, theta_1 = map(float, re.findall(r"-?\d+\.\d{6,}", gradient_descent)[:2])
    assert theta_0 == pytest.approx(-0.9494488934269667, rel=1e-12)
    assert theta_1 == pytest.approx(2.18599815406887, rel=1e-12)
    assert adam.startswith("Adam ")


def test_the_lab_races_without_a_server() -> None:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(BLOCKS[1], "README.md", "exec"), {})
    assert "surface=rosenbrock" in printed.getvalue() and "300" in printed.getvalue()


def test_a_new_optimizer_is_one_file(tmp_path: Path) -> None:
    for folder in ("app", "static", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "vendor"))
    (tmp_path / "app" / "catalogue" / "optimizers" / "averaged.py").write_text(BLOCKS[2], "utf-8")
    script = (
        "from app.main import create_app; from starlette.testclient import TestClient; "
        "print(TestClient(create_app()).get('/api/v1/trajectories?surface=sphere&steps=300&run=averaged').text)"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=60
    )
    assert run.returncode == 0, run.stderr
    (trajectory,) = json.loads(run.stdout)["trajectories"]
    assert trajectory["optimizer"] == "averaged"
    assert trajectory["loss"][-1] < 1e-3 * trajectory["loss"][0]


def test_links_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#][^)]*)\)", README)
    assert links
    assert not [link for link in links if not link.startswith("http") and not (ROOT / link).exists()]


def test_every_option_of_the_command_is_described_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    options = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help", "--version"}
    assert options == {"--host", "--port", "--no-browser", "--workers"}
    for text in (ENGLISH, CHINESE):
        assert options <= set(re.findall(r"(?<=`)--[a-z-]+(?=`)", text))
