"""Booth's bowl, away from the origin."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 150

SURFACE = Surface(
    id="booth",
    name=Text(en="Booth bowl", zh="Booth函数"),
    idea=Text(
        en="A mild oblique bowl (κ = 9) whose minimum, (1, 3), is not at the origin.",
        zh="一个略微倾斜的碗（κ = 9），最小值在(1, 3)，不在原点。",
    ),
    lesson=Text(
        en="Weight decay pulls towards the origin: add some, and the run comes to rest short of the minimum. "
        "Plain gradient descent needs η < 2/18 ≈ 0.111.",
        zh="权重衰减会拉向原点：加上它，最后会停在最小值之外。普通梯度下降要求η < 2/18 ≈ 0.111。",
    ),
    group="bowls",
    formula="(x + 2*y - 7)**2 + (2*x + y - 5)**2",
    view=View(x=(-10.0, 10.0), y=(-10.0, 10.0)),
    start=(-8.0, -7.0),
    minima=(Minimum(x=1.0, y=3.0, value=0.0),),
    source=(
        "M. Jamil, X.-S. Yang, A literature survey of benchmark functions for global optimisation problems, IJMMNO "
        "4 (2013)"
    ),
)
