"""L-BFGS's memory and line search by themselves; that they follow PyTorch is checked with the frameworks."""

from __future__ import annotations

import math
from typing import Any

import pytest

from app.engine.native import NATIVE, LbfgsDirection, StrongWolfe
from app.formula import Formula
from app.formula.rules import NATIVE_VECTORS, SIGNATURES

from .races import formula, lone, surface


def bowl(x: float, y: float) -> tuple[float, ...]:
    return x * x + 5 * y * y + x * y, 2 * x + y, 10 * y + x


def never(x: float, y: float) -> tuple[float, ...]:
    raise AssertionError("not asked")


def test_each_has_a_signature() -> None:
    assert set(NATIVE) == set(NATIVE_VECTORS) <= set(SIGNATURES)


def test_without_a_memory_it_is_the_gradients_way_down() -> None:
    assert LbfgsDirection(never)(0, 3.0, -4.0, 0.0, 0.0, 10.0) == (-3.0, 4.0)


def test_two_steps_on_a_bowl_know_its_curvature() -> None:
    """After steps along both axes H is the inverse Hessian, and the direction is Newton's."""
    direction = LbfgsDirection(never)
    x, y = 3.0, 2.0
    steps = [(0.0, 0.0), (-0.5, 0.0), (0.0, -0.25), (-0.3, -0.7), (0.2, 0.1)]
    for update, (dx, dy) in enumerate(steps):
        x, y = x + dx, y + dy
        _, gx, gy = bowl(x, y)
        found = direction(update, gx, gy, dx, dy, 10.0)
    # Newton's step leads to the minimum; what is left of it is a small part.
    assert math.hypot(x + found[0], y + found[1]) < 0.2 * math.hypot(x, y)


def test_an_answer_is_given_again_for_the_same_update() -> None:
    direction = LbfgsDirection(never)
    first = direction(0, 3.0, -4.0, 0.0, 0.0, 10.0)
    assert direction(0, 9.0, 9.0, 9.0, 9.0, 10.0) == first
    assert len(direction.memory) == 0
    search = StrongWolfe(bowl)
    length = search(0, 3.0, 2.0, -8.0, -23.0, 1.0)
    looks = search.evaluations
    assert search(0, 0.0, 0.0, 1.0, 1.0, 5.0) == length and search.evaluations == looks > 0


def test_a_flat_gradient_asks_for_no_step() -> None:
    assert LbfgsDirection(never)(0, 1e-8, -1e-8, 0.0, 0.0, 10.0) == (0.0, 0.0)


def test_the_memory_is_as_long_as_it_is_told() -> None:
    direction = LbfgsDirection(never)
    x = 8.0
    for update in range(8):
        direction(update, 2 * x, 1.0, -1.0, 0.0, 3.0)
        x -= 1.0
    assert len(direction.memory) == 3


@pytest.mark.parametrize("first", [1e-3, 0.1, 1.0, 10.0, 1e3])
@pytest.mark.parametrize(
    "text", ["x**2 + 5*y**2 + x*y", "(1 - x)**2 + 100*(y - x**2)**2", "x**4 + y**4 + y", "sqrt(1 + x**2) + y**2"]
)
def test_the_length_meets_wolfes_conditions(text: str, first: float) -> None:
    evaluate = Formula(text).value_and_gradient
    for x, y in ((3.0, 2.0), (-1.2, 1.0)):
        loss, gx, gy = evaluate(x, y)
        length = StrongWolfe(evaluate)(0, x, y, -gx, -gy, first)
        slope = -(gx * gx + gy * gy)
        after, ax, ay = evaluate(x - length * gx, y - length * gy)
        assert length > 0 and after <= loss + 1e-4 * length * slope
        assert abs(-ax * gx - ay * gy) <= 0.9 * abs(slope)


def test_uphill_and_flat_directions_are_not_searched() -> None:
    for direction in ((1.0, 1.0), (0.0, 0.0)):
        search = StrongWolfe(bowl)
        assert search(0, 3.0, 2.0, *direction, 1.0) == 0.0 and search.evaluations == 0


@pytest.mark.parametrize(
    "values", [(math.nan,) * 3, (math.inf, 1.0, 1.0), (1.0, math.inf, -math.inf), (1e308, -1e308, 1e308)]
)
def test_numbers_out_of_range_end_the_search(values: tuple[float, ...]) -> None:
    def evaluate(x: float, y: float) -> tuple[float, ...]:
        return bowl(x, y) if abs(x) < 4 else values

    search = StrongWolfe(evaluate)
    length = search(0, 3.0, 2.0, -8.0, -23.0, 10.0)
    assert isinstance(length, float) and search.evaluations <= 60


def test_where_pythons_arithmetic_raises_the_answer_is_nan() -> None:
    def raising(x: float, y: float) -> Any:
        raise OverflowError

    assert math.isnan(StrongWolfe(raising)(0, 1.0, 1.0, 1.0, 1.0, 1.0))
    direction = LbfgsDirection(never)
    direction(0, 1.0, 1.0, 0.0, 0.0, 10.0)
    assert all(map(math.isnan, direction(1, 1.0 + 2.0**-52, 1.0, 1e300, 0.0, 10.0))) or direction.memory


def test_a_run_whose_search_leaves_the_numbers_ends_in_a_sentence() -> None:
    for text in ("exp(x**2 + y**2)", "1e150*(x**4 + y**4)", "log(x) + y**2", "-exp(-x) + x*y", "x - y"):
        for search in (0.0, 1.0):
            got = lone(formula(text), "lbfgs", lr=1e3, line_search=search, steps=60, start=[1, 0.5])
            assert got["outcome"]["kind"] in ("diverged", "left_domain", "converged", "stalled", "completed")


def test_evaluations_count_every_look() -> None:
    with_search = lone(surface("rosenbrock"), "lbfgs", steps=20, line_search=1.0)["evaluations"]
    without = lone(surface("rosenbrock"), "lbfgs", steps=20, line_search=0.0, lr=1e-4)["evaluations"]
    assert with_search["gradient"] > 20 and with_search["loss"] > 0
    assert without["gradient"] == 20
