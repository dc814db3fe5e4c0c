"""Every route that needs the engine; importing this module is the greater part of starting up."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.routing import BaseRoute

from . import api, docs, pages


def routes() -> Sequence[BaseRoute]:
    return [*pages.ROUTES, *api.ROUTES, *docs.ROUTES]
