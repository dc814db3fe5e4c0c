"""The pages: the lab at ``/``."""

from __future__ import annotations

from functools import cache
from typing import Final

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ..catalogue import CATALOGUE
from ..engine.scene import Scene
from ..exports.blocks import for_script
from ..exports.locales import words
from ..exports.naming import heading_of
from ..exports.onefile import look
from ..exports.poster.raster import can_raster
from ..settings import LIMITS
from . import framing
from .catalogue import KINDS, items, printed_rule, unprinted_optimizers
from .errors import MOST_FAULTS, entry
from .framing import chosen, reader_of
from .opening import opened
from .preview import preview_of
from .templates import templates

LAYOUTS: Final = tuple(sorted(look.LAYOUTS, key=lambda layout: layout != "side"))  # side by side first
_LIMITS: Final = (
    "formula_characters",
    "magnitude",
    "noise_df",
    "seeds",
    "steps",
    "runs",
    "total_steps",
    "seed",
    "points",
    "link_characters",
    "window",
)


def lab(request: Request) -> Response:
    """The lab page with its words, the catalogue and the first race inside, so that it draws without asking."""
    reader = reader_of(request)
    language, theme, given = reader.language, reader.theme, reader.given
    layout = chosen(dict(reversed(given)).get("layout"), LAYOUTS, "side")
    opening = opened(given)
    table = words(language)
    page = {
        "language": language,
        "theme": theme,
        "layout": layout,
        "limits": {name: getattr(LIMITS, name) for name in _LIMITS},
        "faults": [entry(fault, language) for fault in opening.faults[:MOST_FAULTS]],
        "raster": can_raster(),
        "opening": table[f"opening.{opening.kept}"] if opening.faults else None,
    }
    imports = framing.imports()
    html = (
        templates()
        .get_template("lab.html")
        .render(
            language=language,
            theme=theme,
            layout=layout,
            words=table,
            heading=heading_of(opening.scene, language),
            preview=preview_of(request, opening.scene, reader),
            other_language_url=reader.in_other_language("/"),
            import_map=imports,
            modules=framing.modules("js/lab.js"),
            place="lab",
            to=reader.to,
            blocks={
                "page": for_script(page),
                "words": for_script(dict(table)),
                "catalogue": _catalogue(),
                "rules": for_script(_rules(opening.scene)),
                "first": for_script(opening.answer.body),
            },
        )
    )
    return framing.page(request, html, imports)


@cache
def _catalogue() -> Markup:
    """The lists of the catalogue as the API gives them, but for the rules in print, of which only those of the race are
    seen; presets are asked for by whoever opens their menu."""
    lists = {
        kind: unprinted_optimizers() if kind == "optimizers" else items(kind) for kind in KINDS if kind != "presets"
    }
    return for_script({kind: list(each.values()) for kind, each in lists.items()})


def _rules(scene: Scene) -> dict[str, str]:
    """The rules in print that the page shows before it has numbers for them."""
    racing = {
        (run.optimizer, CATALOGUE.optimizers[run.optimizer].variant(run.framework).framework) for run in scene.runs
    }
    return {f"{optimizer} {framework}": printed_rule(optimizer, framework) for optimizer, framework in sorted(racing)}


ROUTES: Final[list[BaseRoute]] = [Route("/", lab)]
