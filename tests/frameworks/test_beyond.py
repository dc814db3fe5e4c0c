"""What methods that average, flow or look at curvature promise in words, apart from any framework's path."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import islice, pairwise
from typing import Any

import numpy as np
import pytest

from app.catalogue import CATALOGUE
from tests.catalogue.scenes import BOWL, path, run

from ..fixtures.recording import HESSIANS, LOSSES, PROBLEMS, START, Point, distance

SURFACES = {"rosenbrock": "rosenbrock", "rotated": "rotated_quadratic"}
Three = tuple[Point, Point, Point]
WARMED = {"id": "cosine", "parameters": {"t_max": 180, "eta_min": 0.001, "warmup": 20}}


def schedule_free(
    problem: str, beta: float, step: Callable[[int, Point], Point], weight: Callable[[int], float]
) -> Any:
    """The points y, x and z of Defazio et al. 2024, Algorithm 1, each of the three kept."""

    def points() -> Iterator[Three]:
        x = z = y = START
        total = 0.0
        for t in range(1, 201):
            yield y, x, z
            dx, dy = step(t, PROBLEMS[problem](*y))
            z = z[0] - dx, z[1] - dy
            total += weight(t)
            c = weight(t) / total
            x = (1 - c) * x[0] + c * z[0], (1 - c) * x[1] + c * z[1]
            y = (1 - beta) * z[0] + beta * x[0], (1 - beta) * z[1] + beta * x[1]

    return zip(*points(), strict=True)


def drawn(trajectory: dict[str, Any]) -> tuple[list[Point], ...]:
    tracks = trajectory["tracks"]
    own = [list(zip(*tracks[name].values(), strict=True)) for name in ("x", "z")]
    return path(trajectory)[:200], own[0][:200], own[1][:200]


@pytest.mark.parametrize("problem", SURFACES)
@pytest.mark.parametrize("framework", ["optax", "paper"])
def test_schedule_free_draws_its_three_points(framework: str, problem: str) -> None:
    lr = {"rosenbrock": 0.0005, "rotated": 0.02}[problem]
    surface: Any = SURFACES[problem]
    ours = run(surface, "schedule_free_sgd", framework, start=list(START), lr=lr, schedule=WARMED)
    rates, highest = ours["learning_rate"], [0.0]
    for rate in rates:
        highest.append(max(highest[-1], rate))
    theirs = schedule_free(
        problem, 0.9, lambda t, g: (rates[t - 1] * g[0], rates[t - 1] * g[1]), lambda t: highest[t] ** 2
    )
    for drawn_points, expected in zip(drawn(ours), theirs, strict=True):
        assert distance(drawn_points, expected) <= 1e-12


@pytest.mark.parametrize("framework", ["keras", "optax", "paper"])
def test_points_of_a_warm_up_weigh_less_except_in_keras(framework: str) -> None:
    ours = run("rotated_quadratic", "schedule_free_adamw", framework, start=list(START), lr=0.1, schedule=WARMED)
    rates, highest, v = ours["learning_rate"], [0.0], [0.0, 0.0]
    for rate in rates:
        highest.append(max(highest[-1], rate))

    def step(t: int, g: Point) -> Point:
        for i in (0, 1):
            v[i] = 0.999 * v[i] + (1 - 0.999) * g[i] * g[i]
        x, y = (rates[t - 1] * g[i] / (math.sqrt(v[i] / (1 - 0.999**t)) + 1e-8) for i in (0, 1))
        return x, y

    theirs = schedule_free("rotated", 0.9, step, lambda t: 1.0 if framework == "keras" else highest[t] ** 2)
    for drawn_points, expected in zip(drawn(ours), theirs, strict=True):
        assert distance(drawn_points, expected) <= 1e-12


def test_keras_on_tensorflow_and_torch_ends_as_far_away_as_said() -> None:
    """Its release there reconstructs x from the new z where the method has the old one: the one substitution."""
    beta, lr = 0.9, 0.05

    def released() -> Iterator[Point]:
        (x, y), z, v = START, list(START), [0.0, 0.0]
        for t in range(1, 202):
            yield x, y
            point, g = [x, y], PROBLEMS["rosenbrock"](x, y)
            for i in (0, 1):
                v[i] = 0.999 * v[i] + (1 - 0.999) * g[i] * g[i]
                z[i] -= lr * g[i] / (math.sqrt(v[i] / (1 - 0.999**t)) + 1e-8)
                before = (point[i] - (1 - beta) * z[i]) / beta
                point[i] = (1 - beta) * z[i] + beta * ((1 - 1 / t) * before + z[i] / t)
            x, y = point

    ours = path(run("rosenbrock", "schedule_free_adamw", "keras", start=list(START), lr=lr))
    assert max(math.dist(*pair) for pair in zip(ours, released(), strict=True)) == pytest.approx(0.15, abs=0.005)


def test_polyak_halves_the_distance_on_a_round_bowl() -> None:
    points = path(run("sphere", "polyak_sgd", "optax", steps=20))
    for before, after in pairwise(points):
        assert math.hypot(*after) == pytest.approx(math.hypot(*before) / 2, rel=1e-12)


def test_dog_grows_geometrically_from_a_millionth() -> None:
    points = path(run("rosenbrock", "dog", steps=200))
    steps = [math.dist(*pair) for pair in pairwise(points)]
    assert steps[0] == pytest.approx(1e-6 * (1 + math.hypot(*points[0])), rel=1e-9)
    assert max(steps) > 500 * steps[0]


def test_prodigy_and_d_adaptation_find_a_rate_and_never_lower_it() -> None:
    for optimizer in ("prodigy", "dadapt_adam"):
        for variant in CATALOGUE.optimizers[optimizer].variants:
            d = run("rotated_quadratic", optimizer, variant.framework)["state"]["d"]
            assert d[0] == 1e-6 and d == sorted(d) and 0.01 < d[-1] < 10


def test_ftrl_is_adagrad_told_in_another_way() -> None:
    """From the point 0, where it starts its walk, without penalties and with nothing under the root at first."""
    start = [0.0, 0.0]
    ours = run("booth", "ftrl", start=start, lr=0.5, initial_accumulator_value=0)
    adagrad = run("booth", "adagrad", "pytorch", start=start, lr=0.5, eps=0)
    assert distance(path(ours), path(adagrad)) < 1e-12


def test_an_l1_penalty_holds_a_coordinate_at_exactly_zero_until_the_gradients_outweigh_it() -> None:
    surface = {"kind": "formula", "formula": "(x - 3)**2 + (y - 0.2)**2", "view": {"x": [-5, 5], "y": [-5, 5]}}
    points = path(run(surface, "ftrl", start=[0.0, 0.0], steps=200, lr=0.5, l1=20))
    # The slopes there are −6 and −0.4: in x their sum passes 20 with the fourth, in y with the fiftieth.
    assert [k for k, (x, _) in enumerate(points) if x == 0] == list(range(4))
    assert [k for k, (_, y) in enumerate(points) if y == 0][-1] in (49, 50)


def test_sophia_begins_with_a_step_of_signs_and_divides_by_the_curvature_later() -> None:
    ours = run("quadratic", "sophia", steps=400, lr=0.01, weight_decay=0, start=[-2.0, 2.0])
    first, second, *_ = path(ours)
    assert (second[0] - first[0], second[1] - first[1]) == pytest.approx((0.01, -0.01))
    looks = ours["state"]["h"]["x"]
    assert [k for k in range(1, 40) if looks[k] != looks[k - 1]] == [1, 11, 21, 31]


def test_newton_takes_one_step_to_where_a_parabola_is_level() -> None:
    for problem in (BOWL, "rotated_quadratic", "booth"):
        assert run(problem, "newton", steps=1)["gradient"]["x"][1] == pytest.approx(0, abs=1e-12)
    assert path(run("saddle", "newton", start=[-1.0, 0.5], steps=1))[1] == pytest.approx((0, 0), abs=1e-12)


def test_saddle_free_newton_flees_the_saddle_that_draws_newton_in() -> None:
    """Along the direction that curves downwards each step goes as far out as Newton's goes in."""
    out = path(run("saddle", "saddle_free_newton", start=[-1.0, 0.5], steps=1, damping=0))[1]
    assert out == pytest.approx((0, 1.0), abs=1e-12)
    # Where the surface curves upwards all round, they are the same.
    same = {name: path(run(BOWL, name, steps=30, damping=0.5)) for name in ("newton", "saddle_free_newton")}
    assert distance(same["newton"], same["saddle_free_newton"]) < 1e-12


