"""A definition that does not hold together is refused when it is found, with a sentence that names file and line."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.catalogue import discover
from app.catalogue.definitions import Dataset, Loss, Model, Optimizer, Preset, Schedule, Surface, Wrapper
from app.catalogue.faults import WrongDefinition
from tests.support import ROOT

from .conftest import Shelf

HEAD = """\
from ...text import Text
from ..definitions import (
    Dataset, Hyperparameter, Loss, Minimum, Model, Optimizer, Paper, Preset, Recipe, Schedule, Surface, Track, Variant,
    View, Wrapper, WrapperVariant,
)
from ..terms import BETA1, GAMMA, LR, STEP_SIZE
"""
WORDS = """\
    name=Text(en="A name", zh="名称"),
    idea=Text(en="An idea.", zh="想法。"),
"""
OPTIMIZER = f'''{HEAD}
START = "0*theta"

OPTIMIZER = Optimizer(
    id="mine",
{WORDS}    paper=Paper(authors="A", year=2015, title="T", url="https://arxiv.org/abs/1412.6980"),
    hyperparameters=(
        LR.at(0.01),
        BETA1.at(0.9),
        Hyperparameter(
            name="n",
            symbol="n",
            default=1,
            minimum=1,
            maximum=9,
            slider=(1, 9),
            scale="integer",
            description=Text(en="A count.", zh="次数。"),
        ),
    ),
    variants=(
        Variant(
            framework="pytorch",
            defaults={{"lr": 0.01, "beta1": 0.9, "n": 1}},
            state={{"m": START, "s": "0"}},
            rule="""\\
m = beta1*m + (1 - beta1)*g  # an average
s = s + dot(m, m)
theta = theta - n*lr*m/sqrt(s)""",
            call="mine(lr={{lr}}, betas=({{beta1}}, {{n}}))",
            differs=Text(en="It differs.", zh="有差别。"),
            tracks=(
                Track(id="mean", name=Text(en="mean", zh="平均"), formula="theta + m*beta1"),
            ),
        ),
    ),
)
'''
SURFACE = f"""{HEAD}
SURFACE = Surface(
    id="mine",
{WORDS}    lesson=Text(en="A lesson.", zh="启示。"),
    group="bowls",
    formula="a*x**2 + y**2",
    view=View(
        x=(-1, 1),
        y=(-1, 1),
    ),
    start=(0.5, 0.5),
    minima=(
        Minimum(x="0*a", y=0, value=0),
    ),
    source="ours",
    coefficients=(
        Hyperparameter(
            name="a", symbol="a", default=1, minimum=0, maximum=9, slider=(1, 9), scale="linear",
            description=Text(en="A.", zh="甲。"),
        ),
    ),
)
"""
SCHEDULE = f'''{HEAD}
SCHEDULE = Schedule(
    id="mine",
{WORDS}    state={{"b": "1"}},
    formula="lr*b*gamma**floor(k/step_size)",
    rule="""b = min(b, loss)
