"""Python's tree → ours: the whitelist. What is not named here does not exist in a formula."""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping

from ..settings import LIMITS
from ..text import Text
from .errors import FormulaError, closest
from .functions import ALIASES, COMPARISONS, CONSTANTS, FUNCTIONS
from .tree import Binary, Call, Name, Negate, Node, Number, Place, Sum, Where
from .typed import Typed

_OPERATORS: Mapping[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Pow: "**",
}
_COMPARISONS: Mapping[type[ast.cmpop], str] = dict(
    zip((ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq), COMPARISONS, strict=True)
)


def too_deep(place: Place) -> FormulaError:
    return FormulaError(
        Text(
            en=f"The formula is nested more than {LIMITS.formula_depth} deep.",
            zh=f"公式嵌套超过{LIMITS.formula_depth}层。",
        ),
        line=place.line,
        column=place.column,
        hint=Text(en="Remove brackets or split it.", zh="请去掉括号或拆开。"),
    )


class Reader:
    """Turns Python's tree into ours, refusing what is not in the whitelist."""

    def __init__(self, line: Typed, names: Collection[str] | None, functions: Mapping[str, int]) -> None:
        self.line = line
        self.names = names
        self.functions = functions
        self.indices: list[str] = []

    def place(self, node: ast.AST) -> Place:
        return self.line.place_of_byte(getattr(node, "col_offset", 0))

    def fail(self, node: ast.AST, en: str, zh: str, hint: Text | None = None) -> FormulaError:
        place = self.place(node)
        text = ast.get_source_segment(self.line.source, node) or ""
        return FormulaError(
            Text(en=en, zh=zh), line=place.line, column=place.column, length=max(1, len(text)), hint=hint
        )

    def read(self, node: ast.AST, depth: int) -> Node:
        if depth > LIMITS.formula_depth:
            raise too_deep(self.place(node))
        match node:
            case ast.Constant(value=value):
                return self.number(node, value)
            case ast.Name(id=name):
                return self.name(node, name)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return Negate(self.read(operand, depth + 1), self.place(node))
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self.read(operand, depth + 1)
            case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _OPERATORS:
                # A chain a + b + c … leans left and is as long as the text; only the other side nests.
                chained = isinstance(left, ast.BinOp)
                return Binary(
                    _OPERATORS[type(operator)],
                    self.read(left, depth if chained else depth + 1),
                    self.read(right, depth + 1),
                    self.place(node),
                )
            case ast.Call():
                return self.call(node, depth)
        raise self.outside(node)

    def number(self, node: ast.Constant, value: object) -> Number:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.outside(node)
        try:
            number = float(value)
        except OverflowError:
            number = float("inf")
        if number in (float("inf"), float("-inf")):
            raise self.fail(
                node,
                "This number is too large: it must stay under 1.8e308.",
                "数字过大：必须小于1.8e308。",
            )
        return Number(number, self.place(node))

    def name(self, node: ast.Name, name: str) -> Node:
        if name in self.indices or self.names is None or name in self.names:
            return Name(name, self.place(node))
        if name in CONSTANTS:
            return Number(CONSTANTS[name], self.place(node))
        allowed = [*self.names, *self.indices, *CONSTANTS]
        if name in FUNCTIONS or name in self.functions:
            hint = Text(en=f"A function needs brackets: {name}(…).", zh=f"函数需要括号：{name}(…)。")
        else:
            hint = closest(name, allowed) or Text(
                en=f"Known here: {', '.join(allowed)}.", zh=f"这里可用：{'、'.join(allowed)}。"
            )
        raise self.fail(node, f"The name {name!r} is unknown.", f"未知的名称“{name}”。", hint)

    def call(self, node: ast.Call, depth: int) -> Node:
        if isinstance(node.func, ast.Constant | ast.BinOp | ast.UnaryOp | ast.Call):  # 2(x + 1), (x + 1)(y + 1)
            raise self.fail(
                node,
                "A sign is missing before a bracket.",
                "括号前缺少运算符。",
                Text(en="Write 2*(…), not 2(…).", zh="请写2*(…)，而不是2(…)。"),
            )
        if not isinstance(node.func, ast.Name):
            raise self.outside(node.func)
        name = node.func.id
        if node.keywords:
            raise self.fail(node, "Arguments have no names here.", "这里的参数不能带名称。")
        if name == "sum":
            if len(node.args) == 1 and isinstance(node.args[0], ast.GeneratorExp):
                return self.unrolled_sum(node, node.args[0], depth)
            if name not in self.functions:
                raise self.fail(
                    node,
                    "sum needs a counter with whole-number bounds.",
                    "sum需要一个上下界为整数的计数变量。",
                    Text(en="Write sum(x**i for i in range(1, 4)).", zh="例如sum(x**i for i in range(1, 4))。"),
                )
        if name == "where":
            return self.where(node, depth)
        arity = FUNCTIONS[name].arity if name in FUNCTIONS else self.functions.get(name)
        if arity is None:
            raise self.unknown_function(node.func, name)
        if len(node.args) != arity:
            raise self.fail(
                node,
                f"{name} takes {arity} argument{'s' if arity != 1 else ''}, {len(node.args)} given.",
                f"{name}需要{arity}个参数，给出了{len(node.args)}个。",
            )
        return Call(name, tuple(self.read(argument, depth + 1) for argument in node.args), self.place(node))

    def unknown_function(self, node: ast.Name, name: str) -> FormulaError:
        known = [*FUNCTIONS, "where", "sum", *self.functions]
        if name in ALIASES:
            hint = Text(en=f"Here it is written {ALIASES[name]}.", zh=f"这里写作{ALIASES[name]}。")
        elif name in CONSTANTS or (self.names is not None and name in self.names) or name in self.indices:
            hint = Text(en=f"Write {name}*(…) to multiply.", zh=f"相乘请写{name}*(…)。")
        else:
            hint = closest(name, known) or Text(
                en=f"Known functions: {', '.join(known)}.", zh=f"可用的函数：{'、'.join(known)}。"
            )
        return self.fail(node, f"{name!r} is not a function here.", f"“{name}”在这里不是函数。", hint)

    def where(self, node: ast.Call, depth: int) -> Where:
        shape = Text(en="Write where(x < 0, a, b).", zh="请写where(x < 0, a, b)。")
        if len(node.args) != 3:
            raise self.fail(node, "where takes 3 arguments.", "where需要3个参数。", shape)
        test = node.args[0]
        if not isinstance(test, ast.Compare) or len(test.ops) != 1 or type(test.ops[0]) not in _COMPARISONS:
            raise self.fail(
                test,
                "The first argument of where is one comparison (<, <=, >, >=, == or !=).",
                "where的第一个参数必须是一个比较式（<、<=、>、>=、==或!=）。",
                shape,
            )
        left, right, yes, no = (
            self.read(part, depth + 1) for part in (test.left, test.comparators[0], node.args[1], node.args[2])
        )
        return Where(_COMPARISONS[type(test.ops[0])], left, right, yes, no, self.place(node))

    def unrolled_sum(self, node: ast.Call, generator: ast.GeneratorExp, depth: int) -> Sum:
        loops = generator.generators
        shape = Text(en="Write sum(x**i for i in range(1, 4)).", zh="请写sum(x**i for i in range(1, 4))。")
        if len(loops) != 1 or loops[0].ifs or loops[0].is_async or not isinstance(loops[0].target, ast.Name):
            raise self.fail(node, "sum has one counter and no condition.", "sum只能有一个计数变量，不能带条件。", shape)
        match loops[0].iter:
            case ast.Call(func=ast.Name(id="range"), args=[bound], keywords=[]):
                start, stop = 0, self.bound(bound)
            case ast.Call(func=ast.Name(id="range"), args=[first, bound], keywords=[]):
                start, stop = self.bound(first), self.bound(bound)
            case other:
                raise self.fail(other, "A sum runs over range(a, b).", "求和的范围必须是range(a, b)。", shape)
        variable = loops[0].target.id
        if variable in CONSTANTS or variable in self.indices or (self.names is not None and variable in self.names):
            raise self.fail(
                loops[0].target, f"The counter {variable!r} has another meaning.", f"计数变量“{variable}”已有别的含义。"
            )
        if not 0 < stop - start <= LIMITS.sum_terms:
            raise self.fail(
                node,
                f"This sum has {max(stop - start, 0)} terms; 1 to {LIMITS.sum_terms} are allowed.",
                f"该求和有{max(stop - start, 0)}项，允许1到{LIMITS.sum_terms}项。",
            )
        self.indices.append(variable)
        body = self.read(generator.elt, depth + 1)
        self.indices.pop()
        return Sum(variable, start, stop, body, self.place(node))

    def bound(self, node: ast.AST) -> int:
        match node:
            case ast.Constant(value=int(value)) if not isinstance(value, bool):
                return value
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(value))) if not isinstance(value, bool):
                return -value
        raise self.fail(node, "The bounds of a sum are whole numbers.", "求和的上下界必须是整数。")

    def outside(self, node: ast.AST) -> FormulaError:
        hint: Text | None = None
        match node:
            case ast.Attribute(attr=attribute):
                hint = Text(
                    en=f"Write {attribute}(…) without what stands before the dot.",
                    zh=f"去掉点号之前的部分，直接写{attribute}(…)。",
                )
            case ast.Compare():
                hint = Text(
                    en="A comparison stands inside where(x < 0, a, b).", zh="比较式只能写在where(x < 0, a, b)里。"
                )
            case ast.IfExp() | ast.BoolOp():
                hint = Text(en="Write where(x < 0, a, b).", zh="请写where(x < 0, a, b)。")
            case ast.BinOp(op=ast.BitOr()):
                hint = Text(en="For an absolute value write abs(…).", zh="绝对值请写abs(…)。")
            case ast.BinOp(op=ast.Mod() | ast.FloorDiv()):
                hint = Text(en="Use floor(…) for remainders and whole parts.", zh="取整或取余请用floor(…)。")
            case ast.Constant(value=complex()):
                hint = Text(en="Only real numbers are used.", zh="只能使用实数。")
            case ast.Tuple():
                hint = Text(
                    en="Use a point as the decimal sign, and one expression.", zh="小数点请用“.”，并且只写一个表达式。"
                )
        return self.fail(
            node,
            "This is not part of the formula language: only numbers, names, + - * / **, and functions are.",
            "这不属于公式语言：只能使用数字、变量名、+ - * / **和函数。",
            hint,
        )
