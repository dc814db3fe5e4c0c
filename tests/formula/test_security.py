"""Nothing that a person typed is ever run: what is not in the language is refused, quickly, whatever it looks like."""

from __future__ import annotations

import ast
import builtins
import math
import sys
import time
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.formula import Formula, FormulaError, mathml
from app.formula import scalar as scalar_module
from app.formula.code import FAST, IEEE, NUMPY, function_source
from app.formula.functions import FUNCTIONS
from app.formula.ieee import ARRAY_FUNCTIONS, FAST_FUNCTIONS, SAFE_FUNCTIONS
from app.formula.rules import parse_rule
from app.settings import LIMITS

from .saying import check_error
from .strategies import formulas

ATTACKS = [
    "__import__('os').system('true')",
    "__import__",
    "__builtins__",
    "__builtins__['eval']",
    "eval('1')",
    "exec('1')",
    "open('/etc/passwd')",
    "print(x)",
    "input()",
    "exit()",
    "breakpoint()",
    "globals()",
    "vars()",
    "getattr(x, 'real')",
    "type(x)",
    "x.__class__",
    "x.__class__.__mro__[1].__subclasses__()",
    "(1).__class__.__base__",
    "().__class__",
    "''.join('a')",
    "sin.__globals__",
    "sin.__call__(x)",
    "abs.__self__",
    "{}.__class__",
    "[].append(x)",
    "f'{x}'",
    "f'{__import__(\"os\")}'",
    "f'{x!r:>{y}}'",
    "'%s' % x",
    "'{0.__class__}'.format(x)",
    "b'x'",
    "r'x'",
    "u'x'",
    "'x' 'y'",
    '"""x"""',
    "lambda: x",
    "(lambda: x)()",
    "(lambda f: f(f))(lambda f: f(f))",
    "(x := 1)",
    "(sin := x)",
    "sin(x := 2)",
    "[x for x in range(3)]",
    "[(y := i) for i in range(3)]",
    "{i for i in range(3)}",
    "{i: i for i in range(3)}",
    "(i for i in range(3))",
    "sum([i for i in range(3)])",
    "sum(i for i in (1, 2))",
    "sum(i for i in [x])",
    "sum(i for i in {x})",
    "sum(i for i in range(3) if __import__('os'))",
    "sum(i for i in __import__('os').environ)",
    "sum(__import__('os') for i in range(3))",
    "sum(y for sin in range(3) for y in range(3))",
    "sum(i async for i in range(3))",
    "sum((yield i) for i in range(3))",
    "min(*range(3))",
    "max(**{})",
    "where(__import__('os') < 1, x, y)",
    "where(x < y < __import__('os'), x, y)",
    "where(x < 1, exit(), y)",
    "(yield)",
    "(yield x)",
    "await x",
    "not x",
    "x if exit() else y",
    "x or exit()",
    "assert x",
    "import os",
    "from os import path",
    "x; exit()",
    "x\nexit()",
    "x\n; exit()",
    "x\r\nexit()",
    "return x",
    "del x",
    "raise x",
    "global x",
    "pass",
    "x = 1",
    "x += 1",
    "def f(): pass",
    "class A: pass",
    "@x",
    "x: int",
    "...",
    "None",
    "True",
    "NotImplemented",
    "Ellipsis",
    "__name__",
    "__debug__",
    "_",
    "_0",
    "program",
    "float(x)",
    "pow",
    "X",
    "append(x)",
    "x.append(x)",
    "range(3)",
    "range",
    "sum",
    "where",
    "divide(x, y)",
    "power(x, y)",
    "minimum(x, y)",
    "copysign(x, y)",
    "h_lr",
    "s_m_x",
    "x[0]",
    "x[::2]",
    "x[y]",
    "*x",
    "**x",
    "`x`",
    "$x",
    "x?",
    "x!",
    "x@y",
    "x->y",
    "x\\",
    "\\",
    "\\u0078",
    "\\N{LATIN SMALL LETTER X}",
    "#",
    "# coding: rot13",
    "-*- coding: utf-7 -*-",
    "\ufeffx",
    "x\x00",
    "\x00",
    "x\x00y",
    "__import__\x00('os')",
    "x\x1b[31m",
    "x\x0by",
    "x\u2028y",
    "x\x85y",
    "\u202ex\u202c",
    "x\u200b",
    "x\u200d",
    "\u0445",  # a Cyrillic letter that looks like x
    "ѕin(x)",
    "ｅｖａｌ（１）",
    "＿＿ｉｍｐｏｒｔ＿＿（'os'）",
    "__𝑖mport__('os')",
    "𝐞𝐯𝐚𝐥(1)",
    "e\u0301",
    "\ud800",
    "x + \udfff",
    "'\ud800'",
    "💥",
    "<script>alert(1)</script>",
    "${x}",
    "{{x}}",
    "{0}",
    "{x}",
    "%(x)s",
    "1" + "0" * 450,
    "0x" + "f" * 450,
    "1e999",
    "1e-999e",
    "9**9**9**9**9",
    "9^9^9^9^9^9",
    "(9**9)**(9**9)",
    "2**2**2**2**2**2",
    "1_0" * 100 + "_",
    "sum(x for i in range(10**9))",
    "sum(x for i in range(999999999999))",
    "sum(sum(sum(sum(x for i in range(200)) for j in range(200)) for k in range(200)) for l in range(200))",
    "(" * 450,
    ")" * 450,
    "[" * 450,
    "{" * 450,
    "(" * 200 + "x" + ")" * 200,
    "[" * 200 + "x" + "]" * 200,
    "-" * 499 + "x",
    "+-" * 249 + "x",
    "~" * 499 + "x",
    "not " * 120 + "x",
    "x**" * 165 + "x",
    "sin(" * 100 + "x" + ")" * 100,
    "where(x<1," * 40 + "x",
    "lambda:" * 70 + "x",
    "x if x else " * 40 + "x",
    "x<" * 249 + "x",
    "x," * 249 + "x",
    "f'" * 200,
    "'" * 499,
    '"' * 499,
    "x" * 100_000,
    "(" * 100_000,
    "x+" * 50_000 + "x",
    "\x00" * 100_000,
    "\n" * 100_000,
    "²" * 500,
    "x" + "²" * 499,
    "1 " * 250,
    "x " * 250,
    "1" * 499 + "x",
    "a" * 499 + "(",
    " " * 499 + "(",
    "|" * 499,
    "=" * 499,
    "x=" * 249,
]


