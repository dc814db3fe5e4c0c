"""A bowl whose lowest value is not 0."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 170

SURFACE = Surface(
    id="trid",
    name=Text(en="Trid bowl", zh="Trid函数"),
    idea=Text(
        en="An oblique bowl (κ = 3) whose lowest value is −2, not 0.",
        zh="一个倾斜的碗（κ = 3），最小值是−2，而不是0。",
    ),
    lesson=Text(
        en=(
            "A loss near 0 does not mean that the run is done: it goes on down to −2. Polyak's step, which is "
            "made of the gap to the lowest loss, stops halfway if that is taken to be 0."
        ),
        zh=(
            "损失接近0并不意味着已经到底：它还会继续降到−2。Polyak步长由当前损失与最低损失之差决定，"
            "若把最低损失当作0，就会停在半路。"
        ),
    ),
    group="bowls",
    formula="(x - 1)**2 + (y - 1)**2 - x*y",
    view=View(x=(-4.0, 4.0), y=(-4.0, 4.0)),
    start=(-3.0, 3.0),
    minima=(Minimum(x=2.0, y=2.0, value=-2.0),),
    source=(
        "M. Jamil, X.-S. Yang, A literature survey of benchmark functions for global optimisation problems, "
        "IJMMNO 4 (2013)"
    ),
)
