"""The line of a script that builds an optimizer, with numbers in place of names."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Final

from ..catalogue.definitions import Hyperparameter, Optimizer, Variant

LONGEST: Final = 44


def call_of(
    optimizer: Optimizer,
    variant: Variant,
    values: Mapping[str, float] | None = None,
    spelled: Mapping[str, str] | None = None,
) -> str:
    """The call of a variant as Python, an argument a line where it is long; "" where no library has it.

    ``values`` are its hyperparameters, by default its own defaults; ``spelled`` gives expressions for some. Counts are
    written as integers, switches as True and False, as the frameworks ask for them, and everything else as a float.
    """
    described = {each.name: each for each in optimizer.hyperparameters}
    numbers = {**variant.defaults, **(values or {})}
    literals = {name: _literal(described[name], numbers[name]) for name in numbers} | dict(spelled or {})
    return _laid_out(variant.call.format(**literals))


def _literal(described: Hyperparameter, value: float) -> str:
    if described.scale == "switch":
        return str(bool(value))
    if described.scale == "integer" and value == int(value):
        return str(int(value))
    mantissa, _, exponent = repr(float(value)).partition("e")
    return mantissa if not exponent else f"{mantissa}e{int(exponent)}"


def _laid_out(source: str) -> str:
    if not source:
        return ""
    call = ast.parse(source, mode="eval").body
    assert isinstance(call, ast.Call)
    written = [_source(argument, source) for argument in call.args]
    written += [
        f"{keyword.arg}={_source(keyword.value, source)}" if keyword.arg else f"**{_source(keyword.value, source)}"
        for keyword in call.keywords
    ]
    name = _source(call.func, source)
    line = f"{name}({', '.join(written)})"
    if len(line) <= LONGEST:
        return line
    return f"{name}(\n" + "".join(f"    {argument},\n" for argument in written) + ")"


def _source(node: ast.expr, source: str) -> str:
    """The text of an expression; a choice whose condition is a literal by now is made."""
    if isinstance(node, ast.IfExp) and isinstance(node.test, ast.Constant):
        return _source(node.body if node.test.value else node.orelse, source)
    return ast.get_source_segment(source, node) or ast.unparse(node)
