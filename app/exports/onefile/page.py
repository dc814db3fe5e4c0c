"""The file itself."""

from __future__ import annotations

from functools import cache
from typing import Any, Final
from urllib.parse import urlencode

import orjson
from markupsafe import Markup

from ... import __version__
from ...assets import licence
from ...engine import address
from ...engine.faults import Fault, InvalidScene
from ...engine.insight import COLUMNS
from ...engine.problem import problem_of
from ...engine.race import race
from ...engine.scene import FitProblem, FormulaProblem, Scene, canonical
from ...settings import LIMITS
from ...text import Text
from ..blocks import for_script
from ..locales import words
from ..naming import heading_of, names
from ..poster import poster as posters
from ..templates import environment
from .look import Look
from .loss import loss_module
from .packing import packed
from .parts import module_url, modules_from, picture_url, policy, styles, words_of

_ENTRY: Final = "embed/file.js"
_OPENER: Final = f'import {{ openFile }} from "#app/{_ENTRY}";\nimport * as loss from "#loss";\nopenFile(loss);\n'
# Indices of data in batches, more of which are not worth their place.
_MOST_SAMPLES: Final = 20_000

_TOO_LARGE: Final = Text(
    en="This file would have {size} bytes; at most {most} are allowed. Ask for fewer steps or runs, or for no layers "
    "and tabs.",
    zh="此文件将有{size}字节，最多允许{most}字节。请减少步数或运行数，或不要图层和标签页。",
)


def figure_file(scene: Scene, look: Look) -> str:
    """The HTML of a scene. The same scene in the same look is the same text in one version of the lab. Raises
    InvalidScene where it cannot be raced or would be too large."""
    whole = canonical(scene)
    written = address.write(whole)
    answer = race(whole, _columns(whole, look))
    table = words(look.language)
    own = modules_from(_ENTRY, without=_needless(whole, look))
    sources = {f"#app/{name}": module_url(source) for name, source in own.items()}
    sources["#loss"] = module_url(loss_module(problem_of(whole.problem)))
    imports, style = for_script({"imports": sources}), styles()
    page: dict[str, Any] = {
        "language": look.language,
        "theme": look.theme,
        "layout": look.layout,
        "shown": [part for part in look.shown if part != "start"],
        "step": look.step,
        "autoplay": look.autoplay,
        "query": urlencode(look.drawing),
        "lab": None if look.lab is None else {"at": look.lab, "keys": urlencode({"lang": look.language})},
    }
    html = (
        _templates()
        .get_template("figure_file.html")
        .render(
            language=look.language,
            theme=look.theme,
            words=table,
            version=__version__,
            licence=Markup(licence()),  # noqa: S704 (our own text)
            policy=Markup(policy([imports, _OPENER], style)),  # noqa: S704 (the quotes are a policy's own)
            heading=heading_of(whole, look.language),
            icon=Markup(picture_url("icon.svg")),  # noqa: S704 (base64)
            styles=_element("style", style),
            imports=_element("script", imports, ' type="importmap"'),
            opener=_element("script", _OPENER, ' type="module"'),
            shown=page["shown"],
            lab_url=None if look.lab is None else f"{look.lab}/?{written}",
            made_of=written,
            poster=Markup(_poster(whole, look)),  # noqa: S704 (a picture that escapes what people wrote)
            blocks={
                "page": for_script(page),
                "words": for_script(words_of(own, look.language)),
                "catalogue": for_script(names(whole)),
                "first": for_script(orjson.dumps(packed({"scene": whole.model_dump(), "address": written, **answer}))),
            },
        )
    )
    size = len(html.encode())
    if size > LIMITS.file_bytes:
        raise InvalidScene([Fault((), _TOO_LARGE.format(size=size, most=LIMITS.file_bytes))])
    return html


def filename_of(scene: Scene) -> str:
    """Such as descent-lab-rosenbrock.html."""
    problem = scene.problem
    if isinstance(problem, FormulaProblem):
        name = "formula"
    elif isinstance(problem, FitProblem):
        name = problem.dataset or "points"
    else:
        name = problem.id
    return f"descent-lab-{name}.html"


def _columns(scene: Scene, look: Look) -> frozenset[str]:
    """What the look needs of each run beyond its path."""
    wanted = {"gradient", *COLUMNS} & set(look.drawing.get("layers", "").split(","))
    if "tabs" in look.shown or look.drawing.get("curve") == "state":
        wanted.add("state")
    samples = sum(run.batch_size or 0 for run in scene.runs) * scene.steps
    if 0 < samples <= _MOST_SAMPLES:
        wanted.add("samples")
    return frozenset(wanted)


def _needless(scene: Scene, look: Look) -> set[str]:
    """Modules for what this file never shows."""
    needless = set()
    if not isinstance(scene.problem, FitProblem):
        needless.add("stage/data.js")
    if not look.drawing.get("layers"):
        needless.add("stage/layers.js")
    return needless


def _poster(scene: Scene, look: Look) -> str:
    """What is seen without scripts."""
    return posters.poster(
        scene,
        posters.Look(
            step=look.step,
            layout="panels" if look.layout == "side" else "overlay",
            theme="dark" if look.theme == "dark" else "light",
            language=look.language,
        ),
    )


def _element(name: str, text: str, attributes: str = "") -> Markup:
    return Markup(f"<{name}{attributes}>{text}</{name}>")  # noqa: S704 (text of ours, without an end of the element)


_templates: Final = cache(environment)
