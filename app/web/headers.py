"""What goes with every answer: content security policy, CORS, and a refusal where something failed."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..settings import LIMITS
from ..text import Text
from .errors import mistake, problem
from .language import preferred

LOG: Final = logging.getLogger("uvicorn.error")

METHODS: Final = "GET, HEAD, POST, OPTIONS"
EXPOSED: Final = "ETag, Content-Disposition"

_TOO_LONG: Final = Text(
    en="The query string has {given} characters; at most {most} are allowed. Send the scene by POST instead.",
    zh="查询字符串有{given}个字符，最多允许{most}个。请改用POST发送场景。",
)


def content_security_policy(
    script_hashes: Sequence[str] = (), frame_ancestors: str = "'self'", origin: str = ""
) -> str:
    """The policy of a page. ``script_hashes`` are such as ``sha256-…`` of the inline import map and nothing else;
    ``frame_ancestors`` is EVERYONE for what anyone may embed; ``origin`` is the lab's own in words, for a page in a
    sandbox has none that 'self' could mean."""
    own = f"'self' {origin}".rstrip()
    scripts = " ".join((own, *(f"'{value}'" for value in script_hashes)))
    return (
        f"default-src 'none'; script-src {scripts}; style-src {own}; img-src {own} data: blob:; font-src {own}; "
        f"connect-src {own}; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors {frame_ancestors}"
    )


# What anyone may frame says what is wrong on a page of its own, which a frame can show.
FRAMED: Final = "/embed"
# The star stands for hosts on the network; a course in a folder, and notebooks in an editor, have schemes of their own.
EVERYONE: Final = "* file: vscode-webview:"


_DEFAULTS: Final = {
    "Content-Security-Policy": content_security_policy(),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    # Always, and not only to requests with an Origin: an answer from a cache must serve everyone.
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": EXPOSED,
}
_PREFLIGHT: Final = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Content-Type, If-None-Match, Accept-Language",
    "Access-Control-Max-Age": "86400",
}


class EveryAnswer:
    """ASGI middleware around the whole application. A response that sets one of these headers itself keeps its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in _DEFAULTS.items():
                    headers.setdefault(name, value)
            await send(message)

        early = _early_answer(scope)
        if early is not None:
            await early(scope, receive, send_with_headers)
            return
        try:
            await self.app(scope, receive, send_with_headers)
        except Exception:
            # Never a stack trace to a person, never a silent one to the operator.
            LOG.exception("%s %s failed", scope["method"], scope["path"])
            if started:
                raise
            language = preferred(Headers(scope=scope).get("accept-language"))
            await mistake(language)(scope, receive, send_with_headers)


def _early_answer(scope: Scope) -> Response | None:
    headers = Headers(scope=scope)
    if scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
        return Response(status_code=204, headers=_PREFLIGHT)
    given = len(scope["query_string"])
    if given > LIMITS.query_characters and scope["path"] != FRAMED:
        detail = _TOO_LONG.format(given=given, most=LIMITS.query_characters)
        return problem(414, detail, (), preferred(headers.get("accept-language")))
    return None
