"""Problems: surfaces, formulas and fits behind one face, their starts, views and curvature."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.catalogue import CATALOGUE
from app.catalogue.definitions import View
from app.engine.data import Data
from app.engine.fit_spec import FitProblem
from app.engine.problem import FormulaObjective, Problem, axes, coefficient_input, problem_of, surface_problem
from app.engine.specs import Box, FormulaProblem, SurfaceProblem
from app.formula import Formula, FormulaError
from app.formula.graph import Graph
from app.formula.scalar import scalar_program


def formula(text: str, x: tuple[float, float] = (-3.0, 3.0), y: tuple[float, float] = (-2.0, 2.0)) -> Problem:
    return problem_of(FormulaProblem(formula=text, view=Box(x=x, y=y)))


def bare(text: str) -> Problem:
    """A problem with this objective and nothing else."""
    view = View(x=(-1.0, 1.0), y=(-1.0, 1.0))
    return Problem("formula", ("x", "y"), FormulaObjective(Formula(text)), view, (0.0, 0.0), text)


def test_a_surface_is_its_definition() -> None:
    problem, surface = problem_of(SurfaceProblem(id="rosenbrock")), CATALOGUE.surfaces["rosenbrock"]
    assert (problem.kind, problem.parameters) == ("surface", ("x", "y"))
    assert (problem.formula, problem.view, problem.start) == (surface.formula, surface.view, surface.start)
    assert [(m.x, m.y, m.value, m.kind) for m in problem.minima] == [(1.0, 1.0, 0.0, "smooth")]
    assert problem.minimum == 0.0 and problem.data is None
    assert problem.objective.value_and_gradient(1.0, 1.0) == (0.0, 0.0, 0.0)
    assert problem.objective.hessian(1.0, 1.0) == pytest.approx((802.0, -400.0, 200.0))
    assert problem is problem_of(SurfaceProblem(id="rosenbrock"))


def test_a_surfaces_coefficients_are_arguments() -> None:
    adjustable = [surface for surface in CATALOGUE.surfaces.values() if surface.coefficients]
    assert adjustable
    for surface in adjustable:
        name = surface.coefficients[0].name
        value = (surface.coefficients[0].minimum + 3 * float(surface.coefficients[0].default)) / 4
        usual, other = surface_problem(surface.id), surface_problem(surface.id, ((name, value),))
        assert usual.objective.key is other.objective.key  # one program for both
        assert other.objective.coefficients[name] == value
        assert usual.objective.coefficients[name] == float(surface.coefficients[0].default)
        at = usual.start
        names = tuple(coefficient.name for coefficient in surface.coefficients)
        numbers = [other.objective.coefficients[each] for each in names]
        expected = Formula(surface.formula, ("x", "y"), names).value(*at, *numbers)[0]
        assert other.objective.value_and_gradient(*at)[0] == expected


def test_a_formula_is_what_was_typed() -> None:
    problem = formula("x^2 + 10*y^2")
    assert (problem.kind, problem.parameters, problem.formula) == ("formula", ("x", "y"), "x^2 + 10*y^2")
    assert problem.minima == () and problem.minimum is None and problem.saddles == ()
    assert problem.view == View(x=(-3.0, 3.0), y=(-2.0, 2.0))
    assert problem.objective.value_and_gradient(1.0, 2.0) == (41.0, 2.0, 40.0)
    with pytest.raises(FormulaError):
        problem_of(SimpleNamespace(kind="formula", formula="x +", view=Box(x=(0.0, 1.0), y=(0.0, 1.0))))


def test_a_fit_is_its_quadratic_and_keeps_its_data() -> None:
    for spec in (FitProblem(dataset="article"), FitProblem(points=CATALOGUE.datasets["article"].points)):
        problem = problem_of(spec)
        assert (problem.kind, problem.parameters) == ("fit", ("theta_0", "theta_1"))
        assert isinstance(problem.objective, FormulaObjective)
        assert problem.minimum == pytest.approx(0.56, rel=1e-14)
        assert (problem.minima[0].x, problem.minima[0].y) == pytest.approx((-1.0, 2.2), rel=1e-14)
        assert problem.data is not None and len(problem.data) == 5
        assert problem.start == CATALOGUE.models["linear"].start
        assert problem.view.x[0] < -1.0 < problem.view.x[1] and problem.view.y[0] < 2.2 < problem.view.y[1]
        for axis, start in zip((problem.view.x, problem.view.y), problem.start, strict=True):
            assert axis[0] < start < axis[1]


def test_a_fit_that_its_quadratic_cannot_say_is_summed() -> None:
    dates = tuple((1.7e9 + 86_400.0 * i, float(i)) for i in range(5))
    problem = problem_of(FitProblem(points=dates))
    assert isinstance(problem.objective, Data) and len(problem.minima) == 1
    assert problem.objective.value_and_gradient(0.0, 0.0)[0] == 6.0
    hopeless = problem_of(FitProblem(points=((1e8, 1.0), (1e8 + 1, 2.0))))
    assert isinstance(hopeless.objective, Data) and hopeless.minima == () and hopeless.minimum is None
    assert hopeless.view.x[0] < hopeless.start[0] < hopeless.view.x[1]


@pytest.mark.parametrize(
    "points", [((0.0, 0.0),), ((1e12, 1e12),), ((1e12, -1e12), (-1e12, 1e12)), ((5e-324, 1e12), (0.0, 0.0))]
)
def test_any_points_make_a_problem(points: Any) -> None:
    problem = problem_of(FitProblem(points=points))
    assert problem.view.x[0] < problem.view.x[1] and problem.view.y[0] < problem.view.y[1]
    assert all(map(math.isfinite, (*problem.view.x, *problem.view.y, *problem.start)))
    assert all(map(math.isfinite, problem.objective.value_and_gradient(*problem.start)))
    field = problem.objective.field(*axes(problem.view, 5, 4))
    assert field.shape == (4, 5)


# Starts.


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("x**2 + y**2", (-3.0, 3.0)),
        ("log(x) + y", (-3.0, 3.0)),
        ("log(-x) + log(-y)", (-3.0, 3.0)),
        ("log(x) + log(-y)", (-3.0, 3.0)),
        ("sqrt(x - 2) + y", (-3.0, 7.0)),
        ("x + y", (0.0, 5e-324)),
        ("x + y", (-5e-324, 0.0)),
        ("x + y", (-1e-310, 1e-310)),
        ("x + y", (1e12 - 0.001, 1e12)),
        ("x + y", (1.0000000000001, 1.0000000000002)),
        ("x + y", (-1e12, 1e12)),
        ("x + y", (0.0, 1e-300)),
        ("x + y", (12345.678, 12345.679)),
    ],
)
def test_a_start_is_inside_the_view_where_the_formula_is_defined(text: str, view: tuple[float, float]) -> None:
    problem = formula(text, view, view)
    assert all(view[0] <= part <= view[1] for part in problem.start)
    assert all(map(math.isfinite, problem.objective.value_and_gradient(*problem.start)))


@settings(max_examples=200)
@given(st.floats(-1e12, 1e12), st.floats(-1e12, 1e12))
def test_a_start_is_inside_of_any_view(a: float, b: float) -> None:
    low, high = sorted((a, b))
    if low < high:
        problem = formula("x*y", (low, high), (low, high))
        assert all(low <= part <= high for part in problem.start)


def test_a_start_reads_well() -> None:
    assert formula("x + y", (-3.0, 3.0), (-2.0, 2.0)).start == (-2.1, 1.2)
    assert formula("x + y", (0.0, 1000.0), (0.0, 0.001)).start == (150.0, 0.0008)
    assert len(repr(formula("x + y", (0.0, 1 / 3), (0.0, 1 / 7)).start[0])) <= 6


def test_a_formula_that_is_nowhere_defined_still_has_a_start() -> None:
    problem = formula("log(-1 - x**2) + y")
    assert problem.start == formula("x + y").start
    assert math.isnan(problem.objective.value_and_gradient(*problem.start)[0])


# Curvature.


@settings(max_examples=200)
@given(*[st.floats(-1e3, 1e3).map(lambda number: round(number, 4))] * 3)
def test_curvature_is_the_hessians_eigenvalues(xx: float, xy: float, yy: float) -> None:
    problem = bare(f"({xx})*x**2/2 + ({xy})*x*y + ({yy})*y**2/2")
    found = problem.curvature_at(0.3, 0.4)
    assert found is not None
    expected = np.linalg.eigvalsh([[xx, xy], [xy, yy]])
    assert found == pytest.approx(tuple(expected), rel=1e-9, abs=1e-12 * max(1, *np.abs(expected)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x + y", (0.0, 0.0)),
        ("5", (0.0, 0.0)),
        ("(x**2 + 1e14*y**2)/2", (1.0, 1e14)),
        ("((x + y)**2 + 1e-14*(x - y)**2)/4", (1e-14, 1.0)),
        ("1e200*(x**2 + y**2)", (2e200, 2e200)),
        ("1e-200*(x**2 + 3*y**2)", (2e-200, 6e-200)),
        ("1e-320*x**2 - 1e-320*y**2", (-2e-320, 2e-320)),
        ("x*y", (-1.0, 1.0)),
        ("-x**2 - 2*y**2", (-4.0, -2.0)),
        ("x**2", (0.0, 2.0)),
        ("-x**2", (-2.0, 0.0)),
        ("1e308*x**2", None),
        ("log(x)", None),
        ("sqrt(-1 - x**2)*y**2", None),
    ],
)
def test_curvature_keeps_its_digits_and_its_range(text: str, expected: tuple[float, float] | None) -> None:
    found = bare(text).curvature_at(0.0, 0.0)
    assert found == (None if expected is None else pytest.approx(expected, rel=1e-12))


@pytest.mark.parametrize(
    ("text", "constant"),
    [("x**2 + 10*y**2", True), ("x*y + x", True), ("3", True), ("x**3", False), ("abs(x)", True), ("sin(x)", False)],
)
def test_constant_curvature(text: str, constant: bool) -> None:
    assert bare(text).constant_curvature == constant


def test_a_fits_curvature_is_constant_where_its_loss_is_quadratic() -> None:
    assert problem_of(FitProblem(dataset="article")).constant_curvature
    data = Data(((1.0, 2.0), (3.0, 5.0)), "theta_0*exp(theta_1*x)", "(y - y_hat)**2", ("theta_0", "theta_1"))
    view = View(x=(-1.0, 1.0), y=(-1.0, 1.0))
    assert not Problem("fit", data.parameters, data, view, (0.0, 0.0), data.text, data=data).constant_curvature


# What is woven.


@pytest.mark.parametrize("name", ["rosenbrock", "article", "exponential"])
def test_what_is_woven_is_what_is_computed(name: str) -> None:
    objective: Any
    match name:
        case "rosenbrock":
            objective = surface_problem("rosenbrock").objective
        case "article":
            objective = problem_of(FitProblem(dataset="article")).objective
        case _:
            objective = Data(
                ((1.0, 2.0), (3.0, 5.0)), "theta_0*exp(theta_1*x)", "(y - y_hat)**2", ("theta_0", "theta_1")
            )
    graph = Graph()
    point = graph.input("a"), graph.input("b")
    loss, gradient = objective.weave(graph, point)
    second = objective.weave_hessian(graph, point)
    functions = [f for f in ("full", "curvature") if f in objective.functions]
    inputs = ["a", "b", *map(coefficient_input, objective.coefficients), *functions]
    program = scalar_program(graph, [loss, *gradient, *second], inputs)
    numbers = [*objective.coefficients.values(), *(objective.functions[each] for each in functions)]
    got = program(0.3, 0.4, *numbers)
    assert got == (*objective.value_and_gradient(0.3, 0.4), *objective.hessian(0.3, 0.4))


def test_fields_of_every_kind() -> None:
    for problem in (surface_problem("himmelblau"), formula("x*y"), problem_of(FitProblem(dataset="article"))):
        x, y = axes(problem.view, 6, 4)
        assert (x[0], x[-1]) == problem.view.x and (y[0], y[-1]) == problem.view.y
        field = problem.objective.field(x, y)
        assert field.shape == (4, 6)
        expected = problem.objective.value_and_gradient(float(x[2]), float(y[3]))[0]
        assert field[3, 2] == pytest.approx(expected, rel=1e-14)
