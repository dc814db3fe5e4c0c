"""What the data sets' lessons say, tested by racing."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from app.catalogue import CATALOGUE
from app.engine.generated import points_of
from app.engine.problem import problem_of
from app.engine.race import race
from app.engine.scene import canonical, read, read_problem


def raced(dataset: str, lr: float, steps: int = 200, **more: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The answer's problem and its one trajectory, of gradient descent on the fit that a data set is made for."""
    each = CATALOGUE.datasets[dataset]
    problem = {"model": each.model, "loss": each.loss, "standardize": each.standardize, **more.pop("problem", {})}
    run = {"optimizer": more.pop("optimizer", "sgd"), "hyperparameters": {"lr": lr}}
    run |= {key: more.pop(key) for key in ("batch_size",) if key in more}
    scene = {"problem": {"kind": "fit", "dataset": dataset, **problem}, "steps": steps, "runs": [run], **more}
    answer = race(canonical(read(scene)))
    return answer["problem"], answer["trajectories"][0]


def line(points: Any) -> tuple[float, float]:
    x, y = np.array(points).T
    slope, intercept = np.polyfit(x, y, 1)
    return float(intercept), float(slope)


def test_every_data_set_has_a_lesson_that_is_tested_here() -> None:
    tested = {name.removeprefix("test_").partition("__")[0] for name in globals() if "__" in name}
    assert set(CATALOGUE.datasets) <= tested


def test_article__a_thousand_steps_are_not_enough() -> None:
    _, trajectory = raced("article", 0.01, 1000)
    end = list(trajectory["outcome"]["final"].values())[:2]
    assert end == pytest.approx((-0.949, 2.186), abs=5e-4)
    assert raced("article", 0.0846, 200)[1]["loss"][-1] > 41.6 > raced("article", 0.0844, 200)[1]["loss"][-1]


def test_clean_line__sgd_arrives_without_a_ball() -> None:
    problem, _ = raced("clean_line", 0.1)
    assert problem["exact"]["condition"] == pytest.approx(4) and problem["exact"]["loss"] == 0
    _, trajectory = raced("clean_line", 0.02, 3000, batch_size=1)
    assert trajectory["loss"][-1] < 1e-20


def test_outlier__one_point_tilts_the_line() -> None:
    ten = [point for point in points_of("outlier") if point != (13.0, 12.74)]
    assert len(ten) == 10 and line(ten) == pytest.approx((4, 0.345), abs=0.01)
    assert line(points_of("outlier")) == pytest.approx((3, 0.5), abs=0.01)
    slopes = [
        raced("outlier", 0.001, 1, problem={"loss": loss})[0]["exact"]["solution"]["theta_1"]
        for loss in ("mse", "huber", "mae")
    ]
    assert slopes[0] > slopes[1] > slopes[2] == pytest.approx(0.345, abs=1e-3)


def test_leverage__the_path_jumps_when_the_point_is_drawn() -> None:
    _, trajectory = raced("leverage", 0.002, 110, batch_size=1, sampling="cyclic")
    slope = np.abs(np.diff(trajectory["path"]["theta_1"]))[55:].reshape(-1, 11)
    assert (slope.argmax(axis=1) == 7).all() and points_of("leverage")[7] == (19.0, 12.5)
    assert {x for x, _ in points_of("leverage") if x != 19} == {8.0}


def test_cars__the_bottom_of_the_valley_is_reached_at_once_and_its_end_hardly_ever() -> None:
    problem, trajectory = raced("cars", 0.002, 1000)
    assert problem["exact"]["condition"] == pytest.approx(2572, abs=0.5)
    assert problem["exact"]["edge"] == pytest.approx(0.00377, abs=5e-6)
    loss, lowest = trajectory["loss"], problem["exact"]["loss"]
    assert loss[0] - loss[3] > 0.98 * (loss[0] - lowest) and loss[3] - loss[1000] > 0.3 * (loss[3] - lowest) > 0
    assert trajectory["path"]["theta_0"][-1] > -6 and problem["exact"]["solution"]["theta_0"] < -17
    assert raced("cars", 0.5, 60, problem={"standardize": True})[1]["loss"][-1] == pytest.approx(227.0704, rel=1e-6)


def test_noisy_line__the_ball_grows_with_noise_and_rate_and_shrinks_with_the_batch() -> None:
    def ball(lr: float, batch: int, noise: float = 0.5) -> float:
        coefficients = {"dataset_coefficients": {"noise": noise}}
        problem, trajectory = raced("noisy_line", lr, 2000, batch_size=batch, problem=coefficients)
        return float(np.mean(trajectory["loss"][1000:])) - float(problem["exact"]["loss"])

    assert ball(0.1, 1) > 3 * ball(0.02, 1) > 0
    assert ball(0.1, 1, 1.0) > 3 * ball(0.1, 1)
    assert ball(0.1, 1) > 3 * ball(0.1, 10)


def test_heteroscedastic__few_samples_decide_and_huber_caps_them() -> None:
    points = np.array(points_of("heteroscedastic"))
    rests = np.abs(points[:, 1] - 1 - 2 * points[:, 0])
    assert rests[points[:, 0] > 3].mean() > 4 * rests[points[:, 0] < 1].mean()

    def largest_jump(loss: str) -> float:
        _, trajectory = raced("heteroscedastic", 0.02, 2000, batch_size=1, problem={"loss": loss})
        return float(np.abs(np.diff(trajectory["path"]["theta_1"][200:])).max())

    assert largest_jump("mse") > 2 * largest_jump("huber")


