"""The environment in which pages are written."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..assets import asset_path
from .static import asset_url


@cache
def templates() -> Environment:
    """The templates; ``static(name)`` in one is the address of a static file, ``coded`` sets what a sentence has
    between backquotes as code."""
    environment = Environment(
        loader=FileSystemLoader(asset_path("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["static"] = asset_url
    environment.filters["coded"] = coded
    return environment


def coded(sentence: str) -> Markup:
    """A sentence as HTML, with code for what stands between backquotes."""
    parts = sentence.split("`")
    code = Markup("<code>{}</code>")
    return Markup("").join(code.format(part) if odd % 2 else part for odd, part in enumerate(parts))
