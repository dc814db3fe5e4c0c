"""What depends on the number of the update alone: computed once, walked along, left where Python cannot compute it."""

from __future__ import annotations

import math

import pytest

from app.formula.code import FAST, IEEE

from .programs import bits, numbers, ran, variant, woven


def test_what_depends_on_the_number_of_the_update_alone_is_computed_once() -> None:
    how = variant("theta = theta - lr*g/(1 - beta**t)", beta=0.5)
    program = woven("x**2 + y**2", how)
    given = numbers(program, how)
    (rows,) = program.ticks(FAST, 4, given)
    assert rows == [*((1 - 0.5**t,) for t in (1.0, 2.0, 3.0, 4.0)), None]
    assert program.ticks(FAST, 4, given)[0] is rows
    assert "pow" not in program.sources[FAST] and "power" in program.sources[IEEE]
    assert program.ticks(IEEE, 4, given) == []
    assert bits(ran(program, how)) == bits(ran(program, how, dialects=(IEEE,)))


def test_where_the_clock_cannot_be_computed_ieee_goes_on() -> None:
    how = variant("theta = theta - (lr/(3 - t))*g")
    program = woven("x**2 + y**2", how)
    (rows,) = program.ticks(FAST, 9, numbers(program, how))
    assert rows == [(0.1 / 2,), (0.1 / 1,), ()]
    columns = ran(program, how, steps=9)
    assert bits(columns) == bits(ran(program, how, steps=9, dialects=(IEEE,)))
    assert not math.isfinite(columns[0][3])


@pytest.mark.parametrize(
    ("rule", "counts"),
    [
        ("theta = theta - lr*g/(1 - beta**t)/sqrt(theta - 0.2)", False),  # in the middle of an update
        ("theta = theta - lr*g/(1 - beta**t)/(beta - 0.5)", False),  # before the first
        ("theta = theta - where(t < 3, lr, 1)*g/(1 - beta**t)/sqrt(theta - 0.2)", False),
        ("theta = theta - lr*g/(1 - beta**t) + theta*t*beta/sqrt(theta - 1.5)", True),  # the number itself is asked for
    ],
)
def test_along_the_clock_ieee_goes_on_where_python_raised(rule: str, counts: bool) -> None:
    how = variant(rule, beta=0.5)
    program = woven("x**2 + y**2", how)
    source = program.sources[FAST]
    assert ("clock[i]" in source, "in ticks:" in source) == (counts, not counts)
    for steps in (1, 2, 9):
        columns = ran(program, how, steps=steps)
        assert bits(columns) == bits(ran(program, how, steps=steps, dialects=(IEEE,)))
    assert not all(map(math.isfinite, columns[0])), "Python has raised on the way"
