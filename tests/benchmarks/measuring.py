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


def medians(*works: Callable[[int], object], rounds: int = 6, least: float = 60.0, in_a_row: int = 5) -> list[float]:
    """The median milliseconds of each work. They take turns, so that a busy moment of the machine strikes them alike.
    A turn is five calls and at least ``least`` milliseconds long, so that none is measured on the other's leavings in
    the caches, or on a processor that has just been woken: five calls of a millisecond are over before it is awake.

    A work is called with the number of the call, 0 being one that warms up and does not count.
    """
    for work in works:
        work(0)
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, found in zip(works, times, strict=True):
            calls, end = len(found), time.perf_counter() + least / 1e3
            while len(found) < calls + in_a_row or time.perf_counter() < end:
                found.append(milliseconds(work, 1 + len(found)))
    return [statistics.median(found) for found in times]
