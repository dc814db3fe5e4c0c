"""What holds of every data set, model and loss, and of the fits that the data sets are made for."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from app.catalogue import CATALOGUE
from app.catalogue.definitions import Dataset, Loss, Model
from app.engine.generated import points_of
from app.engine.problem import problem_of
from app.engine.scene import read_problem
from app.formula import formula_of
from app.settings import LIMITS
from tests.catalogue.scenes import path, run

DATASETS, MODELS, LOSSES = (list(kind.values()) for kind in (CATALOGUE.datasets, CATALOGUE.models, CATALOGUE.losses))


def meant(dataset: Dataset) -> dict[str, Any]:
    """The fit that a data set is made for."""
    own = {"dataset": dataset.id, "model": dataset.model, "loss": dataset.loss, "standardize": dataset.standardize}
    return {"kind": "fit", **own}


EACH_DATASET = pytest.mark.parametrize("dataset", DATASETS, ids=CATALOGUE.datasets)


@EACH_DATASET
def test_points_are_numbers_of_which_a_line_can_be_drawn(dataset: Dataset) -> None:
    points = points_of(dataset.id)
    assert 2 <= len(points) <= LIMITS.points
    assert all(math.isfinite(value) for point in points for value in point)
    assert len({x for x, _ in points}) > 1
    assert dataset.source.strip()
    assert (dataset.recipe is None) == bool(dataset.points) == (not dataset.coefficients)


@EACH_DATASET
def test_a_recipe_makes_as_many_points_as_are_wanted_and_others_from_another_seed(dataset: Dataset) -> None:
    if dataset.recipe is None:
        return
    names = [each.name for each in dataset.coefficients]
    assert {"n", "seed"} <= set(names)
    usual, more = points_of(dataset.id), points_of(dataset.id, (("n", 300.0),))
    assert len(more) == 300 and more[: len(usual)] == usual
    assert points_of(dataset.id, (("seed", 1.0),)) != usual
    for name in set(names) - {"n", "seed"}:
        described = next(each for each in dataset.coefficients if each.name == name)
        assert points_of(dataset.id, ((name, described.default + 1),)) != usual


@EACH_DATASET
def test_a_data_set_names_a_fit_that_can_be_run_and_shows_its_minimum(dataset: Dataset) -> None:
    problem = problem_of(read_problem(meant(dataset)))
    assert math.isfinite(problem.objective.value_and_gradient(*problem.start)[0])
    assert problem.start == (dataset.start or CATALOGUE.models[dataset.model].start)
    assert problem.minima and problem.fit is not None and problem.fit.found in ("solved", "newton")
    best = problem.minima[0]
    for (low, high), where, start in zip(
        (problem.view.x, problem.view.y), (best.x, best.y), problem.start, strict=True
    ):
        assert low < where < high and low <= start <= high
    curvature = problem.curvature_at(best.x, best.y)
    assert curvature is not None and curvature[0] > 0
    _, *slope = problem.objective.value_and_gradient(best.x, best.y)
    assert math.hypot(*slope) <= 1e-6 * curvature[1] * max(abs(best.x), abs(best.y))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.id)
def test_a_model_reads_its_datum_and_both_parameters(model: Model) -> None:
    formula = formula_of(model.formula, model.parameters, ("x", *(each.name for each in model.coefficients)))
    for name in (*model.parameters, "x"):
        assert formula.depends_on([formula.value_node], [name])
    assert all(map(math.isfinite, model.start))
    assert model.id in {dataset.model for dataset in CATALOGUE.datasets.values()} | {"parabola"}


@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss.id)
def test_a_loss_is_least_where_the_prediction_is_right(loss: Loss) -> None:
    names = tuple(each.name for each in loss.coefficients)
    formula = formula_of(loss.formula, ("y_hat", "y"), names)
    numbers = [each.default for each in loss.coefficients]

    def cost(prediction: float, target: float) -> float:
        return formula.value(prediction, target, *numbers)[0]

    if loss.targets is None:
        for target in (-3.0, 0.0, 2.5):
            assert all(cost(target + miss, target) > cost(target, target) for miss in (-10.0, -0.1, 0.1, 10.0))
        return
    assert loss.targets == (0.0, 1.0)
    # A probability, or a number whose logistic function is one: the surer of what came, the less it costs.
    predictions = (-30.0, -1.0, 0.0, 2.0, 30.0) if loss.id == "logit_loss" else (0.0, 0.2, 0.5, 0.9, 1.0)
    for target in (0.0, 1.0):
        costs = [cost(prediction, target) for prediction in predictions[:: -1 if target else 1]]
        assert costs == sorted(costs) and costs[0] < 1e-12 < costs[1]


def test_the_two_log_losses_are_one() -> None:
    for standardize in (False, True):
        pair = [("logistic", "log_loss"), ("linear", "logit_loss")]
        curve, line = (
            problem_of(
                read_problem(
                    {"kind": "fit", "dataset": "o_rings", "model": model, "loss": loss, "standardize": standardize}
                )
            )
            for model, loss in pair
        )
        for theta in ((0.0, 0.0), (0.3, -0.02), (-1.0, 0.01)):
            assert curve.objective.value_and_gradient(*theta) == pytest.approx(
                line.objective.value_and_gradient(*theta), rel=1e-12, abs=1e-13
            )
            assert curve.objective.hessian(*theta) == pytest.approx(line.objective.hessian(*theta), rel=1e-10)


@EACH_DATASET
def test_every_optimizer_fits(dataset: Dataset) -> None:
    problem = meant(dataset)
    edge = problem_of(read_problem(problem))
    best = edge.minima[0]
    _, largest = edge.curvature_at(best.x, best.y) or (0.0, 0.0)
    for optimizer in CATALOGUE.optimizers:
        for batch in (None, 1):
            # Small steps for the scale of the parameters and of the curvature alike.
            trajectory = run(problem, optimizer, steps=20, batch_size=batch, lr=min(0.001, 0.1 / largest))
            assert path(trajectory)[0] == edge.start
            assert all(map(math.isfinite, trajectory["loss"]))
            if dataset.id == "article":
                assert trajectory["loss"][-1] < trajectory["loss"][0]


def test_the_best_line_through_the_five_points_is_what_its_sentence_says() -> None:
    dataset = CATALOGUE.datasets["article"]
    x, y = np.array(dataset.points).T
    slope, intercept = np.polyfit(x, y, 1)
    assert (intercept, slope) == pytest.approx((-1, 2.2))
    assert np.mean((y - intercept - slope * x) ** 2) == pytest.approx(0.56)
    problem = problem_of(read_problem({"kind": "fit", "dataset": "article"}))
    assert problem.curvature_at(0, 0) == pytest.approx((0.33809621, 23.66190379))
    low, high = problem.curvature_at(0, 0) or (1.0, 1.0)
    assert round(high / low) == 70
    assert list(y) == [2, 3, 5, 7, 11]


# Published results: NIST certifies eleven digits, R's documentation and the papers print what is given here.
PUBLISHED = {
    "misra1a": ((2.3894212918e02, 5.5015643181e-04), 1.2455138894e-01, 1e-9),
    "danwood": ((7.6886226176e-01, 3.8604055871), 4.3173084083e-03, 1e-9),
    "cars": ((-17.5791, 3.9324), 11353.52, 1e-5),
    "puromycin": ((212.7, 0.06412), 1195.449, 2e-4),
    "leverage": ((3.0017, 0.4999), 13.742, 4e-5),
    "study_hours": ((-4.0777, 1.5046), None, 4e-5),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_minimum_is_the_published_one(name: str) -> None:
    (first, second), squares, digits = PUBLISHED[name]
    problem = problem_of(read_problem(meant(CATALOGUE.datasets[name])))
    best = problem.minima[0]
    assert (best.x, best.y) == pytest.approx((first, second), rel=digits)
    if squares is not None:
        assert best.value * len(points_of(name)) == pytest.approx(squares, rel=digits)


def test_the_o_rings_minimum_without_standardising() -> None:
    """Dalal, Fowlkes and Hoadley's, in degrees Fahrenheit."""
    problem = problem_of(read_problem({"kind": "fit", "dataset": "o_rings", "model": "logistic", "loss": "log_loss"}))
    assert (problem.minima[0].x, problem.minima[0].y) == pytest.approx((15.043, -0.2322), rel=2e-4)
    low, high = problem.curvature_at(problem.minima[0].x, problem.minima[0].y) or (1.0, 1.0)
    assert high / low == pytest.approx(825_897, rel=1e-5)


def test_absolute_errors_stay_with_the_ten_points() -> None:
    line = [
        problem_of(read_problem({"kind": "fit", "dataset": "outlier", "loss": loss})).minima[0]
        for loss in ("mse", "huber", "mae")
    ]
    assert [each.kind for each in line] == ["smooth", "smooth", "kink"]
    assert (line[0].x, line[0].y) == pytest.approx((3.0025, 0.49973), rel=1e-4)
    assert (line[2].x, line[2].y) == pytest.approx((4.01, 0.345), rel=1e-6)
    assert line[2].y < line[1].y < line[0].y