def test_spsa_descends_along_the_gradient_on_average() -> None:
    """The mean over the four shakes is the gradient, up to what curvature adds within c."""
    g = np.array(PROBLEMS["rotated"](*START))
    moves = []
    for seed in range(40):
        first, second = path(run("rotated_quadratic", "spsa", start=list(START), steps=1, seed=seed, c=1e-6))
        moves.append(np.subtract(second, first))
    a = 0.01 / 21**0.602
    kinds = {tuple(np.round(move, 9)) for move in moves}
    assert len(kinds) == 2, "a shake and its opposite are the same"
    assert np.mean([*kinds], axis=0) == pytest.approx(-a * g, rel=1e-4)
    assert run("rotated_quadratic", "spsa")["evaluations"] == {"gradient": 0, "loss": 400}


def test_gradient_flow_is_the_flow() -> None:
    """On a parabola the flow is known: exp(−Hη)."""
    xx, xy, yy = HESSIANS["rotated"](0.0, 0.0)
    values, vectors = np.linalg.eigh([[xx, xy], [xy, yy]])
    for lr, tolerance in ((0.001, 1e-7), (0.01, 1e-3)):
        points = path(run("rotated_quadratic", "gradient_flow", start=list(START), steps=200, lr=lr))
        exact = [tuple(vectors @ (np.exp(-values * lr * k) * (vectors.T @ START))) for k in range(201)]
        assert max(math.dist(*pair) for pair in zip(points, exact, strict=True)) < tolerance
    # It stays beside gradient descent for as long as η is small, and does not follow it into its swings.
    flow, descent = (run("rotated_quadratic", name, lr=0.0201)["loss"] for name in ("gradient_flow", "sgd"))
    assert flow == sorted(flow, reverse=True) and descent[-1] > descent[20]
    assert run("rotated_quadratic", "gradient_flow", lr=0.065)["outcome"]["kind"] == "diverged"
    assert run("rotated_quadratic", "gradient_flow", lr=0.055)["outcome"]["kind"] != "diverged"


