"""The page ``/embed``: the figure alone, for a frame in somebody's page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import quote, urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ..engine import address
from ..engine.faults import Fault, InvalidScene
from ..exports.blocks import for_script
from ..exports.locales import words
from ..exports.naming import heading_of, names
from ..exports.onefile.look import ALL, LAYOUTS, MORE, SHOWN, THEMES, Look, parts_shown
from ..exports.onefile.parts import SHEETS
from ..settings import LIMITS
from ..text import Text
from . import framing
from .errors import MOST_FAULTS, entry
from .framing import Reader, chosen, reader_of
from .headers import FRAMED
from .language import LANGUAGES
from .opening import Opening, exactly
from .preview import preview_of
from .queries import Query
from .templates import templates

OWN: Final = ("lang", "theme", "layout", "show", "hide", "step", "autoplay")
_TOO_LONG: Final = Text(
    en="The address has {given} characters; at most {most} are allowed. Give the scene fewer points.",
    zh="地址有{given}个字符，最多允许{most}个。请减少场景中的数据点。",
)


@dataclass(frozen=True, slots=True)
class Figure:
    """What an address of /embed asks for."""

    opening: Opening
    look: Look


def figure_of(request: Request) -> Figure:
    """Raises InvalidScene with all that is wrong with the address of a request."""
    query = Query(request, OWN)
    look = look_in(query)
    return Figure(query.settle(lambda: exactly(query.rest)), look)


def look_in(query: Query, drawing: Mapping[str, str] = MappingProxyType({}), lab: str | None = None) -> Look:
    """The look that a query asks for by the keys OWN; its faults are kept for settle. English unless it says else."""
    show, hide = query.some_of("show", (*SHOWN, *MORE)), query.some_of("hide", (ALL, *SHOWN, *MORE))
    return Look(
        language=chosen(query.once("lang"), LANGUAGES, "en"),
        theme=query.one_of("theme", THEMES),
        layout=query.one_of("layout", LAYOUTS),
        shown=parts_shown(show, hide),
        step=query.whole("step", 0, LIMITS.steps, 0) if query.has("step") else None,
        autoplay=query.one_of("autoplay", ("0", "1")) == "1",
        drawing=drawing,
        lab=lab,
    )


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
    opening, look = figure.opening, figure.look
    heading = heading_of(opening.scene, reader.language)
    table = words(reader.language)
    own = {"lang": reader.language} | ({} if reader.theme == "auto" else {"theme": reader.theme})
    page: dict[str, Any] = {
        "language": reader.language,
        "theme": reader.theme,
        "layout": look.layout,
        "shown": look.shown,
        "step": look.step,
        "autoplay": look.autoplay,
        "lab": {"at": "", "keys": urlencode(own)},
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
            shown=look.shown,
            sheets=SHEETS,
            lab_url=_lab(reader),
            made_of=None,
            preview=preview_of(request, opening.scene, reader),
            poster=_poster(opening, reader, look.step),
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
    return for_script(names())


def embedding_facts() -> dict[str, Any]:
    """What the page /embedding says of the keys and messages."""
    return {
        "longest": LIMITS.query_characters,
        "keys": {
            "lang": LANGUAGES,
            "theme": THEMES,
            "layout": LAYOUTS,
            "hide": (ALL, *SHOWN),
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
