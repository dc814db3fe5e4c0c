"""A run as a NumPy script: the rule as the page shows it, the loss with its exact gradient, and a loop."""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...catalogue import CATALOGUE
from ...engine import native
from ...engine.parts import Part, optimizer_part, wrapper_parts
from ...engine.scene import FitProblem
from ...formula import parse_formula
from ...formula.derivative import differentiate
from ...formula.graph import Graph
from ...formula.rules import NATIVE_VECTORS, Assignment, names_read, parse_rule
from ...formula.tree import Call, Node, children
from . import words
from .pieces import (
    batch_lines,
    comment,
    data_lines,
    folded,
    footer,
    formula_text,
    formula_tree,
    heading,
    imports_from_numpy,
    indented,
    needs_random,
    noise_lines,
    random_lines,
    rule_lines,
    rule_stream,
    schedule_call,
    schedule_functions,
    schedule_lines,
    schedule_uses_loss,
    steps_lines,
    wrapped,
)
from .plan import Plan
from .printing import GraphPrinter, functions_in, names_of, number
from .words import Language, say

_HESSIANS = ("hess_diag", "hess_times", "hess_solve")


def numpy_script(plan: Plan, language: Language) -> str:
    """The script's text. It needs NumPy alone and ends where the API does."""
    return _Writer(plan, language).text()


def _calls(node: Node) -> list[str]:
    """The rule language's own calls of a formula, in the order in which they are made."""
    inner = [call for child in children(node) for call in _calls(child)]
    return [*inner, node.function] if isinstance(node, Call) else inner


