"""Every preset is a scene, and what its sentence claims is true of the race."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from statistics import fmean
from typing import Any

import pytest

from app.catalogue import CATALOGUE
from app.engine import address
from app.engine.problem import problem_of, surface_problem
from app.engine.race import race
from app.engine.scene import canonical
from app.web.catalogue import items

PRESETS = CATALOGUE.presets
EACH = pytest.mark.parametrize("name", PRESETS)
Runs = list[dict[str, Any]]
CLAIMS: dict[str, Callable[[Runs], None]] = {}


def claim(check: Callable[[Runs], None]) -> Callable[[Runs], None]:
    """Registers what a preset of the function's name claims."""
    CLAIMS[check.__name__] = check
    return check


@cache
def answer(name: str) -> dict[str, Any]:
    return race(canonical(address.parse(PRESETS[name].address)), frozenset({"gradient"}))


def points(run: dict[str, Any]) -> list[tuple[float, float]]:
    return list(zip(*run["path"].values(), strict=True))


def end(run: dict[str, Any]) -> tuple[float, float]:
    return points(run)[-1]


def falls(run: dict[str, Any]) -> bool:
    """Whether the last loss is a thousandth of the first."""
    return bool(run["loss"][-1] < 1e-3 * run["loss"][0])


@claim
def batch_ball(runs: Runs) -> None:
    solution = tuple(answer("batch_ball")["problem"]["exact"]["solution"].values())

    def radius(run: dict[str, Any]) -> float:
        return math.sqrt(fmean(math.dist(point, solution) ** 2 for point in points(run)[300:]))

    roaming, slower, larger = map(radius, runs)
    assert roaming == pytest.approx(0.6, abs=0.05)
    assert all(5 < roaming / ball < 8 for ball in (slower, larger))


@claim
def standardised(runs: Runs) -> None:
    facts = answer("standardised")["problem"]["standardization"]
    assert facts["before"]["condition"] == pytest.approx(1e5, rel=0.05)
    assert facts["before"]["edge"] == pytest.approx(0.000094, rel=0.01)
    assert facts["after"]["condition"] == pytest.approx(1)
    assert runs[0]["outcome"]["kind"] == "converged"
    plain = race(canonical(address.parse(PRESETS["standardised"].address.replace("&standardize=1", ""))), frozenset())
    assert plain["trajectories"][0]["outcome"]["kind"] == "diverged"


@claim
def one_outlier(runs: Runs) -> None:
    assert answer("one_outlier")["problem"]["exact"]["solution"] == pytest.approx(
        {"theta_0": 3.696, "theta_1": 0.393}, abs=5e-4
    )
    squared = PRESETS["one_outlier"].address.replace("huber:delta=1", "mse&model=linear")
    assert race(canonical(address.parse(squared)), frozenset())["problem"]["exact"]["solution"] == pytest.approx(
        {"theta_0": 3.002, "theta_1": 0.4997}, abs=5e-4
    )
    assert runs[0]["outcome"]["kind"] == "converged"


@claim
def four_rates(runs: Runs) -> None:
    creeping, landing, hopping, bouncing = map(points, runs)
    assert math.hypot(*landing[1]) == 0
    for slow, wide in zip(creeping, hopping, strict=True):
        assert math.hypot(*slow) == pytest.approx(math.hypot(*wide), rel=1e-9), "no sooner"
    assert all(x * next_x < 0 for (x, _), (next_x, _) in pairwise(hopping)), "across the bowl"
    assert bouncing[:3] == [(-4, 3), (4, -3), (-4, 3)] and abs(bouncing[-1][0]) == 4
    assert surface_problem("sphere").curvature_at(0, 0) == (2, 2)


@claim
def too_small(runs: Runs) -> None:
    slow, good = runs
    assert slow["loss"][-1] > slow["loss"][0] / 2
    assert good["outcome"]["kind"] == "converged"


