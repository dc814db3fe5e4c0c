"""Races: columns, endings, shared random numbers, and that nothing a scene may say leads to anything but an answer."""

from __future__ import annotations

import json
import math
import random
from typing import Any

import numpy as np
import pytest

from app.catalogue import CATALOGUE
from app.catalogue.definitions import Hyperparameter
from app.engine.choices import schedule_parameters, variant_parameters
from app.engine.faults import InvalidScene
from app.engine.race import race
from app.engine.random import batches, normal_pairs, student_pairs
from app.engine.scene import canonical, read
from app.settings import LIMITS

from .races import ARTICLE, Document, fit, formula, lone, path, raced, run, surface

ROSENBROCK = surface("rosenbrock")


# The contract's shape.


def test_an_answer_has_the_contracts_keys() -> None:
    answer = raced(ROSENBROCK, run("adam", lr=0.05), run("sgd"), steps=20)
    assert list(answer) == ["problem", "trajectories"]
    assert answer["problem"]["parameters"] == ["x", "y"] and answer["problem"]["minimum"] == 0.0
    first, second = answer["trajectories"]
    assert (first["optimizer"], first["framework"]) == ("adam", "pytorch")
    assert first["name"] == CATALOGUE.optimizers["adam"].name.as_dict()
    assert (second["optimizer"], second["evaluations"]) == ("sgd", {"gradient": 20, "loss": 0})
    for trajectory in (first, second):
        assert len(trajectory["loss"]) == 21 and len(trajectory["learning_rate"]) == 20
    json.dumps(answer, allow_nan=False)


def test_columns_are_the_problem_at_each_point() -> None:
    got = lone(ROSENBROCK, "momentum", lr=0.001, steps=50, include=["gradient"])
    for (x, y), loss, norm, gx, gy in zip(
        path(got), got["loss"], got["gradient_norm"], *got["gradient"].values(), strict=True
    ):
        assert loss == pytest.approx((1 - x) ** 2 + 100 * (y - x * x) ** 2, rel=1e-12)
        assert (gx, gy) == pytest.approx((-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)), rel=1e-9, abs=1e-9)
        assert norm == pytest.approx(math.hypot(gx, gy), rel=1e-15)


def test_loss_and_gradient_are_of_the_whole_problem_whatever_an_update_sees() -> None:
    for more in ({"noise": 0.5}, {"batch_size": 2}, {"batch_size": 1, "noise": 0.1}):
        got = lone(ARTICLE, lr=0.01, steps=30, include=["gradient"], **more)
        for (a, b), loss, gx, gy in zip(path(got), got["loss"], *got["gradient"].values(), strict=True):
            rests = [(x, y - a - b * x) for x, y in ((1, 2), (2, 3), (3, 5), (4, 7), (5, 11))]
            assert loss == pytest.approx(sum(r * r for _, r in rests) / 5, rel=1e-12)
            assert (gx, gy) == pytest.approx(
                (-2 / 5 * sum(r for _, r in rests), -2 / 5 * sum(x * r for x, r in rests)), abs=1e-10
            )


def test_what_is_included_adds_columns_and_changes_none() -> None:
    plain = lone(ROSENBROCK, "adam", steps=25)
    for include in (["gradient"], ["state"], ["gradient", "state"]):
        more = lone(ROSENBROCK, "adam", steps=25, include=include)
        assert {key: more[key] for key in plain} == plain
        assert set(more) - set(plain) == set(include)
    assert set(lone(ARTICLE, "adam", include=["state"])["state"]["m"]) == {"theta_0", "theta_1"}


def test_the_same_scene_gives_the_same_answer() -> None:
    scene: Document = {"steps": 40, "seed": 3, "sampling": "replace"}
    runs = [run("adam", noise=0.2, batch_size=2), run("sgd", lr=0.01, batch_size=3)]
    assert raced(ARTICLE, *runs, **scene) == raced(ARTICLE, *runs, **scene)
    assert raced(ARTICLE, *runs, **scene) != raced(ARTICLE, *runs, **scene | {"seed": 4})


