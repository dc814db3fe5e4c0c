"""What a rule can call that is no formula: L-BFGS's memory, and a line search with a bracket.

Both follow torch.optim.LBFGS (PyTorch 2.13.0) with one inner iteration a step, in its order of operations. A function
may be asked twice for one update, where a run goes on in IEEE arithmetic from the beginning of a step: it then gives
the answer that it gave before. Where Python's arithmetic raises, the answer is nan.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from ..formula.ieee import PYTHON_RAISES

# torch.optim.LBFGS's tolerance_grad and tolerance_change, the smallest curvature that it keeps, and its line search's
# constants: how much decrease is enough, how much slope may be left, and how many trials it makes.
_GRADIENT_TOLERANCE: Final = 1e-7
_CHANGE_TOLERANCE: Final = 1e-9
_LEAST_CURVATURE: Final = 1e-10
_DECREASE: Final = 1e-4
_SLOPE: Final = 0.9
_TRIALS: Final = 25

Pair = tuple[float, float]
Evaluate = Callable[[float, float], tuple[float, ...]]


def _dot(a: Pair, b: Pair) -> float:
    return a[0] * b[0] + a[1] * b[1]


@dataclass(frozen=True, slots=True)
class _Remembered:
    """How the gradient changed over a step, the step, and 1 over their product."""

    change: Pair
    step: Pair
    rho: float


class LbfgsDirection:
    """(update, gradient, last step, size of the memory) → the direction −H g.

    H is the inverse Hessian that the remembered steps and changes of the gradient imply; a change that does not
    curve upwards is not remembered. Source: Nocedal and Wright, Numerical Optimization, algorithm 7.4.
    """

    def __init__(self, evaluate: Evaluate) -> None:
        self.looks: dict[int, int] = {}
        self.quantities: dict[str, dict[int, float]] = {"pairs": {}, "scale": {}}
        self.memory: deque[_Remembered] = deque()
        self.scale = 1.0
        self.last_gradient: Pair | None = None
        self.given: tuple[int, Pair] | None = None

    def __call__(self, update: int, gx: float, gy: float, sx: float, sy: float, size: float) -> Pair:
        if self.given is None or self.given[0] != update:
            try:
                self.given = (update, self.direction((gx, gy), (sx, sy), int(size)))
            except PYTHON_RAISES:
                self.given = (update, (math.nan, math.nan))
            self.quantities["pairs"][update] = len(self.memory)
            self.quantities["scale"][update] = self.scale
        return self.given[1]

    @property
    def evaluations(self) -> int:
        return sum(self.looks.values())

    def direction(self, gradient: Pair, step: Pair, size: int) -> Pair:
        if max(map(abs, gradient)) <= _GRADIENT_TOLERANCE:
            return 0.0, 0.0
        if self.last_gradient is not None:
            self.remember(gradient, self.last_gradient, step, size)
        self.last_gradient = gradient
        direction = self.product(gradient)
        return (0.0, 0.0) if _dot(gradient, direction) > -_CHANGE_TOLERANCE else direction

    def remember(self, gradient: Pair, before: Pair, step: Pair, size: int) -> None:
        change = (gradient[0] - before[0], gradient[1] - before[1])
        curvature = _dot(change, step)
        if curvature > _LEAST_CURVATURE:
            while len(self.memory) >= size:
                self.memory.popleft()
            self.memory.append(_Remembered(change, step, 1.0 / curvature))
            self.scale = curvature / _dot(change, change)

    def product(self, gradient: Pair) -> Pair:
        x, y = -gradient[0], -gradient[1]
        weights = []
        for old in reversed(self.memory):
            weight = _dot(old.step, (x, y)) * old.rho
            weights.append(weight)
            x, y = x - weight * old.change[0], y - weight * old.change[1]
        x, y = x * self.scale, y * self.scale
        for old, weight in zip(self.memory, reversed(weights), strict=True):
            rest = weight - _dot(old.change, (x, y)) * old.rho
            x, y = x + rest * old.step[0], y + rest * old.step[1]
        return x, y


@dataclass(frozen=True, slots=True)
class _Trial:
    """A length along the direction, with the loss there and its slope along the direction."""

    length: float
    loss: float
    slope: float


class StrongWolfe:
    """(update, point, direction, first trial) → a step length that decreases the loss enough and flattens its slope.

    Brackets such a length by growing steps and then zooms in, both by cubic interpolation. It looks at the whole
    problem's loss and gradient. Source: Nocedal and Wright, algorithms 3.5 and 3.6, as PyTorch has them.
    """

    def __init__(self, evaluate: Evaluate) -> None:
        self.looks: dict[int, int] = {}
        self.quantities: dict[str, dict[int, float]] = {"trials": {}, "slope": {}}
        self.evaluate = evaluate
        self.update = 0
        self.given: tuple[int, float] | None = None

    def __call__(self, update: int, x: float, y: float, dx: float, dy: float, first: float) -> float:
        if self.given is None or self.given[0] != update:
            self.update = update
            self.looks[update] = 0
            try:
                self.given = (update, self.length((x, y), (dx, dy), first))
            except PYTHON_RAISES:
                self.given = (update, math.nan)
            self.quantities["trials"][update] = self.looks[update]
        return self.given[1]

    @property
    def evaluations(self) -> int:
        return sum(self.looks.values())

    def trial(self, point: Pair, direction: Pair, length: float) -> _Trial:
        loss, gx, gy = self.evaluate(point[0] + length * direction[0], point[1] + length * direction[1])
        return _Trial(length, loss, _dot((gx, gy), direction))

    def length(self, point: Pair, direction: Pair, first: float) -> float:
        origin = self.trial(point, direction, 0.0)
        self.quantities["slope"][self.update] = origin.slope
        if not origin.slope < 0.0:
            return 0.0
        tries = 0

        def look(length: float) -> _Trial:
            self.looks[self.update] += 1
            return self.trial(point, direction, length)

        def too_high(trial: _Trial) -> bool:
            return trial.loss > origin.loss + _DECREASE * trial.length * origin.slope

        def flat(trial: _Trial) -> bool:
            return abs(trial.slope) <= -_SLOPE * origin.slope

        before, here = origin, look(first)
        while tries < _TRIALS:
            if too_high(here) or (tries > 1 and here.loss >= before.loss):
                break
            if flat(here):
                return here.length
            if here.slope >= 0:
                break
            bounds = (here.length + 0.01 * (here.length - before.length), here.length * 10)
            before, here = here, look(_interpolated(before, here, bounds))
            tries += 1
        if tries == _TRIALS:
            return (origin if origin.loss <= here.loss else here).length
        widest = max(map(abs, direction))
        low, high = (before, here) if before.loss <= here.loss else (here, before)
        # The interpolation takes its two ends in the order in which they were found, which decides its rounding.
        first_is_low, slow = low is before, False
        while tries < _TRIALS and not abs(high.length - low.length) * widest < _CHANGE_TOLERANCE:
            ends = (low, high) if first_is_low else (high, low)
            length, slow = _inside(_interpolated(*ends), low.length, high.length, slow)
            here = look(length)
            tries += 1
            if too_high(here) or here.loss >= low.loss:
                high = here
                if (high.loss < low.loss) or (high.loss == low.loss and not first_is_low):
                    low, high, first_is_low = high, low, not first_is_low
            else:
                if flat(here):
                    return here.length
                if here.slope * (high.length - low.length) >= 0:
                    high = low
                low = here
        return low.length


def _interpolated(a: _Trial, b: _Trial, bounds: Pair | None = None) -> float:
    """The minimum of the cubic through two trials, kept within the bounds, or else between them."""
    least, most = bounds or (min(a.length, b.length), max(a.length, b.length))
    if a.length == b.length:
        return least
    first = a.slope + b.slope - 3 * (a.loss - b.loss) / (a.length - b.length)
    square = first * first - a.slope * b.slope  # ** would raise where a product is inf
    if not square >= 0:
        return (least + most) / 2.0
    root = math.sqrt(square)
    low, high = (a, b) if a.length <= b.length else (b, a)
    bottom = high.slope - low.slope + 2 * root
    if bottom == 0:
        return (least + most) / 2.0
    best = high.length - (high.length - low.length) * ((high.slope + root - first) / bottom)
    return min(max(best, least), most)


def _inside(length: float, a: float, b: float, slow: bool) -> tuple[float, bool]:
    """A trial length that stays away from the ends of the bracket, unless it came near them for the first time; and
    whether it is near one."""
    least, most = min(a, b), max(a, b)
    margin = 0.1 * (most - least)
    if not min(most - length, length - least) < margin:
        return length, False
    if not (slow or length >= most or length <= least):
        return length, True
    return (most - margin if abs(length - most) < abs(length - least) else least + margin), False


# Made anew for each run. By update: ``looks`` counts how often one has looked at loss and gradient, and ``quantities``
# are worth seeing: remembered pairs and the scale γ of the first guess of H⁻¹; trials and slope of a search.
NATIVE: Final[Mapping[str, type[LbfgsDirection] | type[StrongWolfe]]] = {
    "lbfgs_direction": LbfgsDirection,
    "strong_wolfe": StrongWolfe,
}
