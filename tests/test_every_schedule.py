"""What holds of every schedule: its rates, its parameters, its warm-up; and what each one promises in words."""

from __future__ import annotations

import itertools
import math
import re
from typing import Any
from xml.etree import ElementTree

import pytest

from app.catalogue import CATALOGUE
from app.catalogue.definitions import Hyperparameter, Schedule
from app.catalogue.terms import FRAMEWORKS, TERMS, WARMUP
from app.engine.choices import schedule_parameters
from app.engine.faults import InvalidScene
from app.engine.scene import read
from app.formula.functions import CONSTANTS
from app.formula.rules import names_read, parse_rule
from app.web.catalogue import items
from tests.catalogue.scenes import BOWL, path, run, scene

TERM = {term.name: term for term in TERMS}
SCHEDULES = list(CATALOGUE.schedules.values())
EACH_SCHEDULE = pytest.mark.parametrize("schedule", SCHEDULES, ids=lambda schedule: schedule.id)
EACH_PARAMETER = pytest.mark.parametrize(
    ("schedule", "parameter"),
    [
        pytest.param(schedule, parameter, id=f"{schedule.id}-{parameter.name}")
        for schedule in SCHEDULES
        for parameter in (*schedule.parameters, WARMUP)
    ],
)
LR = 0.02
STILL = {"kind": "formula", "formula": "0*x + 0*y", "view": {"x": [-1, 1], "y": [-1, 1]}}
RISING = {"one_cycle", "triangular"}  # from a share of the learning rate


def rates(schedule: str, steps: int = 100, lr: float = LR, **parameters: float) -> list[float]:
    """The learning rate of each update of a run that stays put: lr is all that changes."""
    choice = {"id": schedule, "parameters": parameters}
    given: list[float] = run(STILL, "sgd", steps=steps, lr=lr, schedule=choice)["learning_rate"]
    return given


def names_of(formula: str) -> set[str]:
    return names_read(parse_rule(f"value = {formula}", must_assign=None)) - set(CONSTANTS)


@EACH_SCHEDULE
def test_it_reads_its_parameters_and_its_state_and_nothing_else(schedule: Schedule) -> None:
    parameters = {parameter.name for parameter in schedule.parameters}
    rule = parse_rule(schedule.rule, must_assign=None)
    drives = set().union(*map(names_of, schedule.drives.values()))
    initial = set().union(*map(names_of, schedule.state.values()))
    formula, assigned = names_of(schedule.formula), {line.name for line in rule}
    assert parameters | {"lr"} | set(schedule.state) <= formula | names_read(rule) | drives | initial
    assert formula <= parameters | {"lr", "k", "loss"} | set(schedule.state)
    assert drives <= parameters | {"lr", "k", "value"} | set(schedule.state)
    assert initial <= parameters | {"lr"}
    assert assigned - set(schedule.state) <= names_read(rule), "a line without effect"
    assert WARMUP.name not in parameters, "the engine adds warm-up to every schedule"


@EACH_SCHEDULE
def test_defaults_of_frameworks_are_parameters_within_range(schedule: Schedule) -> None:
    described = {parameter.name: parameter for parameter in schedule.parameters}
    for framework, defaults in schedule.defaults.items():
        assert framework in FRAMEWORKS
        for name, default in defaults.items():
            assert described[name].minimum <= default <= described[name].maximum
            assert default != described[name].default
            assert schedule_parameters(schedule.id, framework)[name].default == default


@EACH_SCHEDULE
def test_it_is_printed_with_a_letter_for_every_name(schedule: Schedule) -> None:
    printed = items("schedules")[schedule.id]["mathml"]
    ElementTree.fromstring(printed)
    words = set(re.findall(r"<mi>(\w\w+)</mi>", printed)) - {"cos", "sign", "min", "max"}
    assert words <= ({"min"} if "eta_min" in schedule.formula else set())


@EACH_SCHEDULE
def test_parameters_are_terms(schedule: Schedule) -> None:
    for parameter in schedule.parameters:
        if parameter.name in TERM:
            term = TERM[parameter.name]
            assert (parameter.symbol, parameter.description) == (term.symbol, term.description)
            assert (parameter.minimum, parameter.maximum) == (term.minimum, term.maximum)


@EACH_SCHEDULE
def test_the_learning_rate_is_the_highest_rate(schedule: Schedule) -> None:
    given = rates(schedule.id, steps=1000)
    assert len(given) == 1000
    assert all(0 <= rate <= LR for rate in given)
    assert max(given) == pytest.approx(LR, rel=1e-14)
    assert (given[0] == LR) == (schedule.id not in RISING)


@EACH_SCHEDULE
def test_rates_scale_with_the_learning_rate(schedule: Schedule) -> None:
    assert rates(schedule.id, lr=4 * LR) == pytest.approx([4 * rate for rate in rates(schedule.id)], rel=1e-14)


