"""What is printed, read back as a person does: without the grouping that nobody sees, by the rules of mathematics."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import numpy as np
import pytest
from hypothesis import assume, event, example, given, settings

from app.formula import Formula, FormulaError, mathml

from .independent import FUNCTIONS as INDEPENDENT
from .strategies import formulas, points

CHILDREN = {"mfrac": 2, "msup": 2, "msub": 2, "mroot": 2, "munderover": 3, "mover": 2}
TEXTS = {"mi", "mn", "mo"}
GROUPS = {"math", "mrow", "msqrt", "mtable", "mtr", "mtd"}
TIMES = {"·", "\u2062", "×"}
CLOSING = {"(": ")", "|": "|", "⌊": "⌋", "⌈": "⌉"}
FENCED: dict[str, Callable[[Any], Any]] = {"(": float, "|": abs, "⌊": math.floor, "⌈": math.ceil}
RELATIONS = {"<": "__lt__", "≤": "__le__", ">": "__gt__", "≥": "__ge__", "=": "__eq__", "≠": "__ne__"}


OPPOSITES = ({"<", "≥"}, {"≤", ">"}, {"=", "≠"})


def parsed(text: str) -> Element:
    """The element, if it is well-formed XML of MathML Core's elements with as many children as each must have."""
    root = ElementTree.fromstring(text)
    assert root.tag == "math"
    for element in root.iter():
        assert element.tag in {*CHILDREN, *TEXTS, *GROUPS}, element.tag
        assert set(element.attrib) <= {
            "data-name",
            "data-line",
            "class",
            "display",
            "displaystyle",
            "fence",
            "accent",
            "stretchy",
        }
        assert not (element.tail or "").strip()
        if element.tag in CHILDREN:
            assert len(element) == CHILDREN[element.tag]
        if element.tag in TEXTS:
            assert len(element) == 0 and element.text
        else:
            assert not (element.text or "").strip()
    return root


def tokens(element: Element) -> Iterator[Element]:
    """What a reader sees in a row: rows inside of rows are invisible, except that a name is one thing."""
    for child in element:
        if child.tag == "mrow" and "data-name" not in child.attrib:
            yield from tokens(child)
        else:
            yield child


class Reader:
    """Evaluates a row of tokens. Knows precedence, big sums, fences and cases, and nothing of the printer."""

    def __init__(self, row: list[Element], names: Mapping[str, float]) -> None:
        self.row = row
        self.names = names
        self.at = 0

    def sign(self) -> str:
        here = self.row[self.at] if self.at < len(self.row) else None
        return (here.text or "") if here is not None and here.tag == "mo" else ""

    def whole(self) -> Any:
        value = self.total()
        assert self.at == len(self.row), f"something is left: {[token.text for token in self.row[self.at :]]}"
        return value

    def total(self) -> Any:
        value = self.product()
        while (sign := self.sign()) in ("+", "−"):
            self.at += 1
            assert self.sign() != "−", "two signs in a row"
            term = self.product()
            value = value + term if sign == "+" else value - term
        return value

    def product(self) -> Any:
        if self.sign() == "−":
            self.at += 1
            return -self.product()
        value = self.factor()
        while self.sign() in TIMES:
            self.at += 1
            value = value * self.factor()
        return value

    def factor(self) -> Any:
        token = self.row[self.at]
        self.at += 1
        if token.tag == "mo":
            return self.fenced(token.text or "")
        if token.tag == "munderover":
            return self.big_sum(token)
        if token.tag in ("mi", "msup") and self.sign() == "\u2061":
            self.at += 1
            return self.applied(token)
        return self.atom(token)

    def atom(self, token: Element) -> Any:
        match token.tag:
            case "mn":
                return float((token.text or "").replace("−", "-"))
            case "mi":
                return {"π": math.pi, "e": math.e}[token.text or ""]
            case "mrow":
                return self.names[token.attrib["data-name"]] if "data-name" in token.attrib else self.inside(token)
            case "mfrac":
                return self.inside(token[0], wrap=True) / self.inside(token[1], wrap=True)
            case "msup":
                return self.inside(token[0], wrap=True) ** self.inside(token[1], wrap=True)
            case "msqrt":
                return float(np.sqrt(self.inside(token)))
            case "mroot":
                assert token[1].text == "3"
                return float(np.cbrt(self.inside(token[0], wrap=True)))
        raise AssertionError(token.tag)

    def inside(self, element: Element, wrap: bool = False) -> Any:
        if wrap:
            row = Element("mrow")
            row.append(element)
            element = row
        return np.float64(Reader(list(tokens(element)), self.names).whole())

    def fenced(self, opening: str) -> Any:
        if opening == "{":
            table = self.row[self.at]
            self.at += 1
            return self.cases(table)
        value = self.total()
        assert self.sign() == CLOSING[opening], f"{opening} is not closed"
        self.at += 1
        return np.float64(FENCED[opening](value)) if math.isfinite(value) else np.float64(value)

    def cases(self, table: Element) -> Any:
        assert table.attrib["class"] == "cases" and len(table) == 2
        tests = [list(tokens(row[1])) for row in table]
        at = next(n for n, token in enumerate(tests[0]) if token.tag == "mo" and token.text in RELATIONS)
        # The second line says when the first one does not hold; where there is nan neither may, and it is the rest.
        signs = [test.pop(at).text or "" for test in tests if test]
        assert len(signs) == 1 or ({*signs} in OPPOSITES and [*map(shape, tests[0])] == [*map(shape, tests[1])])
        left, right = (np.float64(Reader(part, self.names).whole()) for part in (tests[0][:at], tests[0][at:]))
        return self.inside(table[0 if getattr(left, RELATIONS[signs[0]])(right) else 1][0])

    def big_sum(self, sign: Element) -> Any:
        assert sign[0].text == "∑"
        variable, equals, start = tokens(sign[1])
        assert equals.text == "="
        first, last = (int((part.text or "").replace("−", "-")) for part in (start, sign[2]))
        begin, value = self.at, np.float64(0.0)
        for index in range(first, last + 1):
            # The sum takes in the whole product that follows it.
            inner = Reader(self.row, {**self.names, variable.attrib["data-name"]: np.float64(index)})
            inner.at = begin
            value = value + inner.product()
            self.at = inner.at
        return value

    def applied(self, function: Element) -> Any:
        power: Any = None
        if function.tag == "msup":
            function, power = function[0], self.inside(function[1], wrap=True)
            assert power >= 0, "sin⁻¹ is the arc sine"
        assert self.sign() == "("
        self.at += 1
        arguments = [self.total()]
        while self.sign() == ",":
            self.at += 1
            arguments.append(self.total())
        assert self.sign() == ")"
        self.at += 1
        value = np.float64(INDEPENDENT[function.text or ""](*arguments))
        return value if power is None else value**power


