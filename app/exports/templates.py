"""The folder ``templates``, as pages and files are written from it."""

from __future__ import annotations

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..assets import asset_path


def environment() -> Environment:
    """A new environment of the templates: what a name stands for is escaped, and a name that stands for nothing is an
    error."""
    return Environment(
        loader=FileSystemLoader(asset_path("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
