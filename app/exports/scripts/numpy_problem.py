"""A script's loss, its exact gradient and its second derivatives, in NumPy and in the engine's order of operations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ...engine.data import Data
from ...formula import parse_formula
from ...formula.derivative import differentiate
from ...formula.graph import Graph
from ...text import Text
from . import words
from .pieces import definition, folded, indented
from .plan import Plan
from .printing import GraphPrinter, formula_text, functions_in, number
from .words import Language, say


@dataclass(slots=True)
class ProblemCode:
    """Lines, and the functions of the formula language that they call."""

    lines: list[str]
    functions: set[str] = field(default_factory=set)


def problem_code(plan: Plan, language: Language, curved: bool) -> ProblemCode:
    """``loss(theta)``, ``gradient(theta)`` and, if ``curved``, ``hessian(theta)``; of a fit also for given data."""
    data = plan.problem.data
    return _surface(plan, language, curved) if data is None else _fit(data, language, curved)


def _options(numbers: Mapping[str, float]) -> list[str]:
    return [f"{name}={number(value)}" for name, value in numbers.items()]


def _says(text: Text, language: Language) -> str:
    return f'    """{say(text, language)}"""'


def _surface(plan: Plan, language: Language, curved: bool) -> ProblemCode:
    problem = plan.problem
    coefficients = problem.objective.coefficients
    head = ["theta", *_options(coefficients)]
    text = formula_text(problem.formula)
    graph = Graph()
    inputs = {name: graph.input(name) for name in ("x", "y", *coefficients)}
    value = graph.formula(parse_formula(problem.formula, tuple(inputs)), inputs)
    gradient = [differentiate(graph, [value], name)[0] for name in ("x", "y")]
    made = ProblemCode([], functions_in(text, coefficients))
    made.lines += [*definition("loss", head), _says(words.LOSS, language), "    x, y = theta"]
    made.lines += [*indented(folded("return ", text)), "", ""]

    def derivative(name: str, about: Text, roots: Sequence[int], opening: str, closing: str) -> None:
        printer = GraphPrinter(graph, roots, {name: name for name in inputs}, inputs)
        made.functions.update(printer.functions)
        made.lines.extend([*definition(name, head), _says(about, language), "    x, y = theta"])
        made.lines.extend(indented([*printer.lines, *_returned(printer.results, opening, closing)]))
        made.lines.extend(["", ""])

    derivative("gradient", words.GRADIENT, gradient, "np.array([", "], dtype=float)")
    if curved:
        xx, xy = differentiate(graph, gradient, "x")
        yy = differentiate(graph, [gradient[1]], "y")[0]
        derivative("hessian", words.HESSIAN, [xx, xy, yy], "(", ")")
    return made


def _returned(texts: Sequence[str], opening: str, closing: str) -> list[str]:
    line = f"return {opening}{', '.join(texts)}{closing}"
    if len(line) <= 100:
        return [line]
    return [f"return {opening}", *(f"    {text}," for text in texts), closing]


def _fit(data: Data, language: Language, curved: bool) -> ProblemCode:
    first, second = data.parameters
    model, loss = formula_text(data.model), formula_text(data.text)
    made = ProblemCode([], functions_in(model, data.model_coefficients) | functions_in(loss, data.loss_coefficients))
    made.lines += [
        *definition("predict", [first, second, "x", *_options(data.model_coefficients)]),
        _says(words.MODEL, language),
        *indented(folded("return ", model)),
        "",
        "",
        *definition("cost", ["y_hat", "y", *_options(data.loss_coefficients)]),
        _says(words.COST, language),
        *indented(folded("return ", loss)),
        "",
        "",
        "def loss(theta, x=X, y=Y):",
        _says(words.MEAN_LOSS, language),
        "    return np.mean(cost(predict(*theta, x), y))",
        "",
        "",
    ]
    shape = data.shape
    numbers = (*data.model_coefficients.values(), *data.loss_coefficients.values())
    options = _options(dict(zip(shape.coefficients, numbers, strict=True)))
    inputs = [first, second, "x", "y", *shape.coefficients]

    def means(name: str, about: Text, roots: Sequence[int], opening: str, closing: str) -> None:
        printer = GraphPrinter(shape.graph, roots, {name: name for name in inputs}, inputs)
        made.functions.update(printer.functions)
        made.lines.extend([*definition(name, ["theta", "x=X", "y=Y", *options]), _says(about, language)])
        texts = [f"np.mean({text})" for text in printer.results]
        inner = [f"{first}, {second} = theta", *printer.lines, *_returned(texts, opening, closing)]
        made.lines.extend([*indented(inner), "", ""])

    means("gradient", words.GRADIENT, shape.gradient, "np.array([", "])")
    if curved:
        means("hessian", words.HESSIAN, shape.hessian, "(", ")")
    return made
