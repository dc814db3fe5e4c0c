"""The tree → MathML Core. Every name carries ``data-name``, so that a page can put a number in its place."""

from __future__ import annotations

from collections.abc import Mapping, Set
from html import escape
from itertools import zip_longest

from .functions import CONSTANTS, FUNCTIONS
from .rules import parse_rule
from .syntax import parse_formula
from .tree import Binary, Call, Name, Negate, Node, Number, Sum, Where, children

CASES, SUM, PRODUCT, POWER, ATOM = range(5)
_MINUS, _TIMES, _INVISIBLE_TIMES, _APPLY = "−", "·", "\u2062", "\u2061"
_RELATIONS = {"<": "<", "<=": "≤", ">": ">", ">=": "≥", "==": "=", "!=": "≠"}
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_ACCENTS = {"hat": "^", "bar": "¯"}
_FENCES = {"bars": ("|", "|"), "floor": ("⌊", "⌋"), "ceil": ("⌈", "⌉"), "norm": ("‖", "‖")}

Symbols = Mapping[str, str]
_NO_SYMBOLS: Symbols = {}


def mathml(text: str, names: tuple[str, ...] = ("x", "y"), symbols: Symbols = _NO_SYMBOLS, left: str = "") -> str:
    """A formula of ``names`` as one ``<math>`` element; ``left`` is MathML that stands before an equals sign."""
    body = Printer(symbols).print(parse_formula(text, names))
    return f'<math display="inline" displaystyle="true">{f"{left}<mo>=</mo>" if left else ""}{body}</math>'


def rule_mathml(text: str, symbols: Symbols = _NO_SYMBOLS) -> str:
    """A rule, or a part of one, as one ``<math>`` element: a table with a row for each line, name and expression
    aligned at the arrow."""
    printer = Printer(symbols)
    rows = "".join(
        f'<mtr data-line="{line.place.line}"><mtd class="left">{printer.name(line.name)}</mtd><mtd><mo>←</mo></mtd>'
        f'<mtd class="right"><mrow displaystyle="true">{printer.print(line.tree)}</mrow></mtd></mtr>'
        for line in parse_rule(text, must_assign=None)
    )
    return f'<math display="block"><mtable class="rule">{rows}</mtable></math>'


def number(value: float) -> tuple[int, str]:
    """How tightly a number binds, and how it is printed."""
    for name in CONSTANTS:
        if value == CONSTANTS[name]:
            return ATOM, "<mi>π</mi>" if name == "pi" else "<mi>e</mi>"
    if value == int(value) and abs(value) < 1e15:
        return ATOM, f"<mn>{int(value)}</mn>".replace("-", _MINUS)
    mantissa, _, exponent = repr(float(value)).replace("-", _MINUS).partition("e")
    if not exponent:
        return ATOM, f"<mn>{mantissa}</mn>"
    power = f"<msup><mn>10</mn><mn>{exponent.lstrip('+').replace(f'{_MINUS}0', _MINUS)}</mn></msup>"
    if mantissa in ("1", "1.0"):
        return POWER, power
    return PRODUCT, f"<mrow><mn>{mantissa}</mn><mo>×</mo>{power}</mrow>"


def row(*parts: str) -> str:
    return f"<mrow>{''.join(parts)}</mrow>"


def operator(sign: str) -> str:
    return f"<mo>{escape(sign)}</mo>"


def fenced(opening: str, body: str, closing: str) -> str:
    return row(f'<mo fence="true">{opening}</mo>', body, f'<mo fence="true">{closing}</mo>')


def _last_factor(node: Node) -> str | None:
    if isinstance(node, Binary) and node.operator == "*":
        node = node.right
    return node.name if isinstance(node, Name) else None


def _starts_with_minus(node: Node) -> bool:
    while isinstance(node, Binary) and node.operator in ("+", "-", "*"):
        node = node.left
    return isinstance(node, Negate)


def _reaches_on(node: Node) -> bool:
    """Whether the last factor would take in what follows it: ∑ a times b is not ∑ a b."""
    while isinstance(node, Binary) and node.operator == "*":
        node = node.right
    return isinstance(node, Sum) or (isinstance(node, Call) and node.function in ("sum", "dot"))


def _has_cases(node: Node) -> bool:
    return isinstance(node, Where) or any(map(_has_cases, children(node)))


def _starts_with_digit(node: Node) -> bool:
    """Whether a product with this on its right needs a dot to be read."""
    while isinstance(node, Binary) and node.operator in ("*", "**"):
        node = node.left
    return isinstance(node, Number) and node.value not in CONSTANTS.values()