def test_unscaled_feature__standardising_does_in_a_hundred_steps_what_a_hundred_thousand_could_not() -> None:
    problem, trajectory = raced("unscaled_feature", 0.4, 100, problem={"standardize": True})
    before = problem["standardization"]["before"]
    x = np.array(points_of("unscaled_feature"))[:, 0]
    assert (x**2).mean() > 1e4 and x.min() > 40 and x.max() < 160
    assert trajectory["loss"][-1] == pytest.approx(problem["exact"]["loss"], rel=1e-9)
    assert before["contraction"] ** 100_000 > 0.1


def test_study_hours__the_curvature_is_another_at_the_minimum() -> None:
    _, trajectory = raced("study_hours", 1.0, 200)
    assert trajectory["loss"][-1] < trajectory["loss"][0]
    fit = {"kind": "fit", "dataset": "study_hours", "model": "logistic", "loss": "log_loss"}
    problem = problem_of(read_problem(fit))
    start = problem.curvature_at(0.0, 0.0) or (0.0, 0.0)
    best = problem.curvature_at(problem.minima[0].x, problem.minima[0].y) or (1.0, 1.0)
    assert start[1] > 2 * best[1] and start[0] > 3 * best[0] > 0


def test_o_rings__standardised_it_is_easy() -> None:
    problem, _ = raced("o_rings", 1.0, 10)
    assert problem["exact"]["condition"] == pytest.approx(2.2, abs=0.05)
    assert problem["standardization"]["before"]["condition"] > 800_000


def test_two_groups__far_apart_there_is_no_minimum() -> None:
    near, _ = raced("two_groups", 1.0, 10)
    far, trajectory = raced("two_groups", 5.0, 5000, problem={"dataset_coefficients": {"distance": 8}})
    assert near["exact"]["found"] == "newton" and far["exact"]["found"] is None
    slope, loss = trajectory["path"]["theta_1"], trajectory["loss"]
    assert slope[-1] > slope[1000] > slope[100] and loss[-1] < loss[1000] < loss[100]


def test_noisy_sine__plain_descent_stays_in_the_valley_of_its_start() -> None:
    problem, home = raced("noisy_sine", 0.02, 2000)
    assert list(home["outcome"]["final"].values())[:2] == pytest.approx(
        list(problem["exact"]["solution"].values()), rel=1e-3
    )
    for frequency in (0.9, 3.0, 3.6):
        _, away = raced("noisy_sine", 0.01, 3000, start=[1.0, frequency])
        amplitude, end = (away["outcome"]["final"][name] for name in ("theta_0", "theta_1"))
        assert abs(end - frequency) < 0.5 and 0 < amplitude < 0.4 * problem["exact"]["solution"]["theta_0"]


def test_decay__from_a_steep_place_a_step_leads_where_there_is_no_slope() -> None:
    value = problem_of(read_problem({"kind": "fit", "dataset": "decay", "model": "decay"})).objective.value_and_gradient
    assert value(3.0, -1.0)[0] > 1e3 * value(3.0, 1.0)[0] > 0
    _, away = raced("decay", 1.0, 200, start=[4.0, 0.0])
    squares = float(np.mean(np.array(points_of("decay"))[:, 1] ** 2))
    assert away["path"]["theta_1"][1] > 10 and away["gradient_norm"][-1] < 0.2
    assert away["loss"][-1] > 0.9 * squares, "the model is 0, or as good as"
    assert raced("decay", 1.0, 200)[1]["outcome"]["kind"] == "converged"


def test_puromycin__no_one_rate_suits_both_parameters() -> None:
    problem, _ = raced("puromycin", 1e-7, 1)
    limit, half = problem["exact"]["solution"].values()
    assert (limit, half) == pytest.approx((212.7, 0.0641), rel=1e-3)
    rates = [10.0**exponent for exponent in range(-8, 1)]
    plain = [raced("puromycin", rate, 2000)[1]["loss"][-1] for rate in rates]
    assert min(loss for loss in plain if math.isfinite(loss)) > 2 * problem["exact"]["loss"]
    coordinatewise = raced("puromycin", 0.05, 5000, optimizer="adam")[1]
    assert coordinatewise["loss"][-1] < 1.2 * problem["exact"]["loss"]


def test_misra1a__newton_and_lbfgs_are_made_for_such_scales() -> None:
    problem, _ = raced("misra1a", 1e-10, 1)
    best = problem["exact"]["loss"]
    plain = raced("misra1a", 1.7e-10, 10_000)[1]
    assert abs(plain["path"]["theta_0"][-1] - 250) < 0.01, "it does not move along the valley"
    quasi_newton = raced("misra1a", 1.0, 100, optimizer="lbfgs")[1]
    assert quasi_newton["loss"][-1] < plain["loss"][-1]
    assert plain["loss"][-1] > best


def test_danwood__the_exponent_is_near_four() -> None:
    problem, _ = raced("danwood", 0.01, 1)
    assert list(problem["exact"]["solution"].values()) == pytest.approx((0.76886, 3.8604), rel=1e-4)