def read_back(text: str, names: Mapping[str, float]) -> float:
    with np.errstate(all="ignore"):
        numbers = {name: np.float64(value) for name, value in names.items()}
        return float(Reader(list(tokens(parsed(text))), numbers).whole())


@settings(max_examples=120)
@given(formulas(), points)
@example("sin(x)**-1", (0.5, 0.5))
@example("sin(x)**2*y", (0.5, 0.7))
@example("sum(i*x for i in range(3))*y", (0.5, 0.7))
@example("y*sum(x + i for i in range(3))*x", (0.5, 0.7))
@example("sum(x**i for i in range(3))**2 - sum(x for i in range(-2, 2))", (0.5, 0.7))
@example("2*where(x < y, x, y) + 1", (0.5, 0.7))
@example("where(x < y, x, y)**2", (0.5, 0.7))
@example("1 + where(x < where(x < 1, 2, 3), x, y)", (0.5, 0.7))
@example("(1.5e-7)**2*x + (1e-7)**0.5 + 1e22*y", (0.5, 0.7))
@example("x + -y*2 - -y", (0.5, 0.7))
@example("x - (-y - 2)", (0.5, 0.7))
@example("x*(-x*y) - y*(-x*y*2)", (0.5, 0.7))
@example("x*(-y)*x - (x - (y - x))", (0.5, 0.7))
@example("-x*x + (-x)**2 - (x*x)**2", (0.5, 0.7))
@example("3*x*x*x + x*y*y", (0.5, 0.7))
@example("(x**y)**x - x**y**x", (0.5, 0.7))
@example("exp(x)**2 + e**x", (0.5, 0.7))
@example("abs(abs(x) - abs(y))*abs(-x)", (0.5, 0.7))
@example("floor(x + ceil(y))/sqrt(x)**3", (0.5, 0.7))
@example("(x/y)**2/(y/x)", (0.5, 0.7))
@example("x*2*3.5*pi", (0.5, 0.7))
@example("cbrt(x)**3", (0.5, 0.7))
def test_it_reads_as_what_is_computed(text: str, point: tuple[float, float]) -> None:
    try:
        value = Formula(text).value(*point)[0]
        near = [Formula(text).value(*(part * (1 + d) for part in point))[0] for d in (-1e-14, 1e-14)]
    except FormulaError:
        assume(False)
    printed = mathml(text)
    got = read_back(printed, {"x": point[0], "y": point[1]})
    if not math.isfinite(value) or not abs(near[1] - near[0]) < 1e-6 * (1 + abs(value)) or "floor" in text + "ceil":
        event("no number to compare, or one where the order of products decides")
        return
    event("compared")
    assert got == pytest.approx(value, rel=1e-9, abs=1e-9 + 100 * abs(near[1] - near[0])), printed


