"""What must hold of the rules and formulas of definitions: that they can be read, and read only what there is."""

from __future__ import annotations

import keyword
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from ..formula import FormulaError, parse_formula
from ..formula.functions import CONSTANTS, FUNCTIONS
from ..formula.graph import Graph
from ..formula.rules import RULE_FUNCTIONS, Assignment, names_read, parse_rule
from ..formula.weaver import Anywhere, Value, Weaver, initial_value, state_kinds
from ..text import Text
from .definitions import Schedule, Track
from .faults import Fault, fault_in
from .places import Way

Rules = Mapping[str, tuple[Assignment, ...]]

GIVEN = ("theta", "g", "t", "k", "lr")
_TAKEN = {*GIVEN, *FUNCTIONS, *RULE_FUNCTIONS, *CONSTANTS, "where", "sum"}

_WORD = re.compile(r"[A-Za-z_]\w*")


def name_faults(way: Way, names: Sequence[str], but: Collection[str] = ()) -> Iterator[Fault]:
    """Names that a rule cannot read, or that stand there twice; those of ``but`` keep their meaning."""
    for index, name in enumerate(names):
        if not name.isidentifier() or not name.isascii() or keyword.iskeyword(name):
            en, zh = "{name!r} is no name: use letters, digits and _.", "{name!r}不是合法的名称：请用字母、数字和_。"
        elif name in _TAKEN and name not in but:
            en, zh = "{name!r} has another meaning here: choose another name.", "{name!r}已有别的含义，请换一个名称。"
        elif name in names[:index]:
            en, zh = "The name {name!r} stands there twice.", "名称{name!r}出现了两次。"
        else:
            continue
        yield Fault(way, Text(en=en, zh=zh).format(name=name))


def formula_faults(way: Way, text: str, names: Sequence[str]) -> Iterator[Fault]:
    """Of a formula of numbers."""
    try:
        graph = Graph()
        graph.formula(parse_formula(text, names), {name: graph.input(name) for name in names})
    except FormulaError as error:
        yield fault_in(way, text, error)


def rule_faults(
    way: Way,
    texts: Mapping[str, str],
    state: Mapping[str, str],
    parameters: Sequence[str],
    tracks: Sequence[Track] = (),
) -> Iterator[Fault]:
    """Of an optimizer's rule, or of the two of a wrapper, with state and tracks; ``texts`` are the rules by their
    fields. What depends on something that is wrong is not looked at."""
    yield from name_faults((*way, "state"), [*parameters, *state], but=("lr",))
    rules: dict[str, tuple[Assignment, ...]] = {}
    for field, text in texts.items():
        try:
            rules[field] = parse_rule(text, "theta" if field == "rule" else None)
        except FormulaError as error:
            yield fault_in((*way, field), text, error)
            return
    graph = Graph()
    vector = (graph.input("x"), graph.input("y"))
    at_start: dict[str, Value] = dict.fromkeys((*parameters, "lr"), graph.input("s")) | {"theta": vector}
    initial = [each for name, text in state.items() for each in _of_state((*way, "state", name), text, at_start, graph)]
    yield from initial
    if initial:
        return
    scalars = tuple(name for name in parameters if name != "lr")
    kinds = _kinds(way, texts, rules, state, scalars)
    if isinstance(kinds, Fault):
        yield kinds
        return
    now = {name: vector if is_vector else graph.input("s") for name, is_vector in kinds.items()}
    seen = dict.fromkeys(scalars, graph.input("s")) | now | {"theta": vector}
    for index, track in enumerate(tracks):
        yield from _of_state((*way, "tracks", index, "formula"), track.formula, seen, graph)
    yield from _idle(way, rules, state, parameters, tracks)


