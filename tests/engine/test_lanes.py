"""Lanes and scalars agree: many seeds at once are the single runs, number for number, all over the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from app.catalogue import CATALOGUE
from app.engine.ensemble import Ensemble, ensemble, lane_program
from app.engine.problem import problem_of
from app.engine.race import Plan, start_of
from app.engine.scene import canonical, read

from .races import ARTICLE, Document, fit, formula, run, surface

SEEDS = range(3, 8)
VARIANTS = [(o.id, v.framework) for o in CATALOGUE.optimizers.values() for v in o.variants]
# Sums over these data lose digits, so that it is fitted by them and not by its quadratic.
SUMS = fit([[1e8, 1.0], [1e8 + 1, 2.0], [1e8 + 2, 2.5], [1e8 + 4, 2.0], [1e8 + 5, 7.0]])
ROSENBROCK = surface("rosenbrock")
NATIVE = {"lbfgs"}


def planned(problem: Document, one: Document, **scene: Any) -> tuple[Plan, tuple[float, float]]:
    document = canonical(read({"problem": problem, "runs": [one], "steps": 60, **scene}))
    whole = problem_of(document.problem)
    return Plan(document, whole, 0, False, {}), start_of(document, whole)


def agree(plan: Plan, start: tuple[float, float], seeds: Sequence[int] = SEEDS) -> Ensemble:
    """The ensemble, once each of its lanes is found to be the single run with that seed, to the last bit."""
    many = ensemble(plan, start, seeds)
    assert many.x.shape == (plan.steps + 1, 1, len(seeds))
    for lane, seed in enumerate(seeds):
        single = plan.of(seed).trajectory(start)
        assert single.outcome is not None
        points = len(single.x)
        assert (many.points[0, lane], many.kinds[lane]) == (points, single.outcome.kind), seed
        for ours, theirs in ((many.x, single.x), (many.y, single.y), (many.loss, single.loss)):
            assert ours[:points, 0, lane].tolist() == theirs, seed
            assert np.isnan(ours[points:, 0, lane]).all()
    return many


def differ(many: Ensemble) -> bool:
    return bool((np.abs(many.x - many.x[:, :, :1]) > 0).any())  # not where one is nan


@pytest.mark.parametrize(("optimizer", "framework"), VARIANTS, ids=[" ".join(variant) for variant in VARIANTS])
def test_every_optimizer(optimizer: str, framework: str) -> None:
    more = {"framework": framework}
    for problem, how in (
        (ROSENBROCK, {"noise": 300.0}),
        (surface("ackley"), {"noise": 0.1, "noise_kind": "relative"}),
        (ARTICLE, {"batch_size": 2, "noise": 0.1, "noise_kind": "student_t"}),
        (SUMS, {"batch_size": 2}),
    ):
        plan, start = planned(problem, run(optimizer, **more, **how))
        assert (lane_program(plan) is None) == (optimizer in NATIVE)
        many = agree(plan, start)
        assert differ(many) or problem is not ROSENBROCK, "the seeds make no difference"


@pytest.mark.parametrize("schedule", CATALOGUE.schedules)
def test_every_schedule(schedule: str) -> None:
    for optimizer in ("sgd", "adam"):
        for warmup in (0, 7):
            chosen = {"id": schedule, "parameters": {"warmup": warmup}}
            agree(*planned(surface("himmelblau"), run(optimizer, lr=0.01, schedule=chosen, noise=3.0)))


@pytest.mark.parametrize("wrapper", CATALOGUE.wrappers)
def test_every_wrapper(wrapper: str) -> None:
    for optimizer in ("sgd", "adam", "lbfgs"):
        one = run(optimizer, lr=0.01, noise=1.0, wrappers=[{"id": wrapper}, {"id": "lookahead"}])
        agree(*planned(surface("himmelblau"), one))


@pytest.mark.parametrize("name", CATALOGUE.surfaces)
def test_every_surface(name: str) -> None:
    for optimizer in ("sgd", "adamw", "newton"):
        agree(*planned(surface(name), run(optimizer, lr=0.05, noise=0.2)), seeds=range(3))


@pytest.mark.parametrize("sampling", ["shuffle", "cyclic", "replace"])
@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_batches(sampling: str, size: int) -> None:
    for problem, lr in ((ARTICLE, 1e-3), (SUMS, 1e-17)):
        many = agree(*planned(problem, run("sgd", lr=lr, batch_size=size), sampling=sampling))
        assert many.whole.all()
        assert differ(many) == (sampling == "replace" or (sampling == "shuffle" and size < 5))


@pytest.mark.parametrize("loss", CATALOGUE.losses)
@pytest.mark.parametrize("model", CATALOGUE.models)
def test_every_fit(model: str, loss: str) -> None:
    """Few data are added one by one, many as NumPy adds; so are batches."""
    for points in (7, 150):
        data = [[0.1 + 0.01 * index, 0.5 + 0.4 * (-1) ** index] for index in range(points)]
        problem = {**fit(data), "model": model, "loss": loss}
        for size in (None, 3, 100 if points > 100 else 7):
            one = run("sgd", lr=0.01, batch_size=size, noise=0.1)
            start = defined(problem)
            agree(*planned(problem, one, steps=20, sampling="replace", start=start), seeds=range(3))


def defined(problem: Document) -> list[float]:
    """A place where the loss is: a logarithm's argument must be between 0 and 1."""
    objective = problem_of(read({"problem": problem, "runs": [run()]}).problem).objective
    places = ([x, y] for x in (0.3, 0.1, -0.3, 1.0) for y in (0.4, 0.05, 0.9, -0.5))
    return next(place for place in places if np.isfinite(objective.value_and_gradient(*place)).all())


