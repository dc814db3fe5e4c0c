"""Weaves problem, rule and schedule into one loop over many runs at once: a lane for each.

The program of app.engine.program, with arrays in the place of floats: what is the same in every lane (the rate, powers
of β by t) is computed over floats, the rest over arrays of any shape, that of the lanes. Each lane's numbers are those
of the single run, to the last bit; one that has left the numbers goes on without meaning, and whoever reads the columns
cuts it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from types import FunctionType

from ..catalogue.definitions import Variant
from ..formula.code import IEEE, LANES, Code
from ..formula.rules import NATIVE_VECTORS
from ..formula.scalar import compiled
from .loom import COUNTERS, POINT, Around, Loom
from .problem import Objective
from .program import ByKey, assigned, keyed

_LOOKS = 16  # updates between two looks at whether any lane is left


@dataclass(frozen=True, slots=True)
class LaneProgram:
    """A compiled run over lanes.

    ``program(last, low, high, x, y, *states, *arguments, X, Y, F, GX, GY)`` fills the columns, of shape (last + 1,
    *lanes), row by row and returns the index of the last row. ``mean_step`` says that the expected update is plain
    gradient descent at a constant rate, so that what is known of it holds.
    """

    program: FunctionType
    arguments: tuple[str, ...]
    states: tuple[str, ...]
    mean_step: bool


def weave_lanes(objective: Objective, variant: Variant, around: Around, own_rates: bool) -> LaneProgram | None:
    """The program, or None for a rule that is no formula. With ``own_rates`` each lane has its own learning rate."""
    return _woven(*keyed(objective, variant, around), own_rates)


@lru_cache(maxsize=128)
def _woven(objective: ByKey, variant: ByKey, around: ByKey, own_rates: bool) -> LaneProgram | None:
    loom = Loom(objective.thing, variant.thing, around.thing)
    needed = loom.inputs([*loom.evaluation[:3], *loom.results])
    if needed & NATIVE_VECTORS.keys():
        return None
    arguments = tuple(sorted(needed - {*POINT, *COUNTERS, *loom.state_names}))
    return LaneProgram(
        program=compiled(_source(loom, arguments, own_rates), LANES),
        arguments=arguments,
        states=tuple(loom.state_names),
        mean_step=loom.mean_step and not loom.records_rate,
    )


def _source(loom: Loom, arguments: tuple[str, ...], own_rates: bool) -> str:
    changing = [*POINT, *loom.state_names]
    wide = {*changing, *loom.drawn, *(["lr"] if own_rates else [])}
    code = Code(loom.graph, [loom.invariants(), loom.evaluation[:3], loom.results], IEEE, wide)
    loss, by_x, by_y = code.roots[1]
    columns = {"X": "x", "Y": "y", "F": loss, "GX": by_x, "GY": by_y}
    used = loom.inputs(loom.results)
    loop = [
        *code.phases[1],
        *(f"{column}[i] = {value}" for column, value in columns.items()),
        "if i >= last: return i",
        f"if i % {_LOOKS} == 0 and not ((F[i] >= low) & (F[i] <= high)).any(): return i",
        *(["t = i + 1.0"] if "t" in used else []),
        *(["k = float(i)"] if "k" in used else []),
        *code.phases[2],
        *assigned(dict(zip(changing, code.roots[2], strict=False))),
        "i += 1",
    ]
    return "\n".join(
        [
            f"def program({', '.join(['last', 'low', 'high', *changing, *arguments, *columns])}):",
            "    i = 0",
            *(f"    {line}" for line in code.phases[0]),
            "    while True:",
            *(f"        {line}" for line in loop),
            "",
        ]
    )
