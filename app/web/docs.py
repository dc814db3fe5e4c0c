"""The documentation of the API: the OpenAPI description and the page that shows it."""

from __future__ import annotations

from typing import Final

from starlette.routing import BaseRoute

ROUTES: Final[list[BaseRoute]] = []
