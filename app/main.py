"""Puts the application together; no logic."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Mount, Route

from . import __version__
from .engine.faults import InvalidScene
from .web.errors import Refusal, on_http_exception, on_invalid_scene, on_refusal
from .web.headers import EveryAnswer
from .web.health import health
from .web.late import Late
from .web.missing import on_missing
from .web.static import PREFIX, Assets


def _site() -> Sequence[BaseRoute]:
    from .web.site import routes

    return routes()


def create_app() -> FastAPI:
    """The whole application: API, documentation, pages, static files."""
    late = Late(_site)
    app = FastAPI(
        title="Descent Lab",
        version=__version__,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        lifespan=late.lifespan,
    )
    app.add_middleware(EveryAnswer)
    app.add_exception_handler(InvalidScene, on_invalid_scene)
    app.add_exception_handler(Refusal, on_refusal)
    app.add_exception_handler(HTTPException, on_http_exception)
    app.add_exception_handler(404, on_missing)
    app.router.routes.extend([Route("/healthz", health), Mount(PREFIX, Assets()), Mount("", late)])
    return app


app = create_app()