def test_evaluations_are_what_updates_ask_for() -> None:
    for optimizer in CATALOGUE.optimizers:
        got = lone(surface("booth"), optimizer, steps=12)
        asked, updates = got["evaluations"], len(got["learning_rate"])
        assert asked["gradient"] + asked["loss"] >= updates
        if optimizer != "lbfgs":  # its line search looks as often as it must
            assert asked["gradient"] % updates == asked["loss"] % updates == 0
    early = lone(surface("booth"), lr=10.0, steps=100)
    assert early["evaluations"]["gradient"] == early["outcome"]["step"] < 100
    wrapped = lone(surface("booth"), steps=12, wrappers=[{"id": "sam"}])
    assert wrapped["evaluations"]["gradient"] == 24


# Starts.


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("log(x) + y", [0, 0]),
        ("log(x) + y", [-1, 0]),
        ("1/x + y", [0, 1]),
        ("x**y", [-2, 0.5]),
        ("exp(x) + y", [1000, 0]),
        ("1.5e308*(x + y)", [0, 0]),  # each slope is a number, the gradient's norm is none
        ("asin(x) + y", [1, 0]),
    ],
)
def test_a_start_outside_of_the_domain_is_a_fault(text: str, start: list[float]) -> None:
    scene = canonical(read({"problem": formula(text), "start": start, "runs": [run()]}))
    with pytest.raises(InvalidScene) as raised:
        race(scene, frozenset())
    (fault,) = raised.value.faults
    assert fault.path == ("start",) and f"x = {start[0]:g}" in fault.text.en and f"x = {start[0]:g}" in fault.text.zh


def test_a_start_on_a_kink_is_a_start() -> None:
    got = lone(formula("sqrt(x**2 + y**2) + abs(x)"), steps=5, start=[0, 0])
    assert got["loss"] == [0.0] * 6


# Random numbers.


def test_every_run_sees_the_same_noise() -> None:
    """On a flat surface an update of plain descent is the noise alone."""
    pairs = normal_pairs(5, 20).T
    flat = formula("0*x + 0*y")
    runs = [run(lr=1.0, noise=0.5), run(lr=0.5, noise=1.0), run("momentum", lr=1.0, momentum=0.0, noise=0.25)]
    for trajectory, scale in zip(
        raced(flat, *runs, steps=20, seed=5, start=[0, 0])["trajectories"], (0.5, 0.5, 0.25), strict=True
    ):
        expected = np.vstack([np.zeros(2), -scale * np.cumsum(pairs, axis=0)])
        assert np.allclose(path(trajectory), expected, rtol=1e-12, atol=1e-12)


def test_the_kinds_of_noise() -> None:
    """Plain descent on a plane: what an update adds to the slope (3, 4), whose norm is 5, is the noise."""
    plane = formula("3*x + 4*y")
    normal, student = normal_pairs(5, 20).T, student_pairs(5, 20, 2.0).T
    kinds = {"gaussian": 0.1 * normal, "relative": 0.5 * normal, "student_t": 0.1 * student}
    for kind, noise in kinds.items():
        run_of_kind = run(lr=1.0, noise=0.1, noise_kind=kind, noise_df=2.0)
        walked = path(raced(plane, run_of_kind, steps=20, seed=5, start=[0, 0])["trajectories"][0])
        assert np.allclose(-np.diff(walked, axis=0), np.add(noise, (3, 4)), rtol=1e-11, atol=1e-12)


def test_relative_noise_follows_the_gradient_it_is_added_to() -> None:
    """A batch's noise is of the size of that batch's gradient, not of the whole gradient."""
    plane = {"kind": "fit", "points": [[0, 0], [1, 3], [2, 3]]}
    exact = lone(plane, lr=0.1, batch_size=1, steps=1)
    noisy = lone(plane, lr=0.1, batch_size=1, noise=0.5, noise_kind="relative", steps=1)
    step, other = np.diff(path(exact), axis=0)[0], np.diff(path(noisy), axis=0)[0]
    x, y = normal_pairs(0, 1).T[0]
    assert np.allclose(other - step, -0.5 * np.hypot(*step) * np.array([x, y]), rtol=1e-12)