@claim
def too_large(runs: Runs) -> None:
    good, large = runs
    assert good["outcome"]["kind"] == "converged"
    assert large["outcome"]["kind"] == "diverged" and large["outcome"]["step"] == 114
    assert answer("too_large")["problem"]["curvature"]["edge"] == pytest.approx(0.0845, abs=5e-5)
    assert all(after > before for before, after in zip(large["loss"][5:], large["loss"][6:], strict=False))


@claim
def edge(runs: Runs) -> None:
    below, on, above = ([abs(y) for _, y in points(run)] for run in runs)
    assert below[-1] < 0.2 * below[0]
    assert on[-1] == pytest.approx(on[0], rel=1e-9)
    assert above[-1] > 5 * above[0]
    assert answer("edge")["problem"]["curvature"]["largest"] == pytest.approx(100)


@claim
def newton_step(runs: Runs) -> None:
    newton, plain = runs
    assert points(newton)[1] == pytest.approx((1, 3), abs=1e-9)
    assert math.dist(end(plain), (1, 3)) > 0.1


@claim
def ravine_momentum(runs: Runs) -> None:
    plain, momentum = runs
    lowest = plain["loss"][-1]
    assert next(step for step, loss in enumerate(momentum["loss"]) if max(momentum["loss"][step:]) < lowest) < 100
    assert momentum["loss"][-1] < 1e-10 * lowest


@claim
def momentum_edge(runs: Runs) -> None:
    plain, momentum = runs
    assert plain["loss"][-1] > 1e5 * plain["loss"][0]
    assert falls(momentum)
    largest = answer("momentum_edge")["problem"]["curvature"]["largest"]
    assert 2 / largest == pytest.approx(0.5) and 0.5 < 0.6 < 2 * (1 + 0.5) / largest


@claim
def nesterov_heavy_ball(runs: Runs) -> None:
    heavy, nesterov = runs
    assert nesterov["loss"][-1] < heavy["loss"][-1] / 10

    def swings(run: dict[str, Any]) -> int:
        heights = [y for _, y in points(run)[20:]]
        return sum(a * b < 0 and abs(b) > 1e-3 for a, b in pairwise(heights))

    assert swings(heavy) > 2 * swings(nesterov)


@claim
def over_the_hill(runs: Runs) -> None:
    plain, momentum = runs
    assert end(plain) == pytest.approx((-1.7476, 0.8738), abs=1e-3)
    assert end(momentum) == pytest.approx((0, 0), abs=1e-3)


@claim
def along_the_axes(runs: Runs) -> None:
    plain, *adaptive = runs
    assert all(run["loss"][-1] < 1e-4 * plain["loss"][-1] for run in adaptive)


@claim
def rotated_ravine(runs: Runs) -> None:
    plain, *adaptive = runs
    assert all(run["loss"][-1] > 1e4 * plain["loss"][-1] for run in adaptive)
    back = PRESETS["rotated_ravine"].address.replace("rotated_quadratic", "rotated_quadratic:angle=0")
    first, *others = race(canonical(address.parse(back)), frozenset())["trajectories"]
    assert all(run["loss"][-1] < first["loss"][-1] for run in others)


@claim
def epsilon(runs: Runs) -> None:
    plain, adam, deaf = runs
    assert plain["gradient_norm"][0] < 1e-4
    assert adam["outcome"]["kind"] == "converged"
    assert all(math.dist(points(run)[0], end(run)) < 0.05 for run in (plain, deaf))


@claim
def sign_descent(runs: Runs) -> None:
    plain, sign, adam = runs
    assert plain["gradient_norm"][0] < 0.01
    assert plain["loss"][-1] > -0.001 and sign["loss"][-1] < -0.99 and adam["loss"][-1] < -0.99
    last = points(sign)[-20:]
    assert {round(abs(b[0] - a[0]), 9) for a, b in pairwise(last)} == {0.05}


