"""What a rule calls beyond formulas, as NumPy functions of a script: the Hessian, random vectors, L-BFGS."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Sequence

from ...engine import native
from ...formula.rules import NATIVE_VECTORS
from . import words
from .pieces import rule_stream, wrapped
from .words import Language, say


def hessian_functions(calls: set[str]) -> list[str]:
    lines: list[str] = []
    if "hess_diag" in calls:
        lines += [
            "def hess_diag(theta):",
            "    xx, _, yy = hessian(theta)",
            "    return np.array([xx, yy])",
            "",
            "",
        ]
    if "hess_times" in calls:
        lines += [
            "def hess_times(theta, v):",
            "    xx, xy, yy = hessian(theta)",
            "    return np.array([xx * v[0] + xy * v[1], xy * v[0] + yy * v[1]])",
            "",
            "",
        ]
    if "hess_solve" in calls:
        lines += [
            "def hess_solve(theta, v, damping):",
            "    xx, xy, yy = hessian(theta)",
            "    xx, yy = xx + damping, yy + damping",
            "    return np.array([yy * v[0] - xy * v[1], xx * v[1] - xy * v[0]]) / (xx * yy - xy * xy)",
            "",
            "",
        ]
    return lines


def draws(calls: Sequence[str]) -> list[str]:
    """``normal()`` and ``signs()``: the n-th call of an update draws from the n-th stream."""
    lines: list[str] = []
    for kind in ("normal", "signs"):
        count = calls.count(kind)
        if not count:
            continue
        streams = [rule_stream(kind, index) for index in range(count)]
        each = "normal_pairs({})" if kind == "normal" else "np.where(uniforms({}, 2 * steps) < 0.5, -1.0, 1.0)"
        columns = ", ".join(f"{each.format(stream)}.reshape(steps, 2)" for stream in streams)
        lines += [
            f"{kind}_draws = iter(np.stack([{columns}], axis=1).reshape(-1, 2))",
            "",
            "",
            f"def {kind}():",
            f"    return next({kind}_draws)",
            "",
            "",
        ]
    return lines


def native_functions(calls: set[str], language: Language) -> list[str]:
    """The lab's own code of what is no formula."""
    if not calls & set(NATIVE_VECTORS):
        return []
    source = inspect.getsource(native)
    code = source[source.index("# torch.optim.LBFGS") : source.index("# Made anew")]
    for annotation in ("from __future__", ": Final = "):
        code = code.replace(annotation, " = " if annotation.startswith(":") else annotation)
    code = code.replace("Evaluate = Callable[[float, float], tuple[float, ...]]\n", "")
    code = code.replace("PYTHON_RAISES", "ArithmeticError")
    lines = [*(f"# {line}" for line in wrapped(say(words.L_BFGS, language))), ""]
    lines += _without_annotations(code).rstrip().splitlines()
    lines += [
        "",
        "",
        "def evaluate(x, y):",
        "    theta = np.array([x, y])",
        "    return float(loss(theta)), *gradient(theta).tolist()",
        "",
        "",
    ]
    if "lbfgs_direction" in calls:
        lines += [
            "remembered = LbfgsDirection(evaluate)",
            "",
            "",
            "def lbfgs_direction(g, step, size):",
            "    return np.array(remembered(k, *g.tolist(), *step.tolist(), size))",
            "",
            "",
        ]
    if "strong_wolfe" in calls:
        lines += [
            "search = StrongWolfe(evaluate)",
            "",
            "",
            "def strong_wolfe(theta, direction, first):",
            "    return search(k, *theta.tolist(), *direction.tolist(), float(first))",
            "",
            "",
        ]
    return lines


def _without_annotations(code: str) -> str:
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            node.returns = None
            for argument in (*node.args.args, *node.args.kwonlyargs):
                argument.annotation = None
    return ast.unparse(tree)
