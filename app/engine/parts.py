"""The pieces of an update that have names of their own: the optimizer, its schedule, and what is wrapped around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ..catalogue.definitions import Schedule, Track, Variant, Wrapper, WrapperVariant
from ..formula.graph import Graph
from ..formula.rules import Assignment, parse_rule
from ..formula.weaver import Value, Vector, initial_value, spread, state_kinds


@dataclass(frozen=True)
class Part:
    """Rules that share state and parameters. Their inputs in the graph begin with ``prefix``; ``label`` names the state
    to a person. ``before`` and ``after`` stand around the optimizer's own rule, which is the ``after`` of its part.
    ``id`` is that of a schedule or wrapper in the catalogue."""

    prefix: str
    label: str
    parameters: tuple[str, ...]
    initials: Mapping[str, str]
    before: tuple[Assignment, ...] = ()
    after: tuple[Assignment, ...] = ()
    tracks: tuple[Track, ...] = ()
    kinds: Mapping[str, bool] | None = None
    kind: Literal["optimizer", "schedule", "wrapper"] = "optimizer"
    id: str = ""

    @property
    def vectors(self) -> Mapping[str, bool]:
        """Which state is a vector."""
        return {} if self.kinds is None else self.kinds

    def scalars(self, graph: Graph) -> dict[str, Value]:
        """The parameters as inputs."""
        return {name: graph.input(f"{self.prefix}h_{name}") for name in self.parameters}

    def state(self, graph: Graph) -> dict[str, Value]:
        """The state as inputs."""
        state: dict[str, Value] = {}
        for name, vector in self.vectors.items():
            flat = [graph.input(each) for each in self.flat(name)]
            state[name] = (flat[0], flat[1]) if vector else flat[0]
        return state

    def flat(self, name: str) -> tuple[str, ...]:
        """A state's numbers as the program names them: two for a vector, one for a scalar."""
        text = f"{self.prefix}s_{name}"
        return (f"{text}_x", f"{text}_y") if self.vectors[name] else (text,)

    @property
    def flat_names(self) -> list[str]:
        return [each for name in self.vectors for each in self.flat(name)]

    def updated(self, after: Mapping[str, Value]) -> list[int]:
        """The nodes of the state after an update, in the order of ``flat_names``."""
        return [
            node
            for name, is_vector in self.vectors.items()
            for node in spread(vector(after[name]) if is_vector else after[name])
        ]

    def initial(self, graph: Graph) -> list[int]:
        """The nodes of the state before the first update, from the start and the parameters."""
        given = self.scalars(graph) | {"lr": graph.input("lr"), "theta": (graph.input("x"), graph.input("y"))}
        return self.updated({name: initial_value(text, given, graph) for name, text in self.initials.items()})


def vector(value: Value) -> Vector:
    return value if isinstance(value, tuple) else (value, value)


def optimizer_part(variant: Variant) -> Part:
    rule = parse_rule(variant.rule)
    parameters = tuple(name for name in variant.defaults if name != "lr")
    return Part(
        prefix="",
        label="",
        parameters=parameters,
        initials=variant.state,
        after=rule,
        tracks=variant.tracks,
        kinds=state_kinds(rule, variant.state, parameters),
    )


def wrapper_parts(wrappers: Sequence[Wrapper], framework: str) -> list[Part]:
    """The parts of a run's wrappers, in their order; one that stands there again is told apart by a number."""
    seen: Counter[str] = Counter()
    parts = []
    for index, wrapper in enumerate(wrappers):
        seen[wrapper.id] += 1
        label = wrapper.id if seen[wrapper.id] == 1 else f"{wrapper.id}_{seen[wrapper.id]}"
        parts.append(_wrapper_part(wrapper.variant(framework), wrapper, f"w{index}_", f"{label}."))
    return parts


def _wrapper_part(variant: WrapperVariant, wrapper: Wrapper, prefix: str, label: str) -> Part:
    before, after = (parse_rule(text, must_assign=None) for text in (variant.before, variant.after))
    parameters = tuple(parameter.name for parameter in wrapper.parameters)
    return Part(
        prefix=prefix,
        label=label,
        parameters=parameters,
        initials=variant.state,
        before=before,
        after=after,
        tracks=variant.tracks,
        kinds=state_kinds((*before, *after), variant.state, parameters),
        kind="wrapper",
        id=wrapper.id,
    )


def schedule_part(schedule: Schedule, warmup: bool) -> Part:
    """A schedule's part. Its state is of scalars, and its rule renews it after the rate was decided."""
    names = tuple(parameter.name for parameter in schedule.parameters)
    return Part(
        prefix="r_",
        label="schedule.",
        parameters=(*names, "warmup") if warmup else names,
        initials=schedule.state,
        after=parse_rule(schedule.rule, must_assign=None),
        kinds=dict.fromkeys(schedule.state, False),
        kind="schedule",
        id=schedule.id,
    )
