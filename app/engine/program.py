"""Weaves problem, rule and schedule into one loop over floats, and compiles it.

The program of a run looks like this (Adam on a surface, shortened):

    def program(i, last, low, high, x, y, s_m_x, …, lr, h_beta1, …, X, Y, F, GX, GY):
        _3 = 1.0 - h_beta1                      what does not change from update to update
        try:
            for tick in ticks:
                _7 = …                          loss and gradient, of the whole problem
                X.append(x); Y.append(y); F.append(_7); …
                if tick is None or not low <= _7 <= high: return None
                _14, _16, = tick                what depends on the number of the update alone
                _20 = …                         the rule
                x, y, s_m_x, … = _31, _32, _20, …
        except (OverflowError, ZeroDivisionError, ValueError, IndexError):
            i = …                               how far the clock has gone
            return i, x, y, s_m_x, …            the other dialect goes on from here

It is cached by what it was woven from, and its text by itself, so that a moved start or slider compiles nothing. The
clock, 1 - beta1**t and the like, is a short loop of its own, remembered by its numbers: wherever a run starts, it is
the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import FunctionType
from typing import Any

from ..catalogue.definitions import Variant
from ..formula.code import FAST, IEEE, Code, Dialect
from ..formula.graph import Graph
from ..formula.scalar import compiled, scalar_program
from .journal import Account, Journal
from .loom import COUNTERS, POINT, Around, Loom
from .problem import Objective

# What ends the fast program in the middle of a step: arithmetic that Python refuses, and a clock that stopped there.
RAISED = "OverflowError, ZeroDivisionError, ValueError, IndexError"


@dataclass(frozen=True, slots=True)
class Woven:
    """A compiled run.

    ``arguments`` are what it takes beyond the loop's own variables, by name; ``states`` the numbers of each remembered
    quantity (two for a vector). ``tracks`` are the further curves that it records. ``calls`` counts what an update
    asks for: "g" and "grad" gradients, "loss" losses, "normal" and "signs" random vectors; ``looks`` what it calls that
    is no formula; ``operations`` what it computes. ``plain`` says that it is gradient descent and nothing else.
    ``account`` describes its lines, where it records them.
    """

    sources: Mapping[Dialect, str]
    clock: str | None
    clock_arguments: tuple[str, ...]
    initial: Callable[..., tuple[float, ...]]
    initial_inputs: tuple[str, ...]
    arguments: tuple[str, ...]
    states: Mapping[str, tuple[str, ...]]
    tracks: tuple[str, ...]
    records_rate: bool
    calls: Mapping[str, int]
    looks: Mapping[str, int]
    plain: bool
    operations: int
    account: Account | None

    def program(self, dialect: Dialect) -> FunctionType:
        return compiled(self.sources[dialect], dialect)

    def ticks(self, dialect: Dialect, steps: int, given: Mapping[str, Any]) -> list[Any]:
        """What a program takes before its columns: the fast one a list with a row for each update."""
        if self.clock is None or dialect is not FAST:
            return []
        return [_ticked(self.clock, steps, tuple(given[name] for name in self.clock_arguments))]


@lru_cache(maxsize=32)
def _ticked(source: str, steps: int, numbers: tuple[float, ...]) -> list[Any]:
    """A row for each update, up to the first that Python cannot compute."""
    rows: list[Any] = []
    compiled(source, FAST)(steps, *numbers, rows)
    # After the last update None; nothing to unpack where Python could not go on.
    rows.append(None if len(rows) == steps else ())
    return rows


def weave(objective: Objective, variant: Variant, around: Around, with_state: bool, with_lines: bool = False) -> Woven:
    """The program of a run; ``with_lines`` it records at every update what each line computes. Raises FormulaError
    where the rule or the schedule does not hold together."""
    return _woven(*keyed(objective, variant, around), with_state, with_lines)


def keyed(objective: Objective, variant: Variant, around: Around) -> tuple[ByKey, ByKey, ByKey]:
    """What a program is woven from, by all that it depends on."""
    return (
        ByKey(objective.key, objective),
        ByKey((variant.rule, tuple(variant.state.items()), tuple(variant.defaults), variant.tracks), variant),
        ByKey((around.key, variant.framework if around.wrappers else None), around),
    )


class ByKey:
    """Something that caches by its key alone."""

    def __init__(self, key: object, thing: Any) -> None:
        self.key = key
        self.thing = thing

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ByKey) and self.key == other.key


@lru_cache(maxsize=512)
def _woven(objective: ByKey, variant: ByKey, around: ByKey, with_state: bool, with_lines: bool) -> Woven:
    journal = Journal() if with_lines else None
    loom = Loom(objective.thing, variant.thing, around.thing, journal)
    everything = [*loom.evaluation, *loom.results]
    account = None
    if journal is not None:
        account = journal.account(loom.graph, loom.graph.needed(everything), {*POINT, *COUNTERS, *loom.state_names})
    recorded = () if account is None else account.recorded
    initial_graph = Graph()
    initial = [node for part in loom.parts for node in part.initial(initial_graph)]
    parameters = [f"{part.prefix}h_{name}" for part in loom.parts for name in part.parameters]
    initial_inputs = (*POINT, "lr", *parameters)
    # What a line computes on the way is to be seen at every update.
    clockwork = [] if with_lines else loom.clockwork()
    return Woven(
        sources={
            FAST: _source(loom, FAST, with_state, recorded, clockwork),
            IEEE: _source(loom, IEEE, with_state, recorded),
        },
        clock=_clock_source(loom, clockwork) if clockwork else None,
        clock_arguments=_clock_arguments(loom, clockwork),
        initial=scalar_program(initial_graph, initial, initial_inputs) if initial else _nothing,
        initial_inputs=initial_inputs,
        arguments=_arguments(loom),
        states={f"{part.label}{name}": part.flat(name) for part in loom.parts for name in part.vectors},
        tracks=loom.track_ids,
        records_rate=loom.records_rate,
        calls=loom.calls,
        looks=loom.looks,
        plain=loom.plain,
        operations=len(loom.graph.needed(everything)),
        account=account,
    )


def _arguments(loom: Loom) -> tuple[str, ...]:
    used = loom.inputs([*loom.evaluation, *loom.results])
    return tuple(sorted(used - {*POINT, *COUNTERS, *loom.state_names}))


def _clock_arguments(loom: Loom, clockwork: Sequence[int]) -> tuple[str, ...]:
    return tuple(sorted(loom.inputs(clockwork) - {*COUNTERS}))


def _clock_source(loom: Loom, clockwork: Sequence[int]) -> str:
    """The program that fills ``rows`` with what the clock shows at each update."""
    needed = set(loom.graph.needed(clockwork))
    code = Code(loom.graph, [[node for node in loom.invariants() if node in needed], clockwork], FAST)
    row = f"{', '.join(code.roots[1])},"
    return "\n".join(
        [
            f"def program(last, {', '.join([*_clock_arguments(loom, clockwork), 'rows'])}):",
            "    i = 0",
            "    try:",
            *(f"        {line}" for line in code.phases[0]),
            "        while i < last:",
            *(f"            {line}" for line in [*_counters(loom.inputs(clockwork)), *code.phases[1]]),
            f"            rows.append(({row}))",
            "            i += 1",
            f"    except ({RAISED}): return",
            "",
        ]
    )


def _counters(used: set[str]) -> list[str]:
    return [line for name, line in (("t", "t = i + 1.0"), ("k", "k = float(i)")) if name in used]


def _source(
    loom: Loom, dialect: Dialect, with_state: bool, recorded: Sequence[int], clockwork: Sequence[int] = ()
) -> str:
    """The loop. What is named as clockwork is read and not computed."""
    # What is recorded is computed anyway; named, it is computed in the same order.
    code = Code(loom.graph, [loom.invariants(), clockwork, loom.evaluation, loom.results, recorded], dialect)
    loss, by_x, by_y, *tracks = code.roots[2]
    results = code.roots[3]
    changing = [*POINT, *loom.state_names]
    at_points = {"X": "x", "Y": "y", "F": loss, "GX": by_x, "GY": by_y}
    at_points |= {f"T{index}": node for index, node in enumerate(tracks)}
    at_points |= {f"S_{name}": name for name in loom.state_names} if with_state else {}
    at_updates = {"R": results[-1]} if loom.records_rate else {}
    at_updates |= {f"L{index}": text for index, text in enumerate(code.roots[4])}
    columns = _appended(at_points)
    counted = _counters(loom.inputs(loom.results, beyond=clockwork))
    step = [*code.phases[3], *_appended(at_updates), *assigned(dict(zip(changing, results, strict=False)))]
    row = f"{', '.join(code.roots[1])},"
    # A walk along the clock counts by itself, where nothing else asks for the number of the update.
    walks = bool(clockwork) and set(COUNTERS).isdisjoint(loom.inputs(loom.results, beyond=clockwork))
    done = "tick is None" if walks else "i >= last"
    loop = [*code.phases[2], *columns, f"if {done} or not low <= {loss} <= high: return None"]
    if walks:
        loop += [f"{row} = tick", *step]
    else:
        loop += [*([f"{row} = clock[i]"] if clockwork else []), *counted, *step, "i += 1"]
    clock = ["clock"] if clockwork else []
    arguments = ["i", "last", "low", "high", *changing, *_arguments(loom), *clock, *at_points, *at_updates]
    return "\n".join(
        [
            f"def program({', '.join(arguments)}):",
            *(["    ticks = iter(clock)"] if walks else []),
            "    try:",
            *(f"        {line}" for line in code.phases[0]),
            f"        {'for tick in ticks' if walks else 'while True'}:",
            *(f"            {line}" for line in loop),
            f"    except ({RAISED}):",
            *(["        i = len(clock) - ticks.__length_hint__() - 1"] if walks else []),
            f"        return ({', '.join(['i if i > 0 else 0' if walks else 'i', *changing])},)",
            "",
        ]
    )


def assigned(values: Mapping[str, str]) -> list[str]:
    """The new values of the loop's variables: one by one, after those that are another variable's old value."""
    moved = {name: value for name, value in values.items() if value in values and value != name}
    first = [f"{', '.join(moved)} = {', '.join(moved.values())}"] if moved else []
    return first + [f"{name} = {value}" for name, value in values.items() if value not in values]


def _nothing(*_: float) -> tuple[float, ...]:
    return ()


def _appended(columns: Mapping[str, str]) -> list[str]:
    # list.append called as a method is a single instruction in CPython; a bound method kept in a name is a call.
    return [f"{column}.append({value})" for column, value in columns.items()]
