"""Griewank's ripples on a very shallow bowl."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 430

SURFACE = Surface(
    id="griewank",
    name=Text(en="Griewank ripples", zh="Griewank函数"),
    idea=Text(
        en=("Ripples of height 1 on a bowl so shallow that it takes a view of ±600 to see it; 17 minima in this view."),
        zh="高度为1的波纹叠在极浅的碗上，要把视野放大到±600才看得出是碗；当前视野内有17个极小值。",
    ),
    lesson=Text(
        en=(
            "Every method ends in the dip next to the start, and nothing there tells that it is not the lowest: "
            "the second best is only 0.007 above the best."
        ),
        zh="所有方法都停在起点旁的小坑里，而那里没有任何迹象表明它不是最低的：次低的只比最低的高0.007。",
    ),
    group="many_minima",
    formula="(x**2 + y**2)/4000 - cos(x)*cos(y/sqrt(2)) + 1",
    view=View(x=(-10.0, 10.0), y=(-10.0, 10.0)),
    start=(-7.0, 6.0),
    minima=(Minimum(x=0.0, y=0.0, value=0.0),),
    source=(
        "A. O. Griewank, Generalized descent for global optimization, Journal of Optimization Theory and "
        "Applications 34 (1981)"
    ),
)