class Printer:
    """Prints trees. ``off`` are the terms, by their identity, that a program leaves out: they are marked."""

    def __init__(self, symbols: Symbols, off: Set[int] = frozenset()) -> None:
        self.symbols = symbols
        self.off = off

    def print(self, tree: Node) -> str:
        return self.at_least(CASES, tree)

    def at_least(self, level: int, tree: Node) -> str:
        """The tree, in brackets where it binds less than ``level``."""
        own, text = self.written(tree)
        return fenced("(", text, ")") if own < level else text

    def written(self, tree: Node) -> tuple[int, str]:
        match tree:
            case Number(value=value):
                return number(value)
            case Name(name=name):
                return ATOM, self.name(name)
            case Negate(operand=operand):
                return SUM, row(operator(_MINUS), self.at_least(PRODUCT, operand))
            case Binary():
                return self.binary(tree)
            case Where(comparison=comparison, left=left, right=right, yes=yes, no=no):
                return CASES, self.cases(comparison, left, right, yes, no)
            case Sum(variable=variable, start=start, stop=stop, body=body):
                below = row(self.name(variable), operator("="), number(start)[1])
                sign = f"<munderover><mo>∑</mo>{below}{number(stop - 1)[1]}</munderover>"
                return PRODUCT, row(sign, self.at_least(PRODUCT, body))
            case Call(function=function, arguments=arguments):
                return self.call(function, arguments)

    def binary(self, tree: Binary) -> tuple[int, str]:
        left, right = tree.left, tree.right
        match tree.operator:
            case "+" | "-":
                sign, after = self.sign(tree)
                return self.sum(left, sign, after, right)
            case "*":
                return self.product(left, right)
            case "/":
                # Not through print: a chain of divisions leans left, and Python's stack is not deep.
                return PRODUCT, f"<mfrac>{self.written(left)[1]}{self.print(right)}</mfrac>"
        exponent = self.print(right)
        named = isinstance(left, Call) and left.function in FUNCTIONS and FUNCTIONS[left.function].print_as == "name"
        if named and isinstance(left, Call) and isinstance(right, Number):  # sin⁻¹ would be read as the arc sine
            applied = f"<msup><mi>{left.function}</mi>{exponent}</msup>"
            return ATOM, row(applied, operator(_APPLY), self.arguments(left.arguments))
        return POWER, f"<msup>{self.at_least(ATOM, left)}{exponent}</msup>"

    def sign(self, tree: Binary) -> tuple[str, int]:
        """The sign of a sum, and how tightly what follows it must bind."""
        # A minus sign before a sum or a negative needs brackets, a plus before a sum does not.
        minus = _starts_with_minus(tree.right)
        plain = tree.operator == "+" and not minus
        after = SUM if plain else ATOM if minus else PRODUCT
        return operator("+" if tree.operator == "+" else _MINUS), after

    def sum(self, left: Node, sign: str, after: int, right: Node) -> tuple[int, str]:
        # Not through at_least: a chain of sums leans left, and Python's stack is not deep.
        level, first = self.written(left)
        if level < SUM:
            first = fenced("(", first, ")")
        second = self.at_least(after, right)
        if id(right) in self.off:
            return SUM, row(first, f'<mrow class="off">{sign}{second}</mrow>')
        if id(left) in self.off:
            return SUM, row(f'<mrow class="off">{first}</mrow>', sign, second)
        return SUM, row(first, sign, second)

    def times(self, right: Node) -> str:
        """The sign between two factors."""
        return operator(_TIMES if _starts_with_digit(right) else _INVISIBLE_TIMES)

    def product(self, left: Node, right: Node) -> tuple[int, str]:
        # c*g*g is how some frameworks order what everybody prints as c g².
        if isinstance(right, Name) and _last_factor(left) == right.name:
            square = f"<msup>{self.name(right.name)}<mn>2</mn></msup>"
            if not isinstance(left, Binary):
                return POWER, square
            if not _reaches_on(left.left):
                return PRODUCT, row(self.at_least(PRODUCT, left.left), self.times(right), square)
        # A minus in front of a product stands for the whole of it.
        level, first = self.written(left)
        leads = isinstance(left, Negate) or (level == SUM and isinstance(left, Binary) and left.operator == "*")
        if (level < PRODUCT and not leads) or _reaches_on(left):
            first = fenced("(", first, ")")
        return SUM if leads else PRODUCT, row(first, self.times(right), self.at_least(PRODUCT, right))

    def arguments(self, arguments: tuple[Node, ...]) -> str:
        return fenced("(", operator(",").join(self.print(argument) for argument in arguments), ")")

    def call(self, function: str, arguments: tuple[Node, ...]) -> tuple[int, str]:
        inner = self.print(arguments[0]) if arguments else ""
        style = FUNCTIONS[function].print_as if function in FUNCTIONS else function
        match style:
            case "root":
                return ATOM, f"<msqrt>{inner}</msqrt>"
            case "cube_root":
                return ATOM, f"<mroot>{row(inner)}<mn>3</mn></mroot>"
            case "exp":
                return POWER, f"<msup><mi>e</mi>{inner}</msup>"
            case "bars" | "floor" | "ceil" | "norm":
                return ATOM, fenced(_FENCES[style][0], inner, _FENCES[style][1])
            case "dot":
                parts = (
                    self.at_least(PRODUCT, arguments[0]),
                    operator(_TIMES),
                    self.at_least(PRODUCT, arguments[1]),
                )
                return PRODUCT, row(*parts)
            case "sum":
                return PRODUCT, row("<mo>∑</mo>", self.at_least(PRODUCT, arguments[0]))
            case "grad":
                return ATOM, row("<mo>∇</mo>", "<mi>f</mi>", operator(_APPLY), self.arguments(arguments))
            case "loss":
                return ATOM, row("<mi>f</mi>", operator(_APPLY), self.arguments(arguments))
            case "hess_diag" | "hess_times" | "hess_solve":
                return self.hessian(style, arguments)
        return ATOM, row(f"<mi>{function}</mi>", operator(_APPLY), self.arguments(arguments))

    def hessian(self, function: str, arguments: tuple[Node, ...]) -> tuple[int, str]:
        """The Hessian ∇²f at a point: its diagonal, its product with a vector, or that of its inverse."""
        square = row("<msup><mo>∇</mo><mn>2</mn></msup>", "<mi>f</mi>", operator(_APPLY), self.arguments(arguments[:1]))
        if function == "hess_diag":
            return ATOM, row("<mi>diag</mi>", operator(_APPLY), square)
        if function == "hess_solve":
            damped = row(square, operator("+"), self.at_least(PRODUCT, arguments[2]), "<mi>I</mi>")
            square = f"<msup>{fenced('(', damped, ')')}<mn>{_MINUS}1</mn></msup>"
        return PRODUCT, row(square, operator(_INVISIBLE_TIMES), self.at_least(PRODUCT, arguments[1]))

    def cases(self, comparison: str, left: Node, right: Node, yes: Node, no: Node) -> str:
        # Cases within a test are printed once: twice at each level would double what is below it again and again.
        relations = (comparison,) if _has_cases(left) or _has_cases(right) else (comparison, _OPPOSITE[comparison])
        sides = self.print(left), self.print(right)
        tests = [row(sides[0], operator(_RELATIONS[relation]), sides[1]) for relation in relations]
        values = (self.print(yes), self.print(no))
        rows = "".join(
            f"<mtr><mtd>{value}</mtd><mtd>{test}</mtd></mtr>"
            for value, test in zip_longest(values, tests, fillvalue="")
        )
        return row('<mo fence="true">{</mo>', f'<mtable class="cases">{rows}</mtable>')

    def name(self, name: str) -> str:
        """A name by its symbol: m_hat with a hat, theta_0 with a subscript, others as they are."""
        return f'<mrow data-name="{escape(name)}">{self.symbol(name)}</mrow>'

    def symbol(self, name: str) -> str:
        if name in self.symbols:
            symbol = self.symbols[name]
            letter = symbol.rstrip("₀₁₂₃₄₅₆₇₈₉")
            if letter and letter != symbol:
                subscript = symbol[len(letter) :].translate(_SUBSCRIPTS)
                return f"<msub><mi>{escape(letter)}</mi><mn>{subscript}</mn></msub>"
            return f"<mi>{escape(symbol)}</mi>"
        base, _, last = name.rpartition("_")
        if base and last in _ACCENTS:
            return f'<mover accent="true">{self.symbol(base)}<mo stretchy="false">{_ACCENTS[last]}</mo></mover>'
        if base and last:
            kind = "mn" if last.isdigit() else "mi"
            return f"<msub>{self.symbol(base)}<{kind}>{escape(last)}</{kind}></msub>"
        return f"<mi>{escape(name)}</mi>"
