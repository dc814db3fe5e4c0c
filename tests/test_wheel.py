"""The three ways to have the lab: a wheel, an editable install, a checkout. Nothing is downloaded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path
from urllib.request import urlopen

import pytest

from app import __version__
from app.exports.modules import stripped
from tests.support import ROOT, running, this_command

pytestmark = pytest.mark.slow


def pip(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *map(str, arguments)]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT)
    (built,) = folder.glob("*.whl")
    return built


class Environment:
    """A new virtual environment that borrows the dependencies, not the lab, of the one that runs the tests."""

    def __init__(self, folder: Path) -> None:
        venv.create(folder, with_pip=False)
        scheme = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
        self.python = Path(scheme["scripts"]) / ("python.exe" if os.name == "nt" else "python")
        self.command = Path(scheme["scripts"]) / "descent-lab"
        self.packages = Path(scheme["purelib"])
        (self.packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"))

    def install(self, *arguments: str | Path) -> None:
        pip("--python", self.python, "install", "--no-deps", "--no-build-isolation", "--ignore-installed", *arguments)


def check(address: str) -> None:
    """The API, a page in both languages and a static file answer."""

    def get(path: str) -> bytes:
        with urlopen(address + path, timeout=30) as answer:
            body: bytes = answer.read()
            return body

    assert json.loads(get("/healthz")) == {"status": "ok", "version": __version__}
    assert {"sgd", "adam"} <= {item["id"] for item in json.loads(get("/api/v1/optimizers"))["items"]}
    assert 'lang="zh' in get("/?lang=zh").decode()
    assert get("/static/js/lab.js").decode() == stripped((ROOT / "static" / "js" / "lab.js").read_text("utf-8"))
    assert get("/static/css/tokens.css") == (ROOT / "static" / "css" / "tokens.css").read_bytes()
    assert b"swagger" in get("/docs")
    assert (ROOT / "LICENSE").read_text("utf-8").strip() in get("/figure.html?surface=booth&steps=5&run=sgd").decode()


def test_the_wheel_holds_all_that_is_served(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, inside in (("static", "app/_assets/static"), ("templates", "app/_assets/templates"), ("app", "app")):
        files = {path.relative_to(ROOT / folder).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}
        missing = {f"{inside}/{file}" for file in files if "__pycache__" not in file} - names
        assert files and not missing
    beside = {name.split("/")[0] for name in names} - {"app"}
    assert beside == {f"descent_lab-{__version__}.dist-info"}, "nothing but app goes into site-packages"


def test_the_wheel_runs(wheel: Path, tmp_path: Path) -> None:
    environment = Environment(tmp_path / "venv")
    environment.install(wheel)
    assert (environment.packages / "app" / "_assets" / "static").is_dir()
    with running([environment.command, "--no-browser", "--port", "0"], cwd=tmp_path) as lab:
        check(lab.address)


def test_an_editable_install_runs(tmp_path: Path) -> None:
    environment = Environment(tmp_path / "venv")
    environment.install("--editable", ROOT)
    assert not (environment.packages / "app").exists(), "a copy would go stale beside the checkout"
    with running([environment.command, "--no-browser", "--port", "0"], cwd=tmp_path) as lab:
        check(lab.address)


def test_a_checkout_runs() -> None:
    with running(this_command()) as lab:
        check(lab.address)