@EACH_SCHEDULE
@pytest.mark.parametrize("warmup", [1, 7, 150])
def test_warm_up_rises_in_a_line_and_then_the_schedule_begins(schedule: Schedule, warmup: int) -> None:
    warmed, plain = rates(schedule.id, steps=120, warmup=warmup), rates(schedule.id, steps=120)
    rise = [LR * (k + 1) / warmup for k in range(min(warmup, 120))]
    assert warmed == pytest.approx(rise + plain[: 120 - len(rise)], rel=1e-15)


@EACH_PARAMETER
def test_each_parameter_changes_the_rates_or_what_they_drive(schedule: Schedule, parameter: Hyperparameter) -> None:
    def drawn(place: Any, lr: float, **parameters: float) -> Any:
        choice = {"id": schedule.id, "parameters": parameters}
        given = run(place, "momentum", steps=600, lr=lr, momentum=0.5, schedule=choice)
        return given["learning_rate"], path(given)

    others: list[dict[str, Any]] = [{parameter.name: value} for value in parameter.slider if value != parameter.default]
    same: dict[str, Any] = {parameter.name: parameter.default}
    # The loss falls for long, grows for a while since η is a little more than the ellipse bears, or stays.
    grounds: tuple[tuple[Any, float], ...] = ((BOWL, 0.05), ("rotated_quadratic", 0.0301), (STILL, 0.05))
    assert any(drawn(*each, **other) != drawn(*each) for each in grounds for other in others)
    assert drawn(BOWL, 0.05, **same) == drawn(BOWL, 0.05)


@EACH_PARAMETER
def test_values_out_of_range_are_refused_and_the_ends_are_not(schedule: Schedule, parameter: Hyperparameter) -> None:
    def given(value: Any) -> dict[str, Any]:
        return scene(BOWL, "sgd", schedule={"id": schedule.id, "parameters": {parameter.name: value}})

    for value in (parameter.minimum, parameter.maximum, *parameter.slider):
        read(given(value))
        allowed: dict[str, Any] = {parameter.name: value}
        assert all(map(math.isfinite, rates(schedule.id, **allowed)))
    wrong: list[object] = [parameter.minimum - 1e-9, parameter.maximum + 1, math.nan, math.inf, "1", None]
    for refusable in [*wrong, 1.5] if parameter.scale == "integer" else wrong:
        with pytest.raises(InvalidScene) as refused:
            read(given(refusable))
        (fault,) = refused.value.faults
        assert fault.path == ("runs", 0, "schedule", "parameters", parameter.name)


def test_constant_never_changes() -> None:
    assert set(rates("constant")) == {LR}


