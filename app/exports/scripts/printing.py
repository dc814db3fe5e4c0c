"""Formulas as the code of a library, in the layout in which the catalogue writes them: ``a + b``, ``a*b``, ``a**b``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ...formula.functions import CONSTANTS, FUNCTIONS
from ...formula.graph import Graph, Operation, operands
from ...formula.rules import RULE_FUNCTIONS
from ...formula.tree import Binary, Call, Name, Negate, Node, Number, Sum, Where, children
from ...formula.typed import typed

Written = tuple[str, int]  # text, and how tightly its outermost operation binds

_BINDS: Final[Mapping[str, int]] = {"+": 1, "-": 1, "*": 2, "/": 2, "**": 4}
_NEGATIVE: Final = 3
_ATOM: Final = 9
_LONGEST: Final = 72
_WORD: Final = re.compile(r"(?<![\w.])[A-Za-z_]\w*", re.ASCII)
_SPOKEN: Final = {*FUNCTIONS, *CONSTANTS, *RULE_FUNCTIONS, "where"}


def number(value: float) -> str:
    """The shortest literal; a whole number without its point."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    mantissa, _, exponent = repr(float(value)).partition("e")
    return mantissa if not exponent else f"{mantissa}e{int(exponent)}"


def formula_text(text: str) -> str:
    """A formula as Python reads it: what people type for its signs is replaced."""
    return " ".join(typed(text).stripped().source.split())


def _infix(operator: str, left: Written, right: Written) -> Written:
    binds = _BINDS[operator]
    # ** leans to the right, the others to the left; the order of operations is kept as it is.
    keep_left = left[1] > binds if operator == "**" else left[1] >= binds
    keep_right = right[1] >= binds if operator == "**" else right[1] > binds and not right[0].startswith("-")
    a = left[0] if keep_left else f"({left[0]})"
    b = right[0] if keep_right else f"({right[0]})"
    return (f"{a} {operator} {b}" if binds == 1 else f"{a}{operator}{b}"), binds


def _negated(operand: Written) -> Written:
    return f"-{operand[0]}" if operand[1] > _NEGATIVE else f"-({operand[0]})", _NEGATIVE


def _constant(value: float) -> Written:
    text = number(value)
    return text, _NEGATIVE if text.startswith("-") else _ATOM


def names_of(node: Node) -> set[str]:
    """Every name that a formula reads, its sums' own counters left out."""
    own = {node.name} if isinstance(node, Name) else set()
    inner = own.union(*(names_of(child) for child in children(node)))
    return inner - {node.variable} if isinstance(node, Sum) else inner


def functions_in(text: str, names: Collection[str] = ()) -> set[str]:
    """Every function and constant of the formula language in a formula or a rule of ``names``."""
    return (set(_WORD.findall(text)) & _SPOKEN) - set(names)


@dataclass(frozen=True, slots=True)
class Library:
    """How a library of tensors spells what the formula language has. ``plain`` functions take only tensors there, so
    that Python's own stand where no tensor takes part; ``own`` maps to templates over {a} and {b}."""

    module: str
    plain: bool
    own: Mapping[str, str]

    def call(self, function: str, arguments: Sequence[str]) -> str:
        if function in self.own:
            return self.own[function].format(**dict(zip(("a", "b"), arguments, strict=False)))
        return f"{self.module}.{FUNCTIONS[function].numpy}({', '.join(arguments)})"


TORCH: Final = Library(
    "torch",
    True,
    {
        "asin": "torch.asin({a})",
        "acos": "torch.acos({a})",
        "atan": "torch.atan({a})",
        "atan2": "torch.atan2({a}, {b})",
        "cbrt": "torch.sign({a})*torch.abs({a})**(1/3)",
        "norm": "torch.linalg.vector_norm({a})",
        "dot": "torch.dot({a}, {b})",
        "sum": "torch.sum({a})",
    },
)
JAX: Final = Library("jnp", False, {"norm": "jnp.linalg.norm({a})", "dot": "jnp.dot({a}, {b})", "sum": "jnp.sum({a})"})