@pytest.fixture(autouse=True)
def watched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever would be run must go through compile; only the program that the lab generates may."""
    real = builtins.compile

    def compile_(source: Any, filename: Any, mode: str, flags: int = 0, *rest: Any, **more: Any) -> Any:
        parses = flags & ast.PyCF_ONLY_AST
        if not parses and filename == "<generated>":
            check_generated(source)
        assert parses or filename == "<generated>" or "/" in str(filename) or "\\" in str(filename), source
        return real(source, filename, mode, flags, *rest, **more)

    monkeypatch.setattr(builtins, "compile", compile_)
    scalar_module.compiled.cache_clear()


_STATEMENTS = (
    ast.Module,
    ast.FunctionDef,
    ast.arguments,
    ast.arg,
    ast.Assign,
    ast.Return,
    ast.Name,
    ast.Load,
    ast.Store,
)
_EXPRESSIONS = (ast.BinOp, ast.UnaryOp, ast.Constant, ast.Call, ast.IfExp, ast.Compare, ast.BoolOp, ast.Or, ast.Tuple)
_SIGNS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.USub, ast.cmpop)


def check_generated(source: str) -> None:
    """Only arithmetic, comparisons and calls of the table's functions by their own names."""
    functions = {*FAST_FUNCTIONS, *SAFE_FUNCTIONS, *ARRAY_FUNCTIONS}
    for node in ast.walk(ast.parse(source)):
        assert isinstance(node, _STATEMENTS + _EXPRESSIONS + _SIGNS), ast.dump(node)
        if isinstance(node, ast.Call):
            assert isinstance(node.func, ast.Name) and node.func.id in functions and not node.keywords
        if isinstance(node, ast.Constant):
            assert type(node.value) is float


@pytest.mark.parametrize("text", ATTACKS, ids=[f"{n} {text[:30]!a}" for n, text in enumerate(ATTACKS)])
def test_it_is_refused_within_a_tenth_of_a_second(text: str) -> None:
    best = float("inf")
    for _ in range(3):
        begin = time.thread_time()
        with pytest.raises(FormulaError) as raised:
            Formula(text)
        best = min(best, time.thread_time() - begin)
        if best < 0.1:
            break
    assert best < 0.1
    check_error(raised.value, text, chinese_names=True)
    assert len(raised.value.text.en) < 400 or "Known" in raised.value.message.en


