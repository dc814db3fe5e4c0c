"""Values inside the script elements of a page."""

from __future__ import annotations

import orjson
from markupsafe import Markup


def for_script(value: object) -> Markup:
    """A value, or bytes of JSON, as the text of a script element."""
    body = value if isinstance(value, bytes) else orjson.dumps(value)
    # Inside a script element only "<" can end it; as an escape it means the same in JSON.
    return Markup(body.decode().replace("<", "\\u003c"))  # noqa: S704 (JSON of ours, with no "<" left in it)
