"""What the scripts of every library share: random numbers, batches, data and schedules, in NumPy."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ...engine.parts import schedule_part
from ...engine.random import NOISE_STREAM, RULE_STREAMS, SAMPLING_STREAM
from ...formula.graph import Graph
from ...formula.rules import parse_rule
from ...formula.scalar import scalar_program
from ...formula.syntax import parse_line
from ...formula.tree import Node
from ...formula.typed import typed
from ...formula.weaver import initial_value
from . import words
from .plan import Plan
from .printing import functions_in, names_of, number
from .words import Language, say

# Where NumPy has another name for a function of the formula language; those of Python itself are missing here.
_NUMPY_NAMES: Mapping[str, str] = {
    "asin": "arcsin",
    "acos": "arccos",
    "atan": "arctan",
    "atan2": "arctan2",
    "min": "minimum",
    "max": "maximum",
}
_PYTHONS_OWN = {"abs", "sum"}
_RULES_OWN = {"norm", "dot", "grad", "loss", "normal", "signs"}


def imports_from_numpy(functions: Iterable[str]) -> list[str]:
    """The import of the formula language's functions by their own names."""
    wanted = sorted(set(functions) - _PYTHONS_OWN - _RULES_OWN - _hessians())
    names = [f"{_NUMPY_NAMES[name]} as {name}" if name in _NUMPY_NAMES else name for name in wanted]
    return [f"from numpy import {', '.join(names)}"] if names else []


def _hessians() -> set[str]:
    return {"hess_diag", "hess_times", "hess_solve", "lbfgs_direction", "strong_wolfe"}


def formula_tree(text: str) -> Node:
    return parse_line(typed(text), None, dict.fromkeys(("norm", "sum"), 1) | {"dot": 2})


def rule_lines(text: str) -> list[str]:
    return [line.text for line in parse_rule(text, must_assign=None)]


def indented(lines: Iterable[str], by: int = 1) -> list[str]:
    return [f"{'    ' * by}{line}" if line else "" for line in lines]


def wrapped(text: str, width: int = 100) -> list[str]:
    """A sentence in lines: English at its blanks, Chinese after any sign."""
    lines, line, size = [], "", 0
    for word in _words(text):
        wide = sum(2 if ord(character) > 0x2E80 else 1 for character in word)
        if line and size + wide > width and word[0] not in "，。；：、）":
            lines.append(line.rstrip())
            line, size = "", 0
            word = word.lstrip()
        line, size = line + word, size + wide
    return [*lines, line.rstrip()] if line.strip() else lines


def _words(text: str) -> Iterator[str]:
    word = ""
    for character in text:
        if ord(character) > 0x2E80:
            if word:
                yield word
            yield character
            word = ""
        elif character == " ":
            yield word + character
            word = ""
        else:
            word += character
    if word:
        yield word


