"""The reference: a page for each optimizer, surface and schedule, made from its definition alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ..catalogue import CATALOGUE
from ..catalogue.definitions import Optimizer
from ..catalogue.terms import FRAMEWORKS
from ..exports.blocks import for_script
from ..exports.locales import words
from ..text import Text
from . import framing, typeset
from .agreement import agreement_facts
from .embed import embedding_facts
from .errors import title
from .framing import Reader, reader_of
from .language import said
from .reference_facts import optimizer_facts, rate_facts, schedule_facts, surface_facts
from .reference_fits import dataset_facts, index_facts
from .templates import templates

Facts = dict[str, Any]

# Words that the figures' scripts say.
_SPOKEN: Final = ("player.", "figure.", "axis.", "theme.", "error.silence")
_LONGEST_NAME: Final = 40


def index(request: Request) -> Response:
    """All definitions of a kind, in the catalogue's order."""
    kind = _kind(request)
    facts: Facts = {"items": getattr(CATALOGUE, kind)}
    if kind == "surfaces":
        facts["groups"] = list(dict.fromkeys(surface.group for surface in CATALOGUE.surfaces.values()))
    if kind == "schedules":
        facts["plots"] = {name: rate_facts(name) for name in CATALOGUE.schedules}
    if kind == "datasets":
        facts |= index_facts()
    return _rendered(request, f"reference/{kind}.html", facts)


def agreement(request: Request) -> Response:
    """How closely the lab keeps to each framework."""
    return _rendered(request, "reference/agreement.html", agreement_facts())


def embedding(request: Request) -> Response:
    """How a figure stands in somebody's page."""
    return _rendered(request, "embedding.html", {"origin": framing.origin_of(request), **embedding_facts()})


def entry(request: Request) -> Response:
    """One definition; where there is none of that id, a page that says which there are."""
    kind, name = _kind(request), request.path_params["id"]
    known = getattr(CATALOGUE, kind)
    if name not in known:
        facts: Facts = {"items": known, **_astray(request, name)}
        return _rendered(request, "reference/missing.html", facts, 404)
    before, after = _neighbours(known, name)
    facts = {"item": known[name], "before": before, "after": after, **_FACTS[kind](name)}
    return _rendered(request, f"reference/{_ONE[kind]}.html", facts)


def nothing(request: Request) -> Response:
    """The page for an address that no route knows: where one may go instead."""
    return _rendered(request, "reference/nothing.html", _astray(request, request.url.path), 404)


def _astray(request: Request, name: str) -> Facts:
    given = name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + "…"
    return {"title": said(title(404), reader_of(request).language), "given": given}


_FACTS: Final[Mapping[str, Callable[[str], Facts]]] = {
    "optimizers": optimizer_facts,
    "surfaces": surface_facts,
    "schedules": schedule_facts,
    "datasets": dataset_facts,
}
_ONE: Final = {"optimizers": "optimizer", "surfaces": "surface", "schedules": "schedule", "datasets": "dataset"}


def _kind(request: Request) -> str:
    return request.url.path.split("/")[1]


def _neighbours(known: Mapping[str, Any], name: str) -> tuple[Any, Any]:
    order = list(known.values())
    place = list(known).index(name)
    return order[place - 1] if place else None, order[place + 1] if place + 1 < len(order) else None


def _rendered(request: Request, template: str, facts: Facts, status: int = 200) -> Response:
    reader = reader_of(request)
    table = words(reader.language)
    import_map = framing.imports()
    spoken = {key: word for key, word in table.items() if key.startswith(_SPOKEN)}
    html = (
        templates()
        .get_template(template)
        .render(
            language=reader.language,
            other=reader.other,
            theme=reader.theme,
            words=table,
            kind=_kind(request),
            shelves=(*_ONE, "agreement"),
            place="reference",
            to=reader.to,
            other_language_url=reader.in_other_language(request.url.path),
            import_map=import_map,
            modules=framing.modules("js/reference.js"),
            blocks={
                "page": for_script({"language": reader.language, "theme": reader.theme}),
                "words": for_script(spoken),
            },
            say=partial(_say, table),
            pick=partial(said, language=reader.language),
            joined=partial(_joined, reader),
            frameworks_of=_frameworks,
            whole=typeset.whole,
            short=typeset.short,
            symbol=typeset.symbol,
            **facts,
        )
    )
    return framing.page(request, html, import_map, status)


def _say(table: Mapping[str, str], key: str, **values: object) -> str:
    return table[key].format(**values)


def _frameworks(optimizer: Optimizer) -> list[Text]:
    return [FRAMEWORKS[variant.framework].name for variant in optimizer.variants]


def _joined(reader: Reader, parts: list[str]) -> str:
    return ("、" if reader.language == "zh" else ", ").join(parts)


ROUTES: Final[list[BaseRoute]] = [
    *(Route(f"/{kind}", index) for kind in _ONE),
    *(Route(f"/{kind}/{{id}}", entry) for kind in _ONE),
    Route("/agreement", agreement),
    Route("/embedding", embedding),
]