class TreePrinter:
    """Writes formulas in a library's words. ``tensors`` are the names that stand for its tensors; ``names`` renames."""

    def __init__(self, library: Library, tensors: Collection[str], names: Mapping[str, str] | None = None) -> None:
        self.library = library
        self.tensors = frozenset(tensors)
        self.names = names or {}

    def __call__(self, tree: Node) -> str:
        return self.written(tree)[0]

    def plain(self, tree: Node) -> bool:
        return self.library.plain and not (names_of(tree) & self.tensors)

    def written(self, tree: Node) -> Written:
        match tree:
            case Number(value=value):
                constant = next((name for name, known in CONSTANTS.items() if known == value), None)
                return _constant(value) if constant is None else (f"math.{constant}", _ATOM)
            case Name(name=name):
                return self.names.get(name, name), _ATOM
            case Negate(operand=operand):
                return _negated(self.written(operand))
            case Binary(operator=operator, left=left, right=right):
                return _infix(operator, self.written(left), self.written(right))
            case Where(comparison=comparison, left=left, right=right, yes=yes, no=no):
                return self._where(comparison, left, right, yes, no)
            case Call(function=function, arguments=arguments):
                return self._call(function, arguments)
            case Sum(variable=variable, start=start, stop=stop, body=body):
                return f"sum({self(body)} for {variable} in range({start}, {stop}))", _ATOM

    def _where(self, comparison: str, left: Node, right: Node, yes: Node, no: Node) -> Written:
        if self.plain(left) and self.plain(right):
            return f"({self(yes)} if {self(left)} {comparison} {self(right)} else {self(no)})", _ATOM
        condition = f"{self(left)} {comparison} {self(right)}"
        return f"{self.library.module}.where({condition}, {self(yes)}, {self(no)})", _ATOM

    def _call(self, function: str, arguments: Sequence[Node]) -> Written:
        texts = [self(argument) for argument in arguments]
        if function == "abs":
            return f"abs({texts[0]})", _ATOM
        if all(map(self.plain, arguments)):
            python = {"min": "min", "max": "max", "sign": "math.copysign(1, {})"}
            if function == "sign":
                return python["sign"].format(texts[0]), _ATOM
            return f"{python.get(function, f'math.{function}')}({', '.join(texts)})", _ATOM
        if self.library.plain and len(arguments) > 1 and function in FUNCTIONS:
            texts = [
                f"torch.tensor(float({text}))" if self.plain(argument) else text
                for text, argument in zip(texts, arguments, strict=True)
            ]
        return self.library.call(function, texts), _ATOM


class GraphPrinter:
    """Writes straight-line code with the operations of a graph in their order: lines for what is used more than once,
    and the results. ``names`` says how inputs are written; functions keep their names."""

    def __init__(self, graph: Graph, roots: Sequence[int], names: Mapping[str, str], taken: Collection[str]) -> None:
        self.graph, flat = graph.without_powers(roots)
        self.names = names
        self.taken = set(taken) | set(names.values())
        self.functions: set[str] = set()
        order = self.graph.needed(flat)
        self.uses = Counter(flat)
        for node in order:
            self.uses.update(operands(self.graph.operations[node]))
        self.lines: list[str] = []
        self._written: dict[int, Written] = {}
        for node in order:
            self._write(node)
        self.results = [self._written[node][0] for node in flat]

    def _write(self, node: int) -> None:
        operation = self.graph.operations[node]
        written = self._expression(operation)
        simple = operation[0] in ("const", "input")
        if simple or (self.uses[node] == 1 and len(written[0]) <= _LONGEST):
            self._written[node] = written
            return
        number_ = len(self.lines) + 1
        while (name := f"u{number_}") in self.taken:
            number_ += 1
        self.taken.add(name)
        self.lines.append(f"{name} = {written[0]}")
        self._written[node] = (name, _ATOM)

    def _expression(self, operation: Operation) -> Written:
        kind = str(operation[0])
        parts = [self._written[part] for part in operands(operation)]
        match kind:
            case "const":
                return _constant(float(operation[1]))
            case "input":
                return self.names[str(operation[1])], _ATOM
            case "+" | "-" | "*" | "/" | "**":
                return _infix(kind, parts[0], parts[1])
            case "neg":
                return _negated(parts[0])
            case "where":
                self.functions.add("where")
                left, right, yes, no = (part[0] for part in parts)
                return f"where({left} {operation[1]} {right}, {yes}, {no})", _ATOM
        self.functions.add(kind)
        return f"{kind}({', '.join(part[0] for part in parts)})", _ATOM
