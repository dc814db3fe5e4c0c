"""Reading: what is in the language, what is not, and where and how an error is said."""

from __future__ import annotations

import ast
import math
import random

import numpy as np
import pytest
from hypothesis import given, settings

from app.formula import Formula, FormulaError, parse_formula
from app.formula.tree import Binary, Call, Name, Negate, Node, Number, Sum, Where, children, size
from app.settings import LIMITS

from .independent import value
from .saying import check_error
from .strategies import formulas, points


def refused(text: str, names: tuple[str, ...] = ("x", "y")) -> FormulaError:
    with pytest.raises(FormulaError) as raised:
        parse_formula(text, names)
    check_error(raised.value, text)
    return raised.value


def at(text: str, x: float = 2.0, y: float = 3.0) -> float:
    return Formula(text).value(x, y)[0]


# What is in the language.


@settings(max_examples=150)
@given(formulas(), points)
def test_a_formula_means_what_python_means_by_it(text: str, point: tuple[float, float]) -> None:
    try:
        mine = Formula(text).value(*point)[0]
    except FormulaError:
        return
    python = float(value(text, *map(np.float64, point)))
    if math.isfinite(mine) and math.isfinite(python) and abs(mine) < 1e6 and "floor" not in text and "ceil" not in text:
        near = [Formula(text).value(*(part * (1 + d) for part in point))[0] for d in (-1e-15, 1e-15)]
        assert mine == pytest.approx(python, rel=1e-10, abs=1e-10 + 100 * abs(near[1] - near[0]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2*3", 7),
        ("2 - 3 - 4", -5),
        ("2/4/2", 0.25),
        ("-x**2", -4),
        ("(-x)**2", 4),
        ("2**3**2", 512),
        ("x**-1", 0.5),
        ("2**-x", 0.25),
        ("+x - -y", 5),
        ("--x", 2),
        ("1e3 + 1E-3", 1000.001),
        (".5 + 5.", 5.5),
        ("1_000", 1000),
        ("0x10 + 0b11 + 0o7", 26),
        ("007.5", 7.5),
        ("pi + e", math.pi + math.e),
        ("where(x < y, 1, 2)", 1),
        ("where(x >= y, 1, where(x == 2, 5, 6))", 5),
        ("sum(i for i in range(4))", 6),
        ("sum(i**2 for i in range(2, 4))", 13),
        ("sum(i for i in range(-2, 2))", -2),
        ("sum(x*i for i in range(1, 3)) + sum(y for j in range(2))", 12),
        ("sum(sum(i*j for j in range(3)) for i in range(1, 3))", 9),
        ("sum(i for i in range(3)) + sum(i for i in range(3))", 6),
        ("min(x, y)*max(x, y)", 6),
        ("  x  ", 2),
        ("\tx +\u3000y\u00a0", 5),
        ("(x\n + y)", 5),
        ("x\r\n+\r\ny", 5),
        ("x\r+ y", 5),
    ],
)
def test_values(text: str, expected: float) -> None:
    assert at(text) == pytest.approx(expected, rel=1e-15)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("x^2", "x**2"),
        ("x^-2", "x**-2"),
        ("x^2^3", "x**2**3"),
        ("2×x·y⋅x÷y", "2*x*y*x/y"),
        ("x−y–x", "x-y-x"),
        ("2*π", "2*pi"),
        ("√(x)", "sqrt(x)"),
        ("x² + y³ − x⁴", "x**2 + y**3 - x**4"),
        ("x²³", "x**23"),
        ("x⁻¹", "x**-1"),
        ("x¹⁰", "x**10"),
        ("-x²", "-x**2"),
        ("where(x≤y, 1, 2)", "where(x<=y, 1, 2)"),
        ("where(x≥y, 1, 2)", "where(x>=y, 1, 2)"),
        ("where(x≠y, 1, 2)", "where(x!=y, 1, 2)"),
        ("（ｘ＋１．５）＊２", "(x+1.5)*2"),
        ("ｍａｘ（ｘ，ｙ）", "max(x,y)"),
        ("ｘ＾２－ｙ／３", "x**2-y/3"),
        ("ｗｈｅｒｅ（ｘ＜ｙ，１，２）", "where(x<y,1,2)"),
    ],
)
def test_what_people_type(typed: str, meant: str) -> None:
    assert at(typed) == at(meant)


def test_greek_letters_spell_parameters() -> None:
    tree = parse_formula("θ_0 + θ_1*x", ("theta_0", "theta_1", "x"))
    assert [node.name for node in _nodes(tree) if isinstance(node, Name)] == ["theta_0", "theta_1", "x"]


def _nodes(tree: Node) -> list[Node]:
    return [tree, *(inner for child in children(tree) for inner in _nodes(child))]


