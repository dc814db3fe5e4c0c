"""The pages: the lab at ``/``."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from re import findall
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

import orjson
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ..assets import asset_path
from ..engine.address import pairs
from ..engine.scene import FitProblem, FormulaProblem, Scene
from ..settings import LIMITS
from .caching import etag_of, names
from .catalogue import KINDS, items
from .errors import MOST_FAULTS, entry
from .headers import content_security_policy
from .language import Language, preferred
from .opening import opened
from .static import asset_url, import_map
from .templates import templates

Choice = TypeVar("Choice", bound=str)

THEMES: Final = ("auto", "light", "dark")
LAYOUTS: Final = ("side", "overlay")
LANGUAGES: Final[tuple[Language, ...]] = ("en", "zh")
_LIMITS: Final = ("formula_characters", "magnitude", "steps", "runs", "total_steps", "seed", "points")


@cache
def words(language: Language) -> Mapping[str, str]:
    """The words of the interface; both languages have the same keys and placeholders."""
    file = Path(__file__).resolve().parent.parent / "locales" / f"{language}.json"
    table: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return table


def lab(request: Request) -> Response:
    """The lab page with its words, the catalogue and the first race inside, so that it draws without asking."""
    given = pairs(request.scope["query_string"].decode("utf-8", "replace"))
    keys = dict(reversed(given))
    language = _chosen(keys.get("lang"), LANGUAGES, preferred(request.headers.get("accept-language")))
    theme = _chosen(keys.get("theme"), THEMES, "auto")
    layout = _chosen(keys.get("layout"), LAYOUTS, "side")
    opening = opened(given)
    table = words(language)
    page = {
        "language": language,
        "theme": theme,
        "layout": layout,
        "limits": {name: getattr(LIMITS, name) for name in _LIMITS},
        "faults": [entry(fault, language) for fault in opening.faults[:MOST_FAULTS]],
        "opening": table[f"opening.{opening.kept}"] if opening.faults else None,
    }
    imports = _for_script(orjson.dumps(import_map()))
    html = (
        templates()
        .get_template("lab.html")
        .render(
            language=language,
            theme=theme,
            layout=layout,
            words=table,
            heading=_heading(opening.scene, language),
            other_language_url=_in_other_language(given, language),
            import_map=imports,
            modules=_modules("js/lab.js"),
            blocks={
                "page": _for_script(orjson.dumps(page)),
                "words": _for_script(orjson.dumps(table)),
                "catalogue": _catalogue(),
                "first": _for_script(opening.answer.body),
            },
        )
    )
    return _page(request, html, imports)


def _page(request: Request, html: str, imports: str) -> Response:
    body = html.encode()
    digest = b64encode(sha256(imports.encode()).digest()).decode()
    headers = {
        "ETag": etag_of(body),
        "Cache-Control": "no-cache",
        "Vary": "Accept-Language",
        "Content-Security-Policy": content_security_policy([f"sha256-{digest}"]),
    }
    if names(request.headers.get("if-none-match", ""), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type="text/html")


def _chosen(given: str | None, allowed: tuple[Choice, ...], otherwise: Choice) -> Choice:
    return next((choice for choice in allowed if choice == given), otherwise)


def _for_script(body: bytes) -> Markup:
    # Inside a script element only "<" can end it; as an escape it means the same in JSON.
    return Markup(body.decode().replace("<", "\\u003c"))  # noqa: S704 (JSON of ours, with no "<" left in it)


@cache
def _catalogue() -> Markup:
    """The lists of the catalogue as the API gives them."""
    return _for_script(orjson.dumps({kind: list(items(kind).values()) for kind in KINDS}))


def _heading(scene: Scene, language: Language) -> str:
    """What the race is on."""
    problem = scene.problem
    if isinstance(problem, FormulaProblem):
        return words(language)["problem.own_formula"]
    if isinstance(problem, FitProblem) and problem.dataset is None:
        return words(language)["problem.own_points"]
    item: Any = (
        items("datasets")[problem.dataset or ""] if isinstance(problem, FitProblem) else items("surfaces")[problem.id]
    )
    name: str = item["name"][language]
    return name


def _in_other_language(given: Any, language: Language) -> str:
    kept = [(key, value) for key, value in given if key != "lang"]
    return "/?" + urlencode([*kept, ("lang", "en" if language == "zh" else "zh")])


def _modules(entry: str) -> list[str]:
    """The addresses of all modules that a module needs, so that they travel at once and not one after another."""
    found = [entry]
    for name in found:
        text = (asset_path("static") / name).read_text(encoding="utf-8")
        needed = (f"js/{module}" for module in findall(r'from "#app/([\w/.]+)"', text))
        found += [module for module in dict.fromkeys(needed) if module not in found]
    return [asset_url(name) for name in found[1:]]


ROUTES: Final[list[BaseRoute]] = [Route("/", lab)]
