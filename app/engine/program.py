"""Weaves problem, rule and schedule into one loop over floats, and compiles it.

The program of a run looks like this (Adam on a surface, shortened):

    def program(i, last, low, high, x, y, s_m_x, …, lr, h_beta1, …, X, Y, F, GX, GY):
        _3 = 1.0 - h_beta1                      what does not change from update to update
        try:
            while True:
                _7 = …                          loss and gradient, of the whole problem
                X.append(x); Y.append(y); F.append(_7); …
                if i >= last or not low <= _7 <= high: return None
                t = i + 1.0
                _20 = …                         the rule
                x, y, s_m_x, … = _31, _32, _20, …
                i += 1
        except (OverflowError, ZeroDivisionError, ValueError):
            return i, x, y, s_m_x, …            the other dialect goes on from here

It is cached by what it was woven from, and its text by itself, so that a moved start or slider compiles nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import FunctionType
from typing import Any

from ..catalogue.definitions import Schedule, Variant
from ..formula import parse_formula
from ..formula.code import FAST, IEEE, Code, Dialect
from ..formula.graph import Graph
from ..formula.rules import Assignment, Value, Vector, Weaver, initial_value, names_read, parse_rule, state_kinds
from ..formula.scalar import compiled, scalar_program
from .data import Batches
from .problem import Objective

_CHANGING = frozenset({"x", "y", "i", "t", "k"})


@dataclass(frozen=True, slots=True)
class Woven:
    """A compiled run.

    ``arguments`` are what it takes beyond the loop's own, by name; ``state`` names each remembered number and
    ``vectors`` says which state is a vector. ``tracks`` are the further curves that it records. ``gradients`` and
    ``losses`` count evaluations an update, ``draws`` its random vectors by kind, ``operations`` what it computes.
    """

    sources: Mapping[str, str]
    initial: Callable[..., tuple[float, ...]]
    initial_inputs: tuple[str, ...]
    arguments: tuple[str, ...]
    state: tuple[str, ...]
    vectors: Mapping[str, bool]
    tracks: tuple[str, ...]
    records_rate: bool
    gradients: int
    losses: int
    draws: Mapping[str, int]
    operations: int

    def program(self, safe: bool) -> FunctionType:
        dialect = IEEE if safe else FAST
        return compiled(self.sources["safe" if safe else "fast"], dialect)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the rule: whether the gradient is noisy, a batch's, and how the rate is scheduled."""

    schedule: Schedule
    warmup: bool
    noise: bool
    batches: Batches | None


def weave(objective: Objective, variant: Variant, around: Around, with_state: bool) -> Woven:
    """The program of a run. Raises FormulaError where the rule or the schedule does not hold together."""
    batches = around.batches
    kind = None if batches is None else ("quadratic" if batches.quadratic else "data")
    return _woven(
        _ByKey(objective.key, objective),
        _ByKey((variant.rule, tuple(variant.state.items()), tuple(variant.defaults), variant.tracks), variant),
        _ByKey((around.schedule.formula, around.warmup, around.noise, kind), around),
        with_state,
    )


class _ByKey:
    """Something that caches by its key alone."""

    def __init__(self, key: object, thing: Any) -> None:
        self.key = key
        self.thing = thing

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByKey) and self.key == other.key


@lru_cache(maxsize=512)
def _woven(objective: _ByKey, variant: _ByKey, around: _ByKey, with_state: bool) -> Woven:
    return _Loom(objective.thing, variant.thing, around.thing, with_state).woven()


