"""A person's own points out of a pasted table or a dropped file."""

from __future__ import annotations

import codecs
from typing import Any, Final

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from ..engine.address import points_text
from ..engine.faults import shown
from ..engine.pasted import Pasted, pasted
from ..settings import LIMITS
from ..text import Text
from .bodies import bytes_of
from .errors import Refusal
from .queries import Query

_MEDIA_TYPES: Final = ("text/plain", "text/csv", "text/tab-separated-values")
_NOT_TEXT: Final = Text(
    en="The body must be text with Content-Type: text/plain or text/csv; {given} was given.",
    zh="请求体必须是文本，且Content-Type为text/plain或text/csv；给出的是{given}。",
)
_UNREADABLE: Final = Text(
    en="The body is not text: neither UTF-8 nor UTF-16 nor GB 18030. Save the table as CSV in UTF-8.",
    zh="请求体不是文本：既不是UTF-8，也不是UTF-16或GB 18030。请把表格另存为UTF-8编码的CSV。",
)


async def points(request: Request) -> Response:
    """The points of a text, or what is wrong with it and where."""
    declared = request.headers.get("content-type")
    if declared is not None and declared.partition(";")[0].strip().lower() not in _MEDIA_TYPES:
        raise Refusal(415, _NOT_TEXT.format(given=shown(declared)))
    query = Query(request, ("x", "y"))
    query.nothing_else()
    text = decoded(await bytes_of(request))
    body = await run_in_threadpool(read, text, query)
    return Response(body, headers={"Cache-Control": "no-store"}, media_type="application/json")


def read(text: str, query: Query) -> bytes:
    """The encoded answer. Raises InvalidScene."""
    x, y = query.once("x"), query.once("y")
    return orjson.dumps(table_of(query.settle(lambda: pasted(text, x, y))))


def table_of(table: Pasted) -> dict[str, Any]:
    """The body of the answer."""
    address = f"points={points_text(table.points)}"
    return {
        "points": table.points,
        "columns": table.columns,
        "header": table.header,
        "width": table.width,
        "places": table.places,
        "separator": table.separator,
        "decimal": table.decimal,
        "address": address if len(address) <= LIMITS.link_characters else None,
        "notes": [note.as_dict() for note in table.notes],
    }


def decoded(body: bytes) -> str:
    """The text of a body: in UTF-8, in UTF-16 if it says so, or in GB 18030, as spreadsheets save it; or a Refusal."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = body.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refusal(400, _UNREADABLE)
