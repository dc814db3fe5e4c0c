"""The OpenAPI description of what can be asked about single runs."""

from __future__ import annotations

from typing import Any, Final

from ..engine.address import parse
from ..engine.insight import look
from ..engine.problem import problem_of
from ..engine.tune import SCORES
from ..settings import LIMITS
from ..text import Text
from .api import BASE, raced
from .inspection import BUDGET, LEAST_BUDGET, inspected, tuned
from .openapi_parts import RACES, SCENE, answers, content, decoded, key, of_problem, one_of, operation
from .openapi_shapes import BOTH, COLUMN, NUMBER, STRING, WHOLE, Schema, listing, nullable, ref, table, thing

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
CHOSEN: Final = key("run", _INDEX, WHOLE | {"maximum": LIMITS.runs - 1}, 0)

# A scene's runs and the number of one are one key of the address.
INDEXED: Final = [
    each
    if each["name"] != "run"
    else {
        **each,
        "description": Text(en=f"{each['description'].en}. {_INDEX.en}", zh=f"{each['description'].zh}。{_INDEX.zh}"),
        "example": [*each["example"], "0"],
    }
    for each in SCENE
]
_SEARCH: Final = [
    key(
        "budget",
        Text(en="How many learning rates each run tries.", zh="每个运行试多少个学习率。"),
        {"type": "integer", "minimum": LEAST_BUDGET, "maximum": LIMITS.tuning, "default": BUDGET},
        LEAST_BUDGET,
    ),
    key(
        "score",
        Text(en="The loss at the end, or the lowest of all.", zh="最后的损失，或全程最低的损失。"),
        one_of(SCORES),
        "final",
    ),
]

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
    numbers=listing(STRING)
    | {
        "description": Text(
            en="The same, term by term, with empty places; each has the id of its quantity in data-value.",
            zh="同一式子逐项写出并留出空位；每个空位的data-value是相应量的id。",
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

_TRIAL: Final = thing(
    Text(en="A learning rate and what it gave.", zh="一个学习率及其结果。"),
    rate=NUMBER,
    score=nullable(NUMBER),
    outcome=STRING,
)

SCHEMAS: Final[dict[str, Schema]] = {
    "Point": thing(
        Text(
            en="The loss at one point with its derivatives; null where they are not finite. Edge is 2/λmax, condition "
            "λmax/λmin.",
            zh="损失在一个点的值与导数；不是有限数时为null。edge为2/λmax，condition为λmax/λmin。",
        ),
        at=table(NUMBER),
        loss=nullable(NUMBER),
        gradient=table(nullable(NUMBER)),
        curvature=nullable(table(nullable(NUMBER))),
    ),
    "Tuned": thing(
        Text(
            en=f"Every run tries as many rates: its own, half of the budget evenly over {LIMITS.rates[0]:g} to "
            f"{LIMITS.rates[1]:g} in the logarithm, the rest between the best of these and its neighbours. The score "
            f"is the median over {LIMITS.tuning_seeds} seeds where chance plays a part; null where the run breaks off.",
            zh=f"每个运行试同样多的学习率：自己当前的一个；预算的一半在{LIMITS.rates[0]:g}到{LIMITS.rates[1]:g}之间按对数均匀分布；"
            f"其余放在其中最好的与其相邻者之间。有随机性时，得分取{LIMITS.tuning_seeds}个种子的中位数；中途发散则为null。",
        ),
        address=STRING,
        budget=WHOLE,
        score=STRING,
        range=COLUMN,
        runs=listing(
            thing(
                Text(
                    en="One run's search, from the smallest rate to the largest.", zh="一个运行的搜索，学习率从小到大。"
                ),
                optimizer=STRING,
                framework=STRING,
                name=BOTH,
                seeds=listing(WHOLE),
                rates=COLUMN,
                scores=_UPDATES,
                outcomes=listing(STRING),
                present=_TRIAL,
                best=nullable(_TRIAL),
                message=BOTH,
            )
        ),
    ),
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
        begins=listing(thing(Text(en="One of these in print.", zh="其中之一的排印。"), name=STRING, mathml=STRING)),
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
    whole = decoded(raced(scene))["scene"]
    steps = Text(en="What each line of a run's updates computed.", zh="一个运行的每次更新中每一行算出的值。")
    lines = content("application/json", ref("Steps"), decoded(inspected(scene, 0, 0, 2)))
    search = Text(en="A fair search for every run's learning rate.", zh="为每个运行公平地搜索学习率。")
    found = content("application/json", ref("Tuned"), decoded(tuned(scene, LEAST_BUDGET, "final")))
    here = Text(en="The loss, its gradient and its curvature at one point.", zh="损失在一个点的值、梯度与曲率。")
    place = key("at", Text(en="The point, two numbers.", zh="该点，两个数。"), STRING, "1,2.5", required=True)
    seen = content("application/json", ref("Point"), look(problem_of(scene.problem), 1.0, 2.5))
    return {
        f"{BASE}/point": of_problem("point", here, here, seen, [place], whole["problem"]),
        **both("steps", steps, lines, [*INDEXED, *_WINDOW], [CHOSEN, *_WINDOW], whole),
        **both("tune", search, found, [*SCENE, *_SEARCH], _SEARCH, whole),
    }


def both(
    name: str, about: Text, found: dict[str, Any], asked: list[Any], beside: list[Any], scene: Any
) -> dict[str, Any]:
    """An operation by GET and by POST; ``beside`` are the keys beside a posted scene."""
    body = {"required": True, "content": content("application/json", ref("Scene"), scene)}
    told = answers(about, found, 414, 422)
    sent = answers(about, found, 400, 413, 415, 422)
    return {
        f"{BASE}/{name}": {
            "get": operation(name, RACES, about, told, parameters=asked),
            "post": operation(f"{name}_of_scene", RACES, about, sent, parameters=beside, requestBody=body),
        }
    }
