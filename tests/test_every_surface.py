"""What holds of every surface: its formula, view and start, and that its minima and saddle points are what they say."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from app.catalogue import CATALOGUE
from app.catalogue.definitions import Minimum, Surface
from app.formula import Formula, formula_of
from app.settings import LIMITS
from tests.catalogue.scenes import path, run

SURFACES = list(CATALOGUE.surfaces.values())
EACH_SURFACE = pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.id)
WITH_MINIMUM, WITHOUT_MINIMUM = (
    pytest.mark.parametrize("surface", [s for s in SURFACES if bool(s.minima) is has], ids=lambda surface: surface.id)
    for has in (True, False)
)
EACH_MINIMUM = pytest.mark.parametrize(
    ("surface", "minimum"),
    [
        pytest.param(surface, minimum, id=f"{surface.id}-{index}")
        for surface in SURFACES
        for index, minimum in enumerate(surface.minima)
    ],
)
EACH_SADDLE = pytest.mark.parametrize(
    ("surface", "saddle"),
    [
        pytest.param(surface, saddle, id=f"{surface.id}-{index}")
        for surface in SURFACES
        for index, saddle in enumerate(surface.saddles)
    ],
)


def inside(surface: Surface, x: float, y: float) -> bool:
    (left, right), (bottom, top) = surface.view.x, surface.view.y
    return left < x < right and bottom < y < top


def hessian(formula: Formula, x: float, y: float) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    xx, xy, yy = formula.hessian(x, y)
    return np.array([[xx, xy], [xy, yy]])


def newton_step(formula: Formula, x: float, y: float) -> float:
    """How far a Newton step goes from here: at a polished stationary point, no further than rounding."""
    _, *gradient = formula.value_and_gradient(x, y)
    return float(np.hypot(*np.linalg.solve(hessian(formula, x, y), gradient)))


def field(surface: Surface, side: int, widen: float = 1.0) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Values over the view, or over a box ``widen`` times as wide about its middle."""
    x, y = (
        np.linspace((low + high) / 2 - widen * (high - low) / 2, (low + high) / 2 + widen * (high - low) / 2, side)
        for low, high in (surface.view.x, surface.view.y)
    )
    return formula_of(surface.formula).field(x, y)


def descend(surface: Surface, x: float, y: float, step: float) -> float:
    """The lowest value that a short compass search within the view finds from a point."""
    value_of = formula_of(surface.formula).value
    best = value_of(x, y)[0]
    for _ in range(300):
        around = [(x + step, y), (x - step, y), (x, y + step), (x, y - step)]
        tried = [(value_of(*point)[0], point) for point in around if inside(surface, *point)]
        lowest, point = min(tried, default=(best, (x, y)))
        if lowest < best:
            best, (x, y) = lowest, point
        else:
            step /= 2
    return best


@EACH_SURFACE
def test_the_formula_is_within_the_limits_of_what_people_may_type(surface: Surface) -> None:
    assert len(surface.formula) <= LIMITS.formula_characters
    assert formula_of(surface.formula).names == ("x", "y")


@EACH_SURFACE
def test_the_view_is_a_box_with_the_start_inside(surface: Surface) -> None:
    assert surface.view.x[0] < surface.view.x[1] and surface.view.y[0] < surface.view.y[1]
    assert inside(surface, *surface.start)
    value, *gradient = formula_of(surface.formula).value_and_gradient(*surface.start)
    assert math.isfinite(value)
    assert 0 < math.hypot(*gradient) < math.inf, "from here there is nowhere to go"


@EACH_SURFACE
def test_it_is_finite_all_over_the_view_and_around_it(surface: Surface) -> None:
    assert np.isfinite(field(surface, 201)).all()
    assert np.isfinite(field(surface, 201, widen=3)).all()


@EACH_SURFACE
def test_it_says_where_it_comes_from(surface: Surface) -> None:
    assert surface.source.strip()


@EACH_MINIMUM
def test_a_minimum_has_its_value_and_lies_in_the_view(surface: Surface, minimum: Minimum) -> None:
    value = formula_of(surface.formula).value(minimum.x, minimum.y)[0]
    assert value == pytest.approx(minimum.value, abs=1e-14, rel=1e-14)
    assert inside(surface, minimum.x, minimum.y) or minimum.kind == "boundary"