def schedule_faults(schedule: Schedule) -> Iterator[Fault]:
    """Of a schedule's formula, its state, the rule that renews it, and what it drives. All of them are scalars."""
    own = [parameter.name for parameter in schedule.parameters]
    state = tuple(schedule.state)
    yield from name_faults(("parameters",), ["loss", "value", "warmup", *own, *state], but=("loss",))
    graph = Graph()
    scalar: Value = graph.input("s")
    for name, text in schedule.state.items():
        yield from _of_state(("state", name), text, dict.fromkeys((*own, "lr"), scalar), graph)
    yield from formula_faults(("formula",), schedule.formula, ("lr", "k", "loss", *own, *state))
    for name, text in schedule.drives.items():
        yield from _of_state(("drives", name), text, dict.fromkeys((*own, *state, "k", "lr", "value"), scalar), graph)
    given = dict.fromkeys((*own, "k", "lr", "loss"), scalar)
    names = given | dict.fromkeys(state, scalar) | {"theta": (graph.input("x"), graph.input("y"))}
    try:
        rule = parse_rule(schedule.rule, must_assign=None)
        Weaver(graph, Anywhere(graph), strict=True).run(rule, names, frozenset((*given, "theta")))
    except FormulaError as error:
        yield fault_in(("rule",), schedule.rule, error)


def _lines(rules: Rules) -> list[Assignment]:
    return [line for rule in rules.values() for line in rule]


def _of_state(way: Way, text: str, names: Mapping[str, Value], graph: Graph) -> Iterator[Fault]:
    """Of an initial value, a track, or what a schedule drives."""
    try:
        initial_value(text, names, graph, strict=True)
    except FormulaError as error:
        yield fault_in(way, text, error)


def _kinds(
    way: Way, texts: Mapping[str, str], rules: Rules, state: Mapping[str, str], scalars: tuple[str, ...]
) -> dict[str, bool] | Fault:
    """Which state is a vector, or what is wrong with the rules."""
    failed: FormulaError | None = None
    kinds: dict[str, bool] = {}
    try:
        kinds = state_kinds(_lines(rules), state, scalars)
    except FormulaError as error:
        failed = error
    if failed is None and len(rules) == 1:
        return kinds
    graph = Graph()
    given = dict.fromkeys((*scalars, "t", "k", "lr"), graph.input("s"))
    vector = (graph.input("x"), graph.input("y"))
    now = {name: vector if kinds.get(name) else graph.input("s") for name in state}
    field = ""
    for field, rule in rules.items():
        try:
            if failed is not None:
                state_kinds(rule, state, scalars)
            else:  # what the one puts aside, the other does not see
                names: dict[str, Value] = {**given, **now, "theta": vector, "g": vector}
                Weaver(graph, Anywhere(graph), strict=True).run(rule, names, frozenset(given))
        except FormulaError as error:
            undeclared = _undeclared((*way, field), rule, {*GIVEN, *scalars, *state})
            return undeclared or fault_in((*way, field), texts[field], error)
    return kinds if failed is None else fault_in((*way, field), texts[field], failed)


def _undeclared(way: Way, rule: Sequence[Assignment], known: set[str]) -> Fault | None:
    """The first name that is read before it is assigned: most likely a state that is not declared."""
    assigned = {line.name for line in rule}
    known = known | set(CONSTANTS)
    for line in rule:
        missing = sorted((names_read([line]) - known) & assigned)
        if missing:
            sentence = Text(
                en="Line {line} reads {name!r} before it is assigned. If it is remembered from one update to the next, "
                'declare how it starts: state={{{name!r}: "0"}}.',
                zh="第{line}行在给{name!r}赋值之前就读取了它。如果它要从一次更新保留到下一次，"
                '请声明初始值：state={{{name!r}: "0"}}。',
            )
            return Fault(way, sentence.format(line=line.place.line, name=missing[0]), line.text)
        known.add(line.name)
    return None


def _idle(
    way: Way, rules: Rules, state: Mapping[str, str], parameters: Sequence[str], tracks: Sequence[Track]
) -> Iterator[Fault]:
    """What is declared and never used: most likely another name is misspelt."""
    lines = _lines(rules)
    read = names_read(lines)
    for text in (*state.values(), *(track.formula for track in tracks)):
        read |= set(_WORD.findall(text))
    for name in parameters:
        if name not in read:
            sentence = Text(
                en="The hyperparameter {name!r} has no effect: the rule never reads it.",
                zh="超参数{name!r}没有作用：规则从不读取它。",
            )
            yield Fault((*way, [*rules][-1]), sentence.format(name=name))
    assigned = {line.name for line in lines}
    for name in state:
        if name not in assigned:
            sentence = Text(
                en="The state {name!r} never changes: the rule does not assign it.",
                zh="状态{name!r}从不改变：规则没有给它赋值。",
            )
            yield Fault((*way, "state", name), sentence.format(name=name))
