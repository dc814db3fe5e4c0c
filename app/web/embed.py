"""The page ``/embed``: the figure alone, for a frame in somebody's page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from urllib.parse import quote, urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ..engine import address
from ..engine.faults import Fault, InvalidScene
from ..settings import LIMITS
from ..text import Text
from . import framing
from .catalogue import items, unprinted_optimizers
from .errors import MOST_FAULTS, entry
from .framing import THEMES, Reader, for_script, reader_of, words
from .headers import FRAMED
from .language import LANGUAGES
from .opening import Opening, exactly
from .pages import LAYOUTS, heading_of
from .preview import preview_of
from .queries import Query
from .templates import templates

# What stays unless the address hides it, and what it may show besides.
SHOWN: Final = ("title", "player", "curves", "start", "zoom", "link")
MORE: Final = ("speed", "tabs", "legend", "views", "theme")
OWN: Final = ("lang", "theme", "layout", "show", "hide", "step", "autoplay")
_ALL: Final = "all"
_TOO_LONG: Final = Text(
    en="The address has {given} characters; at most {most} are allowed. Give the scene fewer points.",
    zh="地址有{given}个字符，最多允许{most}个。请减少场景中的数据点。",
)
_OVERLAY_FIRST: Final = tuple(sorted(LAYOUTS, key=lambda layout: layout != "overlay"))


@dataclass(frozen=True, slots=True)
class Figure:
    """What an address of /embed asks for. ``step`` None is the end, or the start where it plays by itself."""

    opening: Opening
    layout: str
    step: int | None
    autoplay: bool
    shown: list[str]


def figure_of(request: Request) -> Figure:
    """Raises InvalidScene with all that is wrong with the address of a request."""
    query = Query(request, OWN)
    layout = query.one_of("layout", _OVERLAY_FIRST)
    query.one_of("theme", THEMES)
    step = query.whole("step", 0, LIMITS.steps, 0) if query.has("step") else None
    autoplay = query.one_of("autoplay", ("0", "1")) == "1"
    shown = _shown(query)
    return Figure(query.settle(lambda: exactly(query.rest)), layout, step, autoplay, shown)


def embed(request: Request) -> Response:
    """The figure of a scene; what is wrong with the address instead of it, and never another scene."""
    reader = reader_of(request)
    given = len(request.scope["query_string"])
    if given > LIMITS.query_characters:
        long = _TOO_LONG.format(given=given, most=LIMITS.query_characters)
        return _refused(request, Reader(reader.language, reader.theme, []), InvalidScene([Fault((), long)]), 414)
    try:
        figure = figure_of(request)
    except InvalidScene as error:
        return _refused(request, reader, error)
    opening, step, shown = figure.opening, figure.step, figure.shown
    heading = heading_of(opening.scene, reader.language)
    table = words(reader.language)
    own = {"lang": reader.language} | ({} if reader.theme == "auto" else {"theme": reader.theme})
    page: dict[str, Any] = {
        "language": reader.language,
        "theme": reader.theme,
        "layout": figure.layout,
        "shown": shown,
        "step": step,
        "autoplay": figure.autoplay,
        "lab": urlencode(own),
    }
    imports = framing.imports()
    html = (
        templates()
        .get_template("embed.html")
        .render(
            language=reader.language,
            theme=reader.theme,
            words=table,
            heading=heading,
            shown=shown,
            lab_url=_lab(reader),
            preview=preview_of(request, opening.scene, reader),
            poster=_poster(opening, reader, step),
            import_map=imports,
            modules=framing.modules("js/embed.js"),
            blocks={
                "page": for_script(page),
                "words": for_script(dict(table)),
                "catalogue": _catalogue(),
                "first": for_script(opening.answer.body),
            },
        )
    )
    return framing.page(request, html, imports, embeddable=True)


def _shown(query: Query) -> list[str]:
    """The parts that stay, in their order."""
    show, hide = query.some_of("show", (*SHOWN, *MORE)), query.some_of("hide", (_ALL, *SHOWN, *MORE))
    stay = (set() if _ALL in hide else set(SHOWN)) | show
    return [part for part in (*SHOWN, *MORE) if part in stay - hide]


def _refused(request: Request, reader: Reader, error: InvalidScene, status: int = 422) -> Response:
    entries = [entry(fault, reader.language) for fault in error.faults[:MOST_FAULTS]]
    html = (
        templates()
        .get_template("embed_error.html")
        .render(
            language=reader.language,
            theme=reader.theme,
            words=words(reader.language),
            details=[each["detail"] for each in entries],
            lab_url=_lab(reader),
        )
    )
    return framing.page(request, html, framing.imports(), status, embeddable=True)


def _lab(reader: Reader) -> str:
    """The same address in the lab, which shows of a broken one what it can."""
    kept = [(key, value) for key, value in reader.given if key not in ("lang", "show", "hide", "step", "autoplay")]
    return f"/?{urlencode([*kept, ('lang', reader.language)], quote_via=quote)}"


def _poster(opening: Opening, reader: Reader, step: int | None) -> str:
    keys = {"lang": reader.language, "theme": "dark" if reader.theme == "dark" else "light"}
    at = {} if step is None else {"step": step}
    return f"/poster.svg?{address.write(opening.scene)}&{urlencode(keys | at)}"


@cache
def _catalogue() -> Markup:
    """As much of the catalogue as it takes to name what a scene shows."""
    named = ("id", "name", "short", "tracks")
    lists: dict[str, list[dict[str, Any]]] = {}
    for kind in ("optimizers", "schedules", "wrappers", "surfaces", "datasets"):
        lists[kind] = []
        for item in (unprinted_optimizers() if kind == "optimizers" else items(kind)).values():
            brief = _only(item, named)
            if kind in ("optimizers", "wrappers"):
                brief["frameworks"] = [_only(each, named) for each in item["frameworks"]]
            if kind == "optimizers":
                brief["hyperparameters"] = [_only(each, ("name", "symbol")) for each in item["hyperparameters"]]
            lists[kind].append(brief)
    return for_script(lists)


def _only(item: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: item[key] for key in keys if key in item}


def embedding_facts() -> dict[str, Any]:
    """What the page /embedding says of the keys and messages."""
    return {
        "longest": LIMITS.query_characters,
        "keys": {
            "lang": LANGUAGES,
            "theme": THEMES,
            "layout": _OVERLAY_FIRST,
            "hide": (_ALL, *SHOWN),
            "show": MORE,
            "step": ("0", "…"),
            "autoplay": ("0", "1"),
        },
        "messages": {
            "events": {
                "ready": ("address", "steps", "title"),
                "step": ("step", "steps", "playing"),
                "outcome": ("address", "runs: [{name, kind, step, loss, message}]"),
                "scene": ("address", "steps", "title"),
                "height": ("height",),
                "error": ("faults: [{detail}]",),
            },
            "commands": {
                "play": (),
                "pause": (),
                "seek": ("step",),
                "set": ("address", "layout", "theme", "speed", "hidden"),
            },
        },
    }


ROUTES: Final[list[BaseRoute]] = [Route(FRAMED, embed)]
