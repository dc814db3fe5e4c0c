"""Every refusal as application/problem+json (RFC 9457), in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from ..engine.faults import Fault, InvalidScene, Path
from ..text import Text
from .language import Language, preferred, said

MEDIA_TYPE: Final = "application/problem+json"
MOST_FAULTS: Final = 50

_TITLES: Final[Mapping[int, Text]] = {
    400: Text(en="The body cannot be read", zh="无法读取请求体"),
    404: Text(en="There is nothing here", zh="这里没有内容"),
    405: Text(en="This method is not offered here", zh="这里不支持该方法"),
    413: Text(en="The body is too large", zh="请求体过大"),
    414: Text(en="The address is too long", zh="地址过长"),
    415: Text(en="The body is not JSON", zh="请求体不是JSON"),
    422: Text(en="The request has faults", zh="请求有误"),
    500: Text(en="The lab made a mistake", zh="实验室出错了"),
    501: Text(en="This server cannot do that", zh="此服务器不支持该功能"),
}
_DETAILS: Final[Mapping[int, Text]] = {
    404: Text(
        en="Nothing is served at {path}. The lab is at /, its API is described at /docs.",
        zh="{path}处没有内容。实验室在/，API说明在/docs。",
    ),
    405: Text(en="{path} does not answer {method}; allowed: {allowed}.", zh="{path}不支持{method}；可用：{allowed}。"),
    500: Text(
        en="The request was not at fault. Please report the address or the body that led here.",
        zh="问题不在请求本身。请报告引发此错误的地址或请求体。",
    ),
}
_MORE: Final = Text(en="The rest stands under errors.", zh="其余错误见errors。")


class Refusal(Exception):
    """An answer that says no: a status, what is wrong, and what else there is to say of it."""

    def __init__(self, status: int, detail: Text, faults: Iterable[Fault] = ()) -> None:
        super().__init__(detail.en)
        self.status = status
        self.detail = detail
        self.faults = tuple(faults)


def pointer(path: Path) -> str:
    """The JSON pointer (RFC 6901) of a path; the whole document's is empty."""
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in path)


def problem(
    status: int,
    detail: Text,
    faults: Sequence[Fault] = (),
    language: Language = "en",
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The response for a refusal. ``title`` and ``detail`` are in the language asked for, ``message`` holds both."""
    body: dict[str, Any] = {
        "type": "about:blank" if status != 422 else "/docs#problems",
        "title": said(title(status), language),
        "status": status,
        "detail": said(detail, language),
        "message": detail.as_dict(),
    }
    # Always a list, so that a client needs one way of reading only.
    body["errors"] = [entry(fault, language) for fault in (faults or [Fault((), detail)])[:MOST_FAULTS]]
    return Response(
        orjson.dumps(body),
        status,
        {"Cache-Control": "no-store", "Content-Language": language, "Vary": "Accept-Language", **(headers or {})},
        MEDIA_TYPE,
    )


def title(status: int) -> Text:
    """What a refusal of this status is called."""
    return _TITLES.get(status) or _phrase(status)


def _phrase(status: int) -> Text:
    phrase = HTTPStatus(status).phrase
    return Text(en=phrase, zh=phrase)


def entry(fault: Fault, language: Language) -> dict[str, Any]:
    """A fault as one of the ``errors`` of a problem."""
    said_so: dict[str, Any] = {} if fault.parameter is None else {"parameter": fault.parameter}
    if fault.path or fault.parameter is None:
        said_so["pointer"] = pointer(fault.path)
    said_so |= {"detail": said(fault.text, language), "message": fault.text.as_dict()}
    if fault.line is not None:
        said_so |= {"line": fault.line, "column": fault.column}
    return said_so


def summary(faults: Sequence[Fault]) -> Text:
    """All faults as one text, each with its place."""
    texts = [_placed(fault) for fault in faults[:3]]
    if len(faults) > len(texts):
        texts.append(_MORE)
    return Text(en=" ".join(text.en for text in texts), zh="".join(text.zh for text in texts))


def _placed(fault: Fault) -> Text:
    # Only where several runs could be meant does the sentence itself not say where.
    if fault.path[:1] != ("runs",) or len(fault.path) < 2 or not isinstance(fault.path[1], int):
        return fault.text
    number = fault.path[1] + 1
    return Text(en=f"Run {number}: {fault.text.en}", zh=f"第{number}个运行：{fault.text.zh}")


async def on_invalid_scene(request: Request, error: Exception) -> Response:
    assert isinstance(error, InvalidScene)
    return problem(422, summary(error.faults), error.faults, language_of(request))


async def on_refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return problem(error.status, error.detail, error.faults, language_of(request))


async def on_http_exception(request: Request, error: Exception) -> Response:
    """What the router and the static files refuse by themselves."""
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    detail = _DETAILS.get(error.status_code) or _phrase(error.status_code)
    filled = detail.format(path=shown_path(request), method=request.method, allowed=headers.get("Allow", ""))
    return problem(error.status_code, filled, (), language_of(request), headers)


def mistake(language: Language = "en") -> Response:
    """The answer to a request that failed through the lab's own fault."""
    return problem(500, _DETAILS[500], (), language)


def language_of(request: Request) -> Language:
    return preferred(request.headers.get("accept-language"))


def shown_path(request: Request) -> str:
    """The path that was asked for, short and safe to print."""
    path = request.url.path
    return path if len(path) <= 80 else path[:80] + "…"
