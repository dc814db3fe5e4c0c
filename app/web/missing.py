"""Where there is nothing: a page for a person in a browser, the problem for everybody else."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from .errors import on_http_exception


async def on_missing(request: Request, error: Exception) -> Response:
    """The answer to an address that no route knows."""
    path = request.url.path
    if "text/html" in request.headers.get("accept", "") and not path.startswith(("/api/", "/static/")):
        # With its templates only once somebody goes astray: the server answers before they are loaded.
        from .reference import nothing

        return nothing(request)
    return await on_http_exception(request, error)
