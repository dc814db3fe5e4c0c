"""Static files: cached for ever under an address that holds their content's hash, asked for anew under any other."""

from __future__ import annotations

import mimetypes
import os
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from ..assets import asset_path
from ..exports.modules import SALT, script_of

# Some systems' registries know these under other types, which browsers refuse for modules and fonts.
for _ending, _type in {".js": "text/javascript", ".css": "text/css", ".json": "application/json"}.items():
    mimetypes.add_type(_type, _ending)
mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("image/svg+xml", ".svg")

PREFIX: Final = "/static"
_MODULES: Final = asset_path("static") / "js"


class Assets(StaticFiles):
    """The folder ``static``."""

    def __init__(self) -> None:
        super().__init__(directory=asset_path("static"))

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        if _is_module(Path(full_path)) and response.status_code == 200:
            headers = {name: response.headers[name] for name in ("etag", "last-modified")}
            body = script_of(Path(full_path), stat_result.st_mtime_ns)
            response = Response(body, status_code, headers, media_type="text/javascript")
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("v")
        current = asked is not None and asked == [content_hash(Path(full_path), stat_result.st_mtime_ns)]
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if current else "no-cache"
        return response


@lru_cache(maxsize=1024)
def content_hash(path: Path, changed: int) -> str:
    """What a file holds, in twelve characters; ``changed`` is when (ns), so that an edited file is read again."""
    return sha256(path.read_bytes() + (SALT if _is_module(path) else b"")).hexdigest()[:12]


def _is_module(path: Path) -> bool:
    """Whether a file is a module of ours, and not one that came along."""
    return path.suffix == ".js" and path.is_relative_to(_MODULES)


def asset_url(name: str) -> str:
    """The address of a static file such as ``js/lab.js``, with its hash. Raises FileNotFoundError."""
    path = asset_path("static") / name
    return f"{PREFIX}/{name}?v={content_hash(path, path.stat().st_mtime_ns)}"


def import_map() -> dict[str, dict[str, str]]:
    """``#app/…`` of every module below static/js, to its address: the page's one import map."""
    folder = asset_path("static") / "js"
    modules = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.js"))
    return {"imports": {f"#app/{name}": asset_url(f"js/{name}") for name in modules}}
