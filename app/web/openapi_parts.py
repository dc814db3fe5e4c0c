"""What the OpenAPI descriptions of endpoints share: keys, answers, refusals."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import orjson

from ..catalogue import CATALOGUE
from ..engine.address import parse
from ..engine.faults import InvalidScene
from ..engine.sentences import EXPECTED
from ..settings import LIMITS
from ..text import Text
from .caching import Encoded
from .errors import MEDIA_TYPE, problem, summary, title
from .openapi_shapes import STRING, Schema, listing, ref


def key(name: str, description: Text, schema: Schema, example: Any, **more: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "schema": schema, "example": example, **more}


def instead(name: str, description: Text, schema: Schema, example: Any) -> dict[str, Any]:
    # The page fills in a parameter's own example when somebody tries it out; these would exclude the surface.
    return {"name": name, "in": "query", "description": description, "schema": schema | {"examples": [example]}}


def one_of(ids: Any) -> Schema:
    return {"type": "string", "enum": list(ids)}


def numbers(count: int) -> Schema:
    number = r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?"
    return {"type": "string", "pattern": f"^{','.join([number] * count)}$"}


_EDGES: Final = Text(en="x_low,x_high,y_low,y_high", zh="x下限,x上限,y下限,y上限")
PROBLEM: Final = [
    key(
        "surface",
        Text(en="A surface of the catalogue.", zh="目录中的曲面。"),
        one_of(CATALOGUE.surfaces),
        "rosenbrock",
    ),
    instead(
        "formula", EXPECTED["formula"], {"type": "string", "maxLength": LIMITS.formula_characters}, "x**2 + 10*y**2"
    ),
    instead("view", _EDGES, numbers(4), "-3,3,-2,2"),
    instead(
        "dataset",
        Text(
            en="A data set to fit, with its coefficients: noisy_line:n=200,seed=3.",
            zh="要拟合的数据集及其系数：noisy_line:n=200,seed=3。",
        ),
        {"type": "string", "pattern": f"^({'|'.join(CATALOGUE.datasets)})(:.+)?$"},
        "article",
    ),
    instead("points", Text(en="Points to fit: x,y;x,y …", zh="要拟合的点：x,y;x,y …"), STRING, "1,2;2,3"),
    instead("model", EXPECTED["model"], {"type": "string", "maxLength": LIMITS.formula_characters}, "linear"),
    instead("loss", EXPECTED["loss"], {"type": "string", "maxLength": LIMITS.formula_characters}, "mse"),
    instead(
        "standardize",
        Text(en="1: the model of a fit sees (x − mean)/std.", zh="取1时，拟合的模型看到的是(x − 均值)/标准差。"),
        one_of(("0", "1")),
        "1",
    ),
    key("v", Text(en="The version of the grammar.", zh="地址语法的版本。"), {"const": "1"}, "1"),
]
SCENE: Final = [
    *PROBLEM,
    key("start", EXPECTED["start"], numbers(2), "-1.5,2.5"),
    key("steps", EXPECTED["steps"], {"type": "integer", "minimum": 1, "maximum": LIMITS.steps}, 200),
    key("seed", EXPECTED["seed"], {"type": "integer", "minimum": 0, "maximum": LIMITS.seed}, 0),
    key("sampling", EXPECTED["sampling"], one_of(("shuffle", "cyclic", "replace")), "shuffle"),
    key(
        "run",
        Text(
            en="optimizer:option=value,…~schedule:parameter=value,…~~wrapper:parameter=value,…",
            zh="优化器:选项=值,…~学习率调度:参数=值,…~~包装:参数=值,…",
        ),
        listing(STRING) | {"minItems": 1, "maxItems": LIMITS.runs},
        ["adam:lr=0.05", "sgd:lr=0.001~cosine:t_max=200,warmup=10"],
        required=True,
        style="form",
        explode=True,
    ),
]


def content(media_type: str, schema: Schema, example: Any = None) -> dict[str, Any]:
    return {media_type: {"schema": schema} | ({} if example is None else {"example": example})}


def decoded(content: Encoded) -> Any:
    return orjson.loads(content.body)


def answers(description: Text, content: dict[str, Any], *refusals: int) -> dict[str, Any]:
    etag = {"ETag": {"description": Text(en="Strong entity tag.", zh="强实体标签。"), "schema": STRING}}
    fresh = Text(en="You have it already (If-None-Match).", zh="与你已有的相同（If-None-Match）。")
    return {
        "200": {"description": description, "headers": etag, "content": content},
        "304": {"description": fresh},
        **{str(status): refusal(status) for status in refusals},
    }


@cache
def refusal(status: int) -> dict[str, Any]:
    example = None
    if status == 422:
        try:
            parse("surface=rosenbroc&run=adam:lr=-1")
        except InvalidScene as error:
            example = orjson.loads(bytes(problem(422, summary(error.faults), error.faults).body))
    return {"description": title(status), "content": content(MEDIA_TYPE, ref("Refusal"), example)}


def operation(name: str, tag: Text, about: Text, answers: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"operationId": name, "tags": [tag], "summary": about, "responses": answers, **more}


def of_problem(name: str, about: Text, told: Text, found: dict[str, Any], own: list[Any], spec: Any) -> dict[str, Any]:
    """What is asked about a problem alone: its address by GET; by POST a scene, or an object with its problem only.
    ``own`` are keys of both, ``spec`` is an example of a problem."""
    either = {"anyOf": [ref("Scene"), ref("ProblemOnly")]}
    body = {"required": True, "content": content("application/json", either, {"problem": spec})}
    asked, sent = answers(told, found, 414, 422), answers(told, found, 400, 413, 415, 422)
    view = [each for each in PROBLEM if each["name"] == "view" and name == "field"]
    return {
        "get": operation(name, RACES, about, asked, parameters=[*PROBLEM, *own]),
        "post": operation(f"{name}_of_problem", RACES, about, sent, parameters=[*view, *own], requestBody=body),
    }


RACES: Final = Text(en="Races", zh="竞赛")
ENTRIES: Final = Text(en="Catalogue", zh="目录")
SERVER: Final = Text(en="Server", zh="服务器")
