"""The OpenAPI description of the API, in either language; its examples are answers of the lab, not copies of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import orjson

from .. import __version__
from ..engine.address import parse
from ..engine.pasted import pasted
from ..engine.sentences import EXPECTED
from ..settings import LIMITS
from ..text import Text
from . import openapi_inspection, openapi_scripts, openapi_seeds
from .api import BASE, COLUMNS, raced, sampled
from .caching import Encoded, encoded
from .catalogue import KINDS, items
from .formulas import look
from .language import Language, said
from .openapi_fits import PASTED_TEXT, batch_keys, pasted_operation
from .openapi_parts import (
    ENTRIES,
    RACES,
    SCENE,
    SERVER,
    answers,
    content,
    decoded,
    key,
    of_problem,
    one_of,
    operation,
)
from .openapi_schemas import item_schema_name, schemas
from .openapi_shapes import STRING, Schema, listing, ref, thing
from .points import table_of

EXAMPLE: Final = "surface=rosenbrock&start=-1.5,2.5&steps=3&run=adam:lr=0.05&run=sgd:lr=0.001,framework=keras"

_ABOUT: Final = Text(
    en="""Descent Lab races optimizers on loss surfaces of two parameters. Every answer is a pure function of a *scene*:
the server keeps nothing, and the same scene gives the same numbers for ever.

A scene travels as JSON (POST) or as an address, the same query string for the page `/` and for this API:

    surface=rosenbrock | formula=<expr>&view=-3,3,-2,2 | dataset=article | points=1,2;2,3
    model=linear   loss=huber:delta=2   standardize=1                                        (with the last two)
    start=-1.5,2.5   steps=200   seed=0   sampling=shuffle
    run=adam:lr=0.05,framework=keras,batch=1,noise=0.1~cosine:t_max=200,warmup=10

`run` is repeated, one a run: the optimizer, after a colon its options, after a tilde the schedule with its own, and
after two tildes each what is wrapped around it (`run=adam~cosine~~lookahead:every=5`). The coefficients of a surface,
a data set, a model or a loss follow its id in the same way (`surface=name:a=1,b=50`); a model and a loss may also be
formulas of `theta_0`, `theta_1`, `x` and of `y_hat`, `y`. `noise` is Gaussian, with `noise_kind=relative` times the
gradient's norm, with `noise_kind=student_t,noise_df=3` heavy-tailed. Whatever is left out takes its default; the
answer's `scene` and `address` have every default written out. In an address a plus sign must be written `%2B`. Faults
come as `application/problem+json`, all of them at once, each with its place and in English and Chinese. Answers carry
a strong `ETag`; send it as `If-None-Match` to hear 304.""",
    zh="""梯度下降实验室让各种优化器在两个参数的损失曲面上竞赛。每个结果都只由*场景*决定：服务器不保存任何东西，\
同一场景永远得到同样的数字。

场景可以用JSON发送（POST），也可以写成地址，即页面`/`与本API共用的查询字符串：

    surface=rosenbrock | formula=<表达式>&view=-3,3,-2,2 | dataset=article | points=1,2;2,3
    model=linear   loss=huber:delta=2   standardize=1                                        （用于后两者）
    start=-1.5,2.5   steps=200   seed=0   sampling=shuffle
    run=adam:lr=0.05,framework=keras,batch=1,noise=0.1~cosine:t_max=200,warmup=10

