"""Where in a definition's file something stands: the line that a sentence about it names."""

from __future__ import annotations

import ast
from collections.abc import Mapping

Way = tuple[str | int, ...]


def line_of(source: str, kind: str, way: Way, within: str = "") -> int:
    """The line (from 1) of what ``way``, a chain of fields, keys and indices, leads to from the call of ``kind``.

    Names are followed to where the module assigns them. Where the way is lost, since a value was computed, it is the
    line of the last thing on it. ``within`` is a part of a text that is meant: the line that has it, if one does.
    """
    module = ast.parse(source)
    assigned = {
        target.id: node.value
        for node in module.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    node = _definition(module, kind)
    for step in way:
        following = _step(_resolved(node, assigned), step)
        if following is None:
            break
        node = following
    node = _resolved(node, assigned)
    first = getattr(node, "lineno", 1)
    if within.strip():
        lines = source.splitlines()
        for number in range(first, (getattr(node, "end_lineno", None) or first) + 1):
            if within.strip() in lines[number - 1]:
                return number
    return first


def _definition(module: ast.Module, kind: str) -> ast.AST:
    for node in module.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Call):
            called = node.value.func
            if isinstance(called, ast.Name) and called.id == kind:
                return node.value
    return module


def _resolved(node: ast.AST, assigned: Mapping[str, ast.AST]) -> ast.AST:
    for _ in range(len(assigned)):
        if not (isinstance(node, ast.Name) and node.id in assigned):
            break
        node = assigned[node.id]
    return node


def _step(node: ast.AST, step: str | int) -> ast.AST | None:
    match node:
        case ast.Call(keywords=keywords):
            return next((each.value for each in keywords if each.arg == step), None)
        case ast.Dict(keys=keys, values=values):
            pairs = zip(keys, values, strict=True)
            return next((value for key, value in pairs if isinstance(key, ast.Constant) and key.value == step), None)
        case ast.Tuple(elts=parts) | ast.List(elts=parts) if isinstance(step, int) and step < len(parts):
            return None if any(isinstance(part, ast.Starred) for part in parts) else parts[step]
    return None
