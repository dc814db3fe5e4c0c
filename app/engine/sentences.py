"""pydantic's errors in the lab's own words: what each field takes, said once, whatever was wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from ..settings import LIMITS
from ..text import Text
from .faults import Fault, Path, must_be, unknown

Keys = Mapping[str, tuple[str, ...]]

_MOST: Final = 100

KEY: Final = Text(en="a key here", zh="这里的键")


def plain(number: float) -> str:
    """A number as a person would write it: 1e6 and not 1e+06, and never rounded to another one."""
    short = f"{number:g}"
    return re.sub(
        r"e([+-])0*", lambda e: "e-" if e[1] == "-" else "e", short if float(short) == number else repr(number)
    )


def whole(low: int, high: int) -> Text:
    return Text(en=f"a whole number from {low} to {high}", zh=f"{low}到{high}之间的整数")


def between(low: float, high: float) -> Text:
    return Text(en=f"a number from {plain(low)} to {plain(high)}", zh=f"{plain(low)}到{plain(high)}之间的数")


_PAIR: Final = Text(
    en=f"two numbers from {plain(-LIMITS.magnitude)} to {plain(LIMITS.magnitude)}",
    zh=f"{plain(-LIMITS.magnitude)}到{plain(LIMITS.magnitude)}之间的两个数",
)
_EDGES: Final = Text(
    en="two numbers [low, high], the low one below the high one", zh="两个数[下限, 上限]，下限须小于上限"
)
_NUMBERS: Final = Text(en='an object of numbers by name, such as {"lr": 0.1}', zh='由名称到数的对象，例如{"lr": 0.1}')
_NUMBER: Final = Text(en="a finite number", zh="有限的数")


# By the name of the field; names are unique in meaning within a scene, whatever object they stand in.
EXPECTED: Final[Mapping[str, Text]] = {
    "problem": Text(
        en='an object such as {"kind": "surface", "id": "rosenbrock"}; kind is surface, formula or fit',
        zh='形如{"kind": "surface", "id": "rosenbrock"}的对象，kind为surface、formula或fit',
    ),
    "kind": Text(en="surface, formula or fit", zh="surface、formula或fit"),
    "id": Text(en="the id of an entry of the catalogue, in quotes", zh="目录中某一项的id（字符串）"),
    "formula": Text(
        en=f"a formula of x and y in up to {LIMITS.formula_characters} characters, such as x**2 + 10*y**2",
        zh=f"关于x和y的公式，最多{LIMITS.formula_characters}个字符，例如x**2 + 10*y**2",
    ),
    "coefficients": _NUMBERS,
    "view": Text(en='an object such as {"x": [-3, 3], "y": [-2, 2]}', zh='形如{"x": [-3, 3], "y": [-2, 2]}的对象'),
    "x": _EDGES,
    "y": _EDGES,
    "dataset": Text(en="the id of a data set, in quotes", zh="数据集的id（字符串）"),
    "points": Text(
        en=f"1 to {LIMITS.points} points [x, y], each of {_PAIR.en}",
        zh=f"1到{LIMITS.points}个点[x, y]，每个点是{_PAIR.zh}",
    ),
    "dataset_coefficients": _NUMBERS,
    "model": Text(
        en="the id of a model or a formula of theta_0, theta_1 and x, in quotes",
        zh="模型的id，或关于theta_0、theta_1和x的公式（字符串）",
    ),
    "model_coefficients": _NUMBERS,
    "loss": Text(
        en="the id of a loss or a formula of y_hat and y, in quotes", zh="损失函数的id，或关于y_hat和y的公式（字符串）"
    ),
    "loss_coefficients": _NUMBERS,
    "standardize": Text(en="true or false", zh="true或false"),
    "start": _PAIR,
    "steps": whole(1, LIMITS.steps),
    "seed": whole(0, LIMITS.seed),
    "sampling": Text(en="shuffle, cyclic or replace", zh="shuffle、cyclic或replace"),
    "runs": Text(
        en=f'a list of 1 to {LIMITS.runs} runs, such as [{{"optimizer": "adam"}}]',
        zh=f'1到{LIMITS.runs}个运行组成的列表，例如[{{"optimizer": "adam"}}]',
    ),
    "optimizer": Text(en="the id of an optimizer, in quotes", zh="优化器的id（字符串）"),
    "framework": Text(en="pytorch, keras, optax or paper", zh="pytorch、keras、optax或paper"),
    "hyperparameters": _NUMBERS,
    "schedule": Text(
        en='an object such as {"id": "cosine", "parameters": {"t_max": 200}}',
        zh='形如{"id": "cosine", "parameters": {"t_max": 200}}的对象',
    ),
    "wrappers": Text(
        en=f'a list of up to {LIMITS.wrappers} wrappers, such as [{{"id": "lookahead"}}]',
        zh=f'最多{LIMITS.wrappers}个包装组成的列表，例如[{{"id": "lookahead"}}]',
    ),
    "parameters": _NUMBERS,
    "batch_size": Text(
        en=f"null or {whole(1, LIMITS.points).en}, and no more than the points of the fit",
        zh=f"null或{whole(1, LIMITS.points).zh}，且不超过拟合的点数",
    ),
    "noise": between(0, LIMITS.magnitude),
    "noise_kind": Text(en="gaussian, relative or student_t", zh="gaussian、relative或student_t"),
    "noise_df": between(*LIMITS.noise_df),
}
_SCENE: Final = Text(en="an object with problem and runs", zh="含有problem和runs的对象")
_WRAPPER: Final = Text(en='an object such as {"id": "lookahead"}', zh='形如{"id": "lookahead"}的对象')
_RUN: Final = Text(en='an object such as {"optimizer": "adam"}', zh='形如{"optimizer": "adam"}的对象')


def refuse(faults: Iterable[Fault]) -> None:
    """Raises the faults, if any, from within a validator, all at once; their paths start at the value validated."""
    lines = [
        InitErrorDetails(type=PydanticCustomError("fault", "{fault}", {"fault": fault}), loc=fault.path, input=None)
        for fault in faults
    ]
    if lines:
        raise ValidationError.from_exception_data("scene", lines)


def faults_of(error: ValidationError, keys: Keys, within: Path = ()) -> list[Fault]:
    """The faults of a failed validation: all of them, or of thousands of bad points the first hundred.

    ``keys`` gives the keys that the object under each field (or kind of problem) takes; ``within`` is where the value
    stands in its scene.
    """
    return [_fault(within + line["loc"], dict(line), keys) for line in error.errors(include_url=False)[:_MOST]]


def _fault(loc: Path, line: dict[str, Any], keys: Keys) -> Fault:
    path = _without_tags(loc)
    match line["type"]:
        case "fault":
            fault: Fault = line["ctx"]["fault"]
            return Fault(path, fault.text, fault.line, fault.column)
        case "extra_forbidden":
            owner = next((part for part in reversed(loc[:-1]) if isinstance(part, str)), "")
            return Fault(path, unknown(KEY, path[-1], keys[owner]))
        case "union_tag_not_found" if isinstance(line["input"], dict):
            return Fault((*path, "kind"), _missing("kind"))
        case "union_tag_invalid":
            return Fault((*path, "kind"), must_be("kind", EXPECTED["kind"], line["input"]["kind"]))
        case "missing" if isinstance(path[-1], str):
            return Fault(path, _missing(path[-1]))
    name, expected = _expectation(path)
    return Fault(path, must_be(name, expected, line["input"]))


def _without_tags(loc: Path) -> Path:
    # pydantic names the chosen kind of problem after "problem", and a bad key of a mapping "[key]".
    if loc[:1] == ("problem",):
        loc = (loc[0], *loc[2:])
    return loc[:-1] if loc[-1:] == ("[key]",) else loc


def _missing(name: str) -> Text:
    return Text(en="{name} is missing; it must be {expected}.", zh="缺少{name}；它必须是{expected}。").format(
        name=name, expected=EXPECTED[name]
    )


def _expectation(path: Path) -> tuple[str, Text]:
    names = [part for part in path if isinstance(part, str)]
    if not names:
        return "scene", _SCENE
    if names[-2:-1] in (["hyperparameters"], ["parameters"]) or (names[-2:-1] and names[-2].endswith("coefficients")):
        return names[-1], _NUMBER
    if names == ["runs"] and len(path) > 1:
        return "run", _RUN
    if names == ["runs", "wrappers"] and len(path) > 3:
        return "wrapper", _WRAPPER
    return ".".join(names[-2:] if names[-2:-1] == ["view"] else names[-1:]), EXPECTED[names[-1]]
