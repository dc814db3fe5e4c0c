"""What a formula is, asked while it is being typed: printed, or what is wrong with it and where.

A formula that is none is an answer here and not a refusal: whoever asks wants to know.
"""

from __future__ import annotations

import math
import re
from typing import Any, Final

import orjson
from starlette.requests import Request
from starlette.responses import Response

from ..catalogue.terms import SYMBOLS
from ..engine.faults import must_be
from ..engine.numerals import understood
from ..formula import FormulaError, formula_of, mathml
from ..formula.functions import CONSTANTS, FUNCTIONS
from ..text import Text
from .caching import answer, encoded
from .queries import Query

MOST_NAMES: Final = 8
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z_0-9]{0,29}")
_TEXT: Final = Text(en="a formula such as x**2 + 10*y**2", zh="公式，例如x**2 + 10*y**2")
_NAMES: Final = Text(
    en=f"2 to {MOST_NAMES} different names such as x,y, none of them a function or a constant",
    zh=f"2至{MOST_NAMES}个互不相同的名称，例如x,y，不能是函数或常数",
)
_AT: Final = Text(en="as many numbers as there are names", zh="与名称个数相同的数")


def formula(request: Request) -> Response:
    """``text``, a formula of ``names`` (x,y), and whether it has a value and a slope ``at`` a point."""
    query = Query(request, ("text", "names", "at"))
    query.nothing_else()
    text = query.once("text")
    if text is None:
        query.fault("text", must_be("text", _TEXT, None))
    names = tuple((query.once("names") or "x,y").split(","))
    if not _may_be_names(names):
        query.fault("names", must_be("names", _NAMES, ",".join(names)))
    given = query.once("at")
    point = None if given is None else tuple(map(understood, given.split(",")))
    if point is not None and (len(point) != len(names) or any(isinstance(value, str) for value in point)):
        query.fault("at", must_be("at", _AT, given))
    query.settle(lambda: True)
    return answer(request, encoded(orjson.dumps(look(text or "", names, point))))


def _may_be_names(names: tuple[str, ...]) -> bool:
    return (
        2 <= len(names) <= MOST_NAMES
        and len(set(names)) == len(names)
        and all(_NAME.fullmatch(name) and name not in FUNCTIONS and name not in CONSTANTS for name in names)
    )


def look(text: str, names: tuple[str, ...], point: tuple[Any, ...] | None = None) -> dict[str, Any]:
    """The body of the answer. ``defined`` is there where a point was asked about: whether the formula and its slopes
    along the first two names are finite there."""
    try:
        read = formula_of(text, (names[0], names[1]), names[2:])
        printed = mathml(text, names, SYMBOLS)
    except FormulaError as error:
        fault = {
            "message": error.text.as_dict(),
            "hint": None if error.hint is None else error.hint.as_dict(),
            "line": error.line,
            "column": error.column,
            "length": error.length,
        }
        return {"ok": False, "errors": [fault]}
    found: dict[str, Any] = {"ok": True, "mathml": printed}
    if point is not None:
        found["defined"] = all(map(math.isfinite, read.value_and_gradient(*point)))
    return found
