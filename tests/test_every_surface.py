"""What holds of every surface, at its defaults and wherever its coefficients may be set: its formula, view and start,
and that its minima and saddle points are what they say."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from app.catalogue import CATALOGUE
from app.catalogue.definitions import Surface
from app.engine.problem import FormulaObjective, Problem, Stationary, axes, surface_problem
from app.formula import Formula
from app.settings import LIMITS
from tests.catalogue.scenes import path, run
from tests.catalogue.searching import Found, search

Given = tuple[tuple[str, float], ...]
Point = tuple[float, float]
Array = npt.NDArray[np.float64]

SURFACES = list(CATALOGUE.surfaces.values())
GROUPS = ["bowls", "ravines", "saddles", "many_minima", "plateaus", "non_smooth", "finite_sums"]
EPSILON = float(np.finfo(float).eps)
DIRECTIONS = [(math.cos(turn * math.pi / 24), math.sin(turn * math.pi / 24)) for turn in range(48)]
OPTIMIZERS = list(CATALOGUE.optimizers)
AT_ONCE = 6


def settings(surface: Surface) -> Iterator[Given]:
    """The defaults, and every coefficient in turn at the ends of what is allowed and of its slider."""
    yield ()
    for coefficient in surface.coefficients:
        ends = {coefficient.minimum, coefficient.maximum, *coefficient.slider} - {coefficient.default}
        for value in sorted(ends):
            yield ((coefficient.name, float(value)),)


def label(surface: Surface, given: Given, *more: object) -> str:
    return "-".join([surface.id, *(f"{name}={value:g}" for name, value in given), *map(str, more)])


CASES = [(surface, given) for surface in SURFACES for given in settings(surface)]
EACH_SURFACE = pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.id)
EACH_SETTING = pytest.mark.parametrize(
    "problem", [pytest.param(surface_problem(s.id, given), id=label(s, given)) for s, given in CASES]
)
WITH_MINIMUM, WITHOUT_MINIMUM = (
    pytest.mark.parametrize(
        "problem",
        [pytest.param(surface_problem(s.id, given), id=label(s, given)) for s, given in CASES if bool(s.minima) is has],
    )
    for has in (True, False)
)
EACH_MINIMUM, EACH_SADDLE = (
    pytest.mark.parametrize(
        ("problem", "place"),
        [
            pytest.param(problem, place, id=label(s, given, index))
            for s, given in CASES
            for problem in [surface_problem(s.id, given)]
            for index, place in enumerate(getattr(problem, kind))
        ],
    )
    for kind in ("minima", "saddles")
)


def formula_of(problem: Problem) -> Formula:
    assert isinstance(problem.objective, FormulaObjective)
    return problem.objective.formula


def value_at(problem: Problem, x: float, y: float) -> float:
    return problem.objective.value_and_gradient(x, y)[0]


def gradient_at(problem: Problem, x: float, y: float) -> Array:
    return np.array(problem.objective.value_and_gradient(x, y)[1:])


def hessian_at(problem: Problem, x: float, y: float) -> Array:
    xx, xy, yy = problem.objective.hessian(x, y)
    return np.array([[xx, xy], [xy, yy]])


def size(problem: Problem) -> Array:
    (left, right), (bottom, top) = problem.view.x, problem.view.y
    return np.array([right - left, top - bottom])


def inside(problem: Problem, x: float, y: float) -> bool:
    (left, right), (bottom, top) = problem.view.x, problem.view.y
    return left < x < right and bottom < y < top


def around(problem: Problem, x: float, y: float, radius: float) -> list[Point]:
    """Places about a point within the view, at a distance in parts of the view."""
    width, height = radius * size(problem)
    places = [(x + width * across, y + height * up) for across, up in DIRECTIONS]
    return [place for place in places if inside(problem, *place)]


def field(problem: Problem, side: int, widen: float = 1.0) -> Array:
    """Values over the view, or over a box ``widen`` times as wide about its middle."""
    x, y = axes(problem.view, side, side)
    x, y = (widen * (axis - axis.mean()) + axis.mean() for axis in (x, y))
    return problem.objective.field(x, y)


def assert_stationary(problem: Problem, x: float, y: float) -> None:
    """The gradient is 0 to the last digits of the point: in each principal direction no larger than the curvature makes
    it over a few units of the last place, or than rounding alone, which shows where the gradient at neighbouring
    numbers departs from the Hessian's straight line."""
    hessian, here = hessian_at(problem, x, y), gradient_at(problem, x, y)
    curvatures, directions = np.linalg.eigh(hessian)
    rounding = np.zeros(2)
    for across, up in itertools.product((-3, -2, -1, 1, 2, 3), repeat=2):
        near = (x + across * math.ulp(x), y + up * math.ulp(y))
        straight = here + hessian @ np.subtract(near, (x, y))
        rounding = np.maximum(rounding, np.abs(directions.T @ (gradient_at(problem, *near) - straight)))
    allowed = np.abs(curvatures) * 2 * EPSILON * max(1.0, math.hypot(x, y)) + 2 * rounding
    assert (np.abs(directions.T @ here) <= allowed).all()


