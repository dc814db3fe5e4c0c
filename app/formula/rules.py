"""Rules: an optimizer's update as lines of assignments in the formula language.

    m = beta1*m + (1 - beta1)*g
    theta = theta - lr*m

``theta``, ``g`` and most state are two-vectors and work element by element; hyperparameters, ``t``, ``k`` and ``lr``
are scalars. ``norm``, ``dot`` and ``sum`` reduce vectors. ``grad(point)`` and ``loss(point)`` evaluate the problem
elsewhere; of its Hessian H there are ``hess_diag(point)``, ``hess_times(point, v)`` = H v and
``hess_solve(point, v, d)`` = (H + d I)⁻¹ v. ``normal()`` and ``signs()`` are seeded random vectors, standard normal and
±1, new at each update and the same for every run of a scene. ``lbfgs_direction(g, last_step, memory)`` and
``strong_wolfe(theta, direction, first_length)`` are what L-BFGS needs (app.engine.native). Kinds are inferred, and a
mix-up is a FormulaError with its line.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..settings import LIMITS
from ..text import Text
from .errors import FormulaError
from .functions import FUNCTIONS
from .syntax import parse_line
from .tree import Name, Node, Place, children
from .typed import typed

# What each function takes: "v" a vector, "s" a scalar.
SIGNATURES: Mapping[str, str] = {
    "norm": "v",
    "dot": "vv",
    "sum": "v",
    "grad": "v",
    "loss": "v",
    "hess_diag": "v",
    "hess_times": "vv",
    "hess_solve": "vvs",
    "normal": "",
    "signs": "",
    "lbfgs_direction": "vvs",
    "strong_wolfe": "vvs",
}
# The functions that are no formulas: their programs stand in app.engine.native. The others give what they say above.
NATIVE_VECTORS: Mapping[str, bool] = {"lbfgs_direction": True, "strong_wolfe": False}
RULE_FUNCTIONS: Mapping[str, int] = {name: len(takes) for name, takes in SIGNATURES.items()}

_ASSIGNMENT = re.compile(r"^(\s*)([A-Za-z_]\w*)(\s*)=(?!=)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Assignment:
    """One line of a rule: ``name = tree``. ``text`` is the line as written."""

    name: str
    tree: Node
    place: Place
    text: str


def parse_rule(text: str, must_assign: str | None = "theta") -> tuple[Assignment, ...]:
    """The lines of a rule. Raises FormulaError with line and column; names are checked when it is woven."""
    lines = _lines(text)
    if must_assign is not None and must_assign not in (line.name for line in lines):
        raise FormulaError(
            Text(en=f"The rule never assigns {must_assign}.", zh=f"规则没有给{must_assign}赋值。"),
            hint=Text(
                en="End it with a line such as theta = theta - lr*g.", zh="最后应有一行，例如theta = theta - lr*g。"
            ),
        )
    return lines


@lru_cache(maxsize=1024)
def _lines(text: str) -> tuple[Assignment, ...]:
    if len(text) > LIMITS.rule_characters:
        raise FormulaError(
            Text(
                en=f"The rule has {len(text)} characters; at most {LIMITS.rule_characters} are allowed.",
                zh=f"规则有{len(text)}个字符，最多允许{LIMITS.rule_characters}个。",
            )
        )
    return tuple(
        _assignment(line.split("#")[0], number)
        for number, line in enumerate(text.split("\n"), start=1)
        if line.split("#")[0].strip()
    )


def _assignment(text: str, number: int) -> Assignment:
    if len(text) > LIMITS.formula_characters:
        raise FormulaError(
            Text(
                en=f"This line has {len(text)} characters; at most {LIMITS.formula_characters} are allowed.",
                zh=f"这一行有{len(text)}个字符，最多允许{LIMITS.formula_characters}个。",
            ),
            line=number,
            column=LIMITS.formula_characters + 1,
            hint=Text(en="Break it into several lines.", zh="请拆成几行。"),
        )
    found = _ASSIGNMENT.match(text)
    if found is None:
        raise FormulaError(
            Text(en="Each line of a rule is one assignment.", zh="规则的每一行都是一个赋值。"),
            line=number,
            hint=Text(en="Write name = expression.", zh="请写名称=表达式。"),
        )
    name, place = found[2], Place(number, len(found[1]) + 1)
    if keyword.iskeyword(name) or name in FUNCTIONS or name in RULE_FUNCTIONS or name == "where":
        # A rule is also valid Python, in which the name means the function.
        raise FormulaError(
            Text(en=f"{name!r} has another meaning and cannot be assigned.", zh=f"“{name}”已有别的含义，不能赋值。"),
            line=place.line,
            column=place.column,
            length=len(name),
            hint=Text(en="Choose another name.", zh="请换一个名称。"),
        )
    # Blanks in place of "name =" keep the columns of what follows.
    tree = parse_line(typed(" " * found.end() + text[found.end() :], number), None, RULE_FUNCTIONS)
    return Assignment(name, tree, place, text.strip())


def names_read(rule: Sequence[Assignment]) -> set[str]:
    """Every name that the rule reads."""

    def walk(node: Node) -> set[str]:
        own = {node.name} if isinstance(node, Name) else set()
        return own.union(*(walk(child) for child in children(node)))

    return set().union(*(walk(line.tree) for line in rule))
