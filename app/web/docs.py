"""The documentation of the API: the OpenAPI description and the page that shows it, both in either language."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ..text import Text
from .api import BASE
from .caching import answer, encoded
from .errors import language_of
from .language import LANGUAGES, Language, said
from .openapi import description
from .queries import Query
from .templates import templates

_WORDS: Final = {
    "title": Text(en="Descent Lab API", zh="梯度下降实验室API"),
    "lab": Text(en="The lab", zh="实验室"),
    "other": Text(en="中文", zh="English"),
    "problems": Text(en="When a request has faults", zh="请求有误时"),
    "problem": Text(
        en="A refusal is application/problem+json: title and detail say what is wrong, errors lists every fault at "
        "once, each with its place (pointer into the scene, or parameter of the address) and with its sentence in "
        "English and Chinese under message.",
        zh="拒绝以application/problem+json返回：title与detail说明哪里有误，errors一次列出全部错误，每处都有位置"
        "（pointer指向场景中的位置，parameter是地址中的键），message中有中英文两种说明。",
    ),
    "script": Text(en="The reference needs JavaScript; the same is in", zh="接口说明需要JavaScript；同样的内容见"),
}


def openapi(request: Request) -> Response:
    """The OpenAPI description, in the language of ?lang=, else of Accept-Language."""
    query = Query(request, ("lang",))
    query.nothing_else()
    language = query.one_of("lang", (language_of(request), *LANGUAGES))
    query.settle(lambda: language)
    response = answer(request, description("zh" if language == "zh" else "en"))
    response.headers["Vary"] = "Accept-Language"
    return response


def docs(request: Request) -> Response:
    """The page that shows it. Like every page it passes over keys that are not its own."""
    chosen = Query(request, ("lang",)).once("lang")
    language: Language = next((each for each in LANGUAGES if each == chosen), language_of(request))
    html = templates().get_template("docs.html")
    page = html.render(
        language=language,
        words={name: said(text, language) for name, text in _WORDS.items()},
        other=f"/docs?lang={'en' if language == 'zh' else 'zh'}",
        openapi=f"{BASE}/openapi.json?lang={language}",
    )
    response = answer(request, encoded(page.encode(), "text/html"))
    response.headers.update({"Vary": "Accept-Language", "Cache-Control": "no-cache"})
    return response


ROUTES: Final[list[BaseRoute]] = [Route(f"{BASE}/openapi.json", openapi), Route("/docs", docs)]
