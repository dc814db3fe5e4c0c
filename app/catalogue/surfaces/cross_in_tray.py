"""Cells parted by thin ridges."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 630

SURFACE = Surface(
    id="cross_in_tray",
    name=Text(en="Cross in tray", zh="十字托盘函数"),
    idea=Text(
        en="Cells parted by thin, sharp ridges along the multiples of π; the four deepest lie around the middle.",
        zh="沿π的整数倍有一道道又薄又尖的山脊，把平面分成许多小格；最深的四格在中央周围。",
    ),
    lesson=Text(
        en=(
            "A run stays in the cell it starts in: towards a ridge the surface rises infinitely steeply and "
            "turns it back. The cells differ little in depth, and from inside one cannot tell."
        ),
        zh=(
            "路径始终留在起点所在的格子里：靠近山脊时，曲面无限陡峭地升起，把它挡回去。各格深浅相差不大，"
            "在格子里面看不出来。"
        ),
    ),
    group="non_smooth",
    formula="-0.0001*(abs(sin(x)*sin(y)*exp(abs(100 - sqrt(x**2 + y**2)/pi))) + 1)**0.1",
    view=View(x=(-10.0, 10.0), y=(-10.0, 10.0)),
    start=(-5.0, 6.0),
    minima=(
        Minimum(x=-1.3494066171539107, y=-1.3494066171539107, value=-2.062611870822738),
        Minimum(x=-1.3494066171539107, y=1.3494066171539107, value=-2.062611870822738),
        Minimum(x=1.3494066171539107, y=-1.3494066171539107, value=-2.062611870822738),
        Minimum(x=1.3494066171539107, y=1.3494066171539107, value=-2.062611870822738),
    ),
    source=(
        "S. K. Mishra, Some new test functions for global optimization and performance of repulsive particle "
        "swarm method (2006)"
    ),
)
