"""Every route that needs the engine; importing this module is the greater part of starting up."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.routing import BaseRoute, Route

from . import api, docs, embed, files, inspection, oembed, pages, posters, reference, run_scripts, seeds
from .health import health


def routes() -> Sequence[BaseRoute]:
    # The application has /healthz already; here it tells other methods that there are GET and HEAD.
    own = [*api.ROUTES, *inspection.ROUTES, *run_scripts.ROUTES, *seeds.ROUTES, *posters.ROUTES, *files.ROUTES]
    return [
        Route("/healthz", health),
        *pages.ROUTES,
        *embed.ROUTES,
        *oembed.ROUTES,
        *reference.ROUTES,
        *own,
        *docs.ROUTES,
    ]
