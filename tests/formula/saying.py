"""What every error of the formula language has: a sentence in each language, and a place inside the text."""

from __future__ import annotations

import re

from app.formula import FormulaError
from app.text import Text

_HAN = re.compile(r"[\u3400-\u9fff]")


def check_text(text: Text) -> None:
    assert not _HAN.search(text.en), f"Chinese in English: {text.en}"
    assert _HAN.search(text.zh), f"no Chinese in Chinese: {text.zh}"
    assert text.en.rstrip()[-1] in ".?)", text.en
    assert text.zh.rstrip()[-1] in "。？）", text.zh


def check_error(error: FormulaError, text: str, *, chinese_names: bool = False) -> None:
    """``chinese_names``: the text itself has Chinese in it, which the English sentence may quote."""
    lines = re.split(r"\r\n|\r|\n", text)
    assert 1 <= error.line <= len(lines), (error.line, text)
    assert 1 <= error.column <= len(lines[error.line - 1]) + 1, (error.line, error.column, text)
    assert error.length >= 1
    for part in (error.text, error.hint, error.message):
        if part is not None and not chinese_names:
            check_text(part)
    assert str(error) == error.message.en
    for words in (error.message.en, error.message.zh):
        words.encode()  # what cannot be encoded cannot be sent
        assert len(words) < 700
