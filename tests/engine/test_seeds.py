"""Many seeds together: bands, means, ends, and the noise ball beside what is known of it."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

from app.engine.faults import InvalidScene
from app.engine.problem import problem_of
from app.engine.race import Plan, start_of
from app.engine.scene import canonical, read
from app.engine.seeds import QUANTILES, balls, many_seeds
from app.engine.stationary import centres, expected_squares
from app.settings import LIMITS

from .races import ARTICLE, Document, fit, formula, raced, run, surface

POINTS = [[-1.0, 2.0], [0.5, 1.0], [2.0, -1.0]]


def together(problem: Document, one: Document, seeds: int, **scene: Any) -> Document:
    document = canonical(read({"problem": problem, "runs": [one], **scene}))
    answer: Document = many_seeds(document, seeds)["runs"][0]
    return answer


def swept(problem: Document, one: Document, low: float, high: float, rates: int, seeds: int = 200, **scene: Any) -> Any:
    document = canonical(read({"problem": problem, "runs": [one], **scene}))
    return balls(document, seeds, low, high, rates)["runs"][0]


def planned(problem: Document, one: Document, **scene: Any) -> tuple[Plan, tuple[float, float]]:
    document = canonical(read({"problem": problem, "runs": [one], **scene}))
    whole = problem_of(document.problem)
    return Plan(document, whole, 0, False, {}), start_of(document, whole)


# The mean path.


def deviations(sampling: str) -> Any:
    """How many standard errors SGD's mean path over 200 seeds is from the full-batch path, step by step."""
    scene: Document = {"steps": 100, "start": [0, 0], "sampling": sampling}
    mean = together(ARTICLE, run("sgd", lr=0.03, batch_size=1), 200, **scene)
    (exact,) = raced(ARTICLE, run("sgd", lr=0.03), **scene)["trajectories"]
    return np.array(
        [
            (mean["mean_path"][name][1:] - np.array(exact["path"][name])[1:]) / mean["standard_error"][name][1:]
            for name in ("theta_0", "theta_1")
        ]
    )


def test_the_mean_path_of_sgd_is_the_full_batch_path() -> None:
    """A batch that is drawn anew does not depend on the point, and the gradient of least squares is linear in the
    point: so the mean of the updates is the update of the mean, exactly. The seeds are fixed, so this does not flicker;
    another draw would pass three standard errors somewhere on the path about one time in three."""
    found = np.abs(deviations("replace"))
    assert found.max() < 3
    assert found.max() > 0.5, "standard errors that are too large prove nothing"


def test_shuffled_batches_are_not_unbiased() -> None:
    """Within an epoch the data that are left depend on those that moved the point: the mean path is another one."""
    assert np.abs(deviations("shuffle")).max() > 10


def test_standard_errors_are_those_of_a_mean() -> None:
    answer = together(surface("booth"), run("sgd", lr=0.01, noise=2.0), 30, steps=20, seed=4)
    paths = np.array(
        [
            raced(surface("booth"), run("sgd", lr=0.01, noise=2.0), steps=20, seed=4 + seed)["trajectories"][0]["path"][
                "x"
            ]
            for seed in range(30)
        ]
    )
    assert answer["mean_path"]["x"] == pytest.approx(paths.mean(axis=0), rel=1e-12)
    assert answer["standard_error"]["x"] == pytest.approx(paths.std(axis=0, ddof=1) / np.sqrt(30), rel=1e-9, abs=1e-15)


def test_one_seed_has_no_standard_error() -> None:
    answer = together(surface("booth"), run("sgd", lr=0.01, noise=2.0), 1, steps=5)
    assert np.isnan(answer["standard_error"]["x"]).all() and np.isfinite(answer["mean_path"]["x"]).all()
    assert len(set(map(tuple, answer["loss"]["quantiles"]))) == 1


# Bands, ends, outcomes.


def test_bands_are_numpys_quantiles() -> None:
    for seeds in (2, 5, 41, 50):
        answer = together(surface("himmelblau"), run("adam", lr=0.1, noise=3.0), seeds, steps=30)
        losses = np.array(
            [
                raced(surface("himmelblau"), run("adam", lr=0.1, noise=3.0), steps=30, seed=seed)["trajectories"][0][
                    "loss"
                ]
                for seed in range(seeds)
            ]
        )
        assert answer["loss"]["quantiles"] == pytest.approx(np.quantile(losses, QUANTILES, axis=0), rel=1e-12)


