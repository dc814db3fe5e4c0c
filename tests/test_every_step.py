"""Every line of every update in the catalogue: numbers of the race itself, which follow from one another by hand."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest

from app.catalogue import CATALOGUE
from app.engine.journal import ASKED
from tests.catalogue.scenes import BOWL
from tests.engine.steps import column, lines_of, stepped
from tests.frameworks.rules import FUNCTIONS

UPDATES = 7
CHOICES = [
    (optimizer.id, variant.framework) for optimizer in CATALOGUE.optimizers.values() for variant in optimizer.variants
]
WRAPPED: list[list[str]] = [[], *([name] for name in CATALOGUE.wrappers)]
COMPARED = re.compile(r"==")


def run(optimizer: str, framework: str, wrappers: list[str], **more: Any) -> dict[str, Any]:
    return {"optimizer": optimizer, "framework": framework, "wrappers": [{"id": name} for name in wrappers], **more}


def by_hand(answer: dict[str, Any], line: dict[str, Any], update: int) -> Any:
    """What the line's own text gives for the numbers that it reads."""
    names: dict[str, Any] = {}
    for name, said in line["reads"].items():
        value = column(answer, said)
        names[name] = value if not isinstance(said, str) else value[..., update]
    answers = defaultdict(list)
    for call in line["calls"]:
        said = call["value"]
        answers[call["function"]].append(
            column(answer, said) if not isinstance(said, str) else column(answer, said)[..., update]
        )
    asked = {name: lambda *_, name=name: answers[name].pop(0) for name in ASKED}
    text = line["text"].split("=", 1)[1]
    with np.errstate(all="ignore"):
        return eval(text, {**FUNCTIONS, "where": np.where, **asked, **names})


def check(answer: dict[str, Any], raced: dict[str, Any]) -> None:
    path = np.array(list(raced["path"].values()))
    assert answer["updates"] == path.shape[1] - 1
    lines = lines_of(answer)
    moving = [line for line in lines if line["name"] == "theta" and line["does"] == "runs"]
    np.testing.assert_array_equal(column(answer, moving[-1]["value"]), path[:, 1:], "the next point, to the last bit")
    rates = column(answer, answer["given"]["lr"])
    np.testing.assert_array_equal(np.broadcast_to(rates, answer["updates"]), raced["learning_rate"])
    for line in lines:
        for printed in (line["mathml"], *line["numbers"], line["result"]):
            if printed is not None:
                places = [each.get("data-value") for each in ElementTree.fromstring(printed).iter()]
                assert {place for place in places if place} <= answer["values"].keys()
        if line["does"] == "unused":
            continue
        hidden = [
            name
            for name in re.findall(r"[A-Za-z_]\w*", line["text"].split("=", 1)[1])
            if name not in line["reads"] and name not in FUNCTIONS and name not in ASKED and name != "where"
        ]
        if hidden:
            assert line["zeros"] or 0 in line["reads"].values(), f"{line['text']} hides {hidden}"
            continue
        for update in range(answer["updates"]):
            said = line["value"]
            value = column(answer, said)
            value = value if not isinstance(said, str) else value[..., update]
            np.testing.assert_allclose(
                by_hand(answer, line, update), value, rtol=1e-9, atol=1e-300, err_msg=line["text"]
            )
    for update, most in enumerate(answer["most"]):
        lengths = {index: line["moved"][update] for index, line in enumerate(lines) if "moved" in line}
        assert (most is None and not any(lengths.values())) or lengths[most] == max(lengths.values())
    for line in lines:
        if line["terms"]:
            total = np.sum([term["share"] for term in line["terms"]], axis=0)
            assert all(math.isclose(share, 1) or share == 0 for share in total)


@pytest.mark.parametrize(("optimizer", "framework"), CHOICES, ids=lambda each: str(each))
def test_lines_are_what_the_race_computes_alone_and_in_every_wrapper(optimizer: str, framework: str) -> None:
    for wrappers in WRAPPED:
        check(*stepped(BOWL, run(optimizer, framework, wrappers), start=[-3.0, 4.0], steps=UPDATES))


@pytest.mark.parametrize("schedule", CATALOGUE.schedules)
@pytest.mark.parametrize("warmup", [0, 3])
def test_lines_of_every_schedule(schedule: str, warmup: int) -> None:
    chosen = {"id": schedule, "parameters": {"warmup": warmup}}
    for optimizer in ("momentum", "adam"):
        for framework in ("pytorch", "keras", "optax"):
            check(*stepped(BOWL, run(optimizer, framework, [], schedule=chosen), start=[-3.0, 4.0], steps=12))
