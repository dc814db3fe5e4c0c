"""Formulas as JavaScript have the values and the derivatives that they have in Python."""

from __future__ import annotations

import json
import math
import subprocess
from collections.abc import Sequence
from urllib.parse import quote

import pytest

from app.catalogue import CATALOGUE
from app.formula import Formula
from app.formula.functions import FUNCTIONS
from app.formula.javascript import JAVASCRIPT, javascript
from tests.support import find_node

POINTS = [(0.3, -0.7), (1.5, 2.25), (-1.1, 0.4), (0.0, 0.0), (-2.0, 3.0), (40.0, -30.0)]
FORMULAS = [
    *(
        f"{name}({', '.join(('x/3', 'y')[: function.arity])}) + {name}({', '.join(('y', 'x')[: function.arity])})"
        for name, function in FUNCTIONS.items()
    ),
    "-x**2 - 2**-x + x**y",
    "where(x <= y, x, where(x != 0, 1/x, y))",
    "sum(x**i/i for i in range(1, 6)) - -3",
    "1e-7*x + 1e21 + pi*e",
    "x**-3 + exp(700*x)*exp(700*y)",
]


def run_all(sources: Sequence[str]) -> list[list[list[float]]]:
    """Of each source's function ``program``, its results at the points."""
    modules = [f"data:text/javascript,{quote(source)}" for source in sources]
    script = (
        "let text = ''; for await (const piece of process.stdin) text += piece;\n"
        "const { modules, points } = JSON.parse(text); const found = [];\n"
        "for (const url of modules) { const { program } = await import(url);\n"
        "found.push(points.map((point) => program(...point).map(String))); }\n"
        "console.log(JSON.stringify(found));"
    )
    run = subprocess.run(
        [find_node(), "--input-type=module", "-e", script],
        input=json.dumps({"modules": modules, "points": POINTS}),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    return [[[float(text.replace("Infinity", "inf")) for text in row] for row in rows] for rows in found]


def close(mine: float, theirs: float) -> bool:
    return (math.isnan(mine) and math.isnan(theirs)) or math.isclose(mine, theirs, rel_tol=1e-12, abs_tol=1e-13)


def test_values_and_derivatives() -> None:
    surfaces = [
        (surface.formula, {each.name: float(each.default) for each in surface.coefficients})
        for surface in CATALOGUE.surfaces.values()
    ]
    cases = [*((formula, {}) for formula in FORMULAS), *surfaces]
    formulas, sources = [], []
    for text, coefficients in cases:
        formula = Formula(text, ("x", "y"), tuple(coefficients))
        graph, roots = formula.graph, [formula.value_node, *formula.gradient_nodes]
        lines = "".join(f"const {name} = {value!r};\n" for name, value in coefficients.items())
        formulas.append((formula, tuple(coefficients.values())))
        sources.append(lines + javascript("program", graph, roots, ["x", "y"]))
    wrong = [
        f"{formula.text} at {point}: {mine} instead of {theirs}"
        for (formula, numbers), rows in zip(formulas, run_all(sources), strict=True)
        for point, row in zip(POINTS, rows, strict=True)
        for mine, theirs in zip(row, formula.value_and_gradient(*point, *numbers), strict=True)
        if not close(mine, theirs)
    ]
    assert not wrong


def test_one_root_is_no_list() -> None:
    formula = Formula("x*y")
    source = javascript("loss", formula.graph, [formula.value_node], ["x", "y"])
    assert source.startswith("export function loss(x, y) {") and "return [" not in source


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_is_mathematics_own(name: str) -> None:
    assert JAVASCRIPT.functions[name].startswith(f"Math.{name}(")
