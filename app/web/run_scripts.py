"""Scripts of single runs over HTTP."""

from __future__ import annotations

from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ..engine import address
from ..engine.faults import Fault, InvalidScene
from ..engine.scene import Scene, canonical
from ..exports.scripts.plan import plan_of
from ..exports.scripts.refusals import NoScript
from ..exports.scripts.targets import TARGETS, script_of
from .api import BASE, of_scene, scene_from
from .caching import Bodies, Encoded, answer, encoded
from .language import Language
from .one_run import index_of, set_number_apart
from .queries import Query

_BODIES: Final = Bodies()


def _script(request: Request, query: Query, data: Any) -> Response:
    chosen = set_number_apart(query)
    target = query.one_of("target", TARGETS)
    language: Language = "zh" if query.one_of("lang", ("en", "zh")) == "zh" else "en"
    scene = scene_from(request, query, data)
    index = index_of(query, chosen, scene)
    query.settle(lambda: scene)
    return answer(request, written(scene, index, target, language))


def written(scene: Scene, index: int, target: str, language: Language) -> Encoded:
    """The encoded script of a run. Raises InvalidScene where it has none for that target or cannot be raced."""
    whole = canonical(scene)

    def make() -> Encoded:
        try:
            script = script_of(plan_of(whole, index), target, language)
        except NoScript as error:
            raise InvalidScene([Fault((), error.text, parameter="target")]) from None
        return encoded(script.text.encode(), script.media_type, script.filename)

    return _BODIES.get(("script", address.write(whole), index, target, language), make)


ROUTES: Final[list[BaseRoute]] = [
    Route(f"{BASE}/script", of_scene(("target", "lang"), _script), methods=["GET", "POST"]),
]
