"""A run as a NumPy script: the rule as the page shows it, the loss with its exact gradient, and a loop."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ...engine.parts import Part, optimizer_part, wrapper_parts
from ...formula.rules import NATIVE_VECTORS, Assignment, names_read
from ...formula.tree import Call, Node, children
from ...text import Text
from . import words
from .numpy_calls import draws, hessian_functions, native_functions
from .numpy_problem import ProblemCode, problem_code
from .pieces import (
    batch_lines,
    data_lines,
    footer,
    formula_tree,
    heading,
    imports_from_numpy,
    indented,
    needs_random,
    noise_lines,
    noisy,
    random_lines,
    rule_lines,
    schedule_call,
    schedule_functions,
    schedule_lines,
    steps_lines,
    tidy,
)
from .plan import Plan
from .printing import functions_in, names_of, number
from .words import Language, say

_HESSIANS = {"hess_diag", "hess_times", "hess_solve"}


@dataclass(frozen=True, slots=True)
class Sections:
    """The lines of a script in the order in which they run."""

    opening: list[str]
    problem: list[str]
    settings: list[str]
    loop: list[str]
    end: list[str]


def numpy_script(plan: Plan, language: Language) -> str:
    """The script's text. It needs NumPy alone and ends where the API does."""
    parts = numpy_sections(plan, language)
    lines = [*heading(plan, "NumPy", language), *parts.opening, "", *parts.problem, *parts.settings, ""]
    return tidy([*lines, *parts.loop, "", *parts.end])


def numpy_sections(plan: Plan, language: Language, recording: bool = False) -> Sections:
    """The same in parts; with ``recording`` the loop keeps every point in ``path``."""
    return _Writer(plan, language, recording).sections()


def _calls(node: Node) -> list[str]:
    """The rule language's own calls of a formula, in the order in which they are made."""
    inner = [call for child in children(node) for call in _calls(child)]
    return [*inner, node.function] if isinstance(node, Call) else inner


@dataclass(frozen=True)
class _Writer:
    plan: Plan
    language: Language
    recording: bool

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
    def problem(self) -> ProblemCode:
        """``loss(theta)``, ``gradient(theta)`` and, where a rule asks for it, ``hessian(theta)``."""
        return problem_code(self.plan, self.language, bool(set(self.calls) & _HESSIANS))

    @cached_property
    def calls(self) -> list[str]:
        return [call for line in self.rules for call in _calls(line.tree)]

    @cached_property
    def initials(self) -> set[str]:
        parts = (self.part, *self.wrappers)
        return set().union(*(functions_in(text, part.parameters) for part in parts for text in part.initials.values()))

    def say(self, text: Text) -> str:
        return say(text, self.language)

    def sections(self) -> Sections:
        plan = self.plan
        functions = self.functions()
        return Sections(
            opening=["import numpy as np", *self.imports()],
            problem=[
                *steps_lines(plan, self.language),
                *self.seed(),
                *data_lines(plan),
                *functions,
            ],
            settings=self.settings(),
            loop=self.loop(),
            end=[*footer(plan, self.language), *self.printing()],
        )

    def seed(self) -> list[str]:
        if not needs_random(self.plan, self.calls):
            return []
        return [f"seed = {self.plan.scene.seed}  # {self.say(words.SEED)}"]

    def imports(self) -> list[str]:
        found = set().union(*(functions_in(line.text) for line in self.rules), self.initials, self.problem.functions)
        if self.plan.scheduled:
            found |= schedule_functions(self.plan)
        if any(call in ("norm",) for call in (*self.calls, *self.initials)):
            found.add("sqrt")
        lines = imports_from_numpy(found - set(NATIVE_VECTORS))
        if set(self.calls) & set(NATIVE_VECTORS):
            lines = ["import math", "from collections import deque", "from dataclasses import dataclass", "", *lines]
        return lines

    # What rules call.

    def functions(self) -> list[str]:
        plan, calls = self.plan, set(self.calls) | self.initials
        normal = (plan.noisy and plan.run.noise_kind != "student_t") or "normal" in calls
        lines = random_lines(plan, self.language, normal) if needs_random(plan, self.calls) else ["", ""]
        lines += self.problem.lines
        extra = [*noise_lines(plan, self.language), *batch_lines(plan, self.language)]
        seen = "gradient(theta" + (", X[batches[k]], Y[batches[k]]" if plan.batch_size is not None else "") + ")"
        lines += [*extra, "", ""] if extra else []
        if extra or "grad" in calls:
            inner = [f"g = {seen}", f"return g + {noisy(plan, 'g')}"] if plan.noisy else [f"return {seen}"]
            lines += ["def grad(theta):", f'    """{self.say(words.SEEN)}"""', *indented(inner), "", ""]
        if {"dot", "norm", "hess_times"} & calls:
            lines += ["def dot(a, b):", "    return (a * b).sum()", "", ""]
        if "norm" in calls:
            lines += ["def norm(a):", "    return sqrt(dot(a, a))", "", ""]
        lines += hessian_functions(calls)
        lines += draws(self.calls)
        lines += native_functions(calls, self.language)
        lines += [line for each in range(len(self.wrappers)) for line in self._wrapper(each)]
        return [*lines, *(schedule_lines(plan, self.language) if plan.scheduled else [])]

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
        given: list[str] = [name for name in ("theta", "g", "t", "k", "lr") if name in read]
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
        lines += [
            "",
            f"theta = np.array([{', '.join(map(number, plan.start))}], dtype=float)  # {self.say(words.START)}",
        ]
        for part in (self.part, *self.wrappers):
            prefix = part.label.replace(".", "_")
            lines += [f"{prefix}{name} = {_initial(text, part.vectors[name])}" for name, text in part.initials.items()]
        if plan.scheduled:
            lines += schedule_call(plan)[1]
        return [*lines, *(["path = [theta]"] if self.recording else [])]

    def loop(self) -> list[str]:
        plan = self.plan
        read = names_read(self.rules)
        body = ["t = k + 1"] if "t" in read else []
        body += [schedule_call(plan)[0]] if plan.scheduled else []
        custom = plan.noisy or plan.batch_size is not None or "grad" in self.calls
        body += [f"g = {'grad' if custom else 'gradient'}(theta)"] if "g" in read else []
        body += self._wrapper_calls("before")
        body += rule_lines(plan.variant.rule)
        body += self._wrapper_calls("after")
        body += ["path.append(theta)"] if self.recording else []
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
