"""What holds of every data set, model and loss, and of each way to put them together."""

from __future__ import annotations

import math

import numpy as np
import pytest

from app.catalogue import CATALOGUE
from app.catalogue.definitions import Dataset, Loss, Model
from app.engine.problem import problem_of
from app.engine.scene import read_problem
from app.formula import formula_of
from app.settings import LIMITS
from tests.catalogue.scenes import path, run

DATASETS, MODELS, LOSSES = (list(kind.values()) for kind in (CATALOGUE.datasets, CATALOGUE.models, CATALOGUE.losses))
FITS = [
    (dataset, model, loss) for dataset in CATALOGUE.datasets for model in CATALOGUE.models for loss in CATALOGUE.losses
]


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.id)
def test_points_are_numbers_of_which_a_line_can_be_drawn(dataset: Dataset) -> None:
    assert 2 <= len(dataset.points) <= LIMITS.points
    assert all(math.isfinite(value) for point in dataset.points for value in point)
    assert len({x for x, _ in dataset.points}) > 1
    assert dataset.source.strip()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.id)
def test_a_model_reads_its_datum_and_both_parameters(model: Model) -> None:
    formula = formula_of(model.formula, model.parameters, ("x",))
    for name in (*model.parameters, "x"):
        assert formula.depends_on([formula.value_node], [name])
    assert all(map(math.isfinite, model.start))


@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss.id)
def test_a_loss_is_least_where_the_prediction_is_right(loss: Loss) -> None:
    formula = formula_of(loss.formula, ("y_hat", "y"))
    for target in (-3.0, 0.0, 2.5):
        right = formula.value(target, target)[0]
        assert all(formula.value(target + miss, target)[0] > right for miss in (-10.0, -0.1, 0.1, 10.0))


@pytest.mark.parametrize(("dataset", "model", "loss"), FITS)
def test_every_optimizer_fits(dataset: str, model: str, loss: str) -> None:
    problem = {"kind": "fit", "dataset": dataset, "model": model, "loss": loss}
    for optimizer in CATALOGUE.optimizers:
        for batch in (None, 1):
            trajectory = run(problem, optimizer, steps=50, batch_size=batch, lr=0.001)
            assert path(trajectory)[0] == CATALOGUE.models[model].start
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