def test_the_tree_holds_every_kind_with_its_place() -> None:
    text = "-x + where(y <= 2, sin(y), sum(i*y for i in range(1, 3)))"
    nodes = _nodes(parse_formula(text, ("x", "y")))
    assert {type(node) for node in nodes} == {Negate, Name, Binary, Where, Number, Call, Sum}
    starts = {type(node): text[node.place.column - 1 :] for node in reversed(nodes)}
    assert starts[Where].startswith("where(") and starts[Call].startswith("sin(") and starts[Sum].startswith("sum(")
    assert all(node.place.line == 1 for node in nodes)


def test_the_size_counts_what_a_sum_writes_out() -> None:
    assert size(parse_formula("x", ("x",))) == 1
    assert size(parse_formula("x + 2*x", ("x",))) == 5
    assert size(parse_formula("sum(x for i in range(10))", ("x",))) == 20
    assert size(parse_formula("sum(sum(x for j in range(3)) for i in range(10))", ("x",))) == 70


def test_a_variable_may_have_a_constants_name() -> None:
    assert Formula("e*pi", ("e", "pi")).value(2.0, 3.0) == (6.0,)


# What is not.

_ONE_OF_EACH = {
    ast.BoolOp: "x and y",
    ast.NamedExpr: "(z := x)",
    ast.Lambda: "lambda: x",
    ast.IfExp: "x if y else 1",
    ast.Dict: "{x: y}",
    ast.Set: "{x, y}",
    ast.ListComp: "[x for i in range(3)]",
    ast.SetComp: "{x for i in range(3)}",
    ast.DictComp: "{x: y for i in range(3)}",
    ast.GeneratorExp: "(x for i in range(3))",
    ast.Await: "await x",
    ast.Yield: "(yield x)",
    ast.YieldFrom: "(yield from x)",
    ast.Compare: "x < y",
    ast.Call: "foo(x)",
    ast.FormattedValue: "f'{x}'",
    ast.JoinedStr: "f'a'",
    ast.Constant: "'x'",
    ast.Attribute: "x.real",
    ast.Subscript: "x[0]",
    ast.Starred: "min(*x)",
    ast.Name: "z",
    ast.List: "[x]",
    ast.Tuple: "x, y",
    ast.Slice: "x[1:2]",
    ast.BinOp: "x % y",
    ast.UnaryOp: "~x",
}
# Newer Pythons read further kinds of expression, each of which must be refused as well.
_ONE_OF_EACH |= {
    getattr(ast, name): text
    for name, text in {"TemplateStr": "t'{x}'", "Interpolation": "t'{x}'"}.items()
    if hasattr(ast, name)
}


def test_every_kind_of_expression_that_python_has_is_tried() -> None:
    abstract = {ast.Num, ast.Str, ast.Bytes, ast.NameConstant, ast.Ellipsis} if hasattr(ast, "Num") else set()
    assert set(ast.expr.__subclasses__()) - abstract == set(_ONE_OF_EACH)


@pytest.mark.parametrize("text", _ONE_OF_EACH.values(), ids=[kind.__name__ for kind in _ONE_OF_EACH])
@pytest.mark.parametrize("around", ["{}", "1 + ({})", "sin({})", "where(1 < 2, {}, 1)", "sum({} for i in range(2))"])
def test_what_is_outside_is_refused_wherever_it_stands(text: str, around: str) -> None:
    refused(around.format(text))


@pytest.mark.parametrize(
    "operator", ["//", "%", "@", "<<", ">>", "|", "&", "and", "or", "<", "is", "in", "not in", "=="]
)
def test_other_operators(operator: str) -> None:
    refused(f"x {operator} y")


@pytest.mark.parametrize("operator", ["~", "not ", "*", "await "])
def test_other_signs_in_front(operator: str) -> None:
    refused(f"1 + ({operator}x)")


@pytest.mark.parametrize("literal", ["True", "None", "...", "1j", "'a'", "b'a'", "''", "__debug__", "1e400", "9" * 400])
def test_other_constants(literal: str) -> None:
    refused(literal)
    refused(f"x*{literal}")