@dataclass(frozen=True)
class _Writer:
    plan: Plan
    language: Language

    @cached_property
    def part(self) -> Part:
        return optimizer_part(self.plan.variant)

    @cached_property
    def wrappers(self) -> list[Part]:
        return wrapper_parts([each.wrapper for each in self.plan.wrappings], self.plan.variant.framework)

    @cached_property
    def rules(self) -> list[Assignment]:
        return [*self.part.after, *(line for part in self.wrappers for line in (*part.before, *part.after))]

    @cached_property
    def calls(self) -> list[str]:
        return [call for line in self.rules for call in _calls(line.tree)]

    @cached_property
    def initials(self) -> set[str]:
        parts = (self.part, *self.wrappers)
        return set().union(*(functions_in(text, part.parameters) for part in parts for text in part.initials.values()))

    def say(self, text: words.Text) -> str:
        return say(text, self.language)

    def text(self) -> str:
        plan = self.plan
        body = [
            *steps_lines(plan, self.language),
            *self.seed(),
            *([*data_lines(plan, self.language), ""] if plan.problem.data is not None else []),
            *self.functions(),
            *self.settings(),
            *self.loop(),
            "",
            *footer(plan, self.language),
            *self.printing(),
        ]
        lines = [*heading(plan, "NumPy", self.language), "import numpy as np", *self.imports(body), "", *body]
        return _tidy(lines)

    def seed(self) -> list[str]:
        if not needs_random(self.plan, self.calls):
            return []
        return [f"seed = {self.plan.scene.seed}  # {self.say(words.SEED)}"]

    def imports(self, body: Sequence[str]) -> list[str]:
        del body
        found = set().union(*(functions_in(line.text) for line in self.rules), self.initials, self.problem_functions)
        if self.plan.scheduled:
            found |= schedule_functions(self.plan)
        if any(call in ("norm",) for call in (*self.calls, *self.initials)):
            found.add("sqrt")
        lines = imports_from_numpy(found - set(NATIVE_VECTORS))
        if set(self.calls) & set(NATIVE_VECTORS):
            lines = ["import math", "from collections import deque", "from dataclasses import dataclass", "", *lines]
        return lines

    # The problem.

    @cached_property
    def fit(self) -> tuple[str, str, tuple[str, str]] | None:
        """The model's formula, the loss's and the parameters' names, for a fit."""
        spec = self.plan.scene.problem
        if not isinstance(spec, FitProblem):
            return None
        model, loss = CATALOGUE.models[spec.model], CATALOGUE.losses[spec.loss]
        return model.formula, loss.formula, model.parameters

    @cached_property
    def needs_loss(self) -> bool:
        return True

    @cached_property
    def problem_functions(self) -> set[str]:
        self.problem  # noqa: B018
        return self._functions

    @cached_property
    def _functions(self) -> set[str]:
        return set()

    @cached_property
    def problem(self) -> list[str]:
        """``loss(theta)``, ``gradient(theta)`` and, where the rule asks for it, ``hessian(theta)``."""
        return self._fit() if self.fit is not None else self._surface()

    def _surface(self) -> list[str]:
        problem = self.plan.problem
        coefficients = problem.objective.coefficients
        options = [f"{name}={number(value)}" for name, value in coefficients.items()]
        head = ", ".join(["theta", *options])
        text = formula_text(problem.formula)
        tree = parse_formula(problem.formula, ("x", "y", *coefficients))
        self._functions.update(functions_in(text, coefficients))
        graph = Graph()
        inputs = {name: graph.input(name) for name in ("x", "y", *coefficients)}
        value = graph.formula(tree, inputs)
        gradient = [differentiate(graph, [value], name)[0] for name in ("x", "y")]
        lines = [
            f"def loss({head}):",
            f'    """{self.say(words.LOSS)}"""',
            "    x, y = theta",
            *indented(folded("return ", text)),
            "",
            "",
            f"def gradient({head}):",
            f'    """{self.say(words.GRADIENT)}"""',
            "    x, y = theta",
            *self._returned(graph, gradient, inputs, "np.array([{}, {}], dtype=float)"),
            "",
            "",
        ]
        if set(self.calls) & set(_HESSIANS):
            xx, xy = differentiate(graph, gradient, "x")
            yy = differentiate(graph, [gradient[1]], "y")[0]
            lines += [
                f"def hessian({head}):",
                f'    """{self.say(words.HESSIAN)}"""',
                "    x, y = theta",
                *self._returned(graph, [xx, xy, yy], inputs, "{}, {}, {}"),
                "",
                "",
            ]
        return lines

    def _returned(self, graph: Graph, roots: Sequence[int], names: Mapping[str, object], layout: str) -> list[str]:
        printer = GraphPrinter(graph, roots, {name: name for name in names}, names)
        self._functions.update(printer.functions)
        texts = printer.results
        line = layout.format(*texts)
        inner = list(printer.lines)
        if len(line) > 100:
            wide = [f"    {text}," for text in texts]
            inner += [layout.split("{", 1)[0].join(["return ", ""]) if layout[0] == "n" else "return (", *wide]
            inner += [layout.rsplit("}", 1)[1] if layout[0] == "n" else ")"]
        else:
            inner.append(f"return {line}")
        return indented(inner)

    def _fit(self) -> list[str]:
        assert self.fit is not None
        model, loss, (first, second) = self.fit
        trees = [parse_formula(model, (first, second, "x")), parse_formula(loss, ("y_hat", "y"))]
        self._functions.update(functions_in(model, self.fit[2]), functions_in(loss))
        lines = [
            f"def predict({first}, {second}, x):",
            f'    """{self.say(words.MODEL)}"""',
            f"    return {formula_text(model)}",
            "",
            "",
            "def loss(theta, x=X, y=Y):",
            f'    """{self.say(words.MEAN_LOSS)}"""',
            "    y_hat = predict(*theta, x)",
            f"    return np.mean({formula_text(loss)})",
            "",
            "",
            "def gradient(theta, x=X, y=Y):",
            f'    """{self.say(words.GRADIENT)}"""',
        ]
        graph, value, inputs = self._datum(trees)
        gradient = [differentiate(graph, [value], name)[0] for name in (first, second)]
        lines += self._means(graph, gradient, inputs, first, second, "np.array([{}])")
        if set(self.calls) & set(_HESSIANS):
            xx, xy = differentiate(graph, gradient, first)
            yy = differentiate(graph, [gradient[1]], second)[0]
            lines += ["def hessian(theta, x=X, y=Y):", f'    """{self.say(words.HESSIAN)}"""']
            lines += self._means(graph, [xx, xy, yy], inputs, first, second, "{}")
        return lines

    def _datum(self, trees: Sequence[Node]) -> tuple[Graph, int, Mapping[str, int]]:
        assert self.fit is not None
        graph = Graph()
        inputs = {name: graph.input(name) for name in (*self.fit[2], "x", "y")}
        prediction = graph.formula(trees[0], inputs)
        return graph, graph.formula(trees[1], {"y_hat": prediction, "y": inputs["y"]}), inputs

    def _means(
        self, graph: Graph, roots: Sequence[int], inputs: Mapping[str, int], first: str, second: str, layout: str
    ) -> list[str]:
        printer = GraphPrinter(graph, roots, {name: name for name in inputs}, inputs)
        self._functions.update(printer.functions)
        means = ", ".join(f"np.mean({text})" for text in printer.results)
        return [*indented([f"{first}, {second} = theta", *printer.lines, f"return {layout.format(means)}"]), "", ""]

    # What rules call.

    def functions(self) -> list[str]:
        plan, calls = self.plan, set(self.calls) | self.initials
        normal = plan.noisy or "normal" in calls
        lines = random_lines(plan, self.language, normal) if needs_random(plan, self.calls) else ["", ""]
        lines += self.problem
        extra = [*noise_lines(plan, self.language), *batch_lines(plan, self.language)]
        seen = "gradient(theta" + (", X[batches[k]], Y[batches[k]]" if plan.batch_size is not None else "") + ")"
        lines += [*extra, "", ""] if extra else []
        if extra or "grad" in calls:
            more = " + noise[k]" if plan.noisy else ""
            lines += ["def grad(theta):", f'    """{self.say(words.SEEN)}"""', f"    return {seen}{more}", "", ""]
        if {"dot", "norm", "hess_times"} & calls:
            lines += ["def dot(a, b):", "    return (a * b).sum()", "", ""]
        if "norm" in calls:
            lines += ["def norm(a):", "    return sqrt(dot(a, a))", "", ""]
        lines += self._hessian_functions(calls)
        lines += self._draws()
        lines += self._native(calls)
        lines += [line for each in range(len(self.wrappers)) for line in self._wrapper(each)]
        return [*lines, *(schedule_lines(plan, self.language) if plan.scheduled else [])]

    def _hessian_functions(self, calls: set[str]) -> list[str]:
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

    def _draws(self) -> list[str]:
        """``normal()`` and ``signs()``: the n-th call of an update draws from the n-th stream."""
        lines: list[str] = []
        for kind in ("normal", "signs"):
            count = self.calls.count(kind)
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

    def _native(self, calls: set[str]) -> list[str]:
        """The lab's own code of what is no formula."""
        if not calls & set(NATIVE_VECTORS):
            return []
        source = inspect.getsource(native)
        code = source[source.index("# torch.optim.LBFGS") : source.index("# Made anew")]
        for annotation in ("from __future__", ": Final = "):
            code = code.replace(annotation, " = " if annotation.startswith(":") else annotation)
        code = code.replace("Evaluate = Callable[[float, float], tuple[float, ...]]\n", "")
        code = code.replace("PYTHON_RAISES", "ArithmeticError")
        lines = [*(f"# {line}" for line in wrapped(self.say(words.L_BFGS))), ""]
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

    # Wrappers: a function before the optimizer's rule and one after it.

    def _wrapper_name(self, index: int, stage: str) -> str:
        part = self.wrappers[index]
        name = part.label.removesuffix(".")
        return f"{name}_{stage}" if part.before and part.after else name

    def _flow(self, index: int, stage: str) -> tuple[list[str], list[str], list[str]]:
        """What a wrapper's lines read from the loop, which state they take, and what they give back."""
        part = self.wrappers[index]
        lines = part.before if stage == "before" else part.after
        assigned = {line.name for line in lines}
        read = names_read(lines) | (assigned & {"theta", "g"})
        given = [name for name in ("theta", "g", "t", "k", "lr") if name in read]
        state = list(part.initials)
        return given, state, [*(n for n in ("theta", "g") if n in assigned), *(n for n in state if n in assigned)]

    def _wrapper(self, index: int) -> list[str]:
        part, choice = self.wrappers[index], self.plan.wrappings[index]
        made: list[str] = []
        for stage in ("before", "after"):
            lines = part.before if stage == "before" else part.after
            if not lines:
                continue
            given, state, results = self._flow(index, stage)
            options = [f"{name}={number(value)}" for name, value in choice.parameters.items()]
            variant = choice.variant
            made += [
                f"def {self._wrapper_name(index, stage)}({', '.join([*given, *state, *options])}):",
                f'    """{self.say(choice.wrapper.name)}"""',
                *indented(rule_lines(variant.before if stage == "before" else variant.after)),
                f"    return {', '.join(results)}",
                "",
                "",
            ]
        return made

    def _wrapper_calls(self, stage: str) -> list[str]:
        lines = []
        for index, part in enumerate(self.wrappers):
            if not (part.before if stage == "before" else part.after):
                continue
            given, state, results = self._flow(index, stage)
            prefix = part.label.replace(".", "_")
            inner = ", ".join([*given, *(prefix + name for name in state)])
            targets = ", ".join(name if name in ("theta", "g") else prefix + name for name in results)
            lines.append(f"{targets} = {self._wrapper_name(index, stage)}({inner})")
        return lines

    # The run.

    def settings(self) -> list[str]:
        plan = self.plan
        lines = []
        for name, value in plan.values.items():
            described = plan.described[name]
            note = self.say(described.description)
            for mark in (":", "：", "; ", "；", ". ", "。", "，"):
                note = note.split(mark)[0]
            target = "lr = base_lr" if name == "lr" and plan.scheduled else name
            note = f"{described.symbol}: {note.rstrip('.')}"
            lines.append(f"{target} = {number(value)}  # {note}")
        lines += ["", f"theta = np.array([{', '.join(map(number, plan.start))}], dtype=float)  # {self.say(words.START)}"]
        for part in (self.part, *self.wrappers):
            prefix = part.label.replace(".", "_")
            lines += [
                f"{prefix}{name} = {_initial(text, part.vectors[name])}" for name, text in part.initials.items()
            ]
        if plan.scheduled:
            lines += schedule_call(plan)[1]
        return [*lines, ""]

    def loop(self) -> list[str]:
        plan = self.plan
        read = names_read(self.rules) | {"t" if "t" in " ".join(self._wrapper_calls("after")).split() else "k"}
        body = ["t = k + 1"] if "t" in names_read(self.rules) else []
        body += [schedule_call(plan)[0]] if plan.scheduled else []
        custom = plan.noisy or plan.batch_size is not None or "grad" in self.calls
        body += [f"g = {'grad' if custom else 'gradient'}(theta)"] if "g" in read else []
        body += self._wrapper_calls("before")
        body += rule_lines(plan.variant.rule)
        body += self._wrapper_calls("after")
        quiet = 'with np.errstate(all="ignore"):'
        return [quiet, "    for k in range(steps):", *indented(body, 2)]

    def printing(self) -> list[str]:
        first, second = self.plan.problem.parameters
        lines = [f'print("{first}, {second} =", theta.tolist())', 'print("loss =", float(loss(theta)))']
        for part in (self.part, *self.wrappers):
            prefix = part.label.replace(".", "_")
            for track in part.tracks:
                tree = formula_tree(track.formula)
                if names_of(tree) <= {*part.initials, "theta", *part.parameters} and track.formula in part.initials:
                    lines.append(f'print("{self.say(track.name)} =", {prefix}{track.formula}.tolist())')
        return lines


def _initial(text: str, vector: bool) -> str:
    """A state before the first update; a vector is one from the start."""
    if not vector:
        return text
    if text in ("theta", "0"):
        return "theta" if text == "theta" else "np.zeros(2)"
    return "np.zeros(2)" if text.replace(" ", "") == "0*theta" else f"np.full(2, {text})"


def _without_annotations(code: str) -> str:
    import ast

    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            node.returns = None
            for argument in (*node.args.args, *node.args.kwonlyargs):
                argument.annotation = None
    return ast.unparse(tree)


def _tidy(lines: Sequence[str]) -> str:
    """No more than two empty lines in a row, none at the end."""
    kept: list[str] = []
    for line in lines:
        if line or kept[-2:] != ["", ""]:
            kept.append(line)
    return "\n".join(kept).rstrip() + "\n"
