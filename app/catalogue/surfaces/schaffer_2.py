"""Schaffer's interference pattern."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 485

SURFACE = Surface(
    id="schaffer_2",
    name=Text(en="Schaffer 2 ripples", zh="Schaffer 2号函数"),
    idea=Text(
        en="Ripples of x² − y²: curved troughs, all almost equally deep.",
        zh="x² − y²的波纹：一道道弯曲的波谷，深度几乎相同。",
    ),
    lesson=Text(
        en=(
            "A run drops into the nearest trough within five steps, and then it creeps: the trough is steep across "
            "and almost level along its floor."
        ),
        zh="路径五步之内就落进最近的波谷，然后缓慢爬行：波谷横向陡峭，沿谷底却几乎水平。",
    ),
    group="many_minima",
    formula="1/2 + (sin(x**2 - y**2)**2 - 1/2)/(1 + 0.001*(x**2 + y**2))**2",
    view=View(x=(-4.0, 4.0), y=(-4.0, 4.0)),
    start=(-2.6, 1.3),
    minima=(Minimum(x=0.0, y=0.0, value=0.0),),
    source=(
        "M. Jamil, X.-S. Yang, A literature survey of benchmark functions for global optimisation problems, "
        "IJMMNO 4 (2013)"
    ),
)
