"""Fits: the quadratic is the sum that it stands for, and batches agree whichever way they are computed."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine.data import Batches, Data
from app.engine.quadratic import Quadratic, quadratic_of
from app.engine.random import batches

PARAMETERS = ("theta_0", "theta_1")
LINEAR, SQUARES = "theta_0 + theta_1*x", "(y - y_hat)**2"
ARTICLE = [(1.0, 2.0), (2.0, 3.0), (3.0, 5.0), (4.0, 7.0), (5.0, 11.0)]
# Models and losses that are no quadratic, and one that is though it is not the lesson's.
GENERIC = [
    ("theta_0*exp(theta_1*x)", "abs(y - y_hat)"),
    ("theta_0*exp(theta_1*x)", SQUARES),
    (LINEAR, "log(cosh(y - y_hat))"),
    (LINEAR, "where(abs(y - y_hat) < 1, (y - y_hat)**2/2, abs(y - y_hat) - 0.5)"),
    ("1/(1 + exp(-theta_0 - theta_1*x))", "-y*log(y_hat) - (1 - y)*log(1 - y_hat)"),
    ("theta_0/(theta_1 + x)", SQUARES),
    ("sin(theta_0*x) + 0*theta_1", SQUARES),
]


def line(points: Any = ARTICLE) -> Data:
    return Data(points, LINEAR, SQUARES, PARAMETERS)


def quadratic(points: Any = ARTICLE) -> Quadratic:
    found = quadratic_of(line(points))
    assert found is not None
    return found


def exact_mean_square(points: Any, theta_0: float, theta_1: float) -> tuple[float, float, float]:
    """Loss and gradient in rational numbers, rounded once."""
    a, b = Fraction(theta_0), Fraction(theta_1)
    rests = [(Fraction(x), Fraction(y) - a - b * Fraction(x)) for x, y in points]
    n = len(rests)
    return (
        float(sum(r * r for _, r in rests) / n),
        float(sum(-2 * r for _, r in rests) / n),
        float(sum(-2 * r * x for x, r in rests) / n),
    )


def by_hand(data: Data, function: Any, theta: tuple[float, float], chosen: Any = slice(None)) -> float:
    return math.fsum(function(theta, x, y) for x, y in zip(data.x[chosen], data.y[chosen], strict=True)) / len(
        data.x[chosen]
    )


coordinate = st.floats(-100, 100).map(lambda number: round(number, 3))
several = st.lists(st.tuples(coordinate, coordinate), min_size=1, max_size=12)
thetas = st.tuples(coordinate, coordinate)


@settings(max_examples=200)
@given(several, thetas)
def test_sums_over_the_data_are_exact_but_for_rounding(
    points: list[tuple[float, float]], theta: tuple[float, float]
) -> None:
    expected = exact_mean_square(points, *theta)
    data = line(points)
    scale = max(1.0, max(map(abs, (*np.ravel(points), *theta)))) ** 4
    assert data.value_and_gradient(*theta) == pytest.approx(expected, rel=1e-12, abs=1e-14 * scale)
    x = [Fraction(x) for x, _ in points]
    moments = (2.0, float(2 * sum(x) / len(x)), float(2 * sum(each * each for each in x) / len(x)))
    assert data.hessian(*theta) == pytest.approx(moments, rel=1e-12, abs=1e-12)


@settings(max_examples=200)
@given(several, thetas)
def test_the_quadratic_is_the_sum(points: list[tuple[float, float]], theta: tuple[float, float]) -> None:
    found = quadratic_of(line(points))
    if found is None or not found.exact:
        # Only where x hardly varies for its size may the quadratic be refused.
        x = np.array(points)[:, 0]
        assert 0 < np.ptp(x) < 1e-3 * np.abs(x).max()
        return
    expected = exact_mean_square(points, *theta)
    allowed = 1e-9 * (1 + sum(map(abs, exact_mean_square([(abs(x), -abs(y)) for x, y in points], *map(abs, theta)))))
    assert found.value_and_gradient(*theta) == pytest.approx(expected, rel=1e-9, abs=allowed)
    # The solution is stationary, and no other point is lower.
    assert found.value <= expected[0] + 1e-12 * (1 + expected[0])


def test_the_lessons_quadratic() -> None:
    found = quadratic()
    assert found.exact
    assert found.solution == pytest.approx((-1.0, 2.2), rel=1e-14)
    assert found.value == pytest.approx(0.56, rel=1e-14)
    assert found.curvature == (2.0, 6.0, 22.0)
    assert found.value_and_gradient(0.0, 0.0) == pytest.approx((41.6, -11.2, -42.4), rel=1e-14)
    assert found.formula is quadratic([(0.0, 0.0), (1.0, 5.0)]).formula  # one formula, other numbers


@pytest.mark.parametrize(
    ("points", "solution"),
    [
        ([(2.0, 3.0)], (0.6, 1.2)),
        ([(0.0, 3.0)], (3.0, 0.0)),
        ([(0.0, 0.0)], (0.0, 0.0)),
        ([(0.0, 1.0), (0.0, 3.0)], (2.0, 0.0)),
        ([(0.1, 1.0), (0.1, 2.0), (0.1, 4.0)], (7 / 3 / 1.01, 7 / 30 / 1.01)),
        ([(3.0, 3.0)] * 7, (0.3, 0.9)),
        ([(-7.7, 1.0)] * 3, (1 / 60.29, -7.7 / 60.29)),
    ],
)
def test_where_the_minimum_is_a_line_its_nearest_point_is_taken(points: Any, solution: tuple[float, float]) -> None:
    found = quadratic(points)
    assert found.exact
    assert found.solution == pytest.approx(solution, rel=1e-12, abs=1e-12)
    assert exact_mean_square(points, *found.solution)[1:] == pytest.approx((0.0, 0.0), abs=1e-12)


@pytest.mark.parametrize(
    "points",
    [
        [(i / 1000, 3 + i / 7) for i in range(2000)],
        [(float(i), i * i / 10) for i in range(2000, 2011)],
        [(1e-5 * i, float(i * i)) for i in range(5)],
        [(1e6 * i, float(i * i)) for i in range(5)],
        [(1e12, 1e12), (-1e12, 5.0)],
        [(1e-6, 1e12), (0.0, 0.0), (2e-6, 3e12)],
        [(float(i), 2.0 * i - 3) for i in range(100)],
    ],
)
def test_data_of_other_sizes(points: list[tuple[float, float]]) -> None:
    """Years, thousandths, millions, and lines that fit without a rest."""
    found = quadratic(points)
    assert found.exact
    for theta in ((0.0, 0.0), (1.0, -1.0), (3.0, 2.0), (found.solution[0] + 0.5, found.solution[1])):
        expected = exact_mean_square(points, *theta)
        sizes = exact_mean_square([(abs(x), -abs(y)) for x, y in points], *map(abs, theta))
        for mine, other, size in zip(found.value_and_gradient(*theta), expected, sizes, strict=True):
            assert abs(mine - other) <= 1e-9 * abs(size)


def test_dates_in_seconds_keep_their_digits() -> None:
    """x is 1.7e9 and varies by a day: the minimum is found, and losses far from it come from the sums themselves."""
    points = [(1.7e9 + 86_400.0 * i, float(y)) for i, y in enumerate((0, 1, 3, 2, 4))]
    found = quadratic(points)
    slope = float(np.polyfit(np.arange(5.0), [0, 1, 3, 2, 4], 1)[0]) / 86_400
    assert found.solution[1] == pytest.approx(slope, rel=1e-6)
    assert exact_mean_square(points, *found.solution)[0] == pytest.approx(0.38, rel=1e-6)
    assert not found.exact


def test_points_on_a_line_through_the_places_of_the_check() -> None:
    """Losses of 0 have no digits to compare."""
    assert quadratic([(float(x), 1.0 - x) for x in range(-3, 9)]).exact
    assert quadratic([(0.0, 0.0), (0.0, 0.0), (0.0, 5.0), (4.5, 0.0)]).exact
    assert quadratic([(0.1, 0.0), (0.7, 0.0)]).exact


def test_without_a_stationary_point_there_is_no_quadratic() -> None:
    assert quadratic_of(Data(ARTICLE, LINEAR, "y_hat", PARAMETERS)) is None
    assert quadratic_of(Data(ARTICLE, LINEAR, "y_hat - y", PARAMETERS)) is None
    assert quadratic_of(line([(1e8, 1.0), (1e8 + 1, 2.0)])) is None
    assert quadratic_of(line([(1e300, 1.0), (2e300, 2.0)])) is None


@pytest.mark.parametrize(("model", "loss"), GENERIC)
def test_what_is_no_quadratic_is_not_taken_for_one(model: str, loss: str) -> None:
    assert quadratic_of(Data(ARTICLE, model, loss, PARAMETERS)) is None


def test_other_quadratics_are() -> None:
    found = quadratic_of(Data(ARTICLE, "theta_0*x + theta_1*x**2", "3*(y - y_hat)**2 + 1", PARAMETERS))
    assert found is not None and found.exact and found.value > 1
    saddle = quadratic_of(Data(ARTICLE, "theta_0 + theta_1*x", "-(y - y_hat)**2", PARAMETERS))
    assert saddle is not None and saddle.solution == pytest.approx((-1.0, 2.2), rel=1e-12)


# Sums of any model and any loss.

_FUNCTIONS: dict[tuple[str, str], Any] = {
    GENERIC[0]: lambda t, x, y: abs(y - t[0] * math.exp(t[1] * x)),
    GENERIC[1]: lambda t, x, y: (y - t[0] * math.exp(t[1] * x)) ** 2,
    GENERIC[2]: lambda t, x, y: math.log(math.cosh(y - t[0] - t[1] * x)),
    GENERIC[5]: lambda t, x, y: (y - t[0] / (t[1] + x)) ** 2,
}


@pytest.mark.parametrize("key", _FUNCTIONS, ids=lambda key: " ".join(key))
def test_any_model_and_loss_are_summed(key: tuple[str, str]) -> None:
    data, function, h = Data(ARTICLE, *key, PARAMETERS), _FUNCTIONS[key], 1e-5
    for a, b in ((0.7, 0.3), (1.5, 0.1), (0.1, 0.45)):
        got, *gradient = data.value_and_gradient(a, b)
        assert got == pytest.approx(by_hand(data, function, (a, b)), rel=1e-12)
        by_a = (by_hand(data, function, (a + h, b)) - by_hand(data, function, (a - h, b))) / (2 * h)
        by_b = (by_hand(data, function, (a, b + h)) - by_hand(data, function, (a, b - h))) / (2 * h)
        assert gradient == pytest.approx((by_a, by_b), rel=1e-5, abs=1e-6)
        xx, xy, yy = data.hessian(a, b)
        ahead, behind = data.value_and_gradient(a + h, b)[1:], data.value_and_gradient(a - h, b)[1:]
        assert (xx, xy) == pytest.approx(
            [(p - q) / (2 * h) for p, q in zip(ahead, behind, strict=True)], rel=1e-4, abs=1e-5
        )
        above, below = data.value_and_gradient(a, b + h)[2], data.value_and_gradient(a, b - h)[2]
        assert yy == pytest.approx((above - below) / (2 * h), rel=1e-4, abs=1e-5)


@pytest.mark.parametrize(("model", "loss"), [(LINEAR, SQUARES), *GENERIC])
def test_the_field_is_the_loss_at_each_point(monkeypatch: pytest.MonkeyPatch, model: str, loss: str) -> None:
    data = Data(ARTICLE, model, loss, PARAMETERS)
    x, y = np.linspace(-0.5, 1.5, 7), np.linspace(0.1, 0.6, 5)
    field = data.field(x, y)
    assert field.shape == (5, 7)
    for (row, b), (column, a) in itertools.product(enumerate(y), enumerate(x)):
        assert field[row, column] == pytest.approx(
            data.value_and_gradient(float(a), float(b))[0], rel=1e-12, nan_ok=True
        )
    monkeypatch.setattr("app.engine.data._PIECE", 40)
    assert np.allclose(data.field(x, y), field, rtol=1e-12, atol=0, equal_nan=True)


def test_numbers_that_leave_the_range_are_inf_and_nan_and_raise_nothing() -> None:
    data = Data(ARTICLE, "theta_0/theta_1*exp(x)", SQUARES, PARAMETERS)
    assert math.isnan(data.value_and_gradient(0.0, 0.0)[0])
    assert data.value_and_gradient(1.0, 0.0)[0] == math.inf
    assert data.value_and_gradient(1e200, 1.0)[0] == math.inf
    assert not all(map(math.isfinite, data.hessian(1e200, 1.0)))
    huge = Data([(1e150, 1e150)] * 3, LINEAR, SQUARES, PARAMETERS)
    assert huge.value_and_gradient(0.0, 0.0) == pytest.approx((1e300, -2e150, -2e300))
    assert huge.value_and_gradient(0.0, 1e10)[0] == math.inf
    field = data.field(np.array([-1.0, 0.0, 1e200]), np.array([0.0, 1.0]))
    assert field[0, 0] == math.inf and math.isnan(field[0, 1]) and math.isfinite(field[1, 1])
    batch = Batches(data, None, 2, 3, "cyclic", 0).arguments["batch"]
    assert callable(batch) and not any(map(math.isfinite, batch(0, 1.0, 0.0)))


def test_data_that_cannot_be_told_from_their_points() -> None:
    data = line(((1.0, 2.0), (3.0, 4.0)))
    assert len(data) == 2 and data.x.tolist() == [1.0, 3.0] and data.y.tolist() == [2.0, 4.0]
    assert data.cost(10_000) > data.cost(5) > 0


# Batches.


@pytest.mark.parametrize("sampling", ["shuffle", "cyclic", "replace"])
@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_batches_agree_both_ways_and_with_the_sum(sampling: str, size: int) -> None:
    data, found, updates = line(), quadratic(), 17
    summed = Batches(data, found.solution, size, updates, sampling, 3)
    looked = Batches(data, None, size, updates, sampling, 3)
    assert (summed.quadratic, looked.quadratic) == (True, False)
    columns: Any = summed.arguments
    batch: Any = looked.arguments["batch"]
    assert set(columns) == {"b_xx", "b_xy", "b_yy", "b_x", "b_y"}
    assert {len(column) for column in columns.values()} == {updates}
    parts = [part for order, at in batches(5, size, updates, sampling, 3) for part in np.split(order, at[1:])]
    for update, part in enumerate(parts):
        for theta in ((0.0, 0.0), (1.3, -0.7), found.solution):
            expected = exact_mean_square([ARTICLE[index] for index in part], *theta)[1:]
            dx, dy = theta[0] - found.solution[0], theta[1] - found.solution[1]
            xx, xy, yy, x, y = (columns[name][update] for name in ("b_xx", "b_xy", "b_yy", "b_x", "b_y"))
            assert (xx * dx + xy * dy + x, xy * dx + yy * dy + y) == pytest.approx(expected, rel=1e-12, abs=1e-12)
            assert batch(update, *theta) == pytest.approx(expected, rel=1e-12, abs=1e-12)


def test_batches_over_several_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    data, found = line(), quadratic()
    for sampling, solution in itertools.product(("shuffle", "cyclic", "replace"), (found.solution, None)):
        monkeypatch.setattr("app.engine.random._PIECE", 1_000_000)
        whole: Any = Batches(data, solution, 2, 23, sampling, 5).arguments
        monkeypatch.setattr("app.engine.random._PIECE", 7)
        pieces: Any = Batches(data, solution, 2, 23, sampling, 5).arguments
        if solution is not None:
            assert whole == pieces
        else:
            at = [(update, 0.3, 0.4) for update in range(23)]
            assert [whole["batch"](*each) for each in at] == [pieces["batch"](*each) for each in at]


def test_a_batch_of_everything_is_the_whole_gradient() -> None:
    data, found = line(), quadratic()
    columns: Any = Batches(data, found.solution, 5, 2, "shuffle", 0).arguments
    assert (columns["b_xx"][0], columns["b_xy"][0], columns["b_yy"][0]) == pytest.approx(found.curvature)
    assert (columns["b_x"][1], columns["b_y"][1]) == pytest.approx((0.0, 0.0), abs=1e-13)


def test_drawing_has_a_cost() -> None:
    def cost(size: int, sampling: str) -> int:
        return Batches(line(), None, size, 1000, sampling, 0).cost

    assert cost(10, "shuffle") == 10 * cost(1, "shuffle") > cost(10, "cyclic") > 0