@pytest.mark.parametrize(
    "text",
    [
        "sum(x)",
        "sum(x, y)",
        "sum()",
        "sum((x for i in range(3)), 1)",
        "sum(x for i in range(3) if x)",
        "sum(x for i in range(3) for j in range(3))",
        "sum(x for i in y)",
        "sum(x for i in range(y))",
        "sum(x for i in range(2.0))",
        "sum(x for i in range(True))",
        "sum(x for i in range())",
        "sum(x for i in range(1, 2, 3))",
        "sum(x for i in range(*y))",
        "sum(x for i in range(stop=3))",
        "sum(x for i in range(3).a)",
        "sum(x for i in list(3))",
        "sum(x for (i, j) in range(3))",
        "sum(x for x[0] in range(3))",
        "sum(x for x.a in range(3))",
        "sum(x for x in range(3))",
        "sum(x for pi in range(3))",
        "sum(sum(x for i in range(2)) for i in range(2))",
        "sum(x for i in range(0))",
        "sum(x for i in range(3, 1))",
        f"sum(x for i in range({LIMITS.sum_terms + 1}))",
        "sum(x for i in range(10**9))",
        "sum(x for i in range(-1000000000000, 1000000000000))",
        "i + sum(i for i in range(3))",
        "sum(j for i in range(3))",
        "where(x, 1, 2)",
        "where(x < y)",
        "where(x < y < 1, 1, 2)",
        "where(x in y, 1, 2)",
        "where(x is y, 1, 2)",
        "where(not x, 1, 2)",
        "where(x < 1 and y < 1, 1, 2)",
        "where(x < 1, 1, 2, 3)",
        "where(x < 1, yes=1, no=2)",
        "where(x < (y < 1), 1, 2)",
        "sin()",
        "sin(x, y)",
        "atan2(x)",
        "min(x, y, 1)",
        "sin(x=1)",
        "sin(**x)",
        "max(*x, y)",
        "sin",
        "x(1)",
        "(sin)(x)(y)",
        "norm(x)",
        "grad(x)",
    ],
)
def test_forms_that_are_nearly_right(text: str) -> None:
    refused(text)


# Limits.


def test_the_longest_formula() -> None:
    text = "x+" * (LIMITS.formula_characters // 2 - 1) + "xx"[: LIMITS.formula_characters % 2 + 1]
    assert len(text + " ") == LIMITS.formula_characters
    assert at(text) == LIMITS.formula_characters // 2 * 2
    error = refused("x" * (LIMITS.formula_characters + 1))
    assert str(LIMITS.formula_characters) in error.text.en and str(LIMITS.formula_characters + 1) in error.text.zh
    assert (error.line, error.column) == (1, LIMITS.formula_characters + 1)
    error = refused("x +\n" * 200)
    assert error.line == LIMITS.formula_characters // 4 + 1 and error.column == LIMITS.formula_characters % 4 + 1


@pytest.mark.parametrize(
    ("open_", "close"), [("(", ")"), ("sin(", ")"), ("-", ""), ("x**", ""), ("1/(", ")"), ("x-(", ")")]
)
def test_depth_is_limited(open_: str, close: str) -> None:
    depth = LIMITS.formula_depth
    shallow = open_ * (depth - 1) + "x" + close * (depth - 1)
    assert math.isfinite(at(shallow, 0.5)) or "**" in open_
    error = refused(open_ * (depth + 20) + "x" + close * (depth + 20))
    assert (str(depth) in error.text.en and str(depth) in error.text.zh) or open_ == "("


def test_brackets_alone_are_limited() -> None:
    depth = LIMITS.formula_depth
    assert at("(" * depth + "x" + ")" * depth) == 2.0
    error = refused("(" * (depth + 1) + "x" + ")" * (depth + 1))
    assert error.column == depth + 1


def test_written_out_sums_are_limited() -> None:
    assert at("sum(x for i in range(200))") == 400
    for text in (
        "sum(x*y*x*y for i in range(200))",
        "sum(sum(x for j in range(200)) for i in range(200))",
        "sum(sum(sum(sum(x for l in range(200)) for k in range(200)) for j in range(200)) for i in range(200))",
    ):
        assert str(LIMITS.formula_nodes) in refused(text).text.en


@pytest.mark.parametrize(
    "text", ["x**101", "x**-101", "x**(50*3)", "2**1000", "x**1e300", "9**9**9**9", "x**99999999999"]
)
def test_exponents_are_limited(text: str) -> None:
    with pytest.raises(FormulaError) as raised:
        Formula(text)
    check_error(raised.value, text)
    assert at("x**100") == 2.0**100
    assert at("x**-100") == 2.0**-100


@pytest.mark.parametrize(
    "text", ["1/0", "0/0", "0**-1", "(-8)**0.5", "1e200*1e200", "(-8)**(1/3)", "x*(1/(2 - 2))", "1/-0.0"]
)
def test_constants_that_are_not_numbers_are_refused(text: str) -> None:
    with pytest.raises(FormulaError) as raised:
        Formula(text)
    check_error(raised.value, text)
    assert "not a finite number" in raised.value.text.en


def test_mangled_formulas_are_refused_with_a_place_or_read() -> None:
    """One character of a good formula lost, doubled or replaced: what a person's typing looks like."""
    good = "where(x**2 + y <= 3, exp(-x)*sin(2*pi*y), sum(i*x for i in range(1, 4))/sqrt(5))"
    source = random.Random(1)
    for _ in range(400):
        index, kind = source.randrange(len(good)), source.randrange(3)
        middle = ("", good[index] * 2, source.choice("()*+,.<=0xe^²（ |#'\"\\[]{}:;@$!?`~%&\x00\n变"))[kind]
        text = good[:index] + middle + good[index + 1 :]
        try:
            Formula(text).value_and_gradient(0.5, 0.25)
        except FormulaError as error:
            check_error(error, text, chinese_names="变" in text)
