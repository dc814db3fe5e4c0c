from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from app.assets import asset_path, licence
from tests.support import ROOT


def test_a_checkout_has_its_assets_beside_the_package() -> None:
    assert asset_path("static") == ROOT / "static"
    assert asset_path("templates") == ROOT / "templates"
    assert asset_path("static/fonts/stix-two-math.woff2").is_file()


def test_an_installed_package_uses_its_own_and_never_a_neighbour(tmp_path: Path) -> None:
    package = tmp_path / "app"
    (package / "_assets" / "static").mkdir(parents=True)
    (tmp_path / "static").mkdir()
    (tmp_path / "templates").mkdir()
    assert asset_path("static", package) == package / "_assets" / "static"
    with pytest.raises(FileNotFoundError, match="templates"):
        asset_path("templates", package)


def test_what_is_nowhere_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="no_such_folder"):
        asset_path("no_such_folder")


def test_the_licence_is_found_wherever_the_lab_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = (ROOT / "LICENSE").read_text("utf-8")
    assert licence() == ours
    (tmp_path / "LICENSE").write_text("somebody else's", "utf-8")
    package = tmp_path / "app"
    (package / "_assets").mkdir(parents=True)

    class Installed:
        def read_text(self, name: str) -> str | None:
            return {"licenses/LICENSE": ours}.get(name)

    monkeypatch.setattr("importlib.metadata.distribution", lambda _: Installed())
    assert licence(package) == ours

    def nowhere(name: str) -> Installed:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.distribution", nowhere)
    assert licence(package) == "MIT License"