@pytest.mark.parametrize("text", ["floor(x*3)*ceil(y)", "sign(x - y)*floor(-x)", "ceil(x)**2", "floor(x)/2"])
def test_steps_read_as_what_is_computed(text: str) -> None:
    for point in ((0.5, 0.7), (-1.3, 2.6)):
        assert read_back(mathml(text), dict(zip("xy", point, strict=True))) == Formula(text).value(*point)[0]


def test_every_name_is_tagged_once_where_it_stands() -> None:
    root = parsed(mathml("theta_0 + theta_1*x**2 - k", ("theta_0", "theta_1", "x", "k")))
    assert [element.attrib["data-name"] for element in root.iter() if "data-name" in element.attrib] == [
        "theta_0",
        "theta_1",
        "x",
        "k",
    ]


def shape(element: Element) -> str:
    """Tags and texts, without attributes and invisible rows."""
    return f"{element.tag}({''.join(map(shape, element))}{element.text or ''})".replace("mrow", "")


@pytest.mark.parametrize(
    ("name", "symbols", "expected"),
    [
        ("x", {}, "mi(x)"),
        ("theta", {}, "mi(theta)"),
        ("theta", {"theta": "θ"}, "mi(θ)"),
        ("theta_0", {"theta": "θ"}, "msub(mi(θ)mn(0))"),
        ("theta_12", {}, "msub(mi(theta)mn(12))"),
        ("y_hat", {}, "mover(mi(y)mo(^))"),
        ("theta_bar", {"theta": "θ"}, "mover(mi(θ)mo(¯))"),
        ("m_hat", {"m": "𝑚"}, "mover(mi(𝑚)mo(^))"),
        ("v_max", {}, "msub(mi(v)mi(max))"),
        ("v_hat_max", {}, "msub(mover(mi(v)mo(^))mi(max))"),
        ("beta1", {"beta1": "β₁"}, "msub(mi(β)mn(1))"),
        ("beta12", {"beta12": "β₁₂"}, "msub(mi(β)mn(12))"),
        ("_x", {}, "mi(_x)"),
        ("x_", {}, "mi(x_)"),
        ("_hat", {}, "mi(_hat)"),
        ("lr", {"lr": '<&">'}, 'mi(<&">)'),
    ],
)
def test_names_have_hats_and_subscripts(name: str, symbols: dict[str, str], expected: str) -> None:
    root = parsed(mathml(f"1 + {name}", (name,), symbols))
    tagged = [element for element in root.iter() if element.attrib.get("data-name") == name]
    assert [shape(element) for element in tagged] == [f"({expected})"]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("2", "mn(2)"),
        ("2.0", "mn(2)"),
        ("0.25", "mn(0.25)"),
        ("0", "mn(0)"),
        ("100000", "mn(100000)"),
        ("1e-7", "msup(mn(10)mn(−7))"),
        ("1.5e-7", "mn(1.5)mo(×)msup(mn(10)mn(−7))"),
        ("2e-10", "mn(2)mo(×)msup(mn(10)mn(−10))"),
        ("1e-100", "msup(mn(10)mn(−100))"),
        ("1e22", "msup(mn(10)mn(22))"),
        ("1.25e300", "mn(1.25)mo(×)msup(mn(10)mn(300))"),
        ("pi", "mi(π)"),
        ("e", "mi(e)"),
    ],
)
def test_numbers(number: str, expected: str) -> None:
    printed = "".join(shape(token) for token in tokens(parsed(mathml(number))))
    assert printed == expected


def test_a_product_shows_its_dot_only_where_digits_would_meet() -> None:
    def signs(text: str) -> list[str]:
        return [t.text or "" for t in tokens(parsed(mathml(text))) if t.tag == "mo"]

    assert signs("2*x*y") == ["\u2062", "\u2062"]
    assert signs("x*2") == ["·"] and signs("2*3") == ["·"] and signs("x*2**y") == ["·"]
    assert signs("2*pi") == ["\u2062"] and signs("x*1e-7") == ["·"]


def test_the_left_side_stands_before_an_equals_sign() -> None:
    root = parsed(mathml("x + 1", left="<mi>f</mi>"))
    assert "".join(shape(token) for token in tokens(root)).startswith("mi(f)mo(=)mi(x)".replace("mi(x)", ""))
    assert root.attrib == {"display": "inline", "displaystyle": "true"}


def test_signs_never_meet() -> None:
    for text in ("x + -y", "x - -y", "x + -y*2", "x*-y", "-(-x)", "x + (-y - 1)", "2**-x", "-x + -y"):
        shown = [token.text or "" for token in tokens(parsed(mathml(text)))]
        assert not any(first in "+−·" and second in "+−·" for first, second in pairwise(shown) if first and second)


def test_cases_within_tests_do_not_double_at_each_level() -> None:
    text = "x"
    for _ in range(20):
        text = f"where({text} < 1, x, y)"
    printed = mathml(text)
    assert len(printed) < 20_000
    assert read_back(printed, {"x": 0.5, "y": 2.0}) == Formula(text).value(0.5, 2.0)[0]
