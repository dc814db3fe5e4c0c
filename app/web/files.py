"""A scene as one HTML file, to be saved: /figure.html."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ..engine import address
from ..engine.scene import Scene, canonical
from ..exports.onefile.look import DRAWING, Look
from ..exports.onefile.page import figure_file, filename_of
from .api import of_scene, scene_from
from .caching import Bodies, Encoded, answer, encoded
from .embed import OWN, look_in
from .framing import origin_of
from .language import LANGUAGES
from .queries import Query

KEYS: Final = (*OWN, *DRAWING)

_BODIES: Final = Bodies()
# Whatever opens the file here nevertheless runs nothing of it: it is to be saved.
_POLICY: Final = "default-src 'none'; sandbox; frame-ancestors 'self'"


def _figure(request: Request, query: Query, data: Any) -> Response:
    query.one_of("lang", LANGUAGES)
    drawing = {key: value for key in DRAWING if (value := query.once(key))}
    look = look_in(query, drawing, _reachable(request))
    response = answer(request, written(scene_from(request, query, data), look))
    response.headers["Content-Security-Policy"] = _POLICY
    return response


def written(scene: Scene, look: Look) -> Encoded:
    """The encoded file. Raises InvalidScene where the scene cannot be raced or the file would be too large."""
    whole = canonical(scene)

    def make() -> Encoded:
        return encoded(figure_file(whole, look).encode(), "text/html; charset=utf-8", filename_of(whole), attached=True)

    return _BODIES.get(("file", address.write(whole), look.key), make)


def _reachable(request: Request) -> str | None:
    """The lab's address, unless it is one that only this machine knows: a link to that would lead a reader nowhere."""
    origin, host = origin_of(request), (request.url.hostname or "").lower()
    try:
        number = ip_address(host)
        local = number.is_loopback or number.is_unspecified
    except ValueError:
        local = host == "localhost" or host.endswith(".localhost")
    return None if local or not origin else origin


ROUTES: Final[list[BaseRoute]] = [Route("/figure.html", of_scene(KEYS, _figure), methods=["GET", "POST"])]
