"""The words of the interface."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, Literal

Language = Literal["en", "zh"]

LANGUAGES: Final[tuple[Language, ...]] = ("en", "zh")


@cache
def words(language: Language) -> Mapping[str, str]:
    """The words of the interface; both languages have the same keys and placeholders."""
    file = Path(__file__).resolve().parent.parent / "locales" / f"{language}.json"
    table: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return table
