"""The OpenAPI description of what a scene is taken away as: scripts, posters, a file, with examples."""

from __future__ import annotations

from typing import Any, Final

from ..engine.address import parse
from ..engine.scene import Scene
from ..exports.locales import LANGUAGES
from ..exports.onefile import look
from ..exports.poster.poster import LAYOUTS, THEMES, Look
from ..exports.scripts.targets import TARGETS
from ..settings import LIMITS
from ..text import Text
from .api import raced
from .files import written as figure
from .openapi_inspection import CHOSEN, INDEXED, both
from .openapi_parts import RACES, SCENE, answers, content, decoded, key, one_of, operation
from .openapi_shapes import STRING, ref
from .posters import drawn
from .run_scripts import written

_ONE: Final = "surface=sphere&start=-1.5,2.5&steps=10&run=sgd:lr=0.1"
_OWN: Final = [
    CHOSEN,
    key(
        "target",
        Text(
            en="numpy and notebook exist for every run; pytorch, keras and optax for runs of that framework.",
            zh="numpy与notebook对每个运行都有；pytorch、keras与optax只对遵循该框架的运行提供。",
        ),
        one_of(TARGETS),
        "numpy",
    ),
    key("lang", Text(en="The language of its comments.", zh="注释所用的语言。"), one_of(("en", "zh")), "en"),
]


_SIDE: Final = {"type": "integer", "minimum": LIMITS.poster_least, "maximum": LIMITS.poster_most}
_LOOK: Final = [
    key(
        "step",
        Text(en="The step that it shows; the last one if left out.", zh="所示的步数；省略则为最后一步。"),
        {"type": "integer", "minimum": 0, "maximum": LIMITS.steps},
        120,
    ),
    key("theme", Text(en="Its colours.", zh="配色。"), one_of(THEMES), "light"),
    key("lang", Text(en="The language of its words.", zh="文字所用的语言。"), one_of(("en", "zh")), "en"),
    key("layout", Text(en="A panel a run, or all in one.", zh="每个运行一幅，或合为一幅。"), one_of(LAYOUTS), "panels"),
    key("width", Text(en="Pixels.", zh="像素。"), _SIDE | {"default": Look.width}, Look.width),
    key("height", Text(en="Pixels.", zh="像素。"), _SIDE | {"default": Look.height}, Look.height),
]


def _posters(scene: Scene) -> dict[str, Any]:
    about = Text(en="A picture of a scene at a step.", zh="场景在某一步的图像。")
    body = {"required": True, "content": content("application/json", ref("Scene"), decoded(raced(scene))["scene"])}
    vector = content("image/svg+xml", STRING, f"{drawn(scene, Look()).body.decode()[:400]}…")
    raster = content("image/png", {"type": "string", "format": "binary"})

    def described(name: str, found: dict[str, Any], *refusals: int) -> dict[str, Any]:
        told = answers(about, found, 414, 422, *refusals)
        sent = answers(about, found, 400, 413, 415, 422, *refusals)
        return {
            "get": operation(name, RACES, about, told, parameters=[*SCENE, *_LOOK]),
            "post": operation(f"{name}_of_scene", RACES, about, sent, parameters=_LOOK, requestBody=body),
        }

    return {"/poster.svg": described("poster_svg", vector), "/poster.png": described("poster_png", raster, 501)}


_DRAWN: Final = Text(
    en="How curves and layers are drawn, as the page's address says it; what it does not know is passed over.",
    zh="曲线和图层的画法，写法与页面地址相同；无法识别的会被忽略。",
)
_DRAWINGS: Final = ("gradient", "log", "evaluations", "m", "gradient,step", "1")

_SHOWN: Final = [
    key("lang", Text(en="The language of its words.", zh="文字所用的语言。"), one_of(LANGUAGES), "en"),
    key(
        "theme",
        Text(en="Its colours; auto: as the reader's system has them.", zh="配色；auto随读者的系统。"),
        one_of(look.THEMES),
        "auto",
    ),
    key("layout", Text(en="How it begins.", zh="打开时的视图。"), one_of(look.LAYOUTS), "overlay"),
    key(
        "show",
        Text(en="Parts that are shown besides, with commas between.", zh="额外显示的部分，用逗号分隔。"),
        STRING,
        "views,tabs",
    ),
    key(
        "hide",
        Text(en="Parts that are left out, with commas between.", zh="不显示的部分，用逗号分隔。"),
        STRING,
        "link",
    ),
    _LOOK[0],
    key(
        "autoplay", Text(en="Whether it plays once it is seen.", zh="进入视野时是否自动播放。"), one_of(("0", "1")), "0"
    ),
    *(key(name, _DRAWN, STRING, example) for name, example in zip(look.DRAWING, _DRAWINGS, strict=True)),
]


def _files(scene: Scene) -> dict[str, Any]:
    about = Text(
        en="A scene as one HTML file to be saved: it plays without the lab and without a network.",
        zh="场景的单个HTML文件，供保存：无需实验室和网络即可播放。",
    )
    body = {"required": True, "content": content("application/json", ref("Scene"), decoded(raced(scene))["scene"])}
    found = content("text/html", STRING, f"{figure(scene, look.Look()).body.decode()[:400]}…")
    told, sent = answers(about, found, 414, 422), answers(about, found, 400, 413, 415, 422)
    return {
        "/figure.html": {
            "get": operation("figure_html", RACES, about, told, parameters=[*SCENE, *_SHOWN]),
            "post": operation("figure_html_of_scene", RACES, about, sent, parameters=_SHOWN, requestBody=body),
        }
    }


def paths() -> dict[str, Any]:
    scene = parse(_ONE)
    about = Text(
        en="A script that repeats a run and ends where it ends: NumPy, PyTorch, Keras, Optax, or a notebook.",
        zh="重复一个运行并到达同一终点的脚本：NumPy、PyTorch、Keras、Optax或笔记本。",
    )
    found = content("text/x-python", STRING, written(scene, 0, "numpy", "en").body.decode())
    notebook = decoded(written(scene, 0, "notebook", "en"))
    found |= content("application/x-ipynb+json", {"type": "object"}, notebook | {"cells": notebook["cells"][:1]})
    scripts = both("script", about, found, [*INDEXED, *_OWN[1:]], _OWN, decoded(raced(scene))["scene"])
    return scripts | _posters(scene) | _files(scene)
