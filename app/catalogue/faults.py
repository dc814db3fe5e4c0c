"""What does not hold together in a definition, and the error that says so with file and line."""

from __future__ import annotations

from dataclasses import dataclass

from ..formula import FormulaError
from ..text import Text, WrongValue
from .places import Way


@dataclass(frozen=True, slots=True)
class Fault:
    """A sentence about a part of a definition. ``way`` are the fields, keys and indices that lead to it, ``within`` the
    line that is meant where it is a text of several."""

    way: Way
    text: Text
    within: str = ""


def fault_in(way: Way, source: str, error: FormulaError) -> Fault:
    """The fault of a rule or a formula, at its own line and column."""
    lines = source.split("\n")
    within = lines[error.line - 1] if 0 < error.line <= len(lines) else ""
    place = Text(en="Line {line}, column {column} of the text: ", zh="文本第{line}行第{column}列：")
    start = place.format(line=error.line, column=error.column)
    message = error.message
    return Fault(way, Text(en=start.en + message.en, zh=start.zh + message.zh), within.split("#")[0])


class WrongDefinition(WrongValue):
    """A file of the catalogue that cannot be taken. ``text`` is the whole sentence, with the file and the line."""

    def __init__(self, file: str, line: int, text: Text) -> None:
        super().__init__(Text(en=f"{file}, line {line}: {text.en}", zh=f"{file}，第{line}行：{text.zh}"))
        self.file = file
        self.line = line
