"""How runs end: each outcome with a natural example and its sentence."""

from __future__ import annotations

from typing import Any

import pytest

from app.catalogue import CATALOGUE

from .races import ARTICLE, Document, formula, lone, surface

ROSENBROCK = surface("rosenbrock")


def ending(*given: Any, **more: Any) -> tuple[Document, str, str]:
    got = lone(*given, **more)
    return got, got["outcome"]["kind"], got["outcome"]["message"]["en"]


def test_completed() -> None:
    got, kind, words = ending(ROSENBROCK, lr=1e-4, steps=100)
    assert kind == "completed" and words.startswith("All 100 steps taken") and len(got["loss"]) == 101


def test_completed_though_it_grew() -> None:
    _, kind, words = ending(ARTICLE, lr=0.0846, steps=100, start=[0, 0])
    assert kind == "completed" and "grown" in words and "above the edge 2/λmax = 0.08452" in words


def test_converged_to_a_known_minimum() -> None:
    got, kind, words = ending(surface("sphere"), lr=0.1, steps=200)
    assert kind == "converged" and "of the minimum" in words
    assert len(got["loss"]) == 201  # it describes and does not cut


def test_converged_to_a_minimum_of_a_persons_formula() -> None:
    _, kind, words = ending(formula("(x - 1)**2 + 3*(y + 1)**2 + 7"), lr=0.1, steps=300)
    assert kind == "converged" and "loss 7" in words


def test_stalled_because_the_rate_is_tiny() -> None:
    _, kind, words = ending(ROSENBROCK, lr=1e-12, steps=100)
    assert kind == "stalled" and "η is 10⁻¹²" in words


def test_stalled_at_a_saddle() -> None:
    _, kind, words = ending(formula("x**2 - y**2"), lr=0.1, steps=200, start=[2, 0])
    assert kind == "stalled" and "saddle" in words


def test_diverged_above_the_edge() -> None:
    got, kind, words = ending(ARTICLE, lr=0.2, steps=200, start=[0, 0])
    assert kind == "diverged" and "above the edge" in words
    assert got["loss"][-1] > 41.6e12 >= got["loss"][-2]
    assert got["outcome"]["step"] == len(got["loss"]) - 1 < 200


def test_diverged_by_overflow() -> None:
    _, kind, words = ending(formula("exp(exp(x)) + y**2"), lr=-0.0, steps=50, start=[6, 0])
    assert kind == "stalled"
    got, kind, words = ending(formula("1e300*x**2"), lr=1.0, steps=50, start=[1, 1])
    assert (kind, got["outcome"]["step"]) == ("diverged", 0) and "beyond every number" in words
    got, kind, words = ending(formula("x**10 + y**10"), lr=0.1, steps=50, start=[3, 3])
    assert (kind, got["outcome"]["step"]) == ("diverged", 1) and "the loss left" in words


def test_far_away_a_loss_that_is_no_number_has_diverged() -> None:
    """sin(∞) is no number, but the run had left for 10²⁹⁷ before."""
    got, kind, words = ending(formula("sin(1e297*x) + y**2"), lr=1.0, steps=5, start=[0, 0])
    assert (kind, got["outcome"]["step"]) == ("diverged", 0) and "beyond every number" in words


def test_diverged_downwards() -> None:
    got, kind, words = ending(surface("saddle"), lr=1.0, steps=500, start=[1, 0.1])
    assert kind == "diverged" and "no lowest point" in words and got["loss"][-1] < -1e12


def test_diverged_where_an_update_is_no_number() -> None:
    got, kind, words = ending(formula("x**2 + 0*y"), "adagrad", eps=0.0, steps=20, start=[1, 1])
    assert (kind, got["outcome"]["step"]) == ("diverged", 0) and "0/0" in words


def test_left_the_domain() -> None:
    got, kind, words = ending(formula("sqrt(x) + y**2"), lr=1.0, steps=100, start=[1, 1])
    assert kind == "left_domain" and "not defined" in words
    assert got["path"]["x"][-1] >= 0 and got["outcome"]["step"] == len(got["loss"]) - 1
    got, kind, _ = ending(formula("log(x) + y"), lr=0.5, steps=100, start=[1, 1])
    assert kind == "left_domain" and got["path"]["x"][-1] > 0


def test_left_the_domain_of_the_gradient() -> None:
    """(−1)² is 1, yet it has no slope by the exponent."""
    got, kind, words = ending(formula("where(x < 0, (x - x - 1)**y, x)"), lr=1.0, steps=9, start=[0.5, 2])
    assert (kind, got["outcome"]["step"]) == ("left_domain", 0) and "its gradient is not defined" in words


def test_the_last_entry_is_the_last_finite_point() -> None:
    """The next one, by hand, is not finite."""
    got = lone(formula("sqrt(x) + y**2"), lr=0.3, steps=100, start=[1, 1], include=["gradient"])
    x = got["path"]["x"][-1] - 0.3 * got["gradient"]["x"][-1]
    assert x < 0 <= got["path"]["x"][-1]


@pytest.mark.parametrize("optimizer", CATALOGUE.optimizers)
def test_every_optimizer_can_diverge_and_say_so(optimizer: str) -> None:
    for each in CATALOGUE.optimizers[optimizer].variants:
        got = lone(formula("x**4 + y**4 + x*y"), optimizer, framework=each.framework, lr=1e6, steps=500, start=[2, -1])
        assert got["outcome"]["kind"] in ("diverged", "left_domain", "stalled", "completed", "converged")