`run`可以重复，每个代表一个运行：先写优化器，冒号后是选项，波浪号后是学习率调度及其参数，\
每两个波浪号后是一层包装（`run=adam~cosine~~lookahead:every=5`）。曲面、数据集、模型和损失函数的系数以同样方式写在id之后\
（`surface=name:a=1,b=50`）；模型和损失函数也可以是公式，分别关于`theta_0`、`theta_1`、`x`和`y_hat`、`y`。\
`noise`为高斯噪声；加`noise_kind=relative`则乘以梯度范数，加`noise_kind=student_t,noise_df=3`则为重尾噪声。省略的部分取默认值；结果中的`scene`和`address`会写出全部默认值。地址中的加号须写成`%2B`。错误以`application/problem+json`返回，\
一次列出全部，每处都有位置和中英文说明。结果带有强`ETag`；把它作为`If-None-Match`发回即得304。""",
)


_OUTPUT: Final = [
    key(
        "include",
        Text(
            en="Further columns. curvature: the Hessian's eigenvalues at each point; memory: where each update would "
            "have moved had its gradient been 0.",
            zh="附加的列。curvature：各点处Hessian矩阵的特征值；memory：假如梯度为0，每次更新会移动多少。",
        ),
        listing(one_of(COLUMNS)),
        ["gradient"],
        style="form",
        explode=False,
    ),
    key(
        "format",
        Text(
            en="csv: one record a point; run (from 1), optimizer, framework, step, the two parameters, loss, "
            "gradient_norm, learning_rate (of the update that led there), then track_…, gradient_…, state_…, "
            "curvature_… and memory_….",
            zh="csv：每个点一条记录；依次为run（从1开始）、optimizer、framework、step、两个参数、loss、gradient_norm、"
            "learning_rate（到达该点的那次更新所用），然后是track_…、gradient_…、state_…、curvature_…与memory_…。",
        ),
        one_of(("json", "csv")),
        "json",
    ),
]
_SIDE: Final[Schema] = {"type": "integer", "minimum": 2, "maximum": LIMITS.field_side, "default": 200}
_GRID: Final = [
    key("nx", Text(en="Columns of the grid.", zh="网格的列数。"), _SIDE, 3),
    key("ny", Text(en="Rows of the grid.", zh="网格的行数。"), _SIDE, 2),
    key(
        "format",
        Text(en="f32: raw little-endian float32, rows of y.", zh="f32：按y分行的小端float32原始数据。"),
        one_of(("json", "f32")),
        "json",
    ),
    *batch_keys(),
]


_CATALOGUE: Final[Mapping[str, Text]] = {
    "optimizers": Text(en="optimizers", zh="优化器"),
    "surfaces": Text(en="surfaces", zh="损失曲面"),
    "schedules": Text(en="schedules", zh="学习率调度"),
    "wrappers": Text(en="wrappers", zh="包装"),
    "datasets": Text(en="data sets", zh="数据集"),
    "models": Text(en="models", zh="模型"),
    "losses": Text(en="losses", zh="损失函数"),
    "presets": Text(en="examples", zh="示例"),
}


def _catalogue_paths(kind: str) -> dict[str, Any]:
    schema, examples = ref(item_schema_name(kind)), items(kind)
    first = next(iter(examples))
    listed = thing(Text(en="All of them, in order.", zh="按次序列出全部。"), items=listing(schema))
    identity = {"name": "id", "in": "path", "required": True, "schema": one_of(examples), "example": first}
    everything = content("application/json", listed, {"items": [examples[first]]})
    name = _CATALOGUE[kind]
    all_of_kind = Text(en=f"All {name.en}.", zh=f"全部{name.zh}。")
    one_of_kind = Text(en=f"One of the {name.en}.", zh=f"{name.zh}中的一项。")
    return {
        f"{BASE}/{kind}": {"get": operation(kind, ENTRIES, all_of_kind, answers(all_of_kind, everything, 422))},
        f"{BASE}/{kind}/{{id}}": {
            "get": operation(
                f"{kind}_item",
                ENTRIES,
                one_of_kind,
                answers(one_of_kind, content("application/json", schema, examples[first]), 404, 422),
                parameters=[identity],
            )
        },
    }


def _race_paths() -> dict[str, Any]:
    scene = parse(EXAMPLE)
    answer = decoded(raced(scene))
    about = Text(en="Race a scene.", zh="让一个场景开赛。")
    contents = content("application/json", ref("Trajectories"), answer)
    contents |= content("text/csv", STRING, raced(scene, layout="csv").body.decode())
    body = {"required": True, "content": content("application/json", ref("Scene"), answer["scene"])}
    grid = decoded(sampled(scene.problem, None, 3, 2))
    values = content("application/json", ref("Field"), grid)
    values |= content("application/octet-stream", {"type": "string", "format": "binary"})
    view = of_problem(
        "field",
        Text(en="The loss on a grid.", zh="网格上的损失。"),
        Text(en="Its values, one row for each y.", zh="各点的值，每个y一行。"),
        values,
        _GRID,
        answer["scene"]["problem"],
    )
    return {
        f"{BASE}/trajectories": {
            "get": operation("race", RACES, about, answers(about, contents, 414, 422), parameters=[*SCENE, *_OUTPUT]),
            "post": operation(
                "race_scene",
                RACES,
                about,
                answers(about, contents, 400, 413, 415, 422),
                parameters=_OUTPUT,
                requestBody=body,
            ),
        },
        f"{BASE}/field": view,
        f"{BASE}/formula": {"get": _formula_operation()},
        f"{BASE}/points": {"post": pasted_operation(table_of(pasted(PASTED_TEXT)))},
    }


def _formula_operation() -> dict[str, Any]:
    asked = "x**2 + 3*y**2"
    about = Text(
        en="A formula in print, or what is wrong with it. Both are answers with status 200.",
        zh="把公式排成数学式，或指出其中的错误；两者都以状态200返回。",
    )
    found = content("application/json", ref("Formula"), look(asked, ("x", "y"), (1.0, 1.0)))
    return operation(
        "formula",
        RACES,
        about,
        answers(about, found, 414, 422),
        parameters=[
            key("text", EXPECTED["formula"], STRING, asked, required=True),
            key("names", Text(en="Its variables.", zh="公式中的变量。"), STRING | {"default": "x,y"}, "x,y"),
            key(
                "at",
                Text(en="A point, one number for each name.", zh="一个点，每个变量一个数。"),
                {"type": "string"},
                "1,1",
            ),
        ],
    )


def _health_path() -> dict[str, Any]:
    about = Text(en="Whether the server is up.", zh="服务器是否正常。")
    example = {"status": "ok", "version": __version__}
    answer = {"200": {"description": about, "content": content("application/json", ref("Health"), example)}}
    return {"/healthz": {"get": operation("health", SERVER, about, answer)}}


@cache
def description(language: Language) -> Encoded:
    """The encoded OpenAPI description."""
    document = {
        "openapi": "3.1.0",
        "info": {
            "title": Text(en="Descent Lab", zh="梯度下降实验室"),
            "version": __version__,
            "description": _ABOUT,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "paths": _race_paths()
        | openapi_inspection.paths()
        | openapi_seeds.paths()
        | openapi_scripts.paths()
        | {k: v for kind in KINDS for k, v in _catalogue_paths(kind).items()}
        | _health_path(),
        "components": {"schemas": schemas() | openapi_inspection.SCHEMAS | openapi_seeds.SCHEMAS},
    }
    return encoded(orjson.dumps(_in(language, document)))


def _in(language: Language, node: Any) -> Any:
    if isinstance(node, Text):
        return said(node, language)
    if isinstance(node, dict):
        return {key: _in(language, value) for key, value in node.items()}
    if isinstance(node, (list, tuple)):
        return [_in(language, value) for value in node]
    return node
