"""The OpenAPI description of what can be asked about many seeds."""

from __future__ import annotations

from typing import Any, Final, get_args

from ..engine.address import parse
from ..engine.outcome import Kind
from ..engine.seeds import QUANTILES
from ..settings import LIMITS
from ..text import Text
from .api import BASE
from .openapi_parts import RACES, SCENE, answers, content, decoded, key, operation
from .openapi_shapes import BOTH, COLUMN, NUMBER, STRING, WHOLE, Schema, listing, nullable, ref, table, thing
from .seeds import BALL_SEEDS, RATES, SEEDS, SWEEP, seeded, swept

_EXAMPLE: Final = "surface=quadratic&steps=4&run=sgd:lr=0.1,noise=0.5"

_HOLES: Final = listing(nullable(NUMBER))
_RATE: Final[Schema] = {"type": "number", "minimum": LIMITS.smallest_rate, "maximum": LIMITS.magnitude}


def _count(default: int) -> dict[str, Any]:
    about = Text(en="How many seeds: the scene's and those after it.", zh="种子个数：场景的种子及其后的种子。")
    return key("seeds", about, {"type": "integer", "minimum": 1, "maximum": LIMITS.seeds, "default": default}, 3)


_RANGE: Final = {
    "lr_min": key(
        "lr_min",
        Text(
            en="The smallest learning rate; by default a thirtieth of each run's.",
            zh="最小学习率；默认为各运行的1/30。",
        ),
        _RATE,
        0.01,
    ),
    "lr_max": key(
        "lr_max",
        Text(
            en="The largest learning rate; by default thirty times each run's.", zh="最大学习率；默认为各运行的30倍。"
        ),
        _RATE,
        0.1,
    ),
    "lr_count": key(
        "lr_count",
        Text(en="How many, evenly on a log axis.", zh="个数，在对数轴上均匀分布。"),
        {"type": "integer", "minimum": 2, "maximum": LIMITS.sweep, "default": RATES},
        3,
    ),
}

_SEED_RANGE: Final = thing(
    Text(en="The seeds, one after the other.", zh="所用的种子，依次相连。"), first=WHOLE, count=WHOLE
)
_NAMED: Final[dict[str, Schema]] = {"optimizer": STRING, "framework": STRING, "name": BOTH}


def _ball(number: Schema, whole: Schema) -> dict[str, Schema]:
    def said(schema: Schema, en: str, zh: str) -> Schema:
        return schema | {"description": Text(en=en, zh=zh)}

    return {
        "completed": said(whole, "How many seeds took all steps.", "走完全部步数的种子个数。"),
        "radius": said(
            number,
            "Root mean square distance to the nearest known minimum from from_step on; null where none is known or a "
            "seed ended early.",
            "从from_step起到最近的已知极小值点的均方根距离；没有已知极小值点或有种子提前结束时为null。",
        ),
        "spread": said(
            number, "The same distance to the middle of all these points.", "到所有这些点的中心的均方根距离。"
        ),
        "expected": said(
            number,
            "What the radius is expected to be, exactly: of plain SGD on a quadratic, by the recursion of the first "
            "two moments; null elsewhere.",
            "半径的精确期望值：用于二次函数上的普通SGD，由前两阶矩的递推得到；其他情形为null。",
        ),
        "stationary": said(
            number,
            "Its limit for many steps: √Σ ησ²/(λ(2 − ηλ)) for additive noise; null where it grows for ever.",
            "步数很多时的极限：加性噪声下为√Σ ησ²/(λ(2 − ηλ))；无限增长时为null。",
        ),
    }


SCHEMAS: Final[dict[str, Schema]] = {
    "Seeds": thing(
        Text(
            en="A scene's runs with many seeds. Seed first + i draws what the same scene with that seed draws. Columns "
            "have an entry a step; null is not finite, or means that too few seeds are still under way.",
            zh="场景的各个运行在许多种子下的结果。第i个种子与同一场景取种子first + i时抽取的随机数相同。"
            "每列对每一步有一项；null表示不是有限的数，或尚在进行的种子太少。",
        ),
        scene=ref("Scene"),
        address=STRING,
        problem=ref("Problem"),
        seeds=_SEED_RANGE,
        quantiles=COLUMN,
        runs=listing(
            thing(
                Text(en="One run with all seeds.", zh="一个运行在所有种子下的结果。"),
                **_NAMED,
                loss=thing(
                    Text(
                        en="One column for each quantile. A seed that has ended counts as infinite.",
                        zh="每个分位数一列。已结束的种子按无穷大计。",
                    ),
                    quantiles=listing(_HOLES) | {"minItems": len(QUANTILES), "maxItems": len(QUANTILES)},
                ),
                mean_path=table(_HOLES)
                | {"description": Text(en="Over the seeds that are under way.", zh="对尚在进行的种子取平均。")},
                standard_error=table(_HOLES),
                running=COLUMN
                | {"description": Text(en="How many seeds are still under way.", zh="尚在进行的种子个数。")},
                ends=table({"anyOf": [COLUMN, listing({"type": "string", "enum": list(get_args(Kind))})]})
                | {
                    "description": Text(
                        en="By seed: the last point, its loss and step, and the outcome's kind.",
                        zh="按种子：最后一个点及其损失、步数，以及结果的类别。",
                    )
                },
                outcomes=table(WHOLE),
                ball=thing(
                    Text(en="The noise ball.", zh="噪声球。"), from_step=WHOLE, **_ball(nullable(NUMBER), WHOLE)
                ),
            )
        ),
    ),
    "Ball": thing(
        Text(
            en="The noise balls of a scene's runs against the learning rate. Columns have an entry a learning rate.",
            zh="场景中各运行的噪声球随学习率的变化。每列对每个学习率有一项。",
        ),
        scene=ref("Scene"),
        address=STRING,
        problem=ref("Problem"),
        seeds=_SEED_RANGE,
        runs=listing(
            thing(
                Text(en="One run at each learning rate.", zh="一个运行在各学习率下的结果。"),
                **_NAMED,
                from_step=WHOLE,
                learning_rate=COLUMN,
                **_ball(_HOLES, COLUMN),
            )
        ),
    ),
}


def paths() -> dict[str, Any]:
    """The operations, with answers of the lab as examples."""
    scene = parse(_EXAMPLE)
    seeds, ball = decoded(seeded(scene, 3)), decoded(swept(scene, 3, 0.01, 0.1, 3))
    return _both(
        "seeds",
        Text(en="A scene's runs with many seeds.", zh="场景的各个运行在许多种子下的结果。"),
        content("application/json", ref("Seeds"), seeds),
        [_count(SEEDS)],
        seeds["scene"],
    ) | _both(
        "ball",
        Text(en="The noise ball's radius against the learning rate.", zh="噪声球的半径随学习率的变化。"),
        content("application/json", ref("Ball"), ball),
        [_count(BALL_SEEDS), *(_RANGE[name] for name in SWEEP[1:])],
        ball["scene"],
    )


def _both(name: str, about: Text, found: dict[str, Any], own: list[Any], scene: Any) -> dict[str, Any]:
    """An operation by GET and by POST."""
    body = {"required": True, "content": content("application/json", ref("Scene"), scene)}
    asked, sent = answers(about, found, 414, 422), answers(about, found, 400, 413, 415, 422)
    return {
        f"{BASE}/{name}": {
            "get": operation(name, RACES, about, asked, parameters=[*SCENE, *own]),
            "post": operation(f"{name}_of_scene", RACES, about, sent, parameters=own, requestBody=body),
        }
    }
