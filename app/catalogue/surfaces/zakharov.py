"""Zakharov's plate between quartic walls."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 180

SURFACE = Surface(
    id="zakharov",
    name=Text(en="Zakharov plate", zh="Zakharov函数"),
    idea=Text(
        en="A flat plate between quartic walls that grow steeper and steeper.",
        zh="平坦的底板，两侧是四次方的陡壁，越往外越陡。",
    ),
    lesson=Text(
        en=(
            "The largest curvature is 4.5 at the minimum but 244 at the start: η = 0.4 converges from close to "
            "the minimum and explodes from the start. The η = 0.01 that survives the wall then crawls on the "
            "plate."
        ),
        zh=(
            "最大曲率在最小值处是4.5，在起点却是244：η = 0.4从最小值附近出发会收敛，从起点出发则立刻发散。"
            "η = 0.01能安全下壁，到了底板上却进展缓慢。"
        ),
    ),
    group="bowls",
    formula="x**2 + y**2 + (x/2 + y)**2 + (x/2 + y)**4",
    view=View(x=(-5.0, 10.0), y=(-5.0, 10.0)),
    start=(-4.0, 6.0),
    minima=(Minimum(x=0.0, y=0.0, value=0.0),),
    source=(
        "M. Jamil, X.-S. Yang, A literature survey of benchmark functions for global optimisation problems, "
        "IJMMNO 4 (2013)"
    ),
)