def test_lanes_end_one_by_one() -> None:
    """Above the edge of stability the noise decides when each lane leaves the limit."""
    plan, start = planned(surface("rosenbrock"), run("sgd", lr=0.002, noise=100.0), steps=200)
    many = agree(plan, start, range(40))
    assert len(set(many.points[0].tolist())) > 5
    assert "diverged" in many.kinds


def test_lanes_leave_the_domain_one_by_one() -> None:
    plan, start = planned(formula("sqrt(x + 1) + y**2"), run("sgd", lr=0.1, noise=2.0), start=[1.0, 1.0], steps=100)
    many = agree(plan, start, range(40))
    assert "left_domain" in many.kinds and len(set(many.points[0].tolist())) > 5


def test_lanes_overflow_as_the_single_run_does() -> None:
    for text in ("exp(x*x) + y**2", "x**90 + y**2", "log(x) + y/x", "1/(x - 1) + y**4"):
        agree(*planned(formula(text), run("sgd", lr=0.3, noise=1.0), start=[2.0, 1.5]), seeds=range(20))


@pytest.mark.parametrize("optimizer", ["sgd", "adam", "rprop", "lbfgs", "prodigy", "adagrad"])
def test_each_rate_is_a_run_of_its_own(optimizer: str) -> None:
    rates = [1e-3, 0.01, 0.05]
    for schedule in ("constant", "cosine", "plateau"):
        plan, start = planned(surface("himmelblau"), run(optimizer, noise=1.0, schedule=schedule), steps=40)
        many = ensemble(plan, start, range(3), rates)
        assert many.x.shape == (41, 3, 3)
        for row, rate in enumerate(rates):
            for seed in range(3):
                single = plan.of(seed, rate).trajectory(start)
                assert many.x[: len(single.x), row, seed].tolist() == single.x
                assert many.points[row, seed] == len(single.x)


def test_a_seed_is_the_scenes_seed() -> None:
    """What Plan.of makes of a scene is that scene with another seed."""
    one = run("adam", lr=0.1, noise=0.3, batch_size=2)
    plan, start = planned(ARTICLE, one)
    for seed in (1, 2**32 - 1):
        other, _ = planned(ARTICLE, one, seed=seed)
        assert plan.of(seed).trajectory(start).x == other.trajectory(start).x
