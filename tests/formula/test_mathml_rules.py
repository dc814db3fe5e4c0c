"""Rules, and all that the catalogue holds, printed."""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from app.catalogue import CATALOGUE
from app.catalogue.terms import SYMBOLS
from app.formula import Formula, mathml, rule_mathml

from .test_mathml import Reader, parsed, read_back, shape, tokens


def test_a_rule_is_a_table_with_a_row_for_each_line() -> None:
    rule = "m = beta1*m + (1 - beta1)*g\n# nothing\nm_hat = m/(1 - beta1**t)\ntheta = theta - lr*m_hat\n"
    root = parsed(rule_mathml(rule, {"theta": "θ", "lr": "η", "beta1": "β₁"}))
    rows = root.findall("./mtable/mtr")
    assert [row.attrib["data-line"] for row in rows] == ["1", "3", "4"]
    assert root.attrib == {"display": "block"}
    for row, name in zip(rows, ("m", "m_hat", "theta"), strict=True):
        left, arrow, right = row
        assert left.attrib["class"] == "left" and left[0].attrib["data-name"] == name
        assert arrow[0].text == "←"
        assert right.attrib["class"] == "right"
    values = {"m": 2.0, "beta1": 0.9, "g": 3.0, "t": 2.0, "theta": 1.0, "lr": 0.1, "m_hat": 4.0}
    computed = [float(Reader(list(tokens(row[2])), values).whole()) for row in rows]
    assert computed == pytest.approx([0.9 * 2 + 0.1 * 3, 2 / 0.19, 1 - 0.4])


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("norm(g)", "mo(‖)mi(g)mo(‖)"),
        ("dot(g, m)", "mi(g)mo(·)mi(m)"),
        ("dot(g, m)*g", "mo(()mi(g)mo(·)mi(m)mo())mo(\u2062)mi(g)"),
        ("dot(g + m, m)", "mo(()mi(g)mo(+)mi(m)mo())mo(·)mi(m)"),
        ("sum(g)", "mo(∑)mi(g)"),
        ("sum(g)*m", "mo(()mo(∑)mi(g)mo())mo(\u2062)mi(m)"),
        ("m*sum(g)", "mi(m)mo(\u2062)mo(∑)mi(g)"),
        ("m*sum(g)*m", "mo(()mi(m)mo(\u2062)mo(∑)mi(g)mo())mo(\u2062)mi(m)"),
        ("sum(g)**2", "msup((mo(()(mo(∑)(mi(g)))mo()))mn(2))"),
        ("grad(theta)", "mo(∇)mi(f)mo(\u2061)mo(()mi(theta)mo())"),
        ("loss(theta)", "mi(f)mo(\u2061)mo(()mi(theta)mo())"),
        ("hess_diag(theta)", "mi(diag)mo(\u2061)msup(mo(∇)mn(2))mi(f)mo(\u2061)mo(()mi(theta)mo())"),
        (
            "hess_solve(theta, g, a)",
            "msup((mo(()((msup(mo(∇)mn(2))mi(f)mo(\u2061)(mo(()(mi(theta))mo())))mo(+)(mi(a))mi(I))mo()))mn(−1))"
            "mo(\u2062)mi(g)",
        ),
        ("hess_times(theta, g)", "msup(mo(∇)mn(2))mi(f)mo(\u2061)mo(()mi(theta)mo())mo(\u2062)mi(g)"),
    ],
)
def test_the_functions_of_rules(expression: str, expected: str) -> None:
    (row,) = parsed(rule_mathml(f"theta = {expression}")).findall("./mtable/mtr")

    def plain(element: Element) -> str:
        return "".join(plain(child) if child.tag == "mrow" else shape(child) for child in element)

    assert plain(row[2]) == expected


def test_every_function_of_rules_can_be_printed() -> None:
    for call in ("normal()", "signs()", "hess_diag(theta)", "hess_times(theta, g)", "hess_solve(theta, g, 0.1)"):
        root = parsed(rule_mathml(f"theta = theta - {call}"))
        assert call.partition("(")[0].partition("_")[0] in "".join(
            element.text or "" for element in root.iter()
        ) or "∇" in ElementTree.tostring(root, "unicode")


def test_everything_in_the_catalogue_is_printed_well() -> None:
    for optimizer in CATALOGUE.optimizers.values():
        for variant in optimizer.variants:
            parsed(rule_mathml(variant.rule, SYMBOLS))
    for surface in CATALOGUE.surfaces.values():
        names = ("x", "y", *(coefficient.name for coefficient in surface.coefficients))
        printed = mathml(surface.formula, names, SYMBOLS)
        assert not re.search(r"data-name=\"(?!\w+\")", printed)
        numbers = {"x": 0.3, "y": 0.4} | {c.name: float(c.default) for c in surface.coefficients}
        expected = Formula(surface.formula, ("x", "y"), names[2:]).value(*numbers.values())[0]
        assert read_back(printed, numbers) == pytest.approx(expected, rel=1e-12)
