"""What is known exactly of stochastic gradient descent on a quadratic: the mean square distance to its minimum.

An update is e ← e − η (H_B e + b_B + n), where e is the distance to the minimum, H_B and b_B are a batch's mean
Hessian and its gradient at the minimum, and n is the noise. With batches that are drawn anew at each update
("replace"), e is independent of all three, so that its first two moments follow a linear recursion, without
approximation. Without batches and with additive noise of variance σ² the fixed point is E‖e‖² = Σ ησ²/(λ(2 − ηλ)) over
the eigenvalues λ of H.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..formula.lanes import Array
from .ensemble import Point, lane_program
from .problem import Problem
from .race import Plan

_EYE = np.eye(2)
_FLAT = _EYE.ravel()


def centres(problem: Problem) -> Array:
    """The minima that distances are measured from: shape (n, 2). A quadratic that is no problem of the catalogue's has
    the one that Newton's step finds."""
    if problem.minima or not problem.constant_curvature:
        return np.array([(minimum.x, minimum.y) for minimum in problem.minima]).reshape(-1, 2)
    curvature = problem.curvature_at(*problem.start)
    if curvature is None or curvature[0] <= 0:
        return np.empty((0, 2))
    xx, xy, yy = problem.objective.hessian(*problem.start)
    slope = problem.objective.value_and_gradient(*problem.start)[1:]
    centre: Array = np.array(problem.start) - np.linalg.solve([[xx, xy], [xy, yy]], slope)
    return centre[np.newaxis]


def expected_squares(plan: Plan, start: Point, rates: Sequence[float]) -> tuple[Array, Array] | None:
    """E‖e‖² by learning rate: at each step, shape (steps + 1, rates), and in the long run, shape (rates,); inf where
    it grows for ever. None where it is not known exactly."""
    program, problem, batches = lane_program(plan), plan.problem, plan.batches
    if program is None or not program.mean_step or not problem.constant_curvature:
        return None
    if batches is not None and (batches.sampling != "replace" or batches.solution is None):
        return None
    found = centres(problem)
    if len(found) != 1:
        return None
    with np.errstate(all="ignore"):
        return _moments(plan, np.array(start) - found[0], np.array(rates, dtype=float))


def _moments(plan: Plan, distance: Array, rates: Array) -> tuple[Array, Array]:
    matrix = _recursion(plan, rates)
    state = np.concatenate([[1.0], distance, np.outer(distance, distance).ravel()])
    states = np.tile(state[:, np.newaxis], (len(rates), 1, 1))
    squares = np.empty((plan.steps + 1, len(rates)))
    for step in range(plan.steps + 1):
        squares[step] = states[:, 3, 0] + states[:, 6, 0]
        states = matrix @ states
    squares[np.isnan(squares)] = np.inf
    return squares, np.array([_long_run(each[3:, 3:], each[3:, 0]) for each in matrix])


def _long_run(contraction: Array, added: Array) -> float:
    """The fixed point of the second moments, where they have one."""
    if not (np.isfinite(contraction).all() and np.isfinite(added).all()):
        return np.inf
    if np.abs(np.linalg.eigvals(contraction)).max() >= 1:
        return np.inf
    fixed = np.linalg.solve(np.eye(4) - contraction, added)
    return float(fixed[0] + fixed[3])


def _recursion(plan: Plan, rates: Array) -> Array:
    """The matrix that takes (1, E e, E eeᵀ) over an update: shape (rates, 7, 7)."""
    xx, xy, yy = plan.problem.objective.hessian(*plan.problem.start)
    hessian = np.array([[xx, xy], [xy, yy]])
    double, mixed, spread = _of_batches(plan, hessian)
    # A noise of the gradient's size adds σ² E‖g‖² in each direction, any other its own variance.
    run = plan.run
    relative = run.noise_kind == "relative"
    own = run.noise**2 * np.outer(_FLAT, _FLAT)
    variance = run.noise**2
    if run.noise_kind == "student_t" and variance > 0:
        variance *= run.noise_df / (run.noise_df - 2) if run.noise_df > 2 else np.inf
    if relative:
        double, mixed, spread = double + own @ double, mixed + own @ mixed, spread + own @ spread
    elif variance > 0:
        spread = spread + variance * _FLAT
    eta = rates[:, np.newaxis, np.newaxis]
    matrix = np.zeros((len(rates), 7, 7))
    matrix[:, 0, 0] = 1.0
    matrix[:, 1:3, 1:3] = _EYE - eta * hessian
    matrix[:, 3:, 3:] = np.eye(4) - eta * (np.kron(hessian, _EYE) + np.kron(_EYE, hessian)) + eta**2 * double
    matrix[:, 3:, 1:3] = eta**2 * mixed
    matrix[:, 3:, :1] = eta**2 * spread[:, np.newaxis]
    return matrix


def _of_batches(plan: Plan, hessian: Array) -> tuple[Array, Array, Array]:
    """E[H_B ⊗ H_B], the matrix of m ↦ E[H_B m b_Bᵀ + b_B mᵀ H_B], and E[b_B b_Bᵀ], tensors written as columns of 4."""
    double: Array = np.einsum("ij,kl->ikjl", hessian, hessian).reshape(4, 4)
    batches = plan.batches
    if batches is None:
        return double, np.zeros((4, 2)), np.zeros(4)
    assert batches.solution is not None
    h_xx, h_xy, h_yy = batches.data.each_hessian(*batches.solution)
    slopes = np.stack(batches.data.each(*batches.solution)[1:], axis=1)
    each = np.stack([np.stack([h_xx, h_xy], axis=1), np.stack([h_xy, h_yy], axis=1)], axis=1)
    count, size = len(slopes), batches.size
    pairs: Array = np.einsum("nij,nkl->ikjl", each, each).reshape(4, 4) / count
    mixed: Array = np.einsum("nij,nk->ikj", each, slopes) / count
    squares: Array = np.einsum("ni,nk->ik", slopes, slopes) / count
    return (
        double + (pairs - double) / size,
        (mixed + mixed.transpose(1, 0, 2)).reshape(4, 2) / size,
        squares.ravel() / size,
    )