@claim
def adamw_l2(runs: Runs) -> None:
    inside, outside, without = runs
    assert math.hypot(*end(outside)) < math.hypot(*end(inside)) / 2
    x, y = end(inside)
    slope = (inside["gradient"]["x"][-1], inside["gradient"]["y"][-1])
    assert slope == pytest.approx((-2 * x, -2 * y), abs=1e-2), "gradient and pull cancel"
    assert end(without) == pytest.approx((1, 3), abs=0.01)


@claim
def amsgrad_cycle(runs: Runs) -> None:
    plain, adam, amsgrad = (run["path"]["theta_0"] for run in runs)
    assert plain[-1] < 0 and amsgrad[-1] < 0 < adam[-1]
    assert adam[3::3] == sorted(adam[3::3]), "higher after every turn"
    turn = [before - after for before, after in pairwise(plain[:4])]
    assert turn == pytest.approx([0.03, -0.01, -0.01])


@claim
def rosenbrock_valley(runs: Runs) -> None:
    plain, *others = runs
    assert end(plain)[0] < 0
    assert all(math.dist(end(run), (1, 1)) < 0.05 for run in others)
    assert all(abs(points(run)[100][1] - points(run)[100][0] ** 2) < 0.25 for run in runs), "in the valley"


@claim
def saddle_line(runs: Runs) -> None:
    plain, momentum, noisy = runs
    assert all(end(run) == pytest.approx((0, 0), abs=1e-3) for run in (plain, momentum))
    assert abs(end(noisy)[0]) == pytest.approx(1, abs=0.05)


@claim
def saddle_escape(runs: Runs) -> None:
    away = [next(step for step, (_, y) in enumerate(points(run)) if abs(y) > 1) for run in runs]
    assert away[0] > 60 and max(away[1:]) < 25
    assert min(math.hypot(*point) for point in points(runs[0])) < 0.1, "it first goes to the saddle point"


@claim
def two_basins(runs: Runs) -> None:
    plain, momentum, rmsprop, adam = (tuple(round(v, 2) for v in end(run)) for run in runs)
    assert plain == momentum == (-3.78, -3.28) and rmsprop == adam == (-2.81, 3.13)
    moved = PRESETS["two_basins"].address.replace("start=-0.3,-0.9", "start=0,-0.9")
    ends = [end(run) for run in race(canonical(address.parse(moved)), frozenset())["trajectories"]]
    assert any(math.dist(a, b) > 1 for a, b in zip(ends, map(end, runs), strict=True))


@claim
def reddi_cycle(runs: Runs) -> None:
    short, amsgrad, long = (end(run)[0] for run in runs)
    assert short == pytest.approx(0, abs=0.02), "the worst point between the walls"
    assert amsgrad == pytest.approx(-2, abs=0.02) and long == pytest.approx(-2, abs=0.02)
    problem = problem_of(canonical(address.parse(PRESETS["reddi_cycle"].address)).problem)
    assert problem.minima[0].x == pytest.approx(-2) and problem.minima[0].kind == "kink"
    low, high = problem.view.x
    assert low < -2 and high > 0
    # Between the walls each datum's gradient is the datum.
    first = points(runs[0])[0]
    _, slope, _ = problem.objective.value_and_gradient(*first)
    assert slope == pytest.approx((3 - 1 - 1) / 3)


@claim
def flat_minimum(runs: Runs) -> None:
    plain, sam = runs
    assert end(plain) == pytest.approx((0.2, 5), abs=0.02) and plain["loss"][-1] < 1e-20
    assert end(sam) == pytest.approx((1, 1), abs=0.05)


@claim
def clipping(runs: Runs) -> None:
    free, clipped = runs
    assert free["gradient_norm"][0] > 10_000
    assert free["outcome"]["kind"] == "diverged" and free["outcome"]["step"] == 2
    local = [minimum for minimum in surface_problem("goldstein_price").minima if minimum.value > 3]
    assert any(math.dist(end(clipped), (minimum.x, minimum.y)) < 0.01 for minimum in local)


