"""The OpenAPI description of what can be asked about single runs."""

from __future__ import annotations

from typing import Any, Final

from ..engine.address import parse
from ..settings import LIMITS
from ..text import Text
from .api import BASE, raced
from .inspection import inspected
from .openapi_parts import RACES, SCENE, answers, content, decoded, key, operation
from .openapi_schemas import BOTH, COLUMN, NUMBER, STRING, WHOLE, Schema, listing, nullable, ref, table, thing

_ONE: Final = "surface=rosenbrock&start=-1.5,2.5&steps=2&run=momentum:lr=0.001"
_INDEX: Final = Text(
    en="Among the scene's own runs, one that is a whole number chooses the run, from 0 (the default).",
    zh="在场景自己的run之外，值为整数的那个选定运行，从0开始（默认为0）。",
)
_FROM: Final = Text(en="The first update, from 0.", zh="第一次更新，从0开始。")
_TO: Final = Text(
    en=f"Behind the last update; at most {LIMITS.window} after the first.",
    zh=f"最后一次更新之后；最多比第一次多{LIMITS.window}。",
)
_WINDOW: Final = [
    key("from", _FROM, {"type": "integer", "minimum": 0, "maximum": LIMITS.steps - 1}, 0),
    key("to", _TO, {"type": "integer", "minimum": 1, "maximum": LIMITS.steps}, 2),
]
_CHOSEN: Final = key("run", _INDEX, WHOLE | {"maximum": LIMITS.runs - 1}, 0)

_UPDATES: Final[Schema] = {"type": "array", "items": nullable(NUMBER)}
_READ: Final[Schema] = {"anyOf": [NUMBER, STRING]}
_LINE: Final = thing(
    Text(en="One line of a rule.", zh="规则中的一行。"),
    ("moved",),
    name=STRING | {"description": Text(en="What it assigns.", zh="被赋值的名称。")},
    text=STRING,
    does={
        "type": "string",
        "enum": ["runs", "nothing", "unused"],
        "description": Text(
            en="nothing: all that it would add is exactly 0; unused: nothing reads it. Neither is computed.",
            zh="nothing：要加的各项恰为0；unused：没有任何地方用到它。两者都不计算。",
        ),
    },
    reads=table(_READ)
    | {
        "description": Text(
            en="By name: a number that never changes, or the id of a quantity in values.",
            zh="按名称：不变的数，或values中某个量的id。",
        )
    },
    zeros=listing(STRING)
    | {"description": Text(en="What is 0, so that its terms are left out.", zh="取值为0、因而其项被略去的量。")},
    mathml=STRING,
    numbers=nullable(STRING)
    | {
        "description": Text(
            en="The same with empty places, each with the id of its quantity in data-value.",
            zh="同一式子，留出空位；每个空位的data-value是相应量的id。",
        )
    },
    result=nullable(STRING),
    value=nullable(_READ),
    calls=listing(thing(Text(en="A function's answer.", zh="函数的结果。"), function=STRING, value=_READ)),
    terms=listing(
        thing(
            Text(
                en="A term of a sum, and its length as a share of all terms' lengths. In a line of theta the point "
                "itself is no term.",
                zh="和式中的一项，以及其长度占各项长度之和的比例。在theta的行中，点本身不算一项。",
            ),
            mathml=STRING,
            share=_UPDATES,
        )
    ),
    moved=_UPDATES | {"description": Text(en="How far the line moved the point.", zh="这一行使点移动了多远。")},
)

SCHEMAS: Final[dict[str, Schema]] = {
    "Steps": thing(
        Text(
            en="What each line of a run's updates computed. Columns have one entry an update of the window; null is "
            "not finite.",
            zh="一个运行的各次更新中每一行算出的值。每列对窗口中的每次更新有一项；null表示不是有限的数。",
        ),
        address=STRING,
        optimizer=STRING,
        framework=STRING,
        given=table(_READ) | {"description": Text(en="What an update begins with.", zh="更新开始时已有的量。")},
        values=table({"anyOf": [_UPDATES, table(_UPDATES)]}),
        stages=listing(
            thing(
                Text(en="Lines of one part, in the order in which they run.", zh="同一部分的各行，按执行顺序。"),
                part={"type": "string", "enum": ["schedule", "wrapper", "optimizer"]},
                id=STRING,
                name=BOTH,
                when={"type": "string", "enum": ["before", "drives", "after"]},
                lines=listing(_LINE),
            )
        ),
        most=listing(nullable(WHOLE))
        | {
            "description": Text(
                en="The line, counted through all stages, that moved the point most; null: none did.",
                zh="使点移动最多的那一行（跨各部分计数）；null表示没有。",
            )
        },
        **{"from": WHOLE, "to": WHOLE},
        updates=WHOLE | {"description": Text(en="How many the run took.", zh="该运行共更新多少次。")},
        native=table(COLUMN | {"items": nullable(NUMBER)})
        | {
            "description": Text(
                en="Of L-BFGS: remembered pairs, scale of H⁻¹, trials and slope of the line search.",
                zh="L-BFGS：记忆的对数、H⁻¹的尺度、线搜索的试探次数与斜率。",
            )
        },
    ),
}


def paths() -> dict[str, Any]:
    """The operations, with answers of the lab as examples."""
    scene = parse(_ONE)
    steps = Text(en="What each line of a run's updates computed.", zh="一个运行的每次更新中每一行算出的值。")
    found = content("application/json", ref("Steps"), decoded(inspected(scene, 0, 0, 2)))
    return _both("steps", steps, found, [_CHOSEN, *_WINDOW], decoded(raced(scene))["scene"])


def _both(name: str, about: Text, found: dict[str, Any], own: list[Any], scene: Any) -> dict[str, Any]:
    """An operation by GET and by POST."""
    body = {"required": True, "content": content("application/json", ref("Scene"), scene)}
    # A scene's runs and the number of one are one key of the address.
    of_scene = [each for each in SCENE if all(each["name"] != other["name"] for other in own)]
    runs = [_also(each) for each in SCENE if each not in of_scene]
    others = [each for each in own if each["name"] != "run"] if runs else own
    asked = answers(about, found, 414, 422)
    sent = answers(about, found, 400, 413, 415, 422)
    return {
        f"{BASE}/{name}": {
            "get": operation(name, RACES, about, asked, parameters=[*of_scene, *runs, *others]),
            "post": operation(f"{name}_of_scene", RACES, about, sent, parameters=own, requestBody=body),
        }
    }


def _also(runs: dict[str, Any]) -> dict[str, Any]:
    described = Text(en=f"{runs['description'].en} {_INDEX.en}", zh=f"{runs['description'].zh}。{_INDEX.zh}")
    return {**runs, "description": described, "example": [*runs["example"], "0"]}
