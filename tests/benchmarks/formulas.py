"""A field of a person's formula, and how long the slowest formulas take to be read, differentiated and compiled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress

import numpy as np

from app.formula import FormulaError
from app.formula.formula import Formula
from app.settings import LIMITS

from .measuring import Result, medians

SIDE = 400
TRIGONOMETRIC = "sin(x*y) + cos(3*x)*sin(2*y)"


def field() -> float:
    """The median milliseconds of a field of SIDE × SIDE."""
    formula = Formula(TRIGONOMETRIC)
    x, y = np.linspace(-3, 3, SIDE), np.linspace(-2, 2, SIDE)
    (found,) = medians(lambda repetition: formula.field(x + 1e-6 * repetition, y))
    return found


# What is appended to a formula to make it a new one.
ROOM = LIMITS.formula_characters - len("+0")


def largest(texts: Iterable[str]) -> str:
    """The last of ever larger formulas that is still allowed."""
    accepted = ""
    for text in texts:
        try:
            Formula(text + "+0")
        except FormulaError:
            break
        accepted = text
    return accepted


def repeated(piece: str, joint: str = "+") -> str:
    return largest(joint.join([piece] * count) for count in range(1, ROOM))


def nested(opening: str, inner: str, closing: str) -> str:
    return largest(opening * depth + inner + closing * depth for depth in range(1, ROOM))


def terms(body: str) -> str:
    return largest(f"sum({body} for i in range(0, {count}))" for count in range(1, LIMITS.sum_terms + 1))


def worst_cases() -> Iterator[str]:
    """Long, deep and unrolled formulas, dear to differentiate twice."""
    yield repeated("x**y")
    yield repeated("sin(x*y)", "*")
    yield repeated("tan(x/y)", "*")
    yield repeated("atan2(x,y)", "*")
    yield repeated("hypot(x,y)", "/")
    yield repeated("where(x<y,x,y)", "*")
    yield repeated("(x+y)**9", "*")
    yield nested("sin(x*", "y", ")")
    yield nested("(y+tan(", "x", "))")
    yield nested("hypot(x,", "y", ")")
    yield terms("sin(i*x)*cos(i*y)")
    yield terms("(x + i)**7*y")


def compiling(text: str) -> float:
    """Median milliseconds from the text to the value, the gradient, the Hessian and a field, all programs new."""

    def compile_all(repetition: int) -> None:
        # Another number each time: nothing may have been compiled before.
        formula = Formula(f"{text}+{repetition}")
        for program in (formula.value_and_gradient, formula.hessian):
            # Whether there is a value is nothing to the time it takes to compile.
            with suppress(ArithmeticError, ValueError):
                program(0.3, 0.7)
        with np.errstate(all="ignore"):
            formula.field(np.array([0.3]), np.array([0.7]))

    (found,) = medians(compile_all, rounds=1, in_a_row=7)
    return found


def results() -> Iterator[Result | str]:
    yield Result(f"field of {SIDE} × {SIDE}: {TRIGONOMETRIC}", field(), "ms", goal=4)
    times = {text: compiling(text) for text in worst_cases()}
    slowest = max(times, key=times.__getitem__)
    yield Result(
        f"compiling the slowest of {len(times)} formulas of ≤ {LIMITS.formula_characters} characters",
        times[slowest],
        "ms",
        goal=50,
    )
    yield f"  it is {slowest[:100]}{'…' if len(slowest) > 100 else ''}"
