"""Builds the graph of one update: problem, schedule, wrappers and rule, with everything they share computed once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..catalogue.definitions import Schedule, Variant, Wrapper
from ..formula import parse_formula
from ..formula.graph import Graph, operands
from ..formula.rules import NATIVE_VECTORS, names_read
from ..formula.weaver import Value, Vector, Weaver, initial_value
from .data import Batches
from .journal import Journal, assignment
from .parts import Part, optimizer_part, schedule_part, vector, wrapper_parts
from .problem import Objective
from .random import NoiseKind

# The loop's own variables: the point, the index of the update, and its number as a float from 1 and from 0.
POINT = ("x", "y")
COUNTERS = ("i", "t", "k")


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the rule: how the rate is scheduled, whether the gradient is noisy or a batch's, and what is
    wrapped around the optimizer. ``zeros`` names the optimizer's hyperparameters that are exactly 0, whose terms are
    left out."""

    schedule: Schedule
    warmup: bool
    noise: NoiseKind | None
    batches: Batches | None
    wrappers: tuple[Wrapper, ...] = ()
    zeros: frozenset[str] = frozenset()

    @property
    def key(self) -> object:
        """What a program depends on."""
        batch = None if self.batches is None else self.batches.quadratic
        wrappers = tuple(wrapper.id for wrapper in self.wrappers)
        noise = "relative" if self.noise == "relative" else self.noise is not None
        return self.schedule.id, self.warmup, noise, batch, wrappers, self.zeros


