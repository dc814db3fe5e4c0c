"""What pages share: words, the keys of an address that belong to the page, modules, the answer with its headers."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from re import ASCII, findall
from re import compile as compile_pattern
from typing import Final, TypeVar
from urllib.parse import quote, urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from ..assets import asset_path
from ..engine.address import Pairs, pairs
from ..exports.blocks import for_script
from ..exports.locales import LANGUAGES, Language
from ..exports.onefile.look import THEMES
from .caching import etag_of, names
from .headers import EVERYONE, content_security_policy
from .language import preferred
from .static import asset_url, import_map

Choice = TypeVar("Choice", bound=str)

_HOST: Final = compile_pattern(r"[\w.-]+(:\d+)?|\[[0-9a-fA-F:.]+\](:\d+)?", ASCII)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks for a page: in which language and colours. ``given`` is the whole query of the address."""

    language: Language
    theme: str
    given: Pairs

    @property
    def other(self) -> Language:
        return "en" if self.language == "zh" else "zh"

    def to(self, path: str, address: str = "") -> str:
        """The address of another page (with an ``address`` of a scene) for the same reader."""
        own = {"lang": self.language} | ({} if self.theme == "auto" else {"theme": self.theme})
        return f"{path}?{'&'.join(filter(None, (address, urlencode(own))))}"

    def in_other_language(self, path: str) -> str:
        """A page (its path decoded) in the other language; every other key of its address is kept."""
        kept = [(key, value) for key, value in self.given if key != "lang"]
        return f"{quote(path)}?{urlencode([*kept, ('lang', self.other)])}"


def reader_of(request: Request) -> Reader:
    """The reader of a request: ?lang= before Accept-Language, ?theme= before the system; other keys are passed over."""
    given = pairs(request.scope["query_string"].decode("utf-8", "replace"))
    keys = dict(reversed(given))
    language = chosen(keys.get("lang"), LANGUAGES, preferred(request.headers.get("accept-language")))
    return Reader(language, chosen(keys.get("theme"), THEMES, "auto"), given)


def chosen(given: str | None, allowed: tuple[Choice, ...], otherwise: Choice) -> Choice:
    return next((choice for choice in allowed if choice == given), otherwise)


def imports() -> Markup:
    """The page's import map as the text of its script element."""
    return for_script(import_map())


def modules(entry: str) -> list[str]:
    """The addresses of all modules that a module needs, so that they travel at once and not one after another."""
    found = [entry]
    for name in found:
        text = (asset_path("static") / name).read_text(encoding="utf-8")
        needed = (f"js/{module}" for module in findall(r'from "#app/([\w/.]+)"', text))
        found += [module for module in dict.fromkeys(needed) if module not in found]
    return [asset_url(name) for name in found[1:]]


def origin_of(request: Request) -> str:
    """Scheme and host of the address that was asked for; "" where that names no host that a policy could name."""
    url = request.url
    return f"{url.scheme}://{url.netloc}" if _HOST.fullmatch(url.netloc) else ""


def page(request: Request, html: str, import_map_text: str, status: int = 200, *, embeddable: bool = False) -> Response:
    """The answer that holds a page: 304 where the reader has it already. Only a page that exists may be kept;
    ``embeddable`` ones may be framed by anyone, also without an origin."""
    body = html.encode()
    hashes = [f"sha256-{b64encode(sha256(import_map_text.encode()).digest()).decode()}"]
    policy = (
        content_security_policy(hashes, EVERYONE, origin_of(request)) if embeddable else content_security_policy(hashes)
    )
    headers = {
        "Cache-Control": "no-cache" if status == 200 else "no-store",
        "Vary": "Accept-Language",
        "Content-Security-Policy": policy,
    }
    if status == 200:
        headers["ETag"] = etag_of(body)
        if names(request.headers.get("if-none-match", ""), headers["ETag"]):
            return Response(status_code=304, headers=headers)
    return Response(body, status, headers, media_type="text/html")
