"""Formulas with places for numbers: what stands for good, what is filled in, and where brackets are needed."""

from __future__ import annotations

import re

import pytest

from app.formula.mathml_numbers import NumberPrinter, Place, Slot, slot_mathml
from app.formula.rules import parse_rule
from app.formula.tree import Binary, Call

SLOTS: dict[str, Slot] = {
    "m": Place("m.1", True),
    "t": Place("t", False),
    "beta": 0.9,
    "eps": 1e-8,
    "low": -2.0,
    "one": 1.0,
}


def printed(text: str, off: frozenset[int] = frozenset(), **calls: Slot) -> str:
    tree = parse_rule(f"a = {text}", must_assign=None)[0].tree
    answered = {id(tree): calls[tree.function]} if isinstance(tree, Call) and tree.function in calls else {}
    return plain(NumberPrinter({}, SLOTS, answered, off).print(tree))


def plain(made: str) -> str:
    """MathML, shortened for reading."""
    made = re.sub(r'<mrow data-value="([^"]*)">.*?</mtable><mo fence="true">\)</mo></mrow></mrow>', r"[\1]", made)
    made = re.sub(r'<mn data-value="([^"]*)" data-tight="([^"]*)"></mn>', r"{\1\2}", made)
    return re.sub(r"</?mrow>|</?mn>|</?mo[^>]*>", "", made)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("beta*m", "0.9·[m.1]"),
        ("(1 - beta)*m", "(1−0.9)·[m.1]"),
        ("m + low*t", "[m.1]+(−2)·{t}"),
        ("low", "−2"),
        ("t**2", "<msup>{tpower}2</msup>"),
        ("beta**t", "<msup>0.9{t}</msup>"),
        ("eps**2", "<msup>(<msup>10−8</msup>)2</msup>"),
        ("m*m", "<msup>[m.1]2</msup>"),
        ("beta*m*m", "0.9·<msup>[m.1]2</msup>"),
        ("m/(t + eps)", "<mfrac>[m.1]{t}+<msup>10−8</msup></mfrac>"),
        ("2*unknown", '2·<mrow data-name="unknown"><mi>unknown</mi>'),
    ],
)
def test_numbers_stand_where_names_stood(text: str, expected: str) -> None:
    assert printed(text) == expected


def test_the_answer_of_a_function_stands_for_its_call() -> None:
    assert printed("grad(m)", grad=Place("grad", True)) == "[grad]"
    assert printed("grad(m)", grad=-1.0) == "−1"


@pytest.mark.parametrize(
    ("text", "side", "expected"),
    [
        ("m + low*t", "right", "[m.1]"),
        ("m - low*t", "right", "[m.1]"),
        ("low*t + m", "left", "[m.1]"),
        ("low*t - m", "left", "−[m.1]"),
    ],
)
def test_terms_that_are_left_out_are_not_printed(text: str, side: str, expected: str) -> None:
    tree = parse_rule(f"a = {text}", must_assign=None)[0].tree
    assert isinstance(tree, Binary)
    # Rules are parsed once: the same text has the same tree.
    assert printed(text, frozenset({id(getattr(tree, side))})) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("m", ["[m.1]"]),
        ("beta*m", ["0.9·[m.1]"]),
        ("m + beta*m - (t - m)", ["[m.1]", "+0.9·[m.1]", "−({t}−[m.1])"]),
        ("m*(t + m)", ["[m.1]·({t}+[m.1])"]),
    ],
)
def test_a_sum_may_be_broken_before_its_terms(text: str, expected: list[str]) -> None:
    tree = parse_rule(f"a = {text}", must_assign=None)[0].tree
    assert [plain(piece) for piece in NumberPrinter({}, SLOTS, {}, frozenset()).pieces(tree)] == expected


def test_a_vector_is_a_column_with_a_place_for_each_coordinate() -> None:
    assert slot_mathml(Place("m", True)).count("<span></span>") == 2
    assert slot_mathml(Place("a<b", False)) == '<mn data-value="a&lt;b"></mn>'
    assert slot_mathml(0.5) == "<mn>0.5</mn>"