@claim
def warm_up(runs: Runs) -> None:
    cold, warm = runs
    assert cold["outcome"]["kind"] == "diverged" and cold["outcome"]["step"] == 2
    assert warm["outcome"]["kind"] != "diverged" and math.dist(end(warm), (3, 0.5)) < 0.1
    assert warm["learning_rate"][49] == warm["learning_rate"][-1] == 0.01
    assert warm["gradient_norm"][50] < warm["gradient_norm"][0] / 10


@claim
def noise_ball(runs: Runs) -> None:
    def roams(run: dict[str, Any]) -> float:
        return fmean(math.dist(point, (1, 3)) for point in points(run)[-100:])

    large, small, cooled = runs
    assert roams(small) < roams(large) / 1.5
    assert math.dist(end(cooled), (1, 3)) < roams(large) / 4
    steps = [math.dist(a, b) for a, b in zip(points(cooled)[-6:], points(cooled)[-5:], strict=False)]
    assert max(steps) < 0.01


@claim
def decay_at_a_kink(runs: Runs) -> None:
    constant, decayed = runs
    assert min(constant["loss"][-50:]) > 0.5 and decayed["loss"][-1] < 1e-10


@claim
def one_sample(runs: Runs) -> None:
    full, single = runs
    assert full["evaluations"]["gradient"] == single["evaluations"]["gradient"]
    assert all(min(run["loss"][:30]) < 2.5 for run in runs), "in the region at once"
    jumps = [abs(b - a) for a, b in zip(single["loss"][-101:], single["loss"][-100:], strict=False)]
    assert max(jumps) > 0.05, "it does not settle"
    assert full["loss"][-1] < 0.5605


@claim
def line_of_five(runs: Runs) -> None:
    (run,) = runs
    assert end(run) == pytest.approx((-0.9494488934269667, 2.18599815406887), rel=1e-12)
    problem = answer("line_of_five")["problem"]
    assert (problem["minima"][0]["theta_0"], problem["minima"][0]["theta_1"]) == pytest.approx((-1, 2.2))
    assert problem["curvature"]["condition"] == pytest.approx(70, abs=0.5)


@claim
def keras_adam(runs: Runs) -> None:
    default, larger = runs
    assert max(map(abs, end(default))) < 1 and default["loss"][-1] > 9
    assert end(larger) == pytest.approx((-1, 2.2), abs=1e-3)


@claim
def three_on_the_line(runs: Runs) -> None:
    plain, *others = runs
    assert all(math.dist(end(run), (-1, 2.2)) < 0.03 for run in others)
    assert math.dist(end(plain), (-1, 2.2)) > 0.1


def test_there_are_enough_and_each_claim_is_checked() -> None:
    assert len(PRESETS) >= 15
    assert CLAIMS.keys() == PRESETS.keys()


@EACH
def test_what_it_claims_is_true(name: str) -> None:
    CLAIMS[name](answer(name)["trajectories"])


@EACH
def test_its_address_is_a_scene_and_canonical_where_it_is_given_away(name: str) -> None:
    scene = canonical(address.parse(PRESETS[name].address))
    given = items("presets")[name]["address"]
    assert given == address.write(scene)
    assert address.write(canonical(address.parse(given))) == given
    assert scene.start is not None and "start=" in PRESETS[name].address, "its claims hold from this start"
    assert problem_of(scene.problem).view


@EACH
def test_it_says_what_it_races(name: str) -> None:
    """A rate that a sentence names by η is one that is raced, or an edge."""
    preset = PRESETS[name]
    rates = {run.hyperparameters.get("lr") for run in canonical(address.parse(preset.address)).runs}
    for words in (preset.idea.en, preset.idea.zh):
        assert {float(value) for value in re.findall(r"η = (\d+\.\d+)", words)} <= rates
