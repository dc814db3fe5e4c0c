"""What is known of a fit: the solution, its curvature, and how runs compare; and what is not known."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from app.engine.address import parse
from app.engine.data import Data
from app.engine.race import race
from app.engine.scene import canonical
from app.settings import LIMITS

ARTICLE = "dataset=article&start=0,0&steps=1000"


def raced(address: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    answer = race(canonical(parse(address)), frozenset())
    return answer["problem"], answer["trajectories"]


def known(address: str) -> dict[str, Any]:
    exact = raced(f"{address}&run=sgd:lr=1e-6")[0]["exact"]
    assert isinstance(exact, dict)
    for language in ("en", "zh"):
        assert exact["message"][language] and "nan" not in exact["message"][language]
    return exact


def test_the_lessons_numbers() -> None:
    exact = known(ARTICLE)
    assert exact["found"] == "solved" and exact["everywhere"] and not exact["line"]
    assert exact["solution"] == pytest.approx({"theta_0": -1.0, "theta_1": 2.2}, rel=1e-13)
    assert exact["loss"] == pytest.approx(0.56, rel=1e-13)
    low, high = exact["eigenvalues"]
    assert (low, high) == pytest.approx((0.33809621, 23.66190379), rel=1e-8)
    assert exact["condition"] == pytest.approx(high / low, rel=1e-12) and round(exact["condition"]) == 70
    assert exact["edge"] == pytest.approx(0.08452405, rel=1e-7)
    assert exact["optimal_rate"] == pytest.approx(1 / 12, rel=1e-12)
    assert exact["contraction"] == pytest.approx((exact["condition"] - 1) / (exact["condition"] + 1), rel=1e-12)
    assert "θ₀ = −1, θ₁ = 2.2, loss 0.56" in exact["message"]["en"]
    assert "2/λmax = 0.08452" in exact["message"]["zh"] and "κ = 69.99" in exact["message"]["zh"]


def test_gradient_descent_shortens_the_distance_as_the_curvatures_say() -> None:
    problem, (slow, best, over, other) = raced(
        f"{ARTICLE}&run=sgd:lr=0.01&run=sgd:lr={1 / 12}&run=sgd:lr=0.086&run=momentum:lr=0.01"
    )
    exact = problem["exact"]
    low, high = exact["eigenvalues"]
    assert slow["contraction"]["expected"] == pytest.approx(1 - 0.01 * low, rel=1e-12)
    assert slow["contraction"]["measured"] == pytest.approx(1 - 0.01 * low, rel=1e-9)
    assert best["contraction"]["expected"] == pytest.approx(exact["contraction"], rel=1e-9)
    assert best["contraction"]["measured"] == pytest.approx(exact["contraction"], rel=1e-6)
    assert over["contraction"]["expected"] == pytest.approx(0.086 * high - 1, rel=1e-12)
    assert over["contraction"]["measured"] == pytest.approx(0.086 * high - 1, rel=1e-6) and exact["edge"] < 0.086
    assert other["contraction"]["expected"] is None
    assert "0.9966" in slow["contraction"]["message"]["en"] and "0.9718" in slow["contraction"]["message"]["zh"]


@pytest.mark.parametrize("run", ["sgd:lr=0.01,batch=1", "sgd:lr=0.01,noise=0.1", "sgd:lr=0.01~cosine:t_max=1000"])
def test_only_plain_descent_has_a_contraction_to_be_expected(run: str) -> None:
    _, (trajectory,) = raced(f"{ARTICLE}&run={run}")
    assert trajectory["contraction"]["expected"] is None


def test_what_arrives_early_is_measured_while_it_is_on_its_way() -> None:
    _, (trajectory,) = raced("dataset=clean_line&steps=2000&run=sgd:lr=0.1")
    assert trajectory["contraction"]["measured"] == pytest.approx(trajectory["contraction"]["expected"], rel=1e-6)


def test_a_surface_has_none_of_it() -> None:
    problem, (trajectory,) = raced("surface=sphere&run=sgd:lr=0.1")
    assert "exact" not in problem and "standardization" not in problem and "contraction" not in trajectory


@pytest.mark.parametrize(
    ("points", "why", "solution"),
    [
        ("3,4", "One point does not determine", (0.4, 1.2)),
        ("3,4;3,6", "All x are equal (x = 3)", (0.5, 1.5)),
        ("0,4;0,6", "All x are equal (x = 0)", (5.0, 0.0)),
    ],
)
def test_a_singular_fit_runs_and_says_that_its_minimum_is_a_line(
    points: str, why: str, solution: tuple[float, float]
) -> None:
    problem, (trajectory,) = raced(f"points={points}&steps=500&run=sgd:lr=0.02")
    exact = problem["exact"]
    assert exact["line"] and exact["condition"] is None and exact["eigenvalues"][0] == 0
    assert exact["message"]["en"].startswith(why) and "The minimum is a line" in exact["message"]["en"]
    assert "最小值是一条直线" in exact["message"]["zh"]
    assert tuple(exact["solution"].values()) == pytest.approx(solution, abs=1e-12)
    assert trajectory["contraction"] is None
    assert trajectory["loss"][-1] == pytest.approx(exact["loss"], abs=1e-9)
    # From the origin plain descent goes to the line's nearest point.
    assert tuple(trajectory["outcome"]["final"].values())[:2] == pytest.approx(solution, abs=1e-6)


def test_standardised_singular_data_run_too() -> None:
    problem, (trajectory,) = raced("points=3,4;3,6&standardize=1&steps=300&run=sgd:lr=0.1")
    assert problem["standardization"]["mean"] == 3 and problem["standardization"]["std"] == 1
    assert problem["exact"]["line"] and trajectory["loss"][-1] == pytest.approx(1.0, rel=1e-9)


def test_standardising_says_what_it_does_to_the_curvature() -> None:
    problem, (trajectory,) = raced("dataset=cars&standardize=1&steps=100&run=sgd:lr=0.5")
    said = problem["standardization"]
    speeds = np.array(problem["points"])[:, 0]
    assert speeds.min() == 4, "the points are told as they are"
    assert (said["mean"], said["std"]) == pytest.approx((speeds.mean(), speeds.std()), rel=1e-12)
    assert said["before"]["condition"] == pytest.approx(2571.8, rel=1e-5)
    assert said["before"]["edge"] == pytest.approx(0.003767, rel=1e-3)
    assert said["after"]["condition"] == pytest.approx(1, rel=1e-12)
    assert said["after"]["edge"] == pytest.approx(1, rel=1e-12)
    assert said["after"]["eigenvalues"] == problem["exact"]["eigenvalues"]
    theta_0, theta_1 = problem["exact"]["solution"].values()
    assert (theta_0 - theta_1 * said["mean"] / said["std"], theta_1 / said["std"]) == pytest.approx(
        (-17.57909489, 3.93240876), rel=1e-8
    )
    assert trajectory["loss"][-1] == pytest.approx(227.070421, rel=1e-8)
    assert raced("dataset=cars&run=sgd:lr=1e-3")[0]["standardization"] is None


def test_without_standardising_no_rate_brings_the_o_rings_home() -> None:
    fit = "dataset=o_rings&model=logistic&loss=log_loss&steps=10000"
    rates = (0.0001, 0.0003, 0.001, 0.002, 0.003)
    _, slow = raced(fit + "".join(f"&run=sgd:lr={rate}" for rate in rates))
    assert all(trajectory["path"]["theta_0"][-1] < 5 for trajectory in slow)
    _, (fast,) = raced(f"{fit.replace('10000', '200')}&standardize=1&run=sgd:lr=5")
    assert fast["loss"][-1] == pytest.approx(0.44163462364927875, rel=1e-9)


def test_the_minimum_of_a_curved_loss_is_found_and_says_how() -> None:
    exact = known("dataset=study_hours&model=logistic&loss=log_loss")
    assert exact["found"] == "newton" and not exact["everywhere"]
    assert "Newton" in exact["message"]["en"] and "牛顿" in exact["message"]["zh"]
    assert exact["condition"] == pytest.approx(76.5337, rel=1e-5)
    kink = known("dataset=outlier&loss=mae")
    assert kink["found"] == "simplex" and kink["eigenvalues"] is None and kink["optimal_rate"] is None
    assert tuple(kink["solution"].values()) == pytest.approx((4.01, 0.345), rel=1e-6)


def test_newtons_minimum_is_where_gradient_descent_ends() -> None:
    problem, (trajectory,) = raced("dataset=study_hours&model=logistic&loss=log_loss&steps=3000&run=sgd:lr=1.7")
    assert trajectory["outcome"]["kind"] == "converged"
    assert list(trajectory["outcome"]["final"].values())[:2] == pytest.approx(
        list(problem["exact"]["solution"].values()), rel=1e-9
    )
    assert trajectory["contraction"]["measured"] == pytest.approx(
        max(abs(1 - 1.7 * each) for each in problem["exact"]["eigenvalues"]), rel=1e-3
    )


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("dataset=two_groups:distance=9&model=logistic&loss=log_loss", "No minimum was found"),
        ("dataset=two_groups:distance=9&loss=logit_loss", "No minimum was found"),
        ("dataset=article&loss=y_hat", "no lowest place"),
        ("points=100000000,1;100000001,2", "Standardise x"),
    ],
)
def test_where_nothing_was_found_that_is_said(address: str, words: str) -> None:
    exact = known(address)
    assert exact["found"] is None and exact["solution"] is None and exact["loss"] is None
    assert words in exact["message"]["en"]


def test_kinks_make_no_bowl() -> None:
    """Absolute errors have no curvature anywhere but at their kinks: that is no flat quadratic."""
    exact = known("points=1,1;1,-1;2,3&loss=mae")
    assert exact["found"] == "simplex" and exact["loss"] < 1


def test_a_search_over_much_data_with_a_long_formula_ends_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    work: list[int] = []
    hessian = Data.hessian

    def counted(self: Data, x: float, y: float) -> Any:
        work.append(self.cost(len(self)))
        return hessian(self, x, y)

    monkeypatch.setattr(Data, "hessian", counted)
    model = "theta_0*(" + "%2B".join(f"sin({k}*theta_1*x)" for k in range(1, 25)) + ")"
    exact = known(f"dataset=noisy_line:n=10000&model={model}&steps=1")
    assert exact["found"] in (None, "newton", "simplex") and math.isfinite(exact["loss"] or 0.0)
    assert 0 < sum(work) <= LIMITS.search_operations + 4 * max(work)
