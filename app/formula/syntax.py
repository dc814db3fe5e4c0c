"""Text → checked tree. Python's ``ast`` reads it; nothing a person typed is ever evaluated.

Only what stands in the whitelist below becomes part of the tree; everything else is a FormulaError with its
line, its column and what to write instead.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping
from functools import lru_cache

from ..settings import LIMITS
from ..text import Text
from .errors import FormulaError
from .reader import Reader, too_deep
from .tree import Node, size
from .typed import Typed, explain, typed

_NO_FUNCTIONS: Mapping[str, int] = {}


def parse_formula(text: str, names: Collection[str]) -> Node:
    """The checked tree of a formula of ``names``.

    Raises FormulaError for anything outside the language or beyond the limits of ``app.settings``.
    """
    return _parsed(text, tuple(names))


@lru_cache(maxsize=512)
def _parsed(text: str, names: tuple[str, ...]) -> Node:
    if len(text) > LIMITS.formula_characters:
        raise FormulaError(
            Text(
                en=f"The formula has {len(text)} characters; at most {LIMITS.formula_characters} are allowed.",
                zh=f"公式有{len(text)}个字符，最多允许{LIMITS.formula_characters}个。",
            ),
            line=text.count("\n", 0, LIMITS.formula_characters) + 1,
            column=LIMITS.formula_characters - text.rfind("\n", 0, LIMITS.formula_characters),
        )
    return parse_line(typed(text), names)


def parse_line(line: Typed, names: Collection[str] | None, functions: Mapping[str, int] = _NO_FUNCTIONS) -> Node:
    """The tree of one line. ``names`` None accepts any name (a rule checks them in order); ``functions`` adds names
    with their number of arguments to those of the table."""
    if not line.source.strip():
        place = line.place(len(line.source))
        raise FormulaError(
            Text(en="The formula is empty.", zh="公式为空。"),
            line=place.line,
            column=place.column,
            hint=Text(en="Write one such as x**2 + 10*y**2.", zh="请输入公式，例如x**2 + 10*y**2。"),
        )
    line = line.stripped()
    _check_brackets(line)
    _check_comments(line)
    try:
        body = ast.parse(line.source, mode="eval").body
    except SyntaxError as error:
        raise explain(line, error.offset) from None
    except (ValueError, MemoryError, RecursionError):
        raise explain(line, None) from None
    tree = Reader(line, names, functions).read(body, 0)
    if (count := size(tree)) > LIMITS.formula_nodes:
        raise FormulaError(
            Text(
                en=f"The formula has {count} operations once its sums are written out; at most "
                f"{LIMITS.formula_nodes} are allowed.",
                zh=f"展开求和后公式有{count}个运算，最多允许{LIMITS.formula_nodes}个。",
            ),
            line=line.place(0).line,
            column=line.place(0).column,
            hint=Text(en="Use fewer terms.", zh="请减少项数。"),
        )
    return tree


def _check_brackets(line: Typed) -> None:
    depth = 0
    for index, character in enumerate(line.source):
        depth += (character in "([{") - (character in ")]}")
        if depth > LIMITS.formula_depth:
            raise too_deep(line.place(index))


def _check_comments(line: Typed) -> None:
    # Python would skip the rest, and the line breaks that end a comment are blanks by now.
    if (index := line.source.find("#")) >= 0:
        place = line.place(index)
        raise FormulaError(
            Text(en="A formula has no comments: # is not part of it.", zh="公式中不能有注释：不能使用#。"),
            line=place.line,
            column=place.column,
            hint=Text(en="Leave out the # and what follows it.", zh="请去掉#及其后的内容。"),
        )