def folded(head: str, expression: str, width: int = 100) -> list[str]:
    """``head`` and an expression, in brackets over several lines where it is long."""
    if len(head) + len(expression) <= width:
        return [f"{head}{expression}"]
    inner = textwrap.wrap(
        expression,
        width,
        initial_indent="    ",
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [f"{head}(", *inner, ")"]


def heading(plan: Plan, packages: str, language: Language) -> list[str]:
    """The script's docstring."""
    lines = [say(plan.title, language), ""]
    if plan.address is not None:
        lines += [say(words.MADE_BY, language), f"/?{plan.address}"]
    lines.append(say(words.NEEDS.format(packages=packages), language))
    return [f'"""{lines[0]}', *lines[1:], '"""', ""]


def steps_lines(plan: Plan, language: Language) -> list[str]:
    """How many updates, and why no more where a run ended early."""
    if not plan.cut:
        return [f"steps = {plan.steps}"]
    why = f"{say(words.CUT.format(steps=plan.scene.steps), language)} {say(plan.outcome, language)}"
    return [*(f"# {line}" for line in wrapped(why, 96)), f"steps = {plan.steps}"]


def footer(plan: Plan, language: Language) -> list[str]:
    x, y, loss = plan.end
    first, second = plan.problem.parameters
    end = words.END.format(first=first, x=repr(x), second=second, y=repr(y), loss=repr(loss))
    return [f"# {say(end, language)}"]


def needs_random(plan: Plan, rule_calls: Sequence[str]) -> bool:
    drawn = plan.batch_size is not None and plan.scene.sampling != "cyclic"
    return plan.noisy or drawn or any(call in ("normal", "signs") for call in rule_calls)


def random_lines(plan: Plan, language: Language, normal: bool) -> list[str]:
    """The functions that give the lab's random numbers; ``normal`` adds the normal ones."""
    lines = [
        "",
        "",
        "def uniforms(stream, count):",
        f'    """{say(words.UNIFORMS, language)}"""',
        "    bits = np.random.PCG64(np.random.SeedSequence([seed, stream])).random_raw(count)",
        "    return (bits >> np.uint64(11)) * 2.0**-53",
    ]
    if plan.noisy and plan.run.noise_kind == "student_t":
        degrees = number(plan.run.noise_df)
        lines += [
            "",
            "",
            "def student_pairs(stream):",
            f'    """{say(words.STUDENTS, language)}"""',
            "    u, v = uniforms(stream, 2 * steps).reshape(steps, 2).T",
            f"    radius = np.sqrt({degrees} * np.expm1(-2 / {degrees} * np.log1p(-u)))",
            "    return np.stack([radius * np.cos(2 * np.pi * v), radius * np.sin(2 * np.pi * v)], axis=1)",
        ]
    if normal:
        lines += [
            "",
            "",
            "def normal_pairs(stream):",
            f'    """{say(words.NORMALS, language)}"""',
            "    u, v = uniforms(stream, 2 * steps).reshape(steps, 2).T",
            "    radius = np.sqrt(-2 * np.log1p(-u))",
            "    return np.stack([radius * np.cos(2 * np.pi * v), radius * np.sin(2 * np.pi * v)], axis=1)",
        ]
    return [*lines, "", ""]


def noise_lines(plan: Plan, language: Language) -> list[str]:
    """``noise``: standard noise for each update."""
    if not plan.noisy:
        return []
    pairs = f"{'student' if plan.run.noise_kind == 'student_t' else 'normal'}_pairs({NOISE_STREAM})"
    return [f"noise = {pairs}  # {say(words.NOISE, language)}"]


def noisy(plan: Plan, g: str, hypot: str = "np.hypot", noise: str = "noise[k]") -> str:
    """The noise that is added to a gradient named ``g``."""
    share = f" * {hypot}(*{g})" if plan.run.noise_kind == "relative" else ""
    return f"{number(plan.run.noise)}{share} * {noise}"


def data_lines(plan: Plan) -> list[str]:
    """The data of a fit, as X and Y."""
    data = plan.problem.data
    if data is None:
        return []
    lines: list[str] = []
    for name, column in (("X", data.x), ("Y", data.y)):
        values = ", ".join(number(value) for value in column.tolist())
        if len(values) < 90:
            lines.append(f"{name} = np.array([{values}], dtype=float)")
        else:
            lines += [
                f"{name} = np.array([",
                *textwrap.wrap(values, 110, initial_indent="    ", subsequent_indent="    "),
                "], dtype=float)",
            ]
    return lines


def batch_lines(plan: Plan, language: Language) -> list[str]:
    """``batches``: for each update the indices of its data."""
    size, data = plan.batch_size, plan.problem.data
    if size is None or data is None:
        return []
    n, note = len(data), say(words.BATCHES, language)
    if plan.scene.sampling == "replace":
        return [
            f"# {note}",
            f"batches = np.floor(uniforms({SAMPLING_STREAM}, steps * {size}) * {n}).astype(int).reshape(steps, {size})",
        ]
    epochs = max(1, math.ceil(plan.steps / math.ceil(n / size)))
    order = (
        f"np.tile(np.arange({n}), ({epochs}, 1))"
        if plan.scene.sampling == "cyclic"
        else f'np.argsort(uniforms({SAMPLING_STREAM}, {epochs * n}).reshape({epochs}, {n}), axis=1, kind="stable")'
    )
    return [
        f"# {note}",
        f"epochs = {order}",
        f"batches = [epoch[first:first + {size}] for epoch in epochs for first in range(0, {n}, {size})]",
    ]


def rule_stream(kind: str, index: int) -> int:
    return RULE_STREAMS + 2 * index + (kind == "signs")


def schedule_functions(plan: Plan) -> set[str]:
    """The functions that ``schedule_lines`` writes."""
    texts = (plan.schedule.formula, plan.schedule.rule, *plan.driven.values())
    found = functions_in(" ".join(texts), _schedule_names(plan))
    return found - {"loss"} | ({"max"} if plan.warmup else set())


def _schedule_names(plan: Plan) -> list[str]:
    return ["lr", "k", *plan.schedule.state, *plan.rates]


def schedule_uses_loss(plan: Plan) -> bool:
    trees = [formula_tree(plan.schedule.formula), *(line.tree for line in parse_rule(plan.schedule.rule, None))]
    return any("loss" in names_of(tree) for tree in trees)


def schedule_memory(plan: Plan) -> list[float]:
    """What the schedule remembers before the first update."""
    if not plan.schedule.state:
        return []
    graph, part = Graph(), schedule_part(plan.schedule, False)
    given = {name: graph.input(name) for name in ("lr", *part.parameters)}
    nodes = [initial_value(text, given, graph) for text in plan.schedule.state.values()]
    program = scalar_program(graph, [node for node in nodes if isinstance(node, int)], tuple(given))
    numbers = {"lr": plan.lr, **plan.rates}
    return list(program(*(float(numbers[name]) for name in given)))


def schedule_lines(plan: Plan, language: Language) -> list[str]:
    """``schedule(k, lr[, loss][, memory])``: the rate of update k, whatever it drives, and its memory.

    Formula and rule stand as the catalogue has them.
    """
    schedule, rates = plan.schedule, plan.rates
    remembers, changes = list(schedule.state), bool(schedule.rule)
    arguments = ["k", "lr", *(["loss"] if schedule_uses_loss(plan) else []), *(remembers if changes else [])]
    used = {name: value for name, value in rates.items() if name != "warmup" or plan.warmup}
    fixed = dict(used)
    if not changes:
        fixed |= dict(zip(remembers, schedule_memory(plan), strict=True))
    arguments += [f"{name}={number(value)}" for name, value in fixed.items()]
    formula = " ".join(schedule.formula.split())
    name = say(schedule.name, language)
    lines = [
        "",
        "",
        *definition("schedule", arguments),
        f'    """{say(words.SCHEDULE.format(name=name), language)}"""',
    ]
    if plan.warmup:
        lines += ["    warm = lr*((k + 1)/warmup)", "    warming, k = k < warmup, max(k - warmup, 0)"]
    lines += indented(folded("rate = ", f"warm if warming else {formula}" if plan.warmup else formula))
    driven = []
    for each, text in plan.driven.items():
        lines.append(f"    value = {number(plan.values[each])}")
        lines += indented(folded(f"{each} = ", " ".join(text.split())))
        driven.append(each)
    if changes:
        inner = rule_lines(schedule.rule)
        lines += ["    if not warming:", *indented(inner, 2)] if plan.warmup else indented(inner)
        returned = ["rate", *driven, f"({', '.join(remembers)},)"]
    else:
        returned = ["rate", *driven]
    return [*lines, f"    return {', '.join(returned)}", "", ""]


def schedule_call(plan: Plan) -> tuple[str, list[str]]:
    """How the loop asks for the rate, with what it gives besides; and the line before the loop."""
    changes = bool(plan.schedule.rule)
    targets = ["lr", *plan.driven, *(["memory"] if changes else [])]
    arguments = [
        "k",
        "base_lr",
        *(["loss(theta)"] if schedule_uses_loss(plan) else []),
        *(["*memory"] if changes else []),
    ]
    before = [f"memory = {', '.join(map(number, schedule_memory(plan)))},"] if changes else []
    return f"{', '.join(targets)} = schedule({', '.join(arguments)})", before


def definition(name: str, arguments: Sequence[str]) -> list[str]:
    line = f"def {name}({', '.join(arguments)}):"
    if len(line) <= 110:
        return [line]
    inner = textwrap.wrap(", ".join(arguments), 106, initial_indent="    ", subsequent_indent="    ")
    return [f"def {name}(", *inner, "):"]


def tidy(lines: Sequence[str]) -> str:
    """The lines as a text: no more than two empty ones in a row, none at the end."""
    kept: list[str] = []
    for line in lines:
        if line or kept[-2:] != ["", ""]:
            kept.append(line)
    return "\n".join(kept).rstrip() + "\n"
