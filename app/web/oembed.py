"""The oEmbed provider (https://oembed.com): what a site needs to show the figure of an address that somebody pasted."""

from __future__ import annotations

from html import escape
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ..engine.address import KEYS, Pairs, pairs
from ..engine.faults import InvalidScene, must_be
from ..exports.frame import HEIGHT, WIDTH, frame
from ..exports.locales import words
from ..exports.naming import heading_of
from ..exports.onefile.look import DRAWING, THEMES
from ..settings import LIMITS
from ..text import Text
from .caching import answer, encoded
from .embed import OWN, figure_of
from .errors import Refusal
from .framing import chosen, origin_of, reader_of
from .language import LANGUAGES
from .pages import LAYOUTS
from .preview import OEMBED, poster_path
from .queries import Query

_LARGEST: Final = 100_000
_KEPT: Final = (*KEYS, *DRAWING)

_URL: Final = Text(en="the address of a page of this lab", zh="此实验室页面的地址")
_NOT_OURS: Final = Text(
    en="There is no figure at that url. It has to be the address of this lab's page / or /embed, and its scene has to "
    "be right.",
    zh="该url处没有图。它必须是此实验室/或/embed页面的地址，且场景正确。",
)
_FORMAT: Final = Text(en="format must be json or xml.", zh="format必须是json或xml。")


def oembed(request: Request) -> Response:
    """The answer for a url. As the specification says: 404 where there is nothing to show, 501 for another format."""
    query = Query(request, ("url", "format", "maxwidth", "maxheight"))
    layout = query.once("format") or "json"
    if layout not in ("json", "xml"):
        raise Refusal(501, _FORMAT)
    url = query.once("url")
    most = [query.whole(key, 1, _LARGEST, _LARGEST) for key in ("maxwidth", "maxheight")]
    if not url:
        query.fault("url", must_be("url", _URL, url))
    # A consumer's further keys are none of our business.
    query.settle(lambda: True)
    document = _answer(request, str(url), *most)
    if layout == "xml":
        return answer(request, encoded(_xml(document).encode(), "text/xml"))
    return answer(request, encoded(orjson.dumps(document)))


def _answer(request: Request, url: str, most_width: int, most_height: int) -> dict[str, Any]:
    origin = origin_of(request)
    try:
        asked = urlsplit(url)
    except ValueError:
        raise Refusal(404, _NOT_OURS) from None
    if asked.scheme not in ("http", "https") or asked.netloc != request.url.netloc or not origin:
        raise Refusal(404, _NOT_OURS)
    if asked.path not in ("/", "/embed"):
        raise Refusal(404, _NOT_OURS)
    given = pairs(asked.query)
    if asked.path == "/":
        given = _as_embedded(given)
    own = urlencode(given)
    page = Request({**request.scope, "path": "/embed", "query_string": own.encode()})
    try:
        figure = figure_of(page)
    except InvalidScene:
        raise Refusal(404, _NOT_OURS) from None
    reader = reader_of(page)
    table = words(reader.language)
    title = f"{heading_of(figure.opening.scene, reader.language)} · {table['page.title']}"
    width, height = min(WIDTH, most_width), min(HEIGHT, most_height)
    source = f"{origin}/embed?{own}" if own else f"{origin}/embed"
    document: dict[str, Any] = {
        "type": "rich",
        "version": "1.0",
        "title": title,
        "provider_name": table["page.title"],
        "provider_url": f"{origin}/",
        "cache_age": 86_400,
        "html": frame(source, title, width, height),
        "width": width,
        "height": height,
    }
    scene = [pair for pair in given if pair[0] in KEYS]
    if scene and min(width, height) >= LIMITS.poster_least:
        sizes = {"lang": reader.language, "width": width, "height": height}
        document |= {
            "thumbnail_url": f"{origin}{poster_path()}?{urlencode([*scene, *sizes.items()])}",
            "thumbnail_width": width,
            "thumbnail_height": height,
        }
    return document


def _as_embedded(given: Pairs) -> Pairs:
    """The keys of the lab's page, which is patient with what it does not know, as /embed takes them."""
    keys = dict(reversed(given))
    own = {"layout": chosen(keys.get("layout"), LAYOUTS, LAYOUTS[0])}
    if keys.get("lang") in LANGUAGES:
        own["lang"] = keys["lang"]
    if keys.get("theme") in THEMES:
        own["theme"] = keys["theme"]
    return [*((key, value) for key, value in given if key in _KEPT and key not in OWN), *own.items()]


def _xml(document: dict[str, Any]) -> str:
    fields = "".join(f"<{key}>{escape(str(value), quote=False)}</{key}>" for key, value in document.items())
    return f'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>{fields}</oembed>\n'


ROUTES: Final[list[BaseRoute]] = [Route(OEMBED, oembed)]