def test_step_drops_at_the_very_update() -> None:
    given = rates("step", step_size=7, gamma=0.5)
    assert given == pytest.approx([LR * 0.5 ** (k // 7) for k in range(100)], rel=1e-15)
    assert given[6] == LR and given[7] == LR / 2


def test_exponential_rates_add_up_to_a_finite_road() -> None:
    given = rates("exponential", steps=2000, gamma=0.95)
    assert all(after / before == pytest.approx(0.95) for before, after in itertools.pairwise(given))
    assert math.fsum(given) == pytest.approx(LR / (1 - 0.95))


def test_multistep_drops_at_its_milestones_and_twice_at_the_same() -> None:
    given = rates("multistep", milestone_1=30, milestone_2=60, milestone_3=60, gamma=0.5)
    assert given == pytest.approx([LR] * 30 + [LR / 2] * 30 + [LR / 8] * 40, rel=1e-15)
    late = rates("multistep", milestone_1=30, milestone_2=60, milestone_3=60, gamma=0.5, late=1)
    assert late == [LR, *given[:-1]], "Keras's boundary still has the old rate"
    assert set(rates("multistep", milestone_1=0, milestone_2=0, gamma=0)) == {LR}


def test_linear_goes_in_a_line_and_stays() -> None:
    given = rates("linear", t_max=50, end_factor=0.1)
    assert given == pytest.approx([LR * (1 - 0.9 * min(k, 50) / 50) for k in range(100)], rel=1e-14)


def test_a_polynomial_may_come_back_less_high() -> None:
    given = rates("polynomial", t_max=20, power=2, cycle=1)
    # The second cycle begins after update 20 and is 40 updates long, counted from 0.
    assert given[20] == 0 and given[21] == pytest.approx(LR * (1 - 21 / 40) ** 2)
    assert rates("polynomial", t_max=20, power=2)[20:] == [0] * 80
    keras = run(BOWL, "sgd", "keras", steps=60, lr=LR, schedule={"id": "polynomial", "parameters": {"t_max": 50}})
    assert keras["learning_rate"][50:] == pytest.approx([1e-4] * 10), "its lowest rate unless set"


def test_inverse_time_halves_and_so_does_the_square_root_four_times_later() -> None:
    assert rates("inverse_time", decay_rate=1, decay_steps=10)[10] == LR / 2
    assert rates("inverse_time", decay_rate=1, decay_steps=10, staircase=1)[9] == LR
    assert rates("inverse_sqrt")[3] == LR / 2 and rates("inverse_sqrt", timescale=20)[60] == LR / 2


def test_restarts_are_whole_again_and_further_apart() -> None:
    given = rates("cosine_restarts", t_0=10, t_mult=2)
    assert [k for k, rate in enumerate(given) if rate == LR] == [0, 10, 30, 70]
    assert min(given) > 0, "the lowest rate is never reached"
    lower = rates("cosine_restarts", t_0=10, t_mult=2, m_mult=0.5)
    assert [lower[k] / LR for k in (0, 10, 30, 70)] == [1, 0.5, 0.25, 0.125]


def test_one_cycle_peaks_where_each_framework_has_it() -> None:
    def peak(framework: str) -> int:
        schedule = {"id": "one_cycle", "parameters": {"t_max": 50}}
        given: list[float] = run(BOWL, "adam", framework, steps=60, lr=LR, schedule=schedule)["learning_rate"]
        assert given[0] == pytest.approx(LR / 25) and given[50:] == pytest.approx([LR / 25e4] * 10)
        return given.index(max(given))

    assert (peak("pytorch"), peak("optax")) == (14, 15)


def test_momentum_is_driven_from_the_end_of_the_warm_up_on() -> None:
    """On an even slope the k-th velocity tells the k-th momentum."""
    slope = {"kind": "formula", "formula": "x + y", "view": {"x": [-1, 1], "y": [-1, 1]}}

    def momenta(warmup: int) -> list[float]:
        schedule = {"id": "one_cycle", "parameters": {"t_max": 30, "warmup": warmup}}
        given = run(slope, "momentum", steps=30 + warmup, lr=LR, schedule=schedule)["state"]["b"]["x"]
        return [(after - 1) / before for before, after in itertools.pairwise(given[1:])]

    plain, warmed = momenta(0), momenta(12)
    assert warmed[12:] == pytest.approx(plain, rel=1e-9)
    assert warmed[:12] == pytest.approx([0.95] * 12, rel=1e-9)
    assert min(plain) == pytest.approx(0.85, rel=1e-9)


def test_triangles_shrink_by_the_cycle() -> None:
    given = rates("triangular", step_size_up=10, step_size_down=15, cycle_factor=0.5, start_factor=0)
    assert [given[k] for k in (0, 10, 25, 35, 50, 60, 75, 85)] == pytest.approx(
        [0, LR, 0, LR / 2, 0, LR / 4, 0, LR / 8], abs=1e-17
    )


def plateau(height: float, framework: str, **parameters: float) -> list[int]:
    """The updates of a run that stays put at which the rate drops."""
    still = {**STILL, "formula": f"0*x + 0*y + {height}"}
    schedule = {"id": "plateau", "parameters": {"patience": 3, **parameters}}
    given = run(still, "sgd", framework, steps=15, lr=LR, schedule=schedule)["learning_rate"]
    return [k for k in range(1, 15) if given[k] != given[k - 1]]


def test_a_plateau_is_borne_for_as_long_as_each_framework_has_it() -> None:
    assert plateau(1, "pytorch") == [5, 9, 13]
    assert plateau(1, "keras") == [4, 7, 10, 13]
    assert plateau(1, "optax") == [3, 6, 9, 12]
    assert plateau(1, "pytorch", cooldown=2) == [5, 11]
    assert plateau(1, "keras", cooldown=2) == [4, 8, 12], "it counts the cooldown's last update"


def test_a_relative_threshold_is_fooled_below_zero() -> None:
    for framework in ("pytorch", "optax"):
        assert plateau(-1, framework) == []
        assert plateau(-1, framework, relative=0) == plateau(1, framework)
    assert plateau(-1, "keras") == plateau(1, "keras")


def test_a_plateau_is_not_watched_during_warm_up() -> None:
    assert plateau(1, "pytorch", warmup=6) == [1, 2, 3, 4, 5, 11]


def test_cosine_falls_to_the_lowest_rate_and_rises_again_or_stays() -> None:
    given = rates("cosine", steps=101, t_max=50, eta_min=0.001)
    assert given[50] == pytest.approx(0.001, rel=1e-12)
    assert given[100] == pytest.approx(LR, rel=1e-12)
    assert given[:51] == sorted(given[:51], reverse=True)
    assert given[50:] == sorted(given[50:])
    assert given[25] == pytest.approx((LR + 0.001) / 2)
    falls = [before - after for before, after in itertools.pairwise(given[:51])]
    assert falls.index(max(falls)) in (24, 25), "fastest in the middle"
    assert rates("cosine", steps=101, t_max=50, eta_min=0.001, rise=0)[50:] == pytest.approx([0.001] * 51)
