"""A person's own points: every way to write a table, and what is said of a wrong one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine.faults import Fault, InvalidScene
from app.engine.generated import Points
from app.engine.pasted import Pasted, pasted
from app.settings import LIMITS

READ = {
    "commas": ("1,2\n2,3\n", [(1, 2), (2, 3)]),
    "commas and blanks": ("1, 2\n2, 3.5", [(1, 2), (2, 3.5)]),
    "tabs": ("1\t2\r\n2\t3\r\n", [(1, 2), (2, 3)]),
    "semicolons, decimal commas": ("1,5;2\n2,5;-3,25e1", [(1.5, 2), (2.5, -32.5)]),
    "tabs, decimal commas": ("1,5\t2\n2,5\t3", [(1.5, 2), (2.5, 3)]),
    "blanks": ("1 2\n  3   4  ", [(1, 2), (3, 4)]),
    "blanks, decimal commas": ("1,5 2,5\n2,5 3", [(1.5, 2.5), (2.5, 3)]),
    "a header": ("hours,passed\n0.5,0\n1,1", [(0.5, 0), (1, 1)]),
    "a header in Chinese, full-width commas": ("面积，租金\n40，12\n50，15", [(40, 12), (50, 15)]),
    "quotes": ('"x";"y"\n"1,5";"2"\n"2";"3"', [(1.5, 2), (2, 3)]),
    "a separator within quotes": ('"x, in m","y"\n1,2\n', [(1, 2)]),
    "blank lines between": ("\n1,2\n\n  \n;;\n2,3\n\n", [(1, 2), (2, 3)]),
    "a column of names first": ("name,x,y\nann,1,2\nbob,2,3", [(1, 2), (2, 3)]),
    "more columns than two": ("1,2,7\n2,3,8", [(1, 2), (2, 3)]),
    "a real minus": ("−1,2\n1,−3", [(-1, 2), (1, -3)]),
    "exponents": ("1e3,2E-2\n.5,+4.", [(1000, 0.02), (0.5, 4)]),
    "an empty last column": ("1,2,\n2,3,\n", [(1, 2), (2, 3)]),
}


@pytest.mark.parametrize("name", READ)
def test_a_table_is_read(name: str) -> None:
    text, points = READ[name]
    assert list(pasted(text).points) == points


def test_how_a_text_was_read_is_said() -> None:
    table = pasted("t\tv (m/s)\n1,5\t2\n2,5\t3")
    assert table == Pasted(((1.5, 2.0), (2.5, 3.0)), ("t", "v (m/s)"), ("t", "v (m/s)"), 2, (1, 2), "tab", ",")
    assert (pasted("1,2\n2,3").columns, pasted("1,2\n2,3").header) == ((None, None), ())


def test_columns_are_chosen_by_name_or_number() -> None:
    text = "id,a,b\n1,2,3\n2,4,5"
    assert pasted(text, x="b", y="a").points == ((3, 2), (5, 4))
    assert pasted(text, y="3").points == ((1, 3), (2, 5))
    assert pasted(text, x="b").columns == ("b", "id")
    with pytest.raises(InvalidScene) as refused:
        pasted(text, x="bb")
    (fault,) = refused.value.faults
    assert fault.parameter == "x" and "id, a, b" in fault.text.en


# The text, and of its faults line, column and words of the sentence.
WRONG = {
    "nothing": ("", [(1, 1, "no points")]),
    "only blanks": (" \n\t\n", [(1, 1, "no points")]),
    "only a header": ("x,y\n", [(1, 1, "no points")]),
    "one column": ("1\n2\n", [(1, 1, "one column only")]),
    "a text": ("1,2\n2,two\n", [(2, 3, '"two" is not a number, but y')]),
    "a text in a named column": ("h,p\n1,2\nx,3\n4,5", [(3, 1, '"x" is not a number, but h')]),
    "several": ("1,2\na,b\n3,c", [(2, 1, '"a"'), (2, 3, '"b"'), (3, 3, '"c"')]),
    "a hole": ("1,2\n,3\n4,5", [(2, 1, '"" is not a number')]),
    "a short line": ("1,2\n3\n4,5", [(2, 2, "one column only")]),
    "infinity": ("1;2\n1;inf", [(2, 3, "no finite number")]),
    "not a number": ("1 2\nNaN 3", [(2, 1, "no finite number")]),
    "beyond floats": ("1,2\n2,1e999", [(2, 3, "from -1e12 to 1e12")]),
    "far away": ("1,2\n-2e12,1", [(2, 1, "Use other units")]),
    "too many": ("1,2\n" * 10_001, [(10_001, 1, "at most 10000")]),
    "a decimal comma among commas": ("1,2\n1,5,2\n3,4", [(2, 5, "separate the columns by semicolons")]),
    "thousands": ('"1,234","2"\n"5","6"', [(1, 1, '"1,234" is not a number')]),
    "words": ("hello there\nmy friend\n", [(2, 1, '"my" is not a number'), (2, 4, '"friend"')]),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_at_its_line_and_column(name: str) -> None:
    text, expected = WRONG[name]
    with pytest.raises(InvalidScene) as refused:
        pasted(text)
    for fault, (line, column, words) in zip(refused.value.faults, expected, strict=True):
        assert (fault.line, fault.column) == (line, column)
        assert words in fault.text.en and fault.text.zh != fault.text.en
        if line > 1 and column > 1:
            assert f"Line {line}" in fault.text.en and f"第{line}行" in fault.text.zh


def test_many_faults_are_not_all_said() -> None:
    with pytest.raises(InvalidScene) as refused:
        pasted("1,2\n" + "a,b\n" * 5_000)
    assert 50 <= len(refused.value.faults) <= 52


def test_points_that_do_not_determine_a_line_are_points_with_a_note() -> None:
    assert "one point" in pasted("3,4").notes[0].en and "一个点" in pasted("3,4").notes[0].zh
    assert "All x are 3" in pasted("3,4\n3,5").notes[0].en
    assert pasted("3,4\n4,5").notes == ()


def test_ten_thousand_points_are_allowed() -> None:
    assert len(pasted("1.25,2\n" * LIMITS.points).points) == LIMITS.points


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(max_size=60) | st.text(alphabet='0123456789,.;\t\n e-+"xy', max_size=60))
def test_any_text_is_points_or_sentences(text: str) -> None:
    faults: tuple[Fault, ...] = ()
    points: Points = ()
    try:
        points = pasted(text).points
    except InvalidScene as refused:
        faults = refused.faults
    assert bool(points) != bool(faults)
    assert all(fault.text.en and fault.text.zh and fault.line for fault in faults)
    assert all(abs(number) <= LIMITS.magnitude for point in points for number in point)