def test_seeds_that_have_ended_count_as_infinite() -> None:
    """Where some of the seeds have left the domain the upper quantiles are beyond every number, the lower stay."""
    answer = together(formula("sqrt(x + 1) + y**2"), run("sgd", lr=0.1, noise=2.0), 100, start=[1.0, 1.0], steps=30)
    left = answer["outcomes"]["left_domain"]
    assert 5 < left < 75, "the example shows nothing"
    assert answer["running"][0] == 100 and answer["running"][-1] == 100 - left == sum(
        kind != "left_domain" for kind in answer["ends"]["kind"]
    )
    last = answer["loss"]["quantiles"][:, -1]
    for level, value in zip(QUANTILES, last, strict=True):
        assert np.isfinite(value) == (level * 99 <= 99 - left)
    assert [step < 30 for step in answer["ends"]["step"]] == [kind == "left_domain" for kind in answer["ends"]["kind"]]


def test_a_loss_without_end_counts_as_the_lowest() -> None:
    answer = together(formula("x**3 + y**2"), run("sgd", lr=0.05, noise=3.0), 60, start=[0.3, 1.0], steps=60)
    assert answer["outcomes"].get("diverged", 0) > 5
    assert answer["loss"]["quantiles"][0][-1] == -np.inf


def test_without_chance_all_seeds_are_one() -> None:
    answer = together(surface("booth"), run("adam", lr=0.1), 5, steps=50)
    assert (np.ptp(answer["loss"]["quantiles"], axis=0) == 0).all()
    assert answer["standard_error"]["x"].max() < 1e-14 and answer["outcomes"] == {"completed": 5}


# The noise ball.


def test_the_ball_of_additive_noise() -> None:
    """E‖θ − θ*‖² = Σ ησ²/(λ(2 − ηλ)) on a quadratic, and every run's ball is as large."""
    problem = formula("0.5*3*(x - 1)**2 + 0.5*0.7*(y + 2)**2")
    sweep = swept(problem, run("sgd", lr=0.1, noise=0.4), 0.05, 0.6, 6, steps=400, start=[1, -2])
    eta = np.array(sweep["learning_rate"])
    known = sum(eta * 0.4**2 / (curvature * (2 - eta * curvature)) for curvature in (3, 0.7))
    assert np.square(sweep["stationary"]) == pytest.approx(known, rel=1e-12)
    assert sweep["expected"] == pytest.approx(sweep["stationary"], rel=1e-3)
    assert sweep["radius"] == pytest.approx(sweep["expected"], rel=0.03)
    assert sweep["completed"] == [200] * 6


@pytest.mark.parametrize(
    ("one", "how"),
    [
        (run("sgd", noise=1.0, noise_kind="student_t", noise_df=5), {}),
        (run("sgd", batch_size=1), {"sampling": "replace"}),
        (run("sgd", batch_size=2, noise=0.5), {"sampling": "replace"}),
        (run("sgd", batch_size=2, noise=0.3, noise_kind="relative"), {"sampling": "replace"}),
        (run("sgd", noise=0.3, noise_kind="relative"), {}),
    ],
)
def test_the_ball_is_as_large_as_expected(one: Document, how: Document) -> None:
    """Also on the way: from a start outside, over the last quarter of few steps."""
    sweep = swept(ARTICLE, one, 0.003, 0.02, 4, steps=120, start=[0, 0], **how)
    assert sweep["radius"] == pytest.approx(sweep["expected"], rel=0.05)


