"""A person's own points, as they are pasted from a table: CSV, TSV, with semicolons or blanks, a header or none.

The separator is the one that most lines agree about; where it is not a comma, a comma in a number is its decimal sign.
A first line without any number is a header. Of more than two columns the first two that hold numbers are taken, or
those that ``x`` and ``y`` name. What is wrong is said by line and column, counted from 1 in the text as it came.
"""

from __future__ import annotations

import csv
import math
import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ..settings import LIMITS
from ..text import Text
from .faults import Fault, InvalidScene, shown, unknown
from .generated import Points
from .sentences import plain

_SEPARATORS: Final = {"\t": "tab", ";": "semicolon", ",": "comma", " ": "space"}
_FULL_WIDTH: Final = str.maketrans("，；", ",;")
_NOTHING: Final = str.maketrans("", "", ";,")
_SAMPLED: Final = 200  # lines that decide about separator and columns
_MOST: Final = 50  # faults that are said one by one

_POINT: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_COMMA: Final = re.compile(r"[+-]?(\d+,?\d*|,\d+)([eE][+-]?\d+)?", re.ASCII)
_ENDLESS: Final = re.compile(r"[+-]?(nan|inf|infinity|∞|#n/a|#div/0!|#num!)", re.IGNORECASE)

_EMPTY: Final = Text(
    en="There are no points in this text. Paste two columns of numbers, such as 1, 2 on a line.",
    zh="文本中没有数据点。请粘贴两列数，例如一行写1, 2。",
)
_TOO_MANY: Final = Text(
    en="Line {line} holds point {number}; at most {most} are allowed. Leave out the rest, or take every other one.",
    zh="第{line}行是第{number}个点，最多允许{most}个。请去掉多余的，或隔行取样。",
)
_ONE_COLUMN: Final = Text(
    en="Line {line} has one column only: {given}. A point needs x and y, as in 1, 2.",
    zh="第{line}行只有一列：{given}。一个点需要x和y，例如1, 2。",
)
_MISSING: Final = Text(
    en="Line {line} has no {name}: {given} columns where {needed} are needed.",
    zh="第{line}行缺少{name}：只有{given}列，需要{needed}列。",
)
_TOO_WIDE: Final = Text(
    en="Line {line} has {given} columns, others have {needed}. Where commas are decimal signs, separate the columns by "
    "semicolons.",
    zh="第{line}行有{given}列，其他行有{needed}列。如果逗号是小数点，请用分号分隔各列。",
)
_NO_NUMBER: Final = Text(
    en="Line {line}, column {column}: {given} is not a number, but {name} must be one.",
    zh="第{line}行第{column}列：{given}不是数，而{name}必须是数。",
)
_ENDLESS_SAID: Final = Text(
    en="Line {line}, column {column}: {given} is no finite number; leave this line out or write a number for {name}.",
    zh="第{line}行第{column}列：{given}不是有限的数；请删去这一行，或为{name}填一个数。",
)
_TOO_FAR: Final = Text(
    en="Line {line}, column {column}: {given} is out of range; {name} must be from {low} to {high}. Use other units.",
    zh="第{line}行第{column}列：{given}超出范围；{name}必须在{low}到{high}之间。请换一种单位。",
)
_TWO_COLUMNS: Final = Text(
    en="Two columns of numbers are needed; this text has {count}.", zh="需要两列数；这段文本只有{count}列。"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell without its quotes, and the column (from 1) at which it begins in its line."""

    text: str
    column: int


@dataclass(frozen=True, slots=True)
class Pasted:
    """Points with the names of their two columns (None without a header), the names of all columns, and how the text
    was read: which columns (from 1) of how many, its separator (tab, semicolon, comma or space) and its decimal sign.
    ``notes`` are worth knowing."""

    points: Points
    columns: tuple[str | None, str | None]
    header: tuple[str, ...]
    width: int
    places: tuple[int, int]
    separator: str
    decimal: str
    notes: tuple[Text, ...] = ()


def pasted(text: str, x: str | None = None, y: str | None = None) -> Pasted:
    """The points of a text. ``x`` and ``y`` name columns of the header, or count them from 1. Raises InvalidScene with
    every fault, each with its line and column."""
    lines = [
        (number, line)
        for number, line in enumerate(text.translate(_FULL_WIDTH).splitlines(), start=1)
        if line.translate(_NOTHING).strip()
    ]
    if not lines:
        raise InvalidScene([Fault((), _EMPTY, 1, 1)])
    separator = _separator([line for _, line in lines[:_SAMPLED]])
    rows = [(number, list(_cells(line, separator))) for number, line in lines]
    comma = separator != ","
    first = [cell.text for cell in rows[0][1]]
    header = tuple(first) if not any(_is_number(text, comma) for text in first) else ()
    rows = rows[1:] if header else rows
    if not rows:
        raise InvalidScene([Fault((), _EMPTY, lines[0][0], 1)])
    width = max(len(header), *(len(row) for _, row in rows[:_SAMPLED]))
    places = _places(rows, header, width, comma, x, y)
    names = [header[place] if place < len(header) else None for place in places]
    called = [name or axis for name, axis in zip(names, "xy", strict=True)]
    points, faults = _points(rows, places, called, comma, len(header))
    if faults:
        raise InvalidScene(faults)
    decimal = "," if comma and any("," in row[place].text for _, row in rows for place in places) else "."
    return Pasted(
        tuple(points),
        (names[0], names[1]),
        header,
        width,
        (places[0] + 1, places[1] + 1),
        _SEPARATORS[separator],
        decimal,
        tuple(_notes(points)),
    )


def _separator(lines: Sequence[str]) -> str:
    """The separator of which every line has as many, and some; the first of such."""
    for separator in "\t;":
        if sum(separator in line for line in lines) * 2 > len(lines):
            return separator
    # 1,5 2,5 is two numbers with decimal commas, and 1, 2 is two numbers with a comma between.
    spaced = [re.split(r"\s+", line.strip()) for line in lines]
    if all(len(parts) > 1 and all(_is_number(part, True) for part in parts) for parts in spaced[1:] or spaced):
        return " "
    return "," if sum("," in line for line in lines) * 2 > len(lines) else " "


def _cells(line: str, separator: str) -> Iterator[Cell]:
    if separator == " ":
        for found in re.finditer(r"\S+", line):
            yield Cell(found[0], found.start() + 1)
        return
    column = 1
    for part in _split(line, separator):
        inner = part.strip()
        begin = column + len(part) - len(part.lstrip())
        if len(inner) > 1 and inner[0] == inner[-1] == '"':
            inner = next(csv.reader([inner]), [""])[0].strip()
        yield Cell(inner, begin)
        column += len(part) + len(separator)


def _split(line: str, separator: str) -> Iterator[str]:
    """The parts of a line; a separator between quotes separates nothing."""
    begin, quoted = 0, False
    for index, character in enumerate(line):
        if character == '"':
            quoted = not quoted
        elif character == separator and not quoted:
            yield line[begin:index]
            begin = index + 1
    yield line[begin:]


def _plain(text: str, comma: bool) -> str:
    text = text.replace("−", "-").replace("\u00a0", "").replace("\u202f", "")
    return text.replace(",", ".") if comma and _COMMA.fullmatch(text) else text


def _is_number(text: str, comma: bool) -> bool:
    return bool(_POINT.fullmatch(_plain(text, comma)) or _ENDLESS.fullmatch(text))


def _places(
    rows: Sequence[tuple[int, list[Cell]]],
    header: tuple[str, ...],
    width: int,
    comma: bool,
    x: str | None,
    y: str | None,
) -> tuple[int, int]:
    """Which columns are x and y, counted from 0."""
    if width < 2:
        number, row = rows[0]
        raise InvalidScene([Fault((), _ONE_COLUMN.format(line=number, given=shown(row[0].text)), number, 1)])
    numeric = [place for place in range(width) if _mostly_numbers(rows, place, comma)]
    chosen = {"x": _chosen("x", x, header, width), "y": _chosen("y", y, header, width)}
    left = iter([place for place in numeric if place not in chosen.values()])
    places = [next(left, None) if chosen[axis] is None else chosen[axis] for axis in "xy"]
    if places[0] is None or places[1] is None:
        # Something is written where numbers should be; its line says so better than the count of columns.
        if width == 2:
            return 0, 1
        raise InvalidScene([Fault((), _TWO_COLUMNS.format(count=len(numeric)), rows[0][0], 1)])
    return places[0], places[1]


def _mostly_numbers(rows: Sequence[tuple[int, list[Cell]]], place: int, comma: bool) -> bool:
    cells = [row[place].text for _, row in rows[:_SAMPLED] if place < len(row)]
    return 2 * sum(_is_number(text, comma) for text in cells) > len(cells)


def _chosen(axis: str, given: str | None, header: tuple[str, ...], width: int) -> int | None:
    if given is None:
        return None
    if given in header:
        return header.index(given)
    if given.isdecimal() and given.isascii() and 1 <= int(given[:9]) <= width:
        return int(given) - 1
    names = header or tuple(str(number) for number in range(1, width + 1))
    raise InvalidScene(
        [Fault((), unknown(Text(en="a column of this text", zh="这段文本中的列"), given, names), parameter=axis)]
    )


def _points(
    rows: Sequence[tuple[int, list[Cell]]], places: tuple[int, int], names: Sequence[str], comma: bool, width: int
) -> tuple[list[tuple[float, float]], list[Fault]]:
    points: list[tuple[float, float]] = []
    faults: list[Fault] = []
    usual = max(width, statistics.mode(len(row) for _, row in rows[:_SAMPLED]))
    for line, row in rows:
        if any(cell.text for cell in row[usual:]):
            text = _TOO_WIDE.format(line=line, given=len(row), needed=usual)
            faults.append(Fault((), text, line, row[usual].column))
            continue
        if len(points) == LIMITS.points:
            text = _TOO_MANY.format(line=line, number=LIMITS.points + 1, most=LIMITS.points)
            faults.append(Fault((), text, line, 1))
            break
        values: list[float] = []
        for place, name in zip(places, names, strict=True):
            read = _number(line, row, place, name, comma)
            if isinstance(read, Fault):
                faults.append(read)
            else:
                values.append(read)
        if len(values) == 2:
            points.append((values[0], values[1]))
        if len(faults) >= _MOST:
            break
    return points, faults


def _number(line: int, row: list[Cell], place: int, name: str, comma: bool) -> float | Fault:
    if place >= len(row):
        end = row[-1].column + len(row[-1].text)
        if len(row) == 1:
            return Fault((), _ONE_COLUMN.format(line=line, given=shown(row[0].text)), line, end)
        return Fault((), _MISSING.format(line=line, name=name, given=len(row), needed=place + 1), line, end)
    cell = row[place]
    said = {"line": line, "column": cell.column, "given": shown(cell.text), "name": name}
    if _ENDLESS.fullmatch(cell.text):
        return Fault((), _ENDLESS_SAID.format(**said), line, cell.column)
    text = _plain(cell.text, comma)
    if not _POINT.fullmatch(text):
        return Fault((), _NO_NUMBER.format(**said), line, cell.column)
    value = float(text) + 0.0
    if not math.isfinite(value) or abs(value) > LIMITS.magnitude:
        limits = {"low": plain(-LIMITS.magnitude), "high": plain(LIMITS.magnitude)}
        return Fault((), _TOO_FAR.format(**said, **limits), line, cell.column)
    return value


def _notes(points: Sequence[tuple[float, float]]) -> Iterator[Text]:
    """What a person should know of points that are allowed all the same."""
    if len(points) == 1:
        yield Text(
            en="This is one point: infinitely many lines go through it, so that the minimum is a line.",
            zh="只有一个点：过它的直线有无穷多条，所以最小值是一条直线。",
        )
    elif len({x for x, _ in points}) == 1:
        yield Text(
            en=f"All x are {plain(points[0][0])}: the slope is free, so that the minimum is a line.",
            zh=f"所有x都是{plain(points[0][0])}：斜率无法确定，所以最小值是一条直线。",
        )