def isolated(problem: Problem) -> bool:
    """Whether the lowest minima are single points: without curvature they may lie on a curve of minima."""
    best = problem.minima[0]
    low, high = np.linalg.eigvalsh(hessian_at(problem, best.x, best.y))
    return best.kind != "smooth" or bool(low > 1e-12 * high)


@cache
def found(problem_id: str, given: Given) -> Found:
    return search(surface_problem(problem_id, given), 11 if given else 21)


def test_the_surfaces_stand_in_their_groups() -> None:
    groups = [group for group, _ in itertools.groupby(surface.group for surface in SURFACES)]
    assert groups == GROUPS, "a list of surfaces can be cut into groups as it stands"


@EACH_SURFACE
def test_the_formula_is_within_the_limits_of_what_people_may_type(surface: Surface) -> None:
    assert len(surface.formula) <= LIMITS.formula_characters
    names = tuple(coefficient.name for coefficient in surface.coefficients)
    formula = formula_of(surface_problem(surface.id))
    assert formula.names == ("x", "y", *names)
    for name in names:
        assert formula.depends_on([formula.value_node], [name]), "a coefficient that does nothing"


@EACH_SURFACE
def test_it_says_where_it_comes_from(surface: Surface) -> None:
    assert len(surface.source) > 20


@EACH_SETTING
def test_the_view_is_a_box_with_the_start_inside(problem: Problem) -> None:
    assert (size(problem) > 0).all()
    assert inside(problem, *problem.start)
    assert math.isfinite(value_at(problem, *problem.start))
    assert 0 < np.hypot(*gradient_at(problem, *problem.start)) < math.inf, "from here there is nowhere to go"


@EACH_SETTING
def test_it_is_finite_all_over_the_view_and_around_it(problem: Problem) -> None:
    assert np.isfinite(field(problem, 101)).all()
    assert np.isfinite(field(problem, 101, widen=3)).all()


@EACH_SETTING
def test_its_derivatives_are_finite_all_over_the_view(problem: Problem) -> None:
    # Whole numbers and simple fractions, so that creases and the middle are among them.
    for x, y in itertools.product(*(np.linspace(*edges, 13).tolist() for edges in (problem.view.x, problem.view.y))):
        assert np.isfinite(gradient_at(problem, x, y)).all()
        assert np.isfinite(hessian_at(problem, x, y)).all()


@EACH_MINIMUM
def test_a_minimum_has_its_value_and_lies_in_the_view(problem: Problem, place: Stationary) -> None:
    assert value_at(problem, place.x, place.y) == pytest.approx(place.value, abs=1e-14, rel=1e-14)
    on_edge = place.x in problem.view.x or place.y in problem.view.y
    assert on_edge if place.kind == "boundary" else inside(problem, place.x, place.y)


@EACH_MINIMUM
def test_a_minimum_is_lower_than_what_is_around_it(problem: Problem, place: Stationary) -> None:
    for radius in (1e-5, 1e-3):
        near = around(problem, place.x, place.y, radius)
        assert len(near) >= 20
        assert all(value_at(problem, *point) > place.value for point in near)


