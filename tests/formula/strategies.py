"""Random formulas, as texts that Python reads in the same way."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from app.formula.functions import COMPARISONS, FUNCTIONS

ARITHMETIC = ("+", "-", "*", "/")
ONE = tuple(name for name, function in FUNCTIONS.items() if function.arity == 1)
TWO = tuple(name for name, function in FUNCTIONS.items() if function.arity == 2)
# Rounded in only one way by IEEE 754, or not at all: every road gives the same bits.
EXACT = ("sqrt", "abs", "sign", "floor", "ceil", "min", "max")

_LEAVES = ("x", "y") * 6 + ("0.0", "1.0", "2.0", "0.5", "3.0", "0.1", "1.7", "10.0", "pi", "e", "0.25")
_RANGES = ("range(3)", "range(1, 3)", "range(-1, 2)")


@st.composite
def formulas(
    draw: st.DrawFn,
    functions: Sequence[str] = (*ONE, *TWO),
    *,
    powers: bool = True,
    whole_powers: bool = True,
    where: bool = True,
    sums: bool = True,
    depth: int = 4,
) -> str:
    """A formula of x and y, up to ``depth`` operations deep; ``powers`` are those with any exponent."""
    kinds = ["operator"] * 4 + ["minus"]
    kinds += ["one"] * 4 if (one := [name for name in functions if name in ONE]) else []
    kinds += ["two"] * 2 if (two := [name for name in functions if name in TWO]) else []
    kinds += ["power"] * powers + ["whole power"] * 2 * whole_powers + ["where"] * where + ["sum"] * sums

    def pick(among: Sequence[str]) -> str:
        return draw(st.sampled_from(among))

    def part(left: int) -> str:
        if left == 0 or draw(st.integers(0, 9)) == 0:
            return pick(_LEAVES)
        return grown(left)

    def bracketed(left: int) -> str:
        return f"({part(left)})"

    def either(left: int) -> str:
        # Without brackets the operators' precedence decides.
        return draw(st.sampled_from((part, bracketed)))(left)

    def grown(left: int) -> str:
        left -= 1
        match pick(kinds):
            case "operator":
                return f"{either(left)} {pick(ARITHMETIC)} {either(left)}"
            case "minus":
                return f"-{bracketed(left)}"
            case "one":
                return f"{pick(one)}({part(left)})"
            case "two":
                return f"{pick(two)}({part(left)}, {part(left)})"
            case "power":
                return f"{bracketed(left)}**{pick(('0.5', '1.5', '2.5', '-0.5', '(x)', bracketed(left)))}"
            case "whole power":
                return f"{bracketed(left)}**{draw(st.integers(-3, 5))}"
            case "where":
                return f"where({part(left)} {pick(COMPARISONS)} {part(left)}, {part(left)}, {part(left)})"
        return f"sum({bracketed(left)}*i for i in {pick(_RANGES)})"

    return grown(draw(st.integers(1, depth)))


coordinates = st.builds(lambda sign, size: sign * size / 1000, st.sampled_from((1, -1)), st.integers(1, 3000))
points = st.tuples(coordinates, coordinates)
NASTY = (0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.0, -8.0, 1e308, -1e308, 1e-308, -1e-308, 5e-324, 710.0, -710.0, 1e16)
nasty = st.sampled_from((*NASTY, float("inf"), float("-inf"), float("nan")))
nasty_points = st.tuples(nasty, nasty)
