"""The environment in which pages are written."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..assets import asset_path
from .static import asset_url


@cache
def templates() -> Environment:
    """The templates; ``static(name)`` in one is the address of a static file."""
    environment = Environment(
        loader=FileSystemLoader(asset_path("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["static"] = asset_url
    return environment
