"""The environment in which pages are written."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from ..exports.templates import environment
from .static import asset_url


@cache
def templates() -> Environment:
    """The templates; ``static(name)`` in one is the address of a static file, ``coded`` sets what a sentence has
    between backquotes as code."""
    made = environment()
    made.globals["static"] = asset_url
    made.filters["coded"] = coded
    return made


def coded(sentence: str) -> Markup:
    """A sentence as HTML, with code for what stands between backquotes."""
    parts = sentence.split("`")
    code = Markup("<code>{}</code>")
    return Markup("").join(code.format(part) if odd % 2 else part for odd, part in enumerate(parts))
