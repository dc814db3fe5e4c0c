"""Scenes for tests, as JSON: a plain one and changes of it."""

from __future__ import annotations

import copy
from typing import Any

ADAM = {"optimizer": "adam"}
BOOTH = {"kind": "surface", "id": "booth"}
FIT = {"kind": "fit", "dataset": "article"}
PLAIN: dict[str, Any] = {"problem": BOOTH, "runs": [ADAM]}


def scene(**changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(PLAIN), **changes}


def run(**changes: Any) -> dict[str, Any]:
    return scene(runs=[{**ADAM, **changes}])


def formula(text: Any, **more: Any) -> dict[str, Any]:
    return scene(problem={"kind": "formula", "formula": text, **more})
