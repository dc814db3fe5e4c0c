"""Small rules, woven and run by themselves, for the tests of programs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from app.catalogue import CATALOGUE
from app.catalogue.definitions import Schedule, Variant
from app.engine.loom import Around
from app.engine.problem import FormulaObjective
from app.engine.program import Woven, weave
from app.formula import formula_of
from app.formula.code import FAST, IEEE, Dialect
from app.text import Text

WORDS = Text(en="words", zh="文字")
CONSTANT = CATALOGUE.schedules["constant"]


def variant(rule: str, state: dict[str, str] | None = None, **defaults: float) -> Variant:
    return Variant(
        framework="paper", defaults={"lr": 0.1} | defaults, rule=rule, call="", differs=WORDS, state=state or {}
    )


def schedule(text: str, **state: str) -> Schedule:
    return Schedule(id=f"test: {text}", name=WORDS, idea=WORDS, formula=text, state=state)


SGD = variant("theta = theta - lr*g")


def around(chosen: Schedule = CONSTANT, **more: Any) -> Around:
    given: dict[str, Any] = {"schedule": chosen, "warmup": False, "noise": None, "batches": None}
    return Around(**given | more)


def woven(text: str, how: Variant = SGD, where: Around | None = None, with_state: bool = False) -> Woven:
    return weave(FormulaObjective(formula_of(text)), how, where or around(), with_state)


def numbers(program: Woven, how: Variant, **given: Any) -> dict[str, Any]:
    values = {f"h_{name}": value for name, value in how.defaults.items()} | {"lr": how.defaults["lr"]} | given
    return {name: values[name] for name in program.arguments}


def ran(
    program: Woven,
    how: Variant = SGD,
    start: tuple[float, float] = (1.0, 2.0),
    steps: int = 10,
    dialects: Sequence[Dialect] = (FAST, IEEE),
    state: Sequence[float] = (),
    limit: float = math.inf,
    **given: Any,
) -> list[list[float]]:
    """The columns X, Y, F, GX, GY … of a run that goes on in the next dialect where one raises."""
    count = 5 + 2 * len(program.tracks) + program.records_rate
    columns: list[list[float]] = [[] for _ in range(count)]
    at: Any = (0, *start, *state)
    for dialect in dialects:
        for column in columns[: count - program.records_rate]:
            del column[at[0] :]
        named = numbers(program, how, **given)
        arguments = [*named.values(), *program.ticks(dialect, steps, named)]
        at = program.program(dialect)(at[0], steps, -limit, limit, *at[1:], *arguments, *columns)
        if at is None:
            return columns
    raise AssertionError(f"the last dialect raised too, at update {at[0]}")


def bits(columns: Sequence[Sequence[float]]) -> list[list[str]]:
    """Columns to the last bit."""
    return [[number.hex() for number in column] for column in columns]