class _Loom:
    def __init__(self, objective: Objective, variant: Variant, around: Around, with_state: bool) -> None:
        self.objective = objective
        self.around = around
        self.with_state = with_state
        self.graph = graph = Graph()
        self.rule = parse_rule(variant.rule)
        self.hyperparameters = [name for name in variant.defaults if name != "lr"]
        self.vectors = state_kinds(self.rule, variant.state, self.hyperparameters)
        self.initials = variant.state
        self.tracks = variant.tracks
        self.theta: Vector = (graph.input("x"), graph.input("y"))
        self.weaver = Weaver(graph, self)

    def woven(self) -> Woven:
        graph, theta = self.graph, self.theta
        loss, gradient = self.objective.weave(graph, theta)
        rate = self.rate()
        state = {name: self.input(f"s_{name}", vector) for name, vector in self.vectors.items()}
        scalars: dict[str, Value] = {name: graph.input(f"h_{name}") for name in self.hyperparameters}
        scalars |= {"t": graph.input("t"), "k": graph.input("k"), "lr": rate}
        after = self.weaver.run(
            self.rule,
            scalars | state | {"theta": theta, "g": self.gradient(theta)},
            fixed=frozenset(scalars),
        )
        tracks = [
            node
            for track in self.tracks
            for node in self.vector(initial_value(track.formula, scalars | state | {"theta": theta}, graph))
        ]
        evaluation = [loss, *gradient, *tracks]
        names = _flat_names("s", self.vectors)
        updated = [*_flat(after["theta"]), *(node for name in state for node in _flat(self.like(after, name)))]
        records_rate = rate != graph.input("lr")
        results = [*updated, rate] if records_rate else updated
        invariants = self.invariants([*evaluation, *results])
        sources = {
            name: self.source(dialect, invariants, evaluation, results, names, records_rate)
            for name, dialect in (("fast", FAST), ("safe", IEEE))
        }
        arguments = tuple(sorted(self.inputs([*evaluation, *results]) - {*names, *_CHANGING}))
        initial_inputs = ("x", "y", *(f"h_{name}" for name in self.hyperparameters), "lr")
        return Woven(
            sources=sources,
            initial=self.initial(initial_inputs),
            initial_inputs=initial_inputs,
            arguments=arguments,
            state=tuple(names),
            vectors=self.vectors,
            tracks=tuple(track.id for track in self.tracks),
            records_rate=records_rate,
            gradients=self.weaver.calls["grad"] + ("g" in names_read(self.rule)),
            losses=self.weaver.calls["loss"],
            draws={kind: self.weaver.calls[kind] for kind in ("normal", "signs")},
            operations=len(graph.needed([*evaluation, *results])),
        )

    def input(self, name: str, vector: bool) -> Value:
        return (self.graph.input(f"{name}_x"), self.graph.input(f"{name}_y")) if vector else self.graph.input(name)

    def like(self, after: Mapping[str, Value], name: str) -> Value:
        return self.vector(after[name]) if self.vectors[name] else after[name]

    @staticmethod
    def vector(value: Value) -> Vector:
        return value if isinstance(value, tuple) else (value, value)

    def loss(self, point: Vector) -> int:
        return self.objective.weave(self.graph, point)[0]

    def hessian(self, point: Vector) -> tuple[int, int, int]:
        """Of the whole problem, whatever batch an update sees."""
        return self.objective.weave_hessian(self.graph, point)

    def random(self, kind: str, number: int) -> Vector:
        update = self.graph.input("i")
        x, y = (self.graph.add("at", f"{kind}{number}_{axis}", update) for axis in "xy")
        return x, y

    def gradient(self, point: Vector) -> Vector:
        """The gradient that an update sees: of its batch, with its noise. Further gradients of the same update see the
        same batch and the same noise."""
        graph, batches = self.graph, self.around.batches
        gradient = self.objective.weave(graph, point)[1] if batches is None else batches.weave(graph, point)
        if not self.around.noise:
            return gradient
        update, deviation = graph.input("i"), graph.input("noise")
        x, y = (
            graph.binary("+", part, graph.binary("*", deviation, graph.add("at", f"noise_{axis}", update)))
            for part, axis in zip(gradient, "xy", strict=True)
        )
        return x, y

    def rate(self) -> int:
        """The learning rate of update k: the schedule's formula, after a linear warm-up where there is one."""
        graph, schedule = self.graph, self.around.schedule
        base, k = graph.input("lr"), graph.input("k")
        names = {parameter.name: graph.input(f"p_{parameter.name}") for parameter in schedule.parameters}
        tree = parse_formula(schedule.formula, ("lr", "k", *names))
        if not self.around.warmup:
            return graph.formula(tree, names | {"lr": base, "k": k})
        warmup = graph.input("p_warmup")
        rising = graph.binary("/", graph.binary("*", base, graph.binary("+", k, graph.const(1.0))), warmup)
        scheduled = graph.formula(
            tree, names | {"lr": base, "k": graph.call("max", graph.binary("-", k, warmup), graph.const(0.0))}
        )
        return graph.where("<", k, warmup, rising, scheduled)

    def inputs(self, roots: Sequence[int]) -> set[str]:
        """The names of the arguments that the roots rest on."""
        operations = [self.graph.operations[node] for node in self.graph.needed(roots)]
        return {str(operation[1]) for operation in operations if operation[0] in ("input", "at", "extern")}

    def invariants(self, roots: Sequence[int]) -> list[int]:
        """The operations that stay the same through the run and are used by some that do not."""
        from ..formula.graph import operands

        changing = {*_CHANGING, *_flat_names("s", self.vectors)}
        varies: dict[int, bool] = {}
        used: dict[int, None] = {}
        for node in self.graph.needed(roots):
            operation = self.graph.operations[node]
            parts = operands(operation)
            varies[node] = (
                operation[0] in ("at", "extern")
                or (operation[0] == "input" and operation[1] in changing)
                or any(varies[part] for part in parts)
            )
            if varies[node]:
                used |= {part: None for part in parts if not varies[part]}
        return [node for node in used if self.graph.operations[node][0] not in ("const", "input")]

    def source(
        self,
        dialect: Dialect,
        invariants: Sequence[int],
        evaluation: Sequence[int],
        results: Sequence[int],
        state: Sequence[str],
        records_rate: bool,
    ) -> str:
        code = Code(self.graph, [invariants, evaluation, results], dialect)
        loss, by_x, by_y, *tracks = code.roots[1]
        changing = ["x", "y", *state]
        arguments = sorted(self.inputs([*evaluation, *results]) - {*state, *_CHANGING})
        recorders = ["X", "Y", "F", "GX", "GY", *(["R"] if records_rate else [])]
        recorders += [f"T{index}" for index in range(len(tracks))]
        recorders += [f"S_{name}" for name in state] if self.with_state else []
        used = self.inputs(results)
        update = [
            *(["t = i + 1.0"] if "t" in used else []),
            *(["k = float(i)"] if "k" in used else []),
            *code.phases[2],
            *_appended({"R": code.roots[2][-1]} if records_rate else {}),
            f"{', '.join(changing)} = {', '.join(code.roots[2][: len(changing)])}",
            "i += 1",
        ]
        evaluate = [
            *code.phases[1],
            *_appended({"X": "x", "Y": "y", "F": loss, "GX": by_x, "GY": by_y}),
            *_appended({f"T{index}": node for index, node in enumerate(tracks)}),
            *_appended({f"S_{name}": name for name in state} if self.with_state else {}),
            f"if i >= last or not low <= {loss} <= high: return None",
        ]
        return "\n".join(
            [
                f"def program({', '.join(['i', 'last', 'low', 'high', *changing, *arguments, *recorders])}):",
                "    try:",
                *(f"        {line}" for line in code.phases[0]),
                "        while True:",
                *(f"            {line}" for line in [*evaluate, *update]),
                "    except (OverflowError, ZeroDivisionError, ValueError):",
                f"        return ({', '.join(['i', *changing])},)",
                "",
            ]
        )

    def initial(self, inputs: Sequence[str]) -> Callable[..., tuple[float, ...]]:
        """The state before the first update, from the start and the hyperparameters."""
        graph = Graph()
        given: dict[str, Value] = {name: graph.input(f"h_{name}") for name in self.hyperparameters}
        given |= {"lr": graph.input("lr"), "theta": (graph.input("x"), graph.input("y"))}
        values = {name: initial_value(text, given, graph) for name, text in self.initials.items()}
        roots = [node for name in values for node in _flat(self.like(values, name))]
        return scalar_program(graph, roots, inputs) if roots else _no_state


def _appended(columns: Mapping[str, str]) -> list[str]:
    # list.append called as a method is a single instruction in CPython; a bound method kept in a name is a call.
    return [f"{column}.append({value})" for column, value in columns.items()]


def _no_state(*_: float) -> tuple[float, ...]:
    return ()


def _flat(value: Value) -> Vector | tuple[int]:
    return value if isinstance(value, tuple) else (value,)


def _flat_names(prefix: str, vectors: Mapping[str, bool]) -> list[str]:
    return [
        name
        for state, vector in vectors.items()
        for name in ([f"{prefix}_{state}_x", f"{prefix}_{state}_y"] if vector else [f"{prefix}_{state}"])
    ]


def rule_lines(variant: Variant) -> tuple[Assignment, ...]:
    """The lines of a variant's rule."""
    return parse_rule(variant.rule)
