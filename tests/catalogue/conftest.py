"""A folder of definitions beside the real ones."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

Shelf = Callable[..., str]


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """Makes a folder of definitions beside the real ones, from the sources of its modules; gives its name."""

    def make(**sources: str) -> str:
        package = ModuleType("app.catalogue.shelf")
        package.__path__ = [str(tmp_path)]
        monkeypatch.setitem(sys.modules, package.__name__, package)
        for module, source in sources.items():
            (tmp_path / f"{module}.py").write_text(source, encoding="utf-8")
            # Registered beforehand, so that monkeypatch takes away what the import puts there.
            monkeypatch.setitem(sys.modules, f"{package.__name__}.{module}", ModuleType(module))
            monkeypatch.delitem(sys.modules, f"{package.__name__}.{module}")
        return "shelf"

    return make
