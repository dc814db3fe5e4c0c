"""The frame in which a page of somebody's shows the figure of a scene."""

from __future__ import annotations

from html import escape
from typing import Final

# Pixels: about what a figure asks for where text is this wide. A page that listens follows the figure.
WIDTH: Final = 700
HEIGHT: Final = 660


def frame(source: str, title: str, width: int | str = "100%", height: int = HEIGHT) -> str:
    """The HTML of a frame with an address of /embed; ``width`` is in pixels, or in per cent of what is around it."""
    return (
        f'<iframe src="{escape(source)}" title="{escape(title)}" width="{width}" height="{height}" '
        'loading="lazy" frameborder="0"></iframe>'
    )
