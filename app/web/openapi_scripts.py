"""The OpenAPI description of scripts, with scripts of the lab as examples."""

from __future__ import annotations

from typing import Any, Final

from ..engine.address import parse
from ..exports.scripts.targets import TARGETS
from ..text import Text
from .api import raced
from .openapi_inspection import CHOSEN, INDEXED, both
from .openapi_parts import content, decoded, key, one_of
from .openapi_shapes import STRING
from .run_scripts import written

_ONE: Final = "surface=rosenbrock&start=-1.5,2.5&steps=100&run=adam:lr=0.05"
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


def paths() -> dict[str, Any]:
    scene = parse(_ONE)
    about = Text(
        en="A script that repeats a run and ends where it ends: NumPy, PyTorch, Keras, Optax, or a notebook.",
        zh="重复一个运行并到达同一终点的脚本：NumPy、PyTorch、Keras、Optax或笔记本。",
    )
    found = content("text/x-python", STRING, written(scene, 0, "numpy", "en").body.decode())
    found |= content("application/x-ipynb+json", {"type": "object"}, decoded(written(scene, 0, "notebook", "en")))
    return both("script", about, found, [*INDEXED, *_OWN[1:]], _OWN, decoded(raced(scene))["scene"])