@EACH_MINIMUM
def test_a_minimum_is_lower_than_what_is_around_it(surface: Surface, minimum: Minimum) -> None:
    value_of = formula_of(surface.formula).value
    size = math.hypot(surface.view.x[1] - surface.view.x[0], surface.view.y[1] - surface.view.y[0])
    for radius, turn in itertools.product((1e-5 * size, 1e-3 * size), range(48)):
        around = minimum.x + radius * math.cos(turn * math.pi / 24), minimum.y + radius * math.sin(turn * math.pi / 24)
        if inside(surface, *around):
            assert value_of(*around)[0] > minimum.value


@EACH_MINIMUM
def test_a_smooth_minimum_is_stationary_to_the_last_digits(surface: Surface, minimum: Minimum) -> None:
    formula = formula_of(surface.formula)
    if minimum.kind == "smooth":
        low, high = np.linalg.eigvalsh(hessian(formula, minimum.x, minimum.y))
        assert low > 0
        _, *beside = formula.value_and_gradient(minimum.x + 1e-5, minimum.y)
        assert math.hypot(*beside) < 2e-5 * high, "the slope fades towards it"
        assert newton_step(formula, minimum.x, minimum.y) <= 4e-16 * max(1.0, math.hypot(minimum.x, minimum.y))
    elif minimum.kind == "kink":
        # The slope towards it does not fade: a smooth minimum would show a hundred times less of it here.
        near = formula.value(minimum.x + 1e-9, minimum.y)[0] - minimum.value
        far = formula.value(minimum.x + 1e-7, minimum.y)[0] - minimum.value
        assert near == pytest.approx(far / 100, rel=0.01)


@WITH_MINIMUM
def test_no_start_in_the_view_leads_below_the_listed_minimum(surface: Surface) -> None:
    side = 81
    values = field(surface, side)
    x, y = np.linspace(*surface.view.x, side), np.linspace(*surface.view.y, side)
    step = max(surface.view.x[1] - surface.view.x[0], surface.view.y[1] - surface.view.y[0]) / side
    lowest = np.argsort(values, axis=None)[:40]
    spread = np.arange(0, values.size, values.size // 60)
    found = min(descend(surface, x[i % side], y[i // side], step) for i in {*lowest.tolist(), *spread.tolist()})
    best = surface.minima[0].value
    assert best - 1e-9 <= found <= best + 1e-3 * float(np.ptp(values))


@EACH_SURFACE
def test_minima_are_listed_from_the_lowest_up_and_once(surface: Surface) -> None:
    values = [minimum.value for minimum in surface.minima]
    assert values == sorted(values)
    places = [(minimum.x, minimum.y) for minimum in surface.minima]
    assert all(math.dist(a, b) > 1e-3 for a, b in itertools.combinations(places, 2))


@WITHOUT_MINIMUM
def test_a_surface_without_a_minimum_falls_for_ever(surface: Surface) -> None:
    lowest = [float(field(surface, 101, widen).min()) for widen in (1, 10, 100)]
    assert lowest[2] < 10 * lowest[1] < 100 * lowest[0] < 0


@EACH_SADDLE
def test_a_saddle_point_is_stationary_and_falls_to_two_sides(surface: Surface, saddle: tuple[float, float]) -> None:
    formula = formula_of(surface.formula)
    low, high = np.linalg.eigvalsh(hessian(formula, *saddle))
    assert low < 0 < high
    assert newton_step(formula, *saddle) <= 4e-16 * max(1.0, math.hypot(*saddle))
    assert inside(surface, *saddle)


@EACH_SURFACE
def test_every_optimizer_runs_on_it(surface: Surface) -> None:
    for optimizer in CATALOGUE.optimizers:
        trajectory = run(surface.id, optimizer, steps=50)
        assert path(trajectory)[0] == surface.start
        assert all(map(math.isfinite, trajectory["loss"]))
        assert trajectory["outcome"]["kind"] != "left_domain"
