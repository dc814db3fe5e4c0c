"""Answers that any cache may keep: strong ETags, 304, and the encoded bodies of the last answers."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from ..settings import LIMITS

CACHE_CONTROL: Final = "public, max-age=60"


@dataclass(frozen=True, slots=True)
class Encoded:
    """A finished answer: the bytes that are sent, and what they are."""

    body: bytes
    media_type: str
    etag: str
    filename: str | None = None
    attached: bool = False  # saved under its name, and not opened in the page's place


def encoded(
    body: bytes, media_type: str = "application/json", filename: str | None = None, attached: bool = False
) -> Encoded:
    return Encoded(body, media_type, etag_of(body), filename, attached)


def etag_of(body: bytes) -> str:
    """A strong entity tag: the same for the same bytes only."""
    return f'"{sha256(body).hexdigest()[:24]}"'


def names(if_none_match: str, etag: str) -> bool:
    """Whether an If-None-Match header names the entity tag: weak comparison, lists, "*" (RFC 9110, 13.1.2)."""
    tags = [tag.strip().removeprefix("W/") for tag in if_none_match.split(",")]
    return "*" in tags or etag in tags


def answer(request: Request, content: Encoded) -> Response:
    """The response: 304 where a GET or HEAD names what it has, else the body."""
    headers = {"ETag": content.etag, "Cache-Control": CACHE_CONTROL}
    known = request.headers.get("if-none-match")
    if known is not None and request.method in ("GET", "HEAD") and names(known, content.etag):
        return Response(status_code=304, headers=headers)
    if content.filename is not None:
        how = "attachment" if content.attached else "inline"
        headers["Content-Disposition"] = f'{how}; filename="{content.filename}"'
    return Response(content.body, headers=headers, media_type=content.media_type)


class Bodies:
    """The encoded answers of the last questions, within a number of entries and of bytes."""

    def __init__(self, entries: int = LIMITS.cache_entries, size: int = LIMITS.cache_bytes) -> None:
        self._entries = entries
        self._size = size
        self._kept: OrderedDict[Hashable, Encoded] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Encoded]) -> Encoded:
        """The answer under the key, made if it is not kept. Two threads may make the same one: that is only work."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        made = make()
        self._keep(key, made)
        return made

    def _keep(self, key: Hashable, made: Encoded) -> None:
        if len(made.body) > self._size:
            return
        with self._lock:
            if key not in self._kept:
                self._bytes += len(made.body)
            self._kept[key] = made
            while len(self._kept) > self._entries or self._bytes > self._size:
                _, dropped = self._kept.popitem(last=False)
                self._bytes -= len(dropped.body)
