"""Straight-line code → JavaScript, for pages that compute without a server."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .code import Code, Dialect
from .functions import FUNCTIONS
from .graph import Graph

# Arithmetic there has inf and nan as IEEE 754 has them, and every function of the language by the same name.
JAVASCRIPT: Final = Dialect(
    divide="{a} / {b}",
    power="Math.pow({a}, {b})",
    where="({a} {comparison} {b} ? {yes} : {no})",
    functions={
        name: f"Math.{name}({', '.join(('{a}', '{b}')[: function.arity])})" for name, function in FUNCTIONS.items()
    },
)


def javascript(name: str, graph: Graph, roots: Sequence[int], inputs: Sequence[str]) -> str:
    """The source of the exported function ``name(inputs) → [roots]``, or → the root where there is one. What it says
    comes from a checked graph, never from a person; the names of its inputs are the caller's."""
    code = Code(graph, [roots], JAVASCRIPT)
    lines = "".join(f"const {line};\n" for line in code.phases[0])
    values = code.roots[0]
    result = values[0] if len(values) == 1 else f"[{', '.join(values)}]"
    return f"export function {name}({', '.join(inputs)}) {{\n{lines}return {result};\n}}\n"
