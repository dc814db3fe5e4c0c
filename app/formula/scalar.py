"""Straight-line code → compiled Python over floats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from types import FunctionType
from typing import Any

from .code import FAST, IEEE, Dialect, function_source, names_in_scope
from .graph import Graph
from .ieee import PYTHON_RAISES

Values = tuple[float, ...]


@lru_cache(maxsize=512)
def compiled(source: str, dialect: Dialect) -> FunctionType:
    """The one function that generated source defines. The source comes from a checked graph, never from a person."""
    scope: dict[str, Any] = dict(names_in_scope(dialect))
    exec(compile(source, "<generated>", "exec"), scope)  # noqa: S102
    function: FunctionType = scope["program"]
    return function


def scalar_program(graph: Graph, roots: Sequence[int], inputs: Sequence[str]) -> Callable[..., Values]:
    """A function of the inputs (floats) that returns the roots' values, with inf and nan as IEEE 754 has them."""
    fast = compiled(function_source(graph, roots, inputs, FAST), FAST)
    safe: list[FunctionType] = []

    def program(*arguments: float) -> Values:
        try:
            values: Values = fast(*arguments)
        except PYTHON_RAISES:
            if not safe:
                safe.append(compiled(function_source(graph, roots, inputs, IEEE), IEEE))
            values = safe[0](*arguments)
        return values

    return program
