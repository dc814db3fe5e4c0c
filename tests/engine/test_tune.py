"""The search for learning rates: the same budget and the same questions for every run, and an honest best."""

from __future__ import annotations

import math
from typing import Any

import pytest

from app.engine.faults import InvalidScene
from app.engine.race import race
from app.engine.scene import canonical, read
from app.engine.tune import Score, rates_about, spread_rates, tune
from app.settings import LIMITS

from .races import ARTICLE, check_sentence, formula, run, surface


def searched(
    problem: dict[str, Any], *runs: dict[str, Any], budget: int = 25, score: Score = "final", **more: Any
) -> Any:
    return tune(canonical(read({"problem": problem, "runs": list(runs), **more})), budget, score)["runs"]


@pytest.mark.parametrize("budget", [8, 9, 25, 26, 100])
def test_every_run_tries_as_many_rates_and_the_same_ones_first(budget: int) -> None:
    runs = searched(surface("booth"), run("sgd", lr=0.013), run("adam", lr=0.013), budget=budget, steps=5)
    assert [len(each["rates"]) for each in runs] == [budget, budget]
    first = spread_rates(budget)
    assert len(first) == budget // 2 and (first[0], first[-1]) == LIMITS.rates
    for each in runs:
        assert set(first) | {0.013} <= set(each["rates"])
        assert each["rates"] == sorted(set(each["rates"])), "no rate is tried twice"
        assert len(each["scores"]) == len(each["outcomes"]) == budget


def test_the_rest_goes_about_the_best() -> None:
    assert rates_about([1.0, 10.0, 100.0], 1, 2) == [3.16, 31.6]
    assert rates_about([1.0, 10.0, 100.0], 0, 1) == [3.16]
    assert rates_about([1.0, 10.0, 100.0], 2, 1) == [31.6]
    assert rates_about([1.0, 10.0, 100.0], 1, 3) == pytest.approx([2.15, 4.64, 31.6])
    assert rates_about([1.0, 10.0, 100.0], 1, 0) == []


def test_scores_are_the_losses_of_the_race() -> None:
    (found,) = searched(surface("rosenbrock"), run("adam", lr=0.05), steps=60, budget=12)
    for rate, score in zip(found["rates"], found["scores"], strict=True):
        scene = {"problem": surface("rosenbrock"), "steps": 60, "runs": [run("adam", lr=rate)]}
        assert race(canonical(read(scene)))["trajectories"][0]["loss"][-1] == score


def test_the_lowest_loss_may_be_the_score() -> None:
    swings = run("sgd", lr=0.0015)
    final, best = (searched(surface("rosenbrock"), swings, steps=40, score=score)[0] for score in ("final", "best"))
    assert all(
        low <= last for low, last in zip(best["scores"][:12], final["scores"][:12], strict=True) if last is not None
    )
    assert best["present"]["score"] <= final["present"]["score"]


def test_the_best_rate_on_a_round_bowl_is_one_over_the_curvature() -> None:
    (found,) = searched(formula("2*x**2 + 2*y**2"), run("sgd", lr=0.01), steps=10, start=[1, 1], budget=100)
    assert found["best"]["rate"] == pytest.approx(0.25, rel=0.05)
    above = [kind for rate, kind in zip(found["rates"], found["outcomes"], strict=True) if rate > 5]
    assert above and set(above) == {"diverged"}
    assert found["scores"][-1] is None and found["best"]["score"] >= 0
    check_sentence(found["message"])
    assert "0.25" in found["message"]["en"] or "0.2" in found["message"]["en"]


def test_the_present_rate_may_be_the_best() -> None:
    (found,) = searched(formula("2*x**2 + 2*y**2"), run("sgd", lr=0.25), steps=10, start=[1, 1])
    assert found["best"] == found["present"] == {"rate": 0.25, "score": 0.0, "outcome": found["present"]["outcome"]}
    assert found["message"]["en"].startswith("The present η")


def test_a_present_rate_that_diverges_says_so() -> None:
    (found,) = searched(surface("booth"), run("sgd", lr=5.0), steps=100)
    assert found["present"]["score"] is None and "breaks off" in found["message"]["en"]
    assert found["best"]["score"] is not None


def test_where_every_rate_breaks_off_there_is_no_best() -> None:
    steep = formula("1e14*(x**2 + y**2)")
    (found,) = searched(steep, run("sgd", lr=0.1), steps=100, start=[1, 1])
    assert found["best"] is None and set(found["outcomes"]) == {"diverged"}
    check_sentence(found["message"])


def test_chance_is_tried_with_several_seeds_and_the_same_for_all() -> None:
    noisy, exact = searched(
        surface("booth"), run("sgd", lr=0.01, noise=5.0), run("sgd", lr=0.01), steps=30, seed=LIMITS.seed, budget=10
    )
    assert exact["seeds"] == [LIMITS.seed]
    assert noisy["seeds"] == [LIMITS.seed, 0, 1][: LIMITS.tuning_seeds]
    losses = []
    for seed in noisy["seeds"]:
        scene = {"problem": surface("booth"), "steps": 30, "seed": seed, "runs": [run("sgd", lr=0.01, noise=5.0)]}
        losses.append(race(canonical(read(scene)))["trajectories"][0]["loss"][-1])
    assert noisy["present"]["score"] == sorted(losses)[len(losses) // 2]
    (batched,) = searched(ARTICLE, run("sgd", lr=0.01, batch_size=1), steps=30, budget=8)
    assert len(batched["seeds"]) == LIMITS.tuning_seeds
    (drawing,) = searched(surface("booth"), run("spsa"), steps=10, budget=8)
    assert len(drawing["seeds"]) == LIMITS.tuning_seeds


def test_too_much_work_is_refused_with_what_is_allowed() -> None:
    scene = canonical(read({"problem": surface("rosenbrock"), "runs": [run("adam")] * 16, "steps": 10_000}))
    with pytest.raises(InvalidScene) as refused:
        tune(scene, 100, "final")
    (fault,) = refused.value.faults
    assert fault.path == ("steps",)
    allowed = int(fault.text.en.split("at most ")[1].split(" ")[0])
    tune(scene.model_copy(update={"steps": min(allowed, 2)}), 8, "final")
    assert 1 <= allowed < 10_000


def test_a_start_outside_the_domain_is_refused() -> None:
    with pytest.raises(InvalidScene):
        searched(formula("log(x) + y"), run("sgd"), start=[-1, 1])


def test_what_is_found_is_a_number() -> None:
    for found in searched(
        surface("rosenbrock"), *(run(each) for each in ("newton", "lbfgs", "rprop", "prodigy")), steps=20
    ):
        assert all(score is None or math.isfinite(score) for score in found["scores"])
