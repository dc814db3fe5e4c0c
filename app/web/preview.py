"""What other sites show of a page's scene: Open Graph tags, and where its oEmbed answer is."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote, urlencode

from starlette.requests import Request

from ..engine import address
from ..engine.scene import Scene
from ..exports.poster.poster import Look
from ..exports.poster.raster import can_raster
from ..settings import LIMITS
from .framing import Reader, origin_of

OEMBED: Final = "/oembed"


def preview_of(request: Request, scene: Scene, reader: Reader) -> dict[str, Any] | None:
    """For the template partials/preview.html; None where the host is not known or the address would be too long."""
    origin = origin_of(request)
    own = request.scope["query_string"].decode("utf-8", "replace")
    page = f"{origin}{request.url.path}" + (f"?{own}" if own else "")
    asked = quote(page, safe="")
    if not origin or len(asked) > LIMITS.query_characters - len("url=&format=json"):
        return None
    query = f"{address.write(scene)}&{urlencode({'lang': reader.language})}"
    return {
        "url": f"{origin}/?{query}",
        "image": f"{origin}{poster_path()}?{query}",
        "width": Look.width,
        "height": Look.height,
        "oembed": {kind: f"{origin}{OEMBED}?url={asked}&format={kind}" for kind in ("json", "xml")},
    }


def poster_path() -> str:
    """Sites that show previews understand PNG; where none can be drawn SVG is better than nothing."""
    return "/poster.png" if can_raster() else "/poster.svg"
