"""Pictures of a scene at a step: /poster.svg and /poster.png."""

from __future__ import annotations

from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ..engine import address
from ..engine.scene import Scene, canonical
from ..exports.poster.poster import LAYOUTS, THEMES, Look, poster
from ..exports.poster.raster import NoRaster, png_of
from ..settings import LIMITS
from ..text import Text
from .api import of_scene, scene_from
from .caching import Bodies, Encoded, answer, encoded
from .errors import Refusal
from .queries import Query

KEYS: Final = ("step", "theme", "lang", "layout", "width", "height")

_BODIES: Final = Bodies()
_WITHOUT_PNG: Final = Text(
    en="This lab cannot draw PNG: its server lacks resvg. Install descent-lab[png] there, or ask for /poster.svg, "
    "which is the same picture.",
    zh="此实验室无法生成PNG：服务器缺少resvg。请在服务器上安装descent-lab[png]，或改用/poster.svg，图像相同。",
)


def _poster(request: Request, query: Query, data: Any) -> Response:
    look = Look(
        step=query.whole("step", 0, LIMITS.steps, LIMITS.steps),
        theme=query.one_of("theme", THEMES),  # type: ignore[arg-type]
        language=query.one_of("lang", ("en", "zh")),  # type: ignore[arg-type]
        layout=query.one_of("layout", LAYOUTS),  # type: ignore[arg-type]
        width=query.whole("width", LIMITS.poster_least, LIMITS.poster_most, Look.width),
        height=query.whole("height", LIMITS.poster_least, LIMITS.poster_most, Look.height),
    )
    scene = scene_from(request, query, data)
    raster = request.url.path.endswith(".png")
    try:
        return answer(request, drawn(scene, look, raster))
    except NoRaster:
        raise Refusal(501, _WITHOUT_PNG) from None


def drawn(scene: Scene, look: Look, raster: bool = False) -> Encoded:
    """The encoded picture of a scene. Raises InvalidScene where it cannot be raced, NoRaster where PNG is asked for
    and cannot be drawn."""
    whole = canonical(scene)
    key = ("poster", address.write(whole), look)
    vector = _BODIES.get(
        (*key, "svg"), lambda: encoded(poster(whole, look).encode(), "image/svg+xml", "descent-lab.svg")
    )
    if not raster:
        return vector
    return _BODIES.get((*key, "png"), lambda: encoded(png_of(vector.body.decode()), "image/png", "descent-lab.png"))


ROUTES: Final[list[BaseRoute]] = [
    Route(path, of_scene(KEYS, _poster), methods=["GET", "POST"]) for path in ("/poster.svg", "/poster.png")
]