b = max(b, 0.5)""",
    drives={{"momentum": "value*b"}},
    parameters=(STEP_SIZE, GAMMA),
    defaults={{"keras": {{"gamma": 0.5}}}},
)
'''
WRAPPER = f"""{HEAD}
WRAPPER = Wrapper(
    id="mine",
{WORDS}    parameters=(
        BETA1,
    ),
    variants=(
        WrapperVariant(
            framework="pytorch",
            defaults={{"beta1": 0.5}},
            before="g = beta1*g\\nw = 2*g",
            after="a = a + theta",
            state={{"a": "0"}},
            call="mine({{beta1}})",
            differs=Text(en="It differs.", zh="有差别。"),
        ),
    ),
)
"""
DATASET = f"""{HEAD}
DATASET = Dataset(
    id="mine",
{WORDS}    points=((1, 2), (2, 3)),
    lesson=Text(en="A line fits.", zh="一条直线即可。"),
    source="ours",
)
"""
MODEL = f"""{HEAD}
MODEL = Model(
    id="mine",
{WORDS}    formula="theta_0 + theta_1*x",
    parameters=("theta_0", "theta_1"),
    start=(0, 0),
)
"""
LOSS = f"""{HEAD}
LOSS = Loss(
    id="mine",
{WORDS}    formula="(y - y_hat)**2",
)
"""
PRESET = f"""{HEAD}
PRESET = Preset(
    id="mine",
{WORDS}    topic="shape",
    address="surface=sphere&run=sgd",
)
"""
SOURCES: dict[str, tuple[str, Any]] = {
    "optimizer": (OPTIMIZER, Optimizer),
    "surface": (SURFACE, Surface),
    "schedule": (SCHEDULE, Schedule),
    "wrapper": (WRAPPER, Wrapper),
    "dataset": (DATASET, Dataset),
    "model": (MODEL, Model),
    "loss": (LOSS, Loss),
    "preset": (PRESET, Preset),
}

# Kind; what is written in place of what; a part of the line that is to be named; the sentence.
WRONG = [
    ("optimizer", '"s": "0"}', "}", "s = s + dot", r"Line 2 reads 's' before it is assigned.*state={'s': \"0\"}"),
    (
        "optimizer",
        "(1 - beta1)*g",
        "(1 - bta1)*g",
        "bta1",
        r"Line 1, column 20.*'bta1' is unknown. Did you mean 'beta1'",
    ),
    ("optimizer", "n*lr*m/sqrt(s)", "n*lr*m/root(s)", "root(s)", "'root' is not a function"),
    ("optimizer", "s = s + dot(m, m)", "s = s + dot(m, m", "dot(m, m", "brackets do not match"),
    ("optimizer", "s + dot(m, m)", "s + dot(m, s)", "dot(m, s)", "dot takes vectors, not scalars"),
    ("optimizer", "theta = theta - n*lr", "thta = theta - n*lr", "m = beta1", "never assigns theta"),
    ("optimizer", "s = s + dot(m, m)", "n = dot(m, m)", "n = dot", "'n' is given and cannot be assigned"),
    ("optimizer", "s = s + dot(m, m)", "norm = dot(m, m)", "norm = dot", "'norm' has another meaning"),
    ("optimizer", '"0*theta"', '"0*thta"', "START =", "'thta' is unknown"),
    ("optimizer", '"0*theta"', '"g"', "START =", "'g' is unknown"),
    ("optimizer", '"s": "0"}', '"s": "0", "beta1": "0"}', "state=", "'beta1' stands there twice"),
    ("optimizer", '"s": "0"}', '"s": "0", "u": "0"}', '"u"', "state 'u' never changes"),
    ("optimizer", "n*lr*m/", "lr*m/", "rule=", "hyperparameter 'n' has no effect"),
    ("optimizer", "m*beta1", "m*beta2", "m*beta2", "'beta2' is unknown"),
    (
        "optimizer",
        '"beta1": 0.9,',
        '"beta1": 0.9, "beta2": 1,',
        "defaults=",
        "default for 'beta2', which is not described",
    ),
    ("optimizer", '"beta1": 0.9,', '"beta1": 1.9,', "defaults=", r"'beta1' must be from 0 to 0\.9999999, not 1\.9"),
    ("optimizer", '"n": 1}', '"n": 1.5}', "defaults=", "'n' must be a whole number, not 1.5"),
    ("optimizer", "BETA1.at(0.9)", "BETA1.at(9)", "BETA1.at(9)", "'beta1': the default 9 is outside"),
    ("optimizer", "default=1,", "default=99,", "Hyperparameter(", "'n': the default 99 is outside 1…9"),
    ("optimizer", "slider=(1, 9)", "slider=(0, 9)", "Hyperparameter(", "slider 0…9 is outside"),
    ("optimizer", ', "n": 1}', "}", "n*lr", "'n' is unknown"),
    ("optimizer", 'zh="有差别。"', 'zh=""', "differs=", "words in 'zh'"),
    ("optimizer", 'en="It differs."', 'en=" "', "differs=", "words in 'en'"),
    ("optimizer", 'zh="有差别。"', 'zh="It differs."', "differs=", "same in both languages"),
    ("optimizer", 'zh="想法。"', 'zh="An idea."', "idea=", "same in both languages"),
    ("optimizer", 'zh="次数。"', 'zh="A count."', "description=", "same in both languages"),
    (
        "optimizer",
        'framework="pytorch"',
        'framework="torch"',
        "framework=",
        "'torch' is unknown here: write one of pytorch, keras",
    ),
    ("optimizer", "{n}))", "1))", "call=", "leaves out 'n'"),
    ("optimizer", "{n}))", "{m}))", "call=", "placeholder for 'm'"),
    ("optimizer", "{n}))", "{n})", "call=", "not Python"),
    ("optimizer", "{n}))", "{n))", "call=", "not Python"),
    ("optimizer", 'id="mine"', 'id="yours"', "id=", "'yours' must be the name of its file, 'mine'"),
    ("optimizer", 'id="mine"', 'id="Mine"', "id=", "small letters"),
    ("optimizer", "https://", "http://", "paper=", "must begin with https"),
    (
        "optimizer",
        "OPTIMIZER = Opt",
        "OPTIMIZER = dict(), Opt",
        "from ...text",
        "exactly one Optimizer; this one has 0",
    ),
    ("optimizer", "LR.at(0.01)", "LR.to(0.01)", "LR.to", "AttributeError"),
    ("optimizer", "LR.at(0.01),", "LR.at(0.01", "OPTIMIZER =", r"SyntaxError: '\(' was never closed\."),
    ("optimizer", "    id=", "    ident=", "Optimizer(", "TypeError.*'ident'"),
    ("surface", '"bowls"', '"bowl"', "group=", "'bowl' is unknown here: write one of bowls, ravines"),
    ("surface", "a*x**2", "b*x**2", "formula=", "'b' is unknown"),
    ("surface", "a*x**2", "a*x^^2", "formula=", "Line 1, column"),
    ("surface", "x=(-1, 1)", "x=(1, -1)", "x=(1, -1)", "from a lower to a higher number"),
    ("surface", 'x="0*a"', 'x="0*b"', "Minimum(", "'b' is unknown"),
    ("surface", "value=0", 'value=float("inf")', "Minimum(", "finite number, not inf"),
    ("surface", "start=(0.5, 0.5)", 'start=(0.5, float("nan"))', "start=", "finite number, not nan"),
    ("surface", 'name="a"', 'name="y"', "coefficients=", "'y' stands there twice"),
    ("surface", 'zh="启示。"', 'zh="A lesson."', "lesson=", "same in both languages"),
    ("schedule", "lr*b*gamma", "lr*b*gama", "formula=", "Did you mean 'gamma'"),
    ("schedule", "b = max(b, 0.5)", "b = max(c, 0.5)", "max(c", "Line 2.*'c' is unknown"),
    ("schedule", "b = max(b, 0.5)", "lr = max(b, 0.5)", "lr = max", "'lr' is given"),
    ("schedule", '"b": "1"', '"b": "k"', "state=", "'k' is unknown"),
    ("schedule", '"value*b"', '"value*c"', "drives=", "'c' is unknown"),
    ("schedule", '{"momentum"', '{"mmentum"', "drives=", "cannot drive 'mmentum'"),
    ("schedule", '{"gamma": 0.5}', '{"gamma": 50}', "defaults=", "'gamma' must be from 0 to 10"),
    ("schedule", '{"gamma": 0.5}', '{"t_max": 5}', "defaults=", "default for 't_max'"),
    ("schedule", '"keras"', '"tensorflow"', "defaults=", "'tensorflow' is unknown here"),
    ("schedule", "(STEP_SIZE, GAMMA)", "(STEP_SIZE, GAMMA, GAMMA)", "parameters=", "'gamma' stands there twice"),
    ("wrapper", "a = a + theta", "a = a + w", "after=", "'w' is unknown"),
    ("wrapper", "w = 2*g", "w = 2*b", "before=", "Line 2.*'b' is unknown"),
    ("wrapper", '"beta1": 0.5', '"beta1": 5', "defaults=", "must be from 0"),
    ("wrapper", "mine({beta1})", "mine({beta2})", "call=", "placeholder for 'beta2'"),
    ("wrapper", '            state={"a": "0"},\n', "", "after=", "reads 'a' before it is assigned"),
    ("dataset", "(2, 3)", '(2, float("inf"))', "points=", "finite number, not inf"),
    ("dataset", "((1, 2), (2, 3))", "()", "points=", "a point at least"),
    ("dataset", "points=((1, 2), (2, 3))", 'recipe=Recipe(x="4*u", y="x + z")', "DATASET", "needs the coefficient 'n'"),
    ("dataset", "points=((1, 2), (2, 3))", 'recipe=Recipe(x="4*y", y="x + z")', "recipe=", "'y' is unknown"),
    ("model", "theta_1*x", "theta_2*x", "formula=", "'theta_2' is unknown"),
    ("model", '"theta_1")', '"x")', "parameters=", "'x' stands there twice"),
    ("preset", '"shape"', '"shapes"', "topic=", "'shapes' is unknown here"),
    ("loss", "y_hat)**2", "y_hut)**2", "formula=", "Did you mean 'y_hat'"),
    ("loss", 'zh="名称"', 'zh=""', "name=", "words in 'zh'"),
]


@pytest.mark.parametrize("kind", SOURCES)
def test_what_holds_together_is_taken(kind: str, shelf: Shelf) -> None:
    source, definition = SOURCES[kind]
    assert list(discover(shelf(mine=source), definition)) == ["mine"]


@pytest.mark.parametrize(
    ("kind", "old", "new", "line", "sentence"), WRONG, ids=[f"{w[0]}: {w[1]} -> {w[2]}" for w in WRONG]
)
def test_what_does_not_is_refused_at_its_line(
    kind: str, old: str, new: str, line: str, sentence: str, shelf: Shelf, tmp_path: Path
) -> None:
    source, definition = SOURCES[kind]
    assert source.count(old) >= 1
    broken = source.replace(old, new, 1)
    folder = shelf(mine=broken)
    with pytest.raises(WrongDefinition, match=sentence) as refused:
        discover(folder, definition)
    assert refused.value.file == str(tmp_path / "mine.py")
    assert line in broken.splitlines()[refused.value.line - 1]
    for words in (refused.value.text.en, refused.value.text.zh):
        assert words.startswith(refused.value.file) and str(refused.value.line) in words
    assert re.search(r"[\u3400-\u9fff]", refused.value.text.zh.replace("，第", "", 1))


def test_two_definitions_in_a_file_are_refused(shelf: Shelf) -> None:
    folder = shelf(mine=LOSS + LOSS.replace("LOSS =", "ANOTHER ="))
    with pytest.raises(WrongDefinition, match=r"mine\.py, line 1: A file needs exactly one Loss; this one has 2"):
        discover(folder, Loss)


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize(("locale", "words"), [("C", "Did you mean 'beta1'"), ("zh_CN.UTF-8", "是否想写“beta1”")])
def test_the_command_stops_and_says_so(workers: int, locale: str, words: str, tmp_path: Path) -> None:
    for folder in ("app", "static", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "vendor"))
    file = tmp_path / "app" / "catalogue" / "optimizers" / "mine.py"
    broken = OPTIMIZER.replace("(1 - beta1)*g", "(1 - bta1)*g")
    file.write_text(broken, "utf-8")
    command = [sys.executable, "-m", "app", "--no-browser", "--port", "0", "--workers", str(workers)]
    environment = {"LC_ALL": locale, "PYTHONUTF8": "1"}
    result = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", timeout=60)
    assert result.returncode == 1
    line = 1 + next(number for number, text in enumerate(broken.splitlines()) if "bta1" in text)
    place = f"{file}, line {line}: " if locale == "C" else f"{file}，第{line}行："
    assert result.stderr.startswith(place)
    assert words in result.stderr
    assert len(result.stderr.splitlines()) == 1