def test_noise_of_zero_is_no_noise() -> None:
    assert lone(ROSENBROCK, noise=0.0, steps=20) == lone(ROSENBROCK, steps=20)
    assert path(lone(ROSENBROCK, noise=1e-9, steps=20)) != path(lone(ROSENBROCK, steps=20))


@pytest.mark.parametrize("sampling", ["shuffle", "cyclic", "replace"])
@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_batches_are_followed_by_hand(sampling: str, size: int) -> None:
    points = [(1.0, 2.0), (2.0, 3.0), (3.0, 5.0), (4.0, 7.0), (5.0, 11.0)]
    got = lone(ARTICLE, lr=0.01, steps=23, seed=9, sampling=sampling, batch_size=size, start=[0, 0])
    a = b = 0.0
    parts = [part for order, at in batches(5, size, 23, sampling, 9) for part in np.split(order, at[1:])]
    for part, found in zip(parts, path(got)[1:], strict=True):
        rests = [(points[i][0], points[i][1] - a - b * points[i][0]) for i in part]
        a, b = a + 0.02 * sum(r for _, r in rests) / len(part), b + 0.02 * sum(x * r for x, r in rests) / len(part)
        assert found == pytest.approx((a, b), rel=1e-11)
        a, b = found


def test_runs_share_the_order_of_batches_whatever_their_optimizer() -> None:
    """With one datum a batch, the sign of a sign descent's step tells which datum it saw."""
    runs = [run("sgd", lr=1e-9, batch_size=1), run("signsgd", lr=1e-9, batch_size=1), run("sgd", lr=2e-9, batch_size=1)]
    points = fit([[1, 1], [2, -1], [3, 2], [4, -2], [5, 3]])
    plain, signs, double = raced(points, *runs, steps=25, seed=2, start=[0, 0])["trajectories"]
    steps = [np.diff(each["path"]["theta_0"]) for each in (plain, signs, double)]
    assert (np.sign(steps[0]) == np.sign(steps[1])).all() and len(set(np.sign(steps[0]))) == 2
    assert steps[2] == pytest.approx(2 * steps[0], rel=1e-6)


def test_a_batch_of_everything_is_the_full_gradient_unless_drawn_anew() -> None:
    full = lone(ARTICLE, lr=0.01, steps=20)
    for sampling in ("shuffle", "cyclic"):
        assert lone(ARTICLE, lr=0.01, steps=20, batch_size=5, sampling=sampling) == full
    drawn = lone(ARTICLE, lr=0.01, steps=20, batch_size=5, sampling="replace")
    assert path(drawn) != path(full)