@pytest.mark.parametrize("text", ATTACKS, ids=[f"{n} {text[:30]!a}" for n, text in enumerate(ATTACKS)])
def test_a_rule_refuses_it_too(text: str) -> None:
    begin = time.thread_time()
    with pytest.raises(FormulaError):
        parse_rule(f"theta = theta - {text}\n__import__('os')")
    assert time.thread_time() - begin < 0.5


def test_letters_that_python_takes_for_others_are_only_the_whitelisted_names() -> None:
    """Python reads 𝑥 and ſin as x and sin; whatever it reads, it is still a name of the table or none."""
    assert Formula("𝑥 + ｘ").value(2.0, 0.0) == (4.0,)
    assert Formula("ſin(x)").value(0.0, 0.0) == (0.0,)
    with pytest.raises(FormulaError):
        Formula("ſet(x)")


def test_nothing_can_reach_python_through_a_name_that_is_allowed() -> None:
    """Names of variables are the lab's own; they stand in the program, and nothing else of the text does."""
    for dialect in (FAST, IEEE, NUMPY):
        formula = Formula("where(x < y, sin(x)**2.5, max(x, 2)/y) + sum(i*x for i in range(3))")
        source = function_source(formula.graph, [formula.value_node, *formula.gradient_nodes], formula.names, dialect)
        check_generated(source)
        assert "range" not in source and "sum" not in source


def test_a_program_sees_only_the_functions_that_it_calls() -> None:
    Formula("sin(x)").value(1.0, 2.0)
    formula = Formula("sin(x) + y")
    program = scalar_module.compiled(function_source(formula.graph, [formula.value_node], ("x", "y"), FAST), FAST)
    assert set(program.__globals__) - {"__builtins__", "program"} == set(FAST_FUNCTIONS)


_WORDS = "x y pi e where sum range for in i if else lambda and not _ __class__ True None 0 1 2.5 1e9 1e400 0x1f 1j"
_SIGNS_OF_ALL_KINDS = (
    "( ) [ ] { } , . : ; := = == < >= != + - * / ** // % @ | & ^ ~ -> ... ' \" f' \\ # ² ³ ⁻ π √ θ （ ） ， 变"
)
_TOKENS = (*FUNCTIONS, *_WORDS.split(), *_SIGNS_OF_ALL_KINDS.split(), "\n", " ", "\t", "\x00")
_soup = st.lists(st.sampled_from(_TOKENS), max_size=40).flatmap(
    lambda tokens: st.sampled_from(("", " ")).map(lambda glue: glue.join(tokens))
)


def read(text: str) -> None:
    """A Formula whose programs run, or a FormulaError with its place; anything else is a fault."""
    try:
        formula = Formula(text)
        values = formula.value_and_gradient(0.5, 0.25)
        assert len(values) == 3 and all(type(value) is float for value in values)
        assert mathml(text)
    except FormulaError as error:
        check_error(error, text, chinese_names=True)


@settings(max_examples=400)
@given(st.text(max_size=60))
@example("\ud800")
@example("x" + "²" * 30)
def test_any_text_is_a_formula_or_an_error(text: str) -> None:
    read(text)


@settings(max_examples=600)
@given(_soup)
@example("sum ( x for i in range ( 2 ) )")
def test_any_soup_of_tokens_is_a_formula_or_an_error(text: str) -> None:
    read(text)


@settings(max_examples=200)
@given(formulas(depth=3), st.data())
def test_any_formula_with_pieces_moved_is_a_formula_or_an_error(text: str, data: st.DataObject) -> None:
    a, b = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    read(data.draw(st.sampled_from((text[:a] + text[b:], text[b:] + text[:a], text[:b] + text[a:]))))


@settings(max_examples=200)
@given(_soup)
def test_any_soup_is_a_rule_or_an_error(text: str) -> None:
    try:
        parse_rule(rule := f"theta = theta - {text}")
    except FormulaError as error:
        check_error(error, rule, chinese_names=True)


def test_the_longest_chain_leaves_room_on_the_stack() -> None:
    """Where the reader is called from deep inside a server, the longest formula still fits beneath the limit."""

    def deep(left: int) -> None:
        if left:
            deep(left - 1)
        else:
            for sign in "+-*/":
                text = sign.join(["x"] * (LIMITS.formula_characters // 2))
                assert all(map(math.isfinite, Formula(text).value_and_gradient(1.0, 1.0)))
                assert mathml(text)

    used, frame = 0, sys._getframe()
    while frame.f_back is not None:
        used, frame = used + 1, frame.f_back
    deep(max(0, 150 - used))
