"""A request's JSON body, read within its limit and without surprises."""

from __future__ import annotations

import json
from typing import Any, Final

import orjson
from starlette.requests import Request

from ..engine.faults import Fault, shown
from ..settings import LIMITS
from ..text import Text
from .errors import Refusal

# Bytes beyond the limit that are read and dropped, so that a client that is still sending hears the answer.
_DROPPED: Final = 16 * LIMITS.body_bytes

_TOO_LARGE: Final = Text(
    en="The body has more than {most} bytes, which is the limit. Send fewer points or runs.",
    zh="请求体超过上限{most}字节。请减少数据点或运行。",
).format(most=LIMITS.body_bytes)
_NOT_JSON: Final = Text(
    en="The body must be JSON with Content-Type: application/json; {given} was given.",
    zh="请求体必须是JSON，且Content-Type为application/json；给出的是{given}。",
)
_EMPTY: Final = Text(
    en='The body is empty; send a scene such as {"problem": {"kind": "surface", "id": "rosenbrock"}, '
    '"runs": [{"optimizer": "adam"}]}.',
    zh='请求体为空；请发送一个场景，例如{"problem": {"kind": "surface", "id": "rosenbrock"}, '
    '"runs": [{"optimizer": "adam"}]}。',
)
_UNREADABLE: Final = Text(
    en="The body stops being JSON at line {line}, column {column}. (NaN, Infinity and numbers beyond 1.8e308 are not.)",
    zh="请求体在第{line}行第{column}列处不是合法的JSON。（NaN、Infinity以及超过1.8e308的数都不属于JSON。）",
)
_TOO_DEEP: Final = Text(
    en="The body is nested too deeply; a scene needs six levels.", zh="请求体嵌套过深；场景只需六层。"
)
_TWICE: Final = Text(
    en="The key {key} stands twice in one object; write it once.", zh="同一对象中键{key}出现了两次；只能写一次。"
)


async def json_body(request: Request) -> Any:
    """What the body says. Raises Refusal: 413 too large, 415 not declared as JSON, 400 not JSON."""
    declared = request.headers.get("content-type")
    if declared is not None:
        media_type = declared.partition(";")[0].strip().lower()
        if media_type != "application/json" and not media_type.endswith("+json"):
            raise Refusal(415, _NOT_JSON.format(given=shown(declared)))
    return parsed(await bytes_of(request))


async def bytes_of(request: Request) -> bytes:
    """A request's body within its limit. Raises Refusal 413."""
    declared = request.headers.get("content-length", "")
    if "expect" in request.headers and declared.isdecimal() and int(declared[:20]) > LIMITS.body_bytes:
        raise Refusal(413, _TOO_LARGE)  # the client waits for leave to send
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= LIMITS.body_bytes:
            chunks.append(chunk)
        elif size > _DROPPED:
            break
    if size > LIMITS.body_bytes:
        raise Refusal(413, _TOO_LARGE)
    return b"".join(chunks)


def parsed(body: bytes) -> Any:
    """Strict JSON: UTF-8, finite numbers, no lone surrogates, no key twice in an object. Raises Refusal."""
    if not body.strip():
        raise Refusal(400, _EMPTY)
    try:
        data = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        detail = _UNREADABLE.format(line=error.lineno, column=error.colno)
        raise Refusal(400, detail, [Fault((), detail, error.lineno, error.colno)]) from None
    try:
        # orjson keeps the last of two values in silence.
        json.loads(body, object_pairs_hook=_once, parse_int=float)
    except RecursionError:
        raise Refusal(400, _TOO_DEEP) from None
    return data


def _once(pairs: list[tuple[str, Any]]) -> None:
    seen = set()
    for key, _ in pairs:
        if key in seen:
            detail = _TWICE.format(key=shown(key))
            raise Refusal(400, detail)
        seen.add(key)
