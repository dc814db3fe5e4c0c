"""What people type, brought to the language: ^ for power, full-width signs, × and ², with every place kept."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ..text import Text
from .errors import FormulaError
from .tree import Place

# One typed character and what it stands for.
REPLACEMENTS = {
    "^": "**", "×": "*", "·": "*", "⋅": "*", "÷": "/", "−": "-", "–": "-", "π": "pi", "√": "sqrt",
    "≤": "<=", "≥": ">=", "≠": "!=", "θ": "theta", "\t": " ", "\u00a0": " ", "\u3000": " ", "\r": " ", "\n": " ",
}  # fmt: skip
_ASCII = tuple(filter(str.isascii, REPLACEMENTS))
_SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-", strict=True))


def _plain(character: str) -> str:
    # Chinese keyboards type the full-width forms of the ASCII signs, digits and letters.
    if "\uff01" <= character <= "\uff5e":
        character = unicodedata.normalize("NFKC", character)
    return REPLACEMENTS.get(character, character)


@dataclass(frozen=True, slots=True)
class Typed:
    """A formula on one line in the language's own characters, and where each of them stood in what was typed.

    ``lines`` and ``columns`` have an entry for each character of ``source`` and one for its end.
    """

    source: str
    lines: tuple[int, ...]
    columns: tuple[int, ...]

    def place(self, index: int) -> Place:
        """The place of a character of ``source`` (counted from 0)."""
        index = min(index, len(self.columns) - 1)
        return Place(self.lines[index], self.columns[index])

    def place_of_byte(self, offset: int) -> Place:
        """The same for an offset in UTF-8 bytes, which is how Python's own tree counts."""
        return self.place(len(self.source.encode()[:offset].decode(errors="ignore")))

    def stripped(self) -> Typed:
        """Without blanks at the beginning and at the end."""
        source = self.source.strip()
        first = len(self.source) - len(self.source.lstrip())
        last = first + len(source) + 1
        return Typed(source, self.lines[first:last], self.columns[first:last])


def typed(text: str, line: int = 1) -> Typed:
    """What was typed, as one line; ``line`` is the number of its first line."""
    if text.isascii() and not any(character in text for character in _ASCII):
        count = len(text) + 1
        return Typed(text, (line,) * count, tuple(range(1, count + 1)))
    source: list[str] = []
    lines: list[int] = []
    columns: list[int] = []

    def write(characters: str) -> None:
        source.append(characters)
        lines.extend([line] * len(characters))
        columns.extend([column] * len(characters))

    column, raised = 0, False
    for index, character in enumerate(text):
        column += 1
        # x²³ is x to the 23rd and x²3 lacks a sign: a run of superscripts is one exponent, in brackets.
        if (superscript := _SUPERSCRIPTS.get(character)) is not None:
            write(superscript if raised else f"**({superscript}")
        else:
            write(")" * raised + _plain(character))
        raised = superscript is not None
        if character == "\n" or (character == "\r" and text[index + 1 : index + 2] != "\n"):
            line, column = line + 1, 0
    column += 1
    write(")" * raised)
    return Typed("".join(source), (*lines, line), (*columns, column))


# Each pattern: where a mistake that Python's parser only calls "invalid syntax" really is, and what to write.
_MISTAKES: tuple[tuple[re.Pattern[str], str, str, str, str], ...] = (
    (
        re.compile(r"(?<![\w.])((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*([A-Za-z_(]\w*)"),
        "A sign is missing between {0} and {1}.",
        "Write {0}*{1}, not {0}{1}.",
        "{0}与{1}之间缺少运算符。",
        "请写{0}*{1}，而不是{0}{1}。",
    ),
    (
        re.compile(r"(\))\s*([\w(])"),
        "A sign is missing between {0} and {1}.",
        "Write {0}*{1} to multiply.",
        "{0}与{1}之间缺少运算符。",
        "相乘请写{0}*{1}。",
    ),
    (
        re.compile(r"([A-Za-z_]\w*)\s+([A-Za-z_\d]\w*)"),
        "A sign is missing between {0} and {1}.",
        "Write {0}*{1} to multiply, {0}({1}) to apply a function.",
        "{0}与{1}之间缺少运算符。",
        "相乘请写{0}*{1}，调用函数请写{0}({1})。",
    ),
    (
        re.compile(r"(\|)([^|]*)"),
        "Bars are not read as an absolute value.",
        "Write abs(…).",
        "竖线不表示绝对值。",
        "请写abs(…)。",
    ),
    (
        re.compile(r"([+\-*/]|\*\*)\s*()$"),
        "The formula ends with {0}.",
        "Something must follow it.",
        "公式以{0}结尾。",
        "后面还需要内容。",
    ),
    (
        re.compile(r"(?<![<>=!])(=)(?!=)()"),
        "A formula has no equals sign.",
        "Give only what stands to the right of it.",
        "公式中不能有等号。",
        "只写等号右边的内容。",
    ),
)  # fmt: skip


_SHOWN = 40  # characters of what was typed, in a sentence


def _unmatched(source: str) -> int | None:
    """Where a bracket stands that has no partner."""
    opened: list[int] = []
    for index, character in enumerate(source):
        if character == "(":
            opened.append(index)
        elif character == ")":
            if not opened:
                return index
            opened.pop()
    return opened[-1] if opened else None


def explain(line: Typed, offset: int | None) -> FormulaError:
    """The error for a line that Python's parser refuses; ``offset`` is its own guess at the place, from 1."""
    source = line.source
    if (unmatched := _unmatched(source)) is not None:
        place, missing = line.place(unmatched), ")" if source[unmatched] == "(" else "("
        return FormulaError(
            Text(en="The brackets do not match.", zh="括号不配对。"),
            line=place.line,
            column=place.column,
            hint=Text(en=f"A {missing!r} is missing.", zh=f"缺少“{missing}”。"),
        )
    for pattern, en, hint_en, zh, hint_zh in _MISTAKES:
        if (found := pattern.search(source)) is not None:
            place = line.place(found.start(1))
            words = [word if len(word) <= _SHOWN else f"{word[:_SHOWN]}…" for word in found.groups()]
            return FormulaError(
                Text(en=en.format(*words), zh=zh.format(*words)),
                line=place.line,
                column=place.column,
                length=max(1, found.end() - found.start(1)),
                hint=Text(en=hint_en.format(*words), zh=hint_zh.format(*words)),
            )
    place = line.place(max((offset or 1) - 1, 0))
    # As repr shows it, since what Python's parser refuses need not be printable.
    given = repr(source[max((offset or 1) - 1, 0) :][:12] or source[-12:])[1:-1]
    return FormulaError(
        Text(en=f"This is not an expression: '{given}'.", zh=f"这里不是表达式：“{given}”。"),
        line=place.line,
        column=place.column,
        hint=Text(
            en="Use numbers, names, + - * / **, brackets and functions, as in x**2 + 10*y**2.",
            zh="可用数字、变量名、+ - * / **、括号和函数，例如x**2 + 10*y**2。",
        ),
    )
