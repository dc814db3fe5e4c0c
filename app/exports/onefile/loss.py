"""The loss of a problem as a module of JavaScript: what a file draws its terrain from, at any place and any size.

    overData      whether it is the mean over the data of a fit; then both functions are of one datum (x, y), too
    work          operations that one look costs
    loss(u, v[, x, y])     the value
    slopes(u, v[, x, y])   [value, by the first parameter, by the second]
    each(u, v, x, y)       of a fit the value of one datum, also where the mean of all is a formula of its own

Like every program of a formula it is written from the checked graph.
"""

from __future__ import annotations

from ...engine.data import Data
from ...engine.problem import FormulaObjective, Problem
from ...formula.graph import Graph
from ...formula.javascript import javascript


def loss_module(problem: Problem) -> str:
    """The source of the module. ``u`` and ``v`` are the problem's parameters; of a fit ``x`` is standardised where the
    fit is."""
    objective = problem.objective
    graph = Graph()
    if isinstance(objective, FormulaObjective):
        formula = objective.formula
        source, roots = formula.graph, [formula.value_node, *formula.gradient_nodes]
        variables, numbers, inputs = formula.variables, dict(objective.coefficients), ["u", "v"]
    else:
        assert isinstance(objective, Data)
        shape = objective.shape
        source, roots = shape.graph, [shape.value, *shape.gradient]
        variables, inputs = shape.parameters, ["u", "v", "x", "y"]
        numbers = dict(zip(shape.coefficients, objective.numbers, strict=True))
    names = {name: graph.const(value) for name, value in numbers.items()}
    names |= dict(zip((*variables, "x", "y"), map(graph.input, inputs), strict=False))
    copied = graph.copy(source, roots, names)
    work = len(graph.without_powers(copied[:1])[0].operations)
    own = "" if problem.data is None else _each(problem.data)
    return own + "".join(
        [
            f"export const overData = {'true' if len(inputs) > 2 else 'false'};\n",
            f"export const work = {work};\n",
            javascript("loss", graph, copied[:1], inputs),
            javascript("slopes", graph, copied, inputs),
        ]
    )


def _each(data: Data) -> str:
    shape, graph, inputs = data.shape, Graph(), ("u", "v", "x", "y")
    names = {name: graph.const(value) for name, value in zip(shape.coefficients, data.numbers, strict=True)}
    names |= dict(zip((*shape.parameters, "x", "y"), map(graph.input, inputs), strict=True))
    return javascript("each", graph, graph.copy(shape.graph, [shape.value], names), inputs)
