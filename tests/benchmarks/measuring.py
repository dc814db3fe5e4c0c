"""Times and how they are told."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """A measured number beside its goal. ``at_least`` says which side of the goal is good."""

    what: str
    value: float
    unit: str
    goal: float | None = None
    at_least: bool = False

    def __str__(self) -> str:
        line = f"{self.what:<66} {self.value:9.2f} {self.unit:<2}"
        if self.goal is None:
            return line.rstrip()
        good = self.value >= self.goal if self.at_least else self.value <= self.goal
        return f"{line}  goal {'≥' if self.at_least else '≤'} {self.goal:g} {self.unit}{'' if good else '  MISSED'}"


def milliseconds(work: Callable[..., object], *arguments: object) -> float:
    """How long one call takes."""
    begin = time.perf_counter()
    work(*arguments)
    return (time.perf_counter() - begin) * 1e3


def medians(*works: Callable[[int], object], repetitions: int = 25) -> list[float]:
    """The median milliseconds of each work, taken in turn so that a busy moment of the machine strikes them alike.

    Each is called with the number of the repetition, 0 being one that warms up and does not count.
    """
    times: list[list[float]] = [[] for _ in works]
    for repetition in range(repetitions + 1):
        for work, found in zip(works, times, strict=True):
            found.append(milliseconds(work, repetition))
    return [statistics.median(found[1:]) for found in times]
