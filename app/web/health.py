"""Whether the server is up."""

from __future__ import annotations

import orjson
from starlette.requests import Request
from starlette.responses import Response

from .. import __version__


async def health(_: Request) -> Response:
    """Its status and version; light, so that a watcher may ask often."""
    body = orjson.dumps({"status": "ok", "version": __version__})
    return Response(body, headers={"Cache-Control": "no-store"}, media_type="application/json")