def test_batches_of_sums_agree_with_batches_of_the_quadratic(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same fit by the road of fits that are no quadratic."""
    from app.engine import fits

    scene: Document = {"steps": 60, "seed": 4, "start": [0.5, 0.5], "include": ["gradient", "state"]}
    runs = [
        run(lr=0.01, batch_size=2),
        run("adam", lr=0.1, batch_size=1, noise=0.1),
        run("momentum", lr=0.01),
        run("lbfgs"),
    ]
    for sampling in ("shuffle", "cyclic", "replace"):
        summed = raced(ARTICLE, *runs, sampling=sampling, **scene)
        with monkeypatch.context() as patch:
            fits.fit_problem.cache_clear()
            patch.setattr(fits, "quadratic_of", lambda data: None)
            looked = raced(ARTICLE, *runs, sampling=sampling, **scene)
        fits.fit_problem.cache_clear()
        for one, other in zip(summed["trajectories"], looked["trajectories"], strict=True):
            assert np.allclose(path(one), path(other), rtol=1e-8, atol=1e-10)
            assert one["evaluations"] == other["evaluations"]


# Limits.


def test_the_contracts_sizes_are_accepted() -> None:
    points = [[i / 1000, (i * 7919 % 1000) / 100] for i in range(10_000)]
    got = raced(fit(points), *[run(lr=1e-3, batch_size=32)] * 16, steps=500)["trajectories"]
    assert all(each == got[0] for each in got)
    assert len(lone(ROSENBROCK, "adam", steps=10_000)["loss"]) == 10_001


def work(problem: Document, *runs: Document, **scene: Any) -> InvalidScene:
    with pytest.raises(InvalidScene) as raised:
        race(canonical(read({"problem": problem, "runs": list(runs), **scene})), frozenset())
    (fault,) = raised.value.faults
    assert fault.path == ("steps",) and "operations" in fault.text.en and "运算" in fault.text.zh
    return raised.value


def test_too_much_work_is_refused_with_what_would_do() -> None:
    long = formula("sum(sin(i*x)*cos(i*y) for i in range(1, 61))")
    error = work(long, *[run("adam")] * 16, steps=10_000)
    allowed = int(str(error).split("at most ")[1].split()[0])
    assert 0 < allowed < 10_000
    work(long, *[run("adam")] * 16, steps=min(10_000, 2 * allowed))


def test_large_batches_count_as_work_and_are_not_drawn_before_they_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    points = fit([[i / 1000, i % 7] for i in range(10_000)])
    monkeypatch.setattr("app.engine.data.batches", lambda *_: pytest.fail("drawn"))
    work(points, run(batch_size=5_000), steps=10_000)


def test_sums_over_much_data_count_as_work(monkeypatch: pytest.MonkeyPatch) -> None:
    from app.engine import fits

    monkeypatch.setattr(fits, "quadratic_of", lambda data: None)
    work(fit([[i / 1000, i % 5] for i in range(9_999)]), *[run()] * 16, steps=10_000)


# Anything that a scene may say.


def extreme(parameter: Hyperparameter, source: random.Random) -> float:
    choices = [parameter.minimum, parameter.maximum, parameter.default, *parameter.slider, 0.5]
    value = source.choice([each for each in choices if parameter.minimum <= each <= parameter.maximum])
    return float(round(value)) if parameter.scale in ("integer", "switch") else float(value)


SHAPES: tuple[Document, ...] = (
    formula("x**4 - y**3 + exp(x*y)"),
    formula("1/x + log(y) + sqrt(x*y)"),
    formula("abs(x) + max(x, y)**1.5 - floor(y)"),
    formula("where(x < y, x**2, -y)*1e100"),
    formula("tan(x)*asin(y/5) + x**y"),
    formula("5"),
    formula("x"),
    formula("1e300*x*y"),
    formula("1e-300*(x + y**2)"),
    formula("(x - 1)**2 + 1e12*(y - x)**2"),
    ARTICLE,
    fit([[1, 2]]),
    fit([[1e12, -1e12], [-1e12, 1e12], [0, 5]]),
    fit([[1.7e9 + 86400 * i, i] for i in range(5)]),
    fit([[1e8, 1], [1e8 + 1, 2]]),
    fit([[1e-300, 1], [0, 2]]),
    fit([[5e-324, 1e12], [0, 0]]),
    *(surface(name) for name in ("rosenbrock", "easom", "ackley", "rastrigin", "beale", "eggholder", "bukin_6")),
    {**fit([[1, 2], [2, 3], [4, 1]]), "loss": "huber", "standardize": True},
    {**fit([[1, 0], [2, 1], [3, 0], [5, 1]]), "model": "logistic", "loss": "log_loss"},
    {**fit([[1e6, 1], [-3, 2]]), "model": "theta_0**theta_1 + log(abs(x))", "loss": "(y - y_hat)**100"},
    {**fit([[2, 0]]), "model": "theta_1/x", "loss": "1/(y - y_hat)"},
    {**fit([[1, 1], [2, 5]]), "model": "exp(exp(theta_0*x))", "loss": "-y_hat"},
)


@pytest.mark.parametrize("optimizer", CATALOGUE.optimizers)
def test_extremes_of_every_hyperparameter_end_in_an_answer(optimizer: str) -> None:
    """Warnings are errors here, so that nothing overflows unseen either."""
    source = random.Random(optimizer)
    definition = CATALOGUE.optimizers[optimizer]
    for _ in range(16):
        variant = source.choice(definition.variants)
        chosen = source.choice(list(CATALOGUE.schedules))
        problem = source.choice(SHAPES)
        hyperparameters = {n: extreme(p, source) for n, p in variant_parameters(definition, variant.framework).items()}
        schedule = {n: extreme(p, source) for n, p in schedule_parameters(chosen).items()}
        wrappers = [
            {"id": name, "parameters": {p.name: extreme(p, source) for p in CATALOGUE.wrappers[name].parameters}}
            for name in source.sample(list(CATALOGUE.wrappers), source.choice((0, 0, 1, 3)))
        ]
        size = {"fit": source.choice((None, 1))}.get(problem["kind"])
        noise = source.choice((0.0, 0.0, 1.0, 1e12))
        one = run(
            optimizer,
            framework=variant.framework,
            schedule={"id": chosen, "parameters": schedule},
            wrappers=wrappers,
            batch_size=size,
            noise=noise,
            **hyperparameters,
        )
        start = source.choice(([1, 1], [0.5, -2], [1e12, -1e12], [1e-12, 3], None))
        scene: Document = {
            "steps": source.choice((1, 12, 60)),
            "sampling": source.choice(("shuffle", "cyclic", "replace")),
        }
        try:
            raced(problem, one, include=["gradient", "state"], **scene | ({"start": start} if start else {}))
        except InvalidScene as invalid:
            assert [fault.path for fault in invalid.faults] == [("start",)], invalid  # noqa: PT017


@pytest.mark.parametrize("problem", SHAPES, ids=lambda each: each.get("id") or each.get("formula") or str(each)[15:60])
def test_the_problem_of_an_answer_is_finite_too(problem: Document) -> None:
    try:
        described = raced(problem, run(lr=0.0), steps=1)["problem"]
    except InvalidScene:
        described = raced(problem, run(lr=0.0), steps=1, start=[0.5, 1])["problem"]
    assert described["view"]["x"][0] < described["view"]["x"][1]
    assert set(described["view"]) == {"x", "y"}
    if problem["kind"] == "fit":
        model = CATALOGUE.models.get(problem.get("model", "linear"))
        assert described["parameters"] == ["theta_0", "theta_1"]
        assert described["model"] == (problem["model"] if model is None else model.formula)
        known = described["exact"]
        assert known["message"]["en"] and (known["solution"] is None) == (known["found"] is None)
    curvature = described["curvature"]
    if curvature is not None and curvature["edge"] is not None:
        assert curvature["edge"] * curvature["largest"] == pytest.approx(2)


def test_the_lessons_problem_is_described() -> None:
    described = raced(ARTICLE, run(), steps=1)["problem"]
    assert [list(point) for point in described["points"]] == [[1, 2], [2, 3], [3, 5], [4, 7], [5, 11]]
    assert described["minimum"] == pytest.approx(0.56) and described["formula"] == "(y - y_hat)**2"
    assert described["curvature"]["edge"] == pytest.approx(1 / (6 + 34**0.5), rel=1e-12)
    (minimum,) = described["minima"]
    assert (minimum["theta_0"], minimum["theta_1"]) == pytest.approx((-1.0, 2.2))


def test_limits_of_numbers_in_a_scene() -> None:
    """The largest start and the largest rate that a scene may name."""
    for start in ([LIMITS.magnitude, -LIMITS.magnitude], [-1e-12, 1e-12]):
        for rate in (1e6, 5e-324, 0.0):
            lone(surface("rosenbrock"), lr=rate, steps=30, start=start)
            lone(ARTICLE, lr=rate, steps=30, start=start)
