"""A scene's runs with many seeds, and what can be said of them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ..catalogue.definitions import Hyperparameter
from ..formula.lanes import Array
from ..settings import LIMITS
from ..text import Text
from .answer import describe
from .choices import variant_parameters
from .ensemble import Ensemble, Point, ensemble, operations
from .faults import Fault, InvalidScene, must_be
from .outcome import loss_limit
from .problem import problem_of
from .race import Plan, start_of
from .scene import Scene
from .sentences import between, plain
from .stationary import centres, expected_squares

QUANTILES: Final = (0.05, 0.25, 0.5, 0.75, 0.95)

_WIDE: Final = 30.0  # a sweep reaches from the run's own learning rate over this to this times it
_LAST: Final = 4  # the ball is measured over the last 1/4 of the steps
_LANE_STEPS: Final = 500_000  # rates × seeds × steps at a time, so that memory stays small


def many_seeds(scene: Scene, count: int) -> dict[str, Any]:
    """The "problem", "seeds" and "runs" of a canonical scene's answer for ``count`` seeds from its own on.

    Raises InvalidScene as a race does, and where it is too much work.
    """
    problem = problem_of(scene.problem)
    start = start_of(scene, problem)
    seeds = _seeds(scene, count)
    plans = [Plan(scene, problem, index, False, {}) for index in range(len(scene.runs))]
    _check_work(scene, plans, count, 1)
    return {
        "problem": describe(problem),
        "seeds": {"first": scene.seed, "count": count},
        "quantiles": list(QUANTILES),
        "runs": [_together(plan, start, seeds) for plan in plans],
    }


def _together(plan: Plan, start: Point, seeds: Sequence[int]) -> dict[str, Any]:
    first, second = plan.problem.parameters
    many = ensemble(plan, start, seeds)
    x, y, loss, points = many.x[:, 0], many.y[:, 0], many.loss[:, 0], many.points[0]
    going = np.arange(len(x))[:, np.newaxis] < points
    count = going.sum(axis=1)
    (mean_x, error_x), (mean_y, error_y) = (_mean(column, going, count) for column in (x, y))
    ends = points - 1, np.arange(len(seeds))
    return _named(plan) | {
        "loss": {"quantiles": quantiles(loss, going, loss_limit(float(loss[0, 0]))).T.copy()},
        "mean_path": {first: mean_x, second: mean_y},
        "standard_error": {first: error_x, second: error_y},
        "running": count,
        "ends": {first: x[ends], second: y[ends], "loss": loss[ends], "step": ends[0], "kind": list(many.kinds)},
        "outcomes": dict(Counter(many.kinds).most_common()),
        "ball": _balls(plan, start, many, [float(plan.hyperparameters["lr"])])[0],
    }


def _named(plan: Plan) -> dict[str, Any]:
    return {
        "optimizer": plan.optimizer.id,
        "framework": plan.variant.framework,
        "name": plan.optimizer.name.as_dict(),
    }


def _mean(column: Array, going: NDArray[np.bool_], count: NDArray[np.int_]) -> tuple[Array, Array]:
    """The mean over the lanes that are under way, and its standard error; nan where there are too few."""
    with np.errstate(all="ignore"):
        mean = np.where(going, column, 0.0).sum(axis=1) / count
        squares = np.where(going, (column - mean[:, np.newaxis]) ** 2, 0.0).sum(axis=1)
        return mean, np.sqrt(squares / (count - 1) / count)


def quantiles(loss: Array, going: NDArray[np.bool_], limit: float) -> Array:
    """Quantiles of each row over its lanes: shape (rows, quantiles). Between two lanes they are interpolated; one that
    has ended counts as infinite, so that a quantile which lies among those is not finite."""
    lanes = loss.shape[1]
    with np.errstate(all="ignore"):
        fallen = np.nanmin(loss, axis=0) < -limit
        ordered = np.sort(np.where(going, loss, np.where(fallen, -np.inf, np.inf)), axis=1)
        place = np.array(QUANTILES) * (lanes - 1)
        low = np.floor(place).astype(int)
        part = place - low
        below, above = ordered[:, low], ordered[:, np.minimum(low + 1, lanes - 1)]
        return np.where((part == 0) | (below == above), below, below + part * (above - below))


def _balls(plan: Plan, start: Point, many: Ensemble, rates: Sequence[float]) -> list[dict[str, Any]]:
    """For each rate the noise ball: how far from the minimum, and from their middle, the runs are in the end."""
    first = plan.steps + 1 - max(1, plan.steps // _LAST)
    known = expected_squares(plan, start, rates)
    middles = centres(plan.problem)
    balls = []
    for row in range(len(rates)):
        whole = many.whole[row]
        # Without those that ended early, the others would look steadier than the rate is.
        x, y = (column[first:, row, :] if whole.all() else np.empty((0, 0)) for column in (many.x, many.y))
        balls.append(
            {
                "from_step": first,
                "completed": int(whole.sum()),
                "radius": _radius(x, y, middles),
                "spread": _radius(x, y, np.array([[x.mean(), y.mean()]])) if whole.all() else None,
                "expected": None if known is None else _root(float(known[0][first:, row].mean())),
                "stationary": None if known is None else _root(float(known[1][row])),
            }
        )
    return balls


def _radius(x: Array, y: Array, middles: Array) -> float | None:
    """The root mean square distance to the nearest of the middles."""
    if not (x.size and len(middles)):
        return None
    with np.errstate(all="ignore"):
        squares = np.min([(x - at_x) ** 2 + (y - at_y) ** 2 for at_x, at_y in middles], axis=0)
        return _root(float(squares.mean()))


def _root(square: float) -> float | None:
    return float(np.sqrt(square)) if np.isfinite(square) else None


def balls(scene: Scene, count: int, low: float | None, high: float | None, rates: int) -> dict[str, Any]:
    """The "problem", "seeds" and "runs" of a canonical scene's sweep: each run's noise ball at learning rates from
    ``low`` to ``high``, evenly on a log axis; by default about the run's own.

    Raises InvalidScene as a race does, for a rate that an optimizer does not take, and where it is too much work.
    """
    problem = problem_of(scene.problem)
    start = start_of(scene, problem)
    seeds = _seeds(scene, count)
    plans = [Plan(scene, problem, index, False, {}) for index in range(len(scene.runs))]
    _check_work(scene, plans, count, rates)
    grids = [_grid(plan, low, high, rates) for plan in plans]
    return {
        "problem": describe(problem),
        "seeds": {"first": scene.seed, "count": count},
        "runs": [_sweep(plan, start, seeds, grid) for plan, grid in zip(plans, grids, strict=True)],
    }


def _sweep(plan: Plan, start: Point, seeds: Sequence[int], rates: Sequence[float]) -> dict[str, Any]:
    at_once = max(1, _LANE_STEPS // (len(seeds) * plan.steps))
    found: list[dict[str, Any]] = []
    for first in range(0, len(rates), at_once):
        some = rates[first : first + at_once]
        found += _balls(plan, start, ensemble(plan, start, seeds, some), some)
    return _named(plan) | {
        "from_step": found[0]["from_step"],
        "learning_rate": list(rates),
        **{key: [ball[key] for ball in found] for key in ("completed", "radius", "spread", "expected", "stationary")},
    }


def _grid(plan: Plan, low: float | None, high: float | None, count: int) -> list[float]:
    described = variant_parameters(plan.optimizer, plan.variant.framework)["lr"]
    middle = float(plan.hyperparameters["lr"]) or described.default
    least = max(middle / _WIDE, described.minimum) if low is None else _rate("lr_min", low, described)
    most = min(middle * _WIDE, described.maximum) if high is None else _rate("lr_max", high, described)
    if not least < most:
        above = Text(en="above lr_min, {least}", zh="大于lr_min（{least}）的数").format(least=plain(least))
        raise InvalidScene([Fault((), must_be("lr_max", above, most), parameter="lr_max")])
    return [float(rate) for rate in np.geomspace(least, most, count)]


def _rate(name: str, rate: float, described: Hyperparameter) -> float:
    if not described.minimum <= rate <= described.maximum:
        allowed = between(described.minimum, described.maximum)
        raise InvalidScene([Fault((), must_be(name, allowed, rate), parameter=name)])
    return rate


def _seeds(scene: Scene, count: int) -> range:
    if scene.seed + count - 1 > LIMITS.seed:
        sentence = Text(
            en="{count} seeds from {first} on go beyond {last}, the last seed. Start at {latest} or before.",
            zh="从{first}开始的{count}个种子超过了最大的种子{last}。请从{latest}或更小的种子开始。",
        ).format(count=count, first=scene.seed, last=LIMITS.seed, latest=LIMITS.seed - count + 1)
        raise InvalidScene([Fault(("seed",), sentence, parameter="seed")])
    return range(scene.seed, scene.seed + count)


def _check_work(scene: Scene, plans: Sequence[Plan], seeds: int, rates: int) -> None:
    """Refuses what would take minutes, or more memory than there may be."""
    draws = sum(plan.batches.cost * seeds for plan in plans if plan.batches is not None)
    work = sum(operations(plan, seeds * rates) for plan in plans) * scene.steps + draws
    allowed = min(LIMITS.operations * scene.steps // work, LIMITS.seed_steps // seeds)
    if allowed >= scene.steps:
        return
    sentence = Text(
        en="{steps} steps of these {runs} runs with {seeds} seeds are too much work. "
        "Take at most {allowed} steps, or fewer seeds, runs or learning rates.",
        zh="这{runs}个运行各走{steps}步、各用{seeds}个种子，计算量过大。请最多走{allowed}步，或减少种子、运行或学习率的个数。",
    ).format(steps=scene.steps, runs=len(plans), seeds=seeds, allowed=max(1, allowed))
    raise InvalidScene([Fault(("steps",), sentence, parameter="steps")])