@pytest.mark.parametrize("problem", SURFACES)
def test_momentum_approaches_the_heavy_ball_as_its_steps_shrink(problem: str) -> None:
    """With η = h² and μ = 1 − γh the two part by a distance in proportion to h."""
    surface: Any = SURFACES[problem]

    def apart(h: float) -> float:
        given: dict[str, Any] = {"lr": h * h, "momentum": 1 - 4 * h, "steps": round(2 / h), "start": list(START)}
        ball, momentum = (path(run(surface, name, **given)) for name in ("heavy_ball_ode", "momentum"))
        return max(math.dist(*pair) for pair in zip(ball, momentum, strict=True))

    coarse, fine = apart(0.004), apart(0.002)
    assert fine < 0.2
    assert coarse / fine == pytest.approx(2, rel=0.2)


def test_the_heavy_ball_loses_energy_to_friction() -> None:
    ours = run("rosenbrock", "heavy_ball_ode", start=list(START), steps=600)
    w = np.array([*ours["state"]["w"].values()])
    loss = np.array([LOSSES["rosenbrock"](*point) for point in path(ours)])
    energy = loss + (w * w).sum(axis=0) / 2 / 0.001
    assert (np.diff(energy) < 1e-9).all()
    assert list(islice(energy, 1)) == [loss[0]]
