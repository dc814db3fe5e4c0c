"""The columns that a run leaves behind."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

from ..catalogue.definitions import Optimizer, Variant
from .outcome import Outcome

Column = list[float]
Further = list[float | None]


@dataclass(slots=True)
class Trajectory:
    """The columns of a run: path, loss and gradient of the whole problem have one entry a point, ``rate`` one an
    update, and so have ``lines``, what the rule's lines computed; ``state`` (by name, vectors as two columns) and
    ``tracks`` (by id, two columns each) one a point. ``norm`` is the gradient's, known once the run has ended.
    ``plain`` says that it is exact gradient descent at one rate; ``samples`` are the data of each update's batch."""

    optimizer: Optimizer
    variant: Variant
    x: Column = field(default_factory=list)
    y: Column = field(default_factory=list)
    loss: Column = field(default_factory=list)
    gradient_x: Column = field(default_factory=list)
    gradient_y: Column = field(default_factory=list)
    norm: Column = field(default_factory=list)
    rate: Column = field(default_factory=list)
    state: dict[str, tuple[Further, ...]] = field(default_factory=dict)
    tracks: dict[str, tuple[Further, Further]] = field(default_factory=dict)
    lines: list[Column] = field(default_factory=list)
    looks: list[int] | None = None
    quantities: dict[str, Further] = field(default_factory=dict)
    gradients: int = 0
    losses: int = 0
    outcome: Outcome | None = None
    plain: bool = False
    samples: list[list[int]] | None = None

    def cut(self, points: int, updates: int) -> None:
        """Keeps the first ``points`` points and the first ``updates`` updates."""
        for column in [*self.columns(), self.norm]:
            del column[points:]
        for column in [self.rate, *self.lines]:
            del column[updates:]

    def blank(self) -> None:
        """Puts None where state and tracks are not finite: what a run remembers may overflow while its path does not,
        and the path does not depend on who looks at it."""
        for column in self._further():
            # A sum is finite only if every term is; it is much faster than looking at each.
            if not math.isfinite(sum(column)):  # type: ignore[arg-type]
                column[:] = [value if math.isfinite(value) else None for value in column]  # type: ignore[arg-type]

    def columns(self) -> list[Any]:
        """Every column with one entry a point, in the order in which a program records them."""
        return [self.x, self.y, self.loss, self.gradient_x, self.gradient_y, *self._further()]

    def _further(self) -> list[Further]:
        return [column for each in (*self.tracks.values(), *self.state.values()) for column in each]