class Loom:
    """The nodes of an update.

    ``evaluation`` are what is recorded at each point before the update (loss, gradient, tracks), ``results`` the next
    point and state, and, where it varies, the rate. A ``journal`` hears of every line.
    """

    def __init__(self, objective: Objective, variant: Variant, around: Around, journal: Journal | None = None) -> None:
        self.objective = objective
        self.journal = journal
        self.around = around
        self.graph = graph = Graph()
        self.theta: Vector = (graph.input("x"), graph.input("y"))
        self.weaver = Weaver(graph, self, notes=journal)
        self.optimizer = optimizer_part(variant)
        self.schedule = schedule_part(around.schedule, around.warmup)
        wrappers = wrapper_parts(around.wrappers, variant.framework)
        self.parts = [self.optimizer, *wrappers, self.schedule]
        self.loss_here, self.gradient_here = objective.weave(graph, self.theta)
        self.rate, rate_state = self._rate()
        theta, updated = self._update(wrappers)
        self.plain = self._descends(theta, self.gradient_here)
        self.mean_step = self._descends(theta, self.gradient(self.theta))
        self.evaluation = [self.loss_here, *self.gradient_here, *self._tracks()]
        self.records_rate = self.rate != graph.input("lr")
        self.results = [*theta, *updated, *rate_state, *([self.rate] if self.records_rate else [])]
        self.track_ids = tuple(f"{part.label}{track.id}" for part in self.parts for track in part.tracks)
        self.state_names = [name for part in self.parts for name in part.flat_names]

    @property
    def calls(self) -> Counter[str]:
        """How often an update asks for each thing beyond its own names; "g" is the gradient that it is given."""
        rules = [*self.optimizer.after, *(line for part in self.parts for line in part.before)]
        return self.weaver.calls + Counter(g="g" in names_read(rules))

    @property
    def looks(self) -> Counter[str]:
        """How often an update calls each function that is no formula: sums over data, a line search."""
        operations = [self.graph.operations[node] for node in self.graph.needed([*self.evaluation, *self.results])]
        return Counter(str(operation[1]) for operation in operations if operation[0] == "extern")

    @property
    def drawn(self) -> set[str]:
        """The names of what differs from seed to seed, and of what is looked up at a point."""
        operations = [self.graph.operations[node] for node in self.graph.needed([*self.evaluation, *self.results])]
        return {str(operation[1]) for operation in operations if operation[0] in ("at", "extern")}

    def _descends(self, theta: Vector, gradient: Vector) -> bool:
        """Whether an update is plain descent along this gradient, written in either order."""
        graph, rate = self.graph, self.rate
        return all(
            new in [graph.binary("-", old, graph.binary("*", *pair)) for pair in ((rate, slope), (slope, rate))]
            for new, old, slope in zip(theta, self.theta, gradient, strict=True)
        )

    def inputs(self, roots: Sequence[int], beyond: Sequence[int] = ()) -> set[str]:
        """The names of the arguments that the roots rest on, where the nodes ``beyond`` are known already."""
        operations = [self.graph.operations[node] for node in self.graph.needed(roots, frozenset(beyond))]
        return {str(operation[1]) for operation in operations if operation[0] in ("input", "at", "extern")}

    def invariants(self) -> list[int]:
        """The operations that stay the same through the run and are used by some that do not."""
        return self._independent_of({*POINT, *COUNTERS, *self.state_names})

    def clockwork(self) -> list[int]:
        """The operations that depend on the number of the update, and on nothing else that changes."""
        still = set(self.invariants())
        return [node for node in self._independent_of({*POINT, "i", *self.state_names}) if node not in still]

    def _independent_of(self, changing: set[str]) -> list[int]:
        """The operations that rest on none of these inputs and are results or used by some that do rest on them."""
        varies: dict[int, bool] = {}
        roots = [*self.evaluation, *self.results]
        used = dict.fromkeys(roots)
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
        still = (node for node in used if not varies[node])
        return [node for node in still if self.graph.operations[node][0] not in ("const", "input")]

    # What a rule can ask for (see app.formula.rules.Surroundings).

    def gradient(self, point: Vector) -> Vector:
        """The gradient that an update sees: of its batch, with its noise. Further gradients of the same update see the
        same batch and the same noise."""
        graph, batches = self.graph, self.around.batches
        gradient = self.objective.weave(graph, point)[1] if batches is None else batches.weave(graph, point)
        if self.around.noise is None:
            return gradient
        update, deviation = graph.input("i"), graph.input("noise")
        if self.around.noise == "relative":
            deviation = graph.binary("*", deviation, graph.call("hypot", *gradient))
        x, y = (
            graph.binary("+", part, graph.binary("*", deviation, graph.add("at", f"noise_{axis}", update)))
            for part, axis in zip(gradient, "xy", strict=True)
        )
        return x, y

    def loss(self, point: Vector) -> int:
        """Of the whole problem, whatever batch an update sees; so is the Hessian."""
        return self.objective.weave(self.graph, point)[0]

    def hessian(self, point: Vector) -> tuple[int, int, int]:
        return self.objective.weave_hessian(self.graph, point)

    def random(self, kind: str, number: int) -> Vector:
        update = self.graph.input("i")
        x, y = (self.graph.add("at", f"{kind}{number}_{axis}", update) for axis in "xy")
        return x, y

    def native(self, function: str, arguments: Sequence[int]) -> Value:
        answer = self.graph.add("extern", function, self.graph.input("i"), *arguments)
        if not NATIVE_VECTORS[function]:
            return answer
        return self.graph.add("item", answer, 0), self.graph.add("item", answer, 1)

    # The pieces.

    def _given(self) -> dict[str, Value]:
        return {"t": self.graph.input("t"), "k": self.graph.input("k"), "lr": self.rate}

    def _scalars(self, part: Part) -> dict[str, Value]:
        """A part's parameters, those that the schedule drives at their present value."""
        scalars = part.scalars(self.graph)
        if part is self.optimizer:
            scalars |= dict.fromkeys(self.around.zeros & scalars.keys(), self.graph.const(0.0))
        driven = self.around.schedule.drives if part is self.optimizer else {}
        for name in [name for name in driven if name in scalars]:
            names = self.schedule.scalars(self.graph) | self.schedule.state(self.graph)
            names |= {"k": self.since, "lr": self.rate, "value": scalars[name]}
            scalars[name] = initial_value(driven[name], names, self.graph)
            if self.journal is not None:
                self.journal.stage(self.schedule, "drives")
                self.journal.line(assignment(name, driven[name]), names, scalars[name])
        return scalars

    def without_gradient(self) -> Vector:
        """The next point had the gradient of this update been 0: where its memory alone takes it."""
        weaver = self.weaver
        self.weaver = Weaver(self.graph, self)  # what this asks for is not asked for by a run
        zero = self.graph.const(0.0)
        theta, _ = self._update(self.parts[1:-1], (zero, zero))
        self.weaver = weaver
        return theta

    def _update(self, wrappers: Sequence[Part], gradient: Vector | None = None) -> tuple[Vector, list[int]]:
        """The next point, and the state of optimizer and wrappers after the update."""
        shared: dict[str, Value] = {"theta": self.theta, "g": gradient or self.gradient(self.theta)}
        names = {id(part): part.state(self.graph) for part in (self.optimizer, *wrappers)}
        stages = [
            *((part, part.before) for part in wrappers),
            (self.optimizer, self.optimizer.after),
            *((part, part.after) for part in wrappers),
        ]
        if self.journal is not None:
            self.journal.given(shared | self._given())
        for part, rule in stages:
            scalars = self._scalars(part) | self._given()
            if self.journal is not None:
                self.journal.stage(part, "before" if rule is part.before else "after")
            after = self.weaver.run(rule, scalars | names[id(part)] | shared, fixed=frozenset(scalars))
            shared = {name: after[name] for name in shared}
            names[id(part)] = {name: after[name] for name in names[id(part)]}
        updated = [node for part in (self.optimizer, *wrappers) for node in part.updated(names[id(part)])]
        return vector(shared["theta"]), updated

    def _tracks(self) -> list[int]:
        return [
            node
            for part in self.parts
            for track in part.tracks
            for node in vector(
                initial_value(
                    track.formula, part.scalars(self.graph) | part.state(self.graph) | {"theta": self.theta}, self.graph
                )
            )
        ]

    def _rate(self) -> tuple[int, list[int]]:
        """The learning rate of update k, after a linear warm-up where there is one, and the schedule's next state."""
        graph, schedule = self.graph, self.around.schedule
        base, k = graph.input("lr"), graph.input("k")
        self.since = k
        own = self.schedule.scalars(graph) | self.schedule.state(graph)
        names = {name: node for name, node in own.items() if isinstance(node, int)}
        if self.around.warmup:
            self.since = graph.call("max", graph.binary("-", k, names["warmup"]), graph.const(0.0))
        tree = parse_formula(schedule.formula, ("lr", "k", "loss", *names))
        read: dict[str, int] = names | {"lr": base, "k": self.since, "loss": self.loss_here}
        rate = graph.formula(tree, read, strict=False)
        if self.journal is not None:
            self.journal.stage(self.schedule, "before")
            self.journal.line(assignment("lr", schedule.formula), read, rate)
        given: dict[str, Value] = {"k": self.since, "lr": base, "loss": self.loss_here, "theta": self.theta}
        after = self.schedule.updated(self.weaver.run(self.schedule.after, own | given, fixed=frozenset(given)))
        if self.around.warmup:
            # The schedule begins after the warm-up; until then it remembers nothing.
            part_done = graph.binary("/", graph.binary("+", k, graph.const(1.0)), names["warmup"])
            settled = rate
            rate = graph.where("<", k, names["warmup"], graph.binary("*", base, part_done), rate)
            before = self.schedule.updated(own)
            renewed = after
            after = [graph.where("<", k, names["warmup"], *pair) for pair in zip(before, after, strict=True)]
            if self.journal is not None:
                read = {"k": k, "warmup": names["warmup"], "base": base, "lr": settled}
                self.journal.line(assignment("lr", "where(k < warmup, base*((k + 1)/warmup), lr)"), read, rate)
                for name, old, new, kept in zip(self.schedule.vectors, before, renewed, after, strict=True):
                    read = {"k": k, "warmup": names["warmup"], f"{name}_0": old, name: new}
                    self.journal.line(assignment(name, f"where(k < warmup, {name}_0, {name})"), read, kept)
        return rate, after
