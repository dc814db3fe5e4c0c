"""The columns that a run leaves behind."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..catalogue.definitions import Optimizer, Variant
from .outcome import Outcome

Column = list[float]


@dataclass(slots=True)
class Trajectory:
    """The columns of a run: path, loss and gradient of the whole problem have one entry a point, ``rate`` one an
    update; ``state`` (by name, vectors as two columns) and ``tracks`` (by id, two columns each) one a point."""

    optimizer: Optimizer
    variant: Variant
    x: Column = field(default_factory=list)
    y: Column = field(default_factory=list)
    loss: Column = field(default_factory=list)
    gradient_x: Column = field(default_factory=list)
    gradient_y: Column = field(default_factory=list)
    rate: Column = field(default_factory=list)
    state: dict[str, tuple[Column, ...]] = field(default_factory=dict)
    tracks: dict[str, tuple[Column, Column]] = field(default_factory=dict)
    gradients: int = 0
    losses: int = 0
    outcome: Outcome | None = None

    def cut(self, points: int) -> None:
        """Keeps the first ``points`` points and the updates between them."""
        for column in self.columns():
            del column[points:]
        del self.rate[max(0, points - 1) :]

    def columns(self) -> list[Column]:
        """Every column with one entry a point, in the order in which a program records them (after them the state)."""
        further = [column for each in (*self.tracks.values(), *self.state.values()) for column in each]
        return [self.x, self.y, self.loss, self.gradient_x, self.gradient_y, *further]