def test_the_moments_of_batches_are_exact() -> None:
    """Against every sequence of batches that there is, each as likely as any other."""
    eta, steps, size = 0.07, 3, 1
    plan, start = planned(
        fit(POINTS), run("sgd", lr=eta, batch_size=size), steps=steps, sampling="replace", start=[1, 0]
    )
    known = expected_squares(plan, start, [eta])
    assert known is not None
    data = np.array(POINTS)
    rows = np.column_stack([np.ones(3), data[:, 0]])
    best = np.linalg.lstsq(rows, data[:, 1], rcond=None)[0]
    squares = []
    for batches in itertools.product(range(3), repeat=steps):
        theta = np.array(start)
        path = [theta]
        for chosen in batches:
            theta = theta - eta * 2 * rows[chosen] * (rows[chosen] @ theta - data[chosen, 1])
            path.append(theta)
        squares.append(((np.array(path) - best) ** 2).sum(axis=1))
    assert known[0][:, 0] == pytest.approx(np.mean(squares, axis=0), rel=1e-12)


def test_beyond_the_edge_there_is_no_ball() -> None:
    sweep = swept(surface("sphere"), run("sgd", noise=1.0), 0.1, 10, 9, seeds=20, steps=200)
    (edge,) = {2 / eigenvalue for eigenvalue in problem_of(read_surface("sphere")).curvature_at(0, 0) or ()}
    for rate, radius, stationary in zip(sweep["learning_rate"], sweep["radius"], sweep["stationary"], strict=True):
        assert (stationary is None) == (rate >= edge)
        if rate > 1.2 * edge:
            assert radius is None
    assert 0 in sweep["completed"] and 20 in sweep["completed"]


def read_surface(name: str) -> Any:
    return read({"problem": surface(name), "runs": [run()]}).problem


@pytest.mark.parametrize(
    ("problem", "one", "how"),
    [
        (ARTICLE, run("sgd", batch_size=2), {}),  # shuffled batches depend on one another
        (surface("booth"), run("adam", noise=1.0), {}),
        (surface("booth"), run("sgd", weight_decay=0.1, noise=1.0), {}),
        (surface("booth"), run("sgd", noise=1.0, schedule="cosine"), {}),
        (surface("booth"), run("sgd", noise=1.0, wrappers=[{"id": "lookahead"}]), {}),
        (surface("himmelblau"), run("sgd", noise=1.0), {}),
    ],
)
def test_what_is_not_known_exactly_is_not_said(problem: Document, one: Document, how: Document) -> None:
    plan, start = planned(problem, one, **how)
    assert expected_squares(plan, start, [0.01]) is None
    ball = together(problem, one, 10, steps=40, **how)["ball"]
    assert ball["expected"] is ball["stationary"] is None and ball["spread"] > 0


def test_tails_too_heavy_for_a_variance() -> None:
    plan, start = planned(surface("booth"), run("sgd", lr=0.01, noise=1.0, noise_kind="student_t", noise_df=2))
    known = expected_squares(plan, start, [0.01])
    assert known is not None and np.isinf(known[1]).all()
    ball = together(surface("booth"), run("sgd", lr=0.01, noise=1.0, noise_kind="student_t", noise_df=2), 5)["ball"]
    assert ball["stationary"] is None and ball["radius"] > 0


def test_a_persons_quadratic_has_a_centre() -> None:
    whole = problem_of(read({"problem": formula("(x - 1.5)**2 + x*y + 2*y**2"), "runs": [run()]}).problem)
    ((x, y),) = centres(whole)
    assert whole.objective.value_and_gradient(x, y)[1:] == pytest.approx((0, 0), abs=1e-12)
    assert not len(centres(problem_of(read({"problem": formula("x*y"), "runs": [run()]}).problem)))
    assert not len(centres(problem_of(read({"problem": formula("x**4 + y**4"), "runs": [run()]}).problem)))


def test_the_nearest_minimum_counts() -> None:
    """Himmelblau's runs end in several minima; each is measured from its own."""
    answer = together(surface("himmelblau"), run("sgd", lr=0.01, noise=40.0), 100, steps=200, start=[0, 0])
    ball = answer["ball"]
    assert ball["spread"] > 2 > 1 > ball["radius"]


# Too much.


def test_too_much_work_is_refused_with_what_would_do() -> None:
    document = canonical(read({"problem": surface("booth"), "runs": [run("lbfgs", noise=0.1)] * 16, "steps": 5000}))
    with pytest.raises(InvalidScene) as caught:
        many_seeds(document, LIMITS.seeds)
    (fault,) = caught.value.faults
    assert fault.path == ("steps",) and "steps" in fault.text.en and "步" in fault.text.zh
