"""Schwefel's far-off minimum."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 470

SURFACE = Surface(
    id="schwefel",
    name=Text(en="Schwefel dips", zh="Schwefel函数"),
    idea=Text(
        en="Dips that deepen outwards: the lowest, near (421, 421), lies in the corner, far from the second best.",
        zh="越往外越深的小坑：最低的在(421, 421)附近的角落里，离次低的很远。",
    ),
    lesson=Text(
        en=(
            "The view is a thousand units wide: Adam at its usual η = 0.001 moves by 0.3 in 300 steps and looks "
            "frozen. At η = 1 it arrives, but in the dip next to the start, like every other method."
        ),
        zh=(
            "视野宽达一千个单位：Adam用惯常的η = 0.001，走300步只移动0.3，看上去像冻住了。η = 1时能走到底，"
            "但和其他方法一样，停在起点旁的小坑里。"
        ),
    ),
    group="many_minima",
    # The constant makes the lowest value 0.
    formula="837.9657745448674 - x*sin(sqrt(abs(x))) - y*sin(sqrt(abs(y)))",
    view=View(x=(-500.0, 500.0), y=(-500.0, 500.0)),
    start=(150.0, -150.0),
    minima=(Minimum(x=420.96874635998205, y=420.96874635998205, value=0.0),),
    source="H.-P. Schwefel, Numerical Optimization of Computer Models (1981)",
)
