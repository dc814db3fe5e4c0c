"""What the OpenAPI description says of fits: what is known of them, one update's batch, and one's own points."""

from __future__ import annotations

from typing import Any, Final

from ..engine.sentences import EXPECTED, whole
from ..settings import LIMITS
from ..text import Text
from .openapi_parts import RACES, key, one_of, operation, refusal
from .openapi_shapes import BOTH, COLUMN, NUMBER, STRING, WHOLE, Schema, listing, nullable, ref, table, thing

_CURVATURE: Final[dict[str, Schema]] = {
    "eigenvalues": nullable(COLUMN)
    | {"description": Text(en="Of the Hessian at the minimum.", zh="最小值处海森矩阵的特征值。")},
    "condition": nullable(NUMBER) | {"description": Text(en="κ = λmax/λmin", zh="κ = λmax/λmin，即条件数")},
    "edge": nullable(NUMBER) | {"description": Text(en="2/λmax: a larger η diverges.", zh="2/λmax：η超过它就发散。")},
    "optimal_rate": nullable(NUMBER) | {"description": Text(en="2/(λmin + λmax)", zh="2/(λmin + λmax)，最优的η")},
    "contraction": nullable(NUMBER)
    | {
        "description": Text(
            en="(κ − 1)/(κ + 1): what a step at the optimal rate leaves of the distance.",
            zh="(κ − 1)/(κ + 1)：取最优的η时，每步之后的距离是原来的多少倍。",
        )
    },
}

FITS: Final[dict[str, Schema]] = {
    "Exact": thing(
        Text(en="What is known of a fit; null where it is unknown.", zh="关于拟合的已知结论；未知处为null。"),
        (),
        found=nullable({"type": "string", "enum": ["solved", "newton", "simplex"]})
        | {"description": Text(en="How its minimum was found.", zh="最小值是怎样求得的。")},
        solution=nullable(table(NUMBER)),
        loss=nullable(NUMBER),
        line={"type": "boolean", "description": Text(en="The minimum is a line.", zh="最小值是一条直线。")},
        everywhere={"type": "boolean", "description": Text(en="It curves alike everywhere.", zh="曲率处处相同。")},
        **_CURVATURE,
        message=BOTH,
    ),
    "Standardization": thing(
        Text(en="(x − mean)/std, and what it does to the curvature.", zh="(x − mean)/std，以及它对曲率的影响。"),
        (),
        mean=NUMBER,
        std=NUMBER,
        before=thing(Text(en="Of x as it is.", zh="x不变时。"), (), **_CURVATURE),
        after=thing(Text(en="Of the standardised x.", zh="x标准化之后。"), (), **_CURVATURE),
    ),
    "Contraction": thing(
        Text(
            en="What each step leaves of the distance to the minimum: by the curvatures, and as measured over the "
            "second "
            "half of the run.",
            zh="每步之后到最小值点的距离是原来的多少倍：按曲率应有的值，以及后半程的实测值。",
        ),
        (),
        expected=nullable(NUMBER),
        measured=nullable(NUMBER),
        message=nullable(BOTH),
    ),
    "Pasted": thing(
        Text(en="Points out of a text, and how it was read.", zh="从文本读出的点，以及读法。"),
        (),
        points=listing(COLUMN),
        columns=listing(nullable(STRING)),
        header=listing(STRING),
        width=WHOLE | {"description": Text(en="How many columns the text has.", zh="文本共有几列。")},
        places=listing(WHOLE)
        | {"description": Text(en="Which of them are x and y, from 1.", zh="其中哪两列是x和y，从1开始计。")},
        separator={"type": "string", "enum": ["tab", "semicolon", "comma", "space"]},
        decimal={"type": "string", "enum": [".", ","]},
        address=nullable(STRING)
        | {"description": Text(en="The points' part of an address.", zh="地址中数据点的部分。")},
        notes=listing(BOTH),
    ),
}


def batch_keys() -> list[dict[str, Any]]:
    """The keys of a field that ask for the loss of one update's batch."""

    def number(low: int, high: int) -> Schema:
        return {"type": "integer", "minimum": low, "maximum": high}

    # Without examples of the kind that the page fills in: they would exclude a surface.
    keys = [
        key(
            "batch",
            Text(
                en="With a fit: the loss of one batch of this size, the one that update step sees.",
                zh="用于拟合：只画一个小批量的损失，大小为batch，即第step次更新所用的那个。",
            ),
            number(1, LIMITS.points),
            1,
        ),
        key("step", whole(0, LIMITS.steps - 1), number(0, LIMITS.steps - 1), 0),
        key("sampling", EXPECTED["sampling"], one_of(("shuffle", "cyclic", "replace")), "shuffle"),
        key("seed", EXPECTED["seed"], number(0, LIMITS.seed), 0),
    ]
    for each in keys:
        each["schema"] = each["schema"] | {"examples": [each.pop("example")]}
    return keys


PASTED_TEXT: Final = "hours;passed\n0,5;0\n1,75;1\n"


def pasted_operation(example: Any) -> dict[str, Any]:
    """One's own points out of a table."""
    about = Text(en="One's own points out of a pasted table.", zh="从粘贴的表格读出自己的数据点。")
    column = Text(en="A column by its name or number.", zh="某一列的名称或序号。")
    return operation(
        "points",
        RACES,
        about,
        {
            "200": {
                "description": Text(en="The points.", zh="数据点。"),
                "content": {"application/json": {"schema": ref("Pasted"), "example": example}},
            },
            **{str(status): refusal(status) for status in (400, 413, 415, 422)},
        },
        parameters=[
            {"name": axis, "in": "query", "description": column, "schema": STRING | {"examples": ["2"]}}
            for axis in ("x", "y")
        ],
        requestBody={
            "required": True,
            "content": {
                media_type: {"schema": STRING, "example": PASTED_TEXT}
                for media_type in ("text/plain", "text/csv", "text/tab-separated-values")
            },
        },
    )