@EACH_MINIMUM
def test_a_minimum_is_of_its_kind(problem: Problem, place: Stationary) -> None:
    x, y = place.x, place.y
    if place.kind == "boundary":
        # Downhill is out of the view, and only there.
        slope = gradient_at(problem, x, y)
        for position, edges, own in zip((x, y), (problem.view.x, problem.view.y), slope, strict=True):
            if position in edges:
                assert own * (1 if position == edges[0] else -1) > 1e-6
            else:
                assert abs(own) < 1e-9 * np.abs(slope).max()
        return
    # Towards a smooth minimum the loss falls as the square of the distance, towards a kink at most in proportion.
    near, far = (
        [value_at(problem, x + d * across, y + d * up) - place.value for across, up in DIRECTIONS[::3]]
        for d in (1e-9, 1e-7)
    )
    fading = [a < b / 200 for a, b in zip(near, far, strict=True)]
    if place.kind == "kink":
        assert not all(fading)
        return
    assert_stationary(problem, x, y)
    low, high = np.linalg.eigvalsh(hessian_at(problem, x, y))
    assert low >= -4 * EPSILON * high
    hessian = hessian_at(problem, x, y)
    for across, up in DIRECTIONS[::3]:
        step = 1e-6 * size(problem) * (across, up)
        near_slope, far_slope = (gradient_at(problem, x + part * step[0], y + part * step[1]) for part in (1, 10))
        assert np.hypot(*near_slope) < np.hypot(*far_slope) / 5, "the slope fades towards it"
        straight = max(high * np.hypot(*step), np.hypot(*far_slope))
        assert np.hypot(*(near_slope - hessian @ step)) < 0.05 * straight, "and as the curvature says"


@WITH_MINIMUM
def test_no_start_in_the_view_leads_below_the_listed_minimum(problem: Problem, request: pytest.FixtureRequest) -> None:
    best, ends = problem.minima[0].value, search_of(request)
    lowest = float(ends.value.min())
    assert lowest >= best - 1e-12 * max(1.0, abs(best))
    assert lowest <= best + 1e-6 * float(np.ptp(field(problem, 51))), "the search does not find it"


@pytest.mark.parametrize(
    "problem",
    [
        pytest.param(problem, id=label(s, given))
        for s, given in CASES
        for problem in [surface_problem(s.id, given)]
        if problem.minima and isolated(problem)
    ],
)
def test_the_lowest_points_are_all_listed(problem: Problem, request: pytest.FixtureRequest) -> None:
    best, ends = problem.minima[0], search_of(request)
    listed = [(m.x, m.y) for m in problem.minima if m.value <= best.value + 1e-9 * max(1.0, abs(best.value))]
    lowest = ends.value <= best.value + 1e-12 * max(1.0, abs(best.value))
    for x, y in zip(ends.x[lowest], ends.y[lowest], strict=True):
        assert min(float((np.abs(np.subtract((x, y), place)) / size(problem)).max()) for place in listed) < 1e-3


def search_of(request: pytest.FixtureRequest) -> Found:
    """The search over the problem of a test, shared between tests."""
    surface, given = next(case for case in CASES if label(*case) == request.node.callspec.id)
    return found(surface.id, given)


@EACH_SETTING
def test_minima_are_listed_from_the_lowest_up_and_once(problem: Problem) -> None:
    values = [minimum.value for minimum in problem.minima]
    assert values == sorted(values)
    places = [(minimum.x, minimum.y) for minimum in problem.minima]
    assert all(math.dist(a, b) > 1e-3 for a, b in itertools.combinations(places, 2))


@WITHOUT_MINIMUM
def test_a_surface_without_a_minimum_falls_for_ever(problem: Problem) -> None:
    lowest = []
    for widen in (1, 3, 10):
        values = field(problem, 101, widen)
        inner = values[1:-1, 1:-1]
        assert values.min() < inner.min(), "the lowest point lies on the edge"
        lowest.append(values.min())
    assert lowest[0] > lowest[1] > lowest[2]


@EACH_SADDLE
def test_a_saddle_point_is_stationary_and_falls_to_some_sides_only(problem: Problem, place: Point) -> None:
    assert inside(problem, *place)
    assert_stationary(problem, *place)
    here = value_at(problem, *place)
    for radius in (1e-4, 1e-3):
        near = [value_at(problem, *point) - here for point in around(problem, *place, radius)]
        assert min(near) < 0 < max(near)


@pytest.mark.parametrize("index", range(len(SURFACES)), ids=[surface.id for surface in SURFACES])
def test_optimizers_run_on_it(index: int) -> None:
    """Each surface meets a few optimizers, and each optimizer a few surfaces: in turn, since all pairs take a while."""
    surface = SURFACES[index]
    for number in range(AT_ONCE):
        optimizer = OPTIMIZERS[(index * AT_ONCE + number) % len(OPTIMIZERS)]
        trajectory: dict[str, Any] = run(surface.id, optimizer, steps=50)
        assert path(trajectory)[0] == surface.start
        assert all(map(math.isfinite, trajectory["loss"]))
        assert trajectory["outcome"]["kind"] != "left_domain"
