"""The shapes of requests and answers for the OpenAPI description; texts in both languages, as ``Text``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, get_args

from ..catalogue import CATALOGUE
from ..engine.outcome import Kind
from ..engine.scene import Scene
from ..engine.sentences import EXPECTED
from ..settings import LIMITS
from ..text import Text
from .openapi_fits import FITS
from .openapi_shapes import BOTH, COLUMN, NUMBER, STRING, WHOLE, Schema, closed, listing, nullable, ref, table, thing


def _request_schemas() -> dict[str, Schema]:
    """The scene as pydantic describes it, with what the catalogue allows and what each field takes."""
    scene = Scene.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas: dict[str, Schema] = {**scene.pop("$defs"), "Scene": scene}
    described = {
        "Scene": Text(en="A race: all that its answer depends on.", zh="一场竞赛：决定结果的全部内容。"),
        "SurfaceProblem": Text(en="A surface of the catalogue.", zh="目录中的一个曲面。"),
        "FormulaProblem": Text(en="A surface given as a formula of x and y.", zh="以x和y的公式给出的曲面。"),
        "FitProblem": Text(
            en="A model with two parameters, fitted to a data set or to points: exactly one of them.",
            zh="有两个参数的模型，拟合一个数据集或一组点，二者取一。",
        ),
        "Box": Text(
            en="A part of the plane: [low, high] of each parameter.", zh="平面的一部分：每个参数的[下限, 上限]。"
        ),
        "Run": Text(
            en="One competitor. Hyperparameters left out take the defaults of the framework's variant.",
            zh="一名选手。省略的超参数取该框架的默认值。",
        ),
        "ScheduleChoice": Text(
            en="A learning-rate schedule. Parameters left out take their defaults.",
            zh="学习率调度。省略的参数取默认值。",
        ),
        "WrapperChoice": Text(
            en="What goes around the optimizer: clipping, decay, averaging. Parameters left out take their defaults.",
            zh="套在优化器外面的处理：裁剪、衰减、平均。省略的参数取默认值。",
        ),
    }
    for name, schema in schemas.items():
        schema["description"] = described[name]
        schema.pop("title", None)
        for field, property_schema in schema["properties"].items():
            property_schema.pop("title", None)
            if field in EXPECTED and "$ref" not in property_schema:
                property_schema["description"] = EXPECTED[field]
        if name.endswith("Problem"):
            schema["required"] = ["kind", *schema.get("required", ())]
    alone = Text(en="The problem of a scene without the rest.", zh="只有场景中的问题，没有其余部分。")
    schemas["ProblemOnly"] = closed(thing(alone, problem=scene["properties"]["problem"]))
    _allow(schemas["SurfaceProblem"], "id", CATALOGUE.surfaces)
    _allow(schemas["FitProblem"], "dataset", CATALOGUE.datasets)
    for field, ids in (("model", CATALOGUE.models), ("loss", CATALOGUE.losses)):
        schemas["FitProblem"]["properties"][field] |= {
            "minLength": 1,
            "maxLength": LIMITS.formula_characters,
            "examples": list(ids),
        }
    _allow(schemas["Run"], "optimizer", CATALOGUE.optimizers)
    _allow(schemas["ScheduleChoice"], "id", CATALOGUE.schedules)
    _allow(schemas["WrapperChoice"], "id", CATALOGUE.wrappers)
    schemas["FormulaProblem"]["properties"]["formula"] |= {"minLength": 1, "maxLength": LIMITS.formula_characters}
    return schemas


def _allow(schema: Schema, field: str, ids: Mapping[str, object]) -> None:
    described = schema["properties"][field]
    described.get("anyOf", [described])[0]["enum"] = list(ids)


_POINT = thing(Text(en="A place, by the problem's parameters.", zh="以问题的参数表示的位置。")) | {
    "additionalProperties": {"anyOf": [NUMBER, STRING]}
}

_ANSWERS: Final[dict[str, Schema]] = {
    "Text": thing(Text(en="The same words in both languages.", zh="两种语言的同一句话。"), en=STRING, zh=STRING),
    "Outcome": thing(
        Text(en="How a run ended, and where.", zh="运行如何结束，停在哪里。"),
        ("since",),
        kind={"type": "string", "enum": list(get_args(Kind))},
        step=WHOLE | {"description": Text(en="The index of the last point.", zh="最后一个点的序号。")},
        since=WHOLE | {"description": Text(en="It has converged since this step.", zh="从这一步起已收敛。")},
        message=BOTH,
        final=table(NUMBER),
    ),
    "Trajectory": thing(
        Text(
            en="One run. Path, loss and gradient norm begin with the start, so that they have one entry more than the "
            "run has updates; they end early where the run did. Loss and gradient are those of the whole problem, "
            "also where an update used a batch or noise.",
            zh="一个运行。路径、损失和梯度范数都从起点开始，因此比更新次数多一项；运行提前结束时它们也提前结束。"
            "即使更新用的是小批量或带噪声的梯度，这里的损失和梯度也总是整个问题的。",
        ),
        ("tracks", "gradient", "state", "curvature", "memory", "samples", "contraction"),
        optimizer=STRING,
        framework=STRING,
        name=BOTH,
        path=table(COLUMN),
        loss=COLUMN,
        gradient_norm=COLUMN,
        learning_rate=COLUMN | {"description": Text(en="One entry an update.", zh="每次更新一项。")},
        evaluations=thing(
            Text(en="How often the rule asked for each.", zh="更新规则各求值多少次。"), gradient=WHOLE, loss=WHOLE
        ),
        evaluations_each=table({"anyOf": [WHOLE, listing(WHOLE)]})
        | {
            "description": Text(
                en="The same of each update: one number where it is always the same, else one entry an update.",
                zh="每次更新的求值次数：总是相同时为一个数，否则每次更新一项。",
            )
        },
        outcome=ref("Outcome"),
        tracks=table(table(COLUMN)),
        gradient=table(COLUMN),
        state=table({"anyOf": [COLUMN, table(COLUMN)]}),
        curvature=table(listing(nullable(NUMBER))),
        memory=nullable(table(listing(nullable(NUMBER)))),
        samples=nullable(listing(listing(WHOLE)))
        | {
            "description": Text(
                en="With include=samples: the data of each update's batch, from 0; null where all are used.",
                zh="include=samples时：每次更新所用小批量的数据序号（从0开始）；使用全部数据时为null。",
            )
        },
        contraction=nullable(ref("Contraction")) | {"description": Text(en="Of fits.", zh="仅用于拟合。")},
    ),
    "Problem": thing(
        Text(en="What was descended on.", zh="在什么上面下降。"),
        ("mathml", "points", "field_cells", "model", "printed", "exact", "standardization"),
        kind=STRING,
        parameters=listing(STRING),
        minimum=nullable(NUMBER),
        formula=STRING,
        mathml=STRING | {"description": Text(en="Of one's own formula.", zh="自定义公式的数学排版。")},
        view=ref("Box"),
        start=COLUMN,
        minima=listing(_POINT),
        saddles=listing(_POINT),
        curvature=nullable(table(nullable(NUMBER))),
        points=listing(COLUMN),
        field_cells=WHOLE
        | {"description": Text(en="Of a fit: cells its field may have.", zh="拟合的场最多的网格点数。")},
        model=STRING,
        printed=table(STRING)
        | {"description": Text(en="Of one's own model and loss, MathML.", zh="自定义模型与损失的MathML。")},
        exact=ref("Exact"),
        standardization=nullable(ref("Standardization")),
    ),
    "Trajectories": thing(
        Text(en="A scene's answer.", zh="场景的结果。"),
        scene=ref("Scene"),
        address=STRING | {"description": Text(en="The same scene as a query string.", zh="同一场景的查询字符串形式。")},
        problem=ref("Problem"),
        trajectories=listing(ref("Trajectory")),
    ),
    "Field": thing(
        Text(en="The loss on a grid; null where it is not finite.", zh="网格上的损失；不是有限数的地方为null。"),
        ("samples",),
        x=COLUMN,
        y=COLUMN,
        values=listing(listing(nullable(NUMBER))) | {"description": Text(en="One row for each y.", zh="每个y一行。")},
        samples=listing(WHOLE)
        | {"description": Text(en="The data of the batch, from 0.", zh="小批量的数据，从0开始。")},
    ),
    "Formula": thing(
        Text(en="A formula in print, or what is wrong with it.", zh="排好版的公式，或其错误所在。"),
        ("mathml", "defined", "errors"),
        ok={"type": "boolean"},
        mathml=STRING,
        defined={
            "type": "boolean",
            "description": Text(en="Whether value and slope are finite there.", zh="在该点的值与斜率是否有限。"),
        },
        errors=listing(
            thing(
                Text(en="What is wrong, and where.", zh="错误及其位置。"),
                message=BOTH,
                hint=nullable(BOTH),
                line=WHOLE,
                column=WHOLE,
                length=WHOLE,
            )
        ),
    ),
    "Health": thing(Text(en="Whether the server is up.", zh="服务器是否正常。"), status=STRING, version=STRING),
    "Refusal": thing(
        Text(en="What was wrong (RFC 9457).", zh="哪里有误（RFC 9457）。"),
        (),
        type=STRING,
        title=STRING,
        status={"type": "integer"},
        detail=STRING
        | {"description": Text(en="In the language of Accept-Language.", zh="按Accept-Language选择语言。")},
        message=BOTH,
        errors=listing(ref("Fault")),
    ),
    "Fault": thing(
        Text(en="One thing that was wrong, and where.", zh="一处错误及其位置。"),
        ("pointer", "parameter", "line", "column"),
        pointer=STRING | {"description": Text(en="Into the scene (RFC 6901).", zh="在场景中的位置（RFC 6901）。")},
        parameter=STRING | {"description": Text(en="The key of the address.", zh="地址中的键。")},
        detail=STRING,
        message=BOTH,
        line=WHOLE | {"description": Text(en="Of a formula, from 1.", zh="公式中的行，从1开始。")},
        column=WHOLE | {"description": Text(en="Of a formula, from 1.", zh="公式中的列，从1开始。")},
    ),
}

_HYPERPARAMETER = thing(
    Text(en="A number that one sets.", zh="可以设定的数。"),
    name=STRING,
    symbol=STRING,
    default=NUMBER,
    minimum=NUMBER,
    maximum=NUMBER,
    slider=COLUMN,
    scale={"type": "string", "enum": ["linear", "log", "integer", "switch"]},
    description=BOTH,
)
_TRACK = thing(Text(en="A further curve.", zh="另一条曲线。"), id=STRING, name=BOTH)
_PAPER = table({"anyOf": [STRING, {"type": "integer"}]})
_FRAMEWORK = thing(
    Text(en="The optimizer as one framework has it.", zh="某个框架中的该优化器。"),
    id=STRING,
    name=BOTH,
    version=nullable(STRING),
    defaults=table(NUMBER),
    rule=STRING,
    mathml=STRING,
    state=table(STRING),
    call=STRING,
    differs=BOTH,
    tracks=listing(_TRACK),
)


def _item(description: Text, /, **properties: Schema) -> Schema:
    return thing(description, (), id=STRING, name=BOTH, idea=BOTH, **properties)


_ITEMS: Final[dict[str, Schema]] = {
    "optimizers": _item(
        Text(en="An optimizer with its variants.", zh="一个优化器及其各框架的写法。"),
        short=BOTH | {"description": Text(en="The name where there is little room.", zh="空间不足时用的简称。")},
        advice=nullable(BOTH),
        paper=_PAPER,
        hyperparameters=listing(_HYPERPARAMETER),
        frameworks=listing(_FRAMEWORK),
        rule=STRING,
        mathml=STRING,
    ),
    "surfaces": _item(
        Text(en="A loss surface.", zh="一个损失曲面。"),
        lesson=BOTH,
        group=STRING,
        formula=STRING,
        mathml=STRING,
        view=ref("Box"),
        start=COLUMN,
        minima=listing(_POINT),
        saddles=listing(_POINT),
        coefficients=listing(_HYPERPARAMETER),
        source=STRING,
    ),
    "schedules": _item(
        Text(en="A learning-rate schedule.", zh="一种学习率调度。"),
        formula=STRING,
        mathml=STRING,
        parameters=listing(_HYPERPARAMETER),
        defaults=table(table(NUMBER))
        | {"description": Text(en="Where a framework differs.", zh="各框架不同的默认值。")},
        state=table(STRING),
        rule=STRING,
        drives=table(STRING),
    ),
    "wrappers": _item(
        Text(en="What goes around an optimizer.", zh="套在优化器外面的处理。"),
        parameters=listing(_HYPERPARAMETER),
        frameworks=listing(
            thing(
                Text(en="The wrapper as one framework has it.", zh="某个框架中的该包装。"),
                id=STRING,
                name=BOTH,
                before=STRING,
                after=STRING,
                mathml=table(STRING),
                defaults=table(NUMBER),
                state=table(STRING),
                call=STRING,
                differs=BOTH,
                tracks=listing(_TRACK),
            )
        ),
        paper=nullable(_PAPER),
    ),
    "datasets": _item(
        Text(en="Points to fit.", zh="用于拟合的数据点。"),
        lesson=BOTH,
        points=listing(COLUMN),
        recipe=nullable(table(STRING)),
        coefficients=listing(_HYPERPARAMETER),
        model=STRING,
        loss=STRING,
        standardize={"type": "boolean"},
        start=nullable(COLUMN),
        view=nullable(ref("Box")),
        source=STRING,
    ),
    "models": _item(
        Text(en="A model with two parameters.", zh="有两个参数的模型。"),
        formula=STRING,
        mathml=STRING,
        parameters=listing(STRING),
        start=COLUMN,
        coefficients=listing(_HYPERPARAMETER),
    ),
    "losses": _item(
        Text(en="What one datum costs.", zh="单个数据的损失。"),
        formula=STRING,
        mathml=STRING,
        coefficients=listing(_HYPERPARAMETER),
        targets=nullable(COLUMN),
        calls=table(STRING),
    ),
    "presets": _item(Text(en="A scene that teaches one thing.", zh="讲清一件事的场景。"), topic=STRING, address=STRING),
}


def item_schema_name(kind: str) -> str:
    """The component that describes one item of a kind of the catalogue."""
    return {"losses": "Loss"}.get(kind, kind.removesuffix("s").capitalize())


def schemas() -> dict[str, Schema]:
    """All components, with texts in both languages."""
    return _request_schemas() | _ANSWERS | FITS | {item_schema_name(kind): schema for kind, schema in _ITEMS.items()}
