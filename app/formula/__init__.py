"""The formula language: text → checked tree → derivatives, programs, mathematics.

Knows nothing of optimizers or of the web.
"""

from .errors import FormulaError
from .formula import Formula, formula_of
from .mathml import mathml, rule_mathml
from .syntax import parse_formula

__all__ = ["Formula", "FormulaError", "formula_of", "mathml", "parse_formula", "rule_mathml"]
