"""A race as the API says it: plain lists and dictionaries."""

from __future__ import annotations

from typing import Any

from ..catalogue import CATALOGUE
from ..catalogue.terms import SYMBOLS
from ..formula import mathml
from .fields import most_cells
from .insight import described
from .known import contraction_of, facts_of, standardization_of
from .outcome import since
from .problem import Problem
from .trajectory import Trajectory


def answer_of(problem: Problem, record: Trajectory, include: frozenset[str]) -> dict[str, Any]:
    """What an answer says of a run; ``include`` may add "gradient", "state" and "samples"."""
    first, second = problem.parameters
    outcome = record.outcome
    assert outcome is not None
    answer: dict[str, Any] = {
        "optimizer": record.optimizer.id,
        "framework": record.variant.framework,
        "name": record.optimizer.name.as_dict(),
        "path": {first: record.x, second: record.y},
        "loss": record.loss,
        "gradient_norm": record.norm,
        "learning_rate": record.rate,
        **_evaluations(record),
        "outcome": {
            "kind": outcome.kind,
            "step": outcome.step,
            **({} if outcome.near is None else {"since": since(record.loss, outcome.near)}),
            "message": outcome.message.as_dict(),
            "final": {first: record.x[-1], second: record.y[-1], "loss": record.loss[-1]},
        },
    }
    if problem.fit is not None:
        answer["contraction"] = contraction_of(problem, record)
    if "samples" in include:
        answer["samples"] = record.samples
    if record.tracks:
        answer["tracks"] = {name: {first: x, second: y} for name, (x, y) in record.tracks.items()}
    if "gradient" in include:
        answer["gradient"] = {first: record.gradient_x, second: record.gradient_y}
    if "state" in include:
        answer["state"] = {
            name: columns[0] if len(columns) == 1 else dict(zip((first, second), columns, strict=True))
            for name, columns in record.state.items()
        }
    return answer


def _evaluations(record: Trajectory) -> dict[str, Any]:
    """How often the run has asked for each: in all, and at ``each`` update, one number where that is always the same,
    else one entry an update."""
    asked = {"gradient": record.gradients, "loss": record.losses}
    if record.looks is None:
        updates = len(record.x) - 1
        return {
            "evaluations": {name: count * updates for name, count in asked.items()},
            "evaluations_each": asked,
        }
    each = {name: [count + looks for looks in record.looks] for name, count in asked.items()}
    return {"evaluations": {name: sum(column) for name, column in each.items()}, "evaluations_each": each}


def describe(problem: Problem) -> dict[str, Any]:
    """What an answer says of its problem."""
    first, second = problem.parameters
    best = problem.minima[0] if problem.minima else None
    curvature = problem.curvature_at(best.x, best.y) if best is not None and best.kind == "smooth" else None
    answer: dict[str, Any] = {
        "kind": problem.kind,
        "parameters": [first, second],
        "minimum": problem.minimum,
        "formula": problem.formula,
        "view": {"x": list(problem.view.x), "y": list(problem.view.y)},
        "start": list(problem.start),
        "minima": [{first: m.x, second: m.y, "value": m.value, "kind": m.kind} for m in problem.minima],
        "saddles": [{first: x, second: y} for x, y in problem.saddles],
        "curvature": None if curvature is None or curvature[1] <= 0 else described(*curvature),
    }
    if problem.kind == "formula":
        answer["mathml"] = mathml(problem.formula, (first, second), SYMBOLS)
    if problem.data is not None and problem.fit is not None:
        answer["points"] = problem.fit.points
        answer["field_cells"] = most_cells(problem.objective)
        answer["model"] = problem.data.model
        answer["exact"] = facts_of(problem)
        answer["standardization"] = standardization_of(problem)
        answer["printed"] = _own_formulas(problem.data.model, problem.data.text, problem.parameters)
    return answer


def _own_formulas(model: str, loss: str, parameters: tuple[str, str]) -> dict[str, str]:
    """A person's own model and loss in print; those of the catalogue are in print there."""
    printed = {}
    if all(model != known.formula for known in CATALOGUE.models.values()):
        printed["model"] = mathml(model, (*parameters, "x"), SYMBOLS)
    if all(loss != known.formula for known in CATALOGUE.losses.values()):
        printed["loss"] = mathml(loss, ("y_hat", "y"), SYMBOLS)
    return printed
