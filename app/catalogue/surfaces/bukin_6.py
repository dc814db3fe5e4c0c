"""Bukin's crease with infinitely steep sides."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 620

SURFACE = Surface(
    id="bukin_6",
    name=Text(en="Bukin 6 crease", zh="Bukin 6号函数"),
    idea=Text(
        en=(
            "A crease along the parabola y = x²/100 whose sides are infinitely steep; along it the floor falls "
            "by only 0.01 a unit, to (−10, 1)."
        ),
        zh="沿抛物线y = x²/100的折痕，两侧无限陡峭；沿折痕每单位只下降0.01，一直到(−10, 1)。",
    ),
    lesson=Text(
        en=(
            "Each step overshoots the crease, so a constant η keeps the loss high. Let η fade (exponential "
            "schedule), and the run comes to rest in the crease wherever it happens to be, far from the minimum."
        ),
        zh=(
            "每一步都会跨过折痕，所以η不变时损失一直很高。让η逐渐减小（指数调度），"
            "路径就停在折痕上当时所在的位置，离最小值还很远。"
        ),
    ),
    group="non_smooth",
    formula="100*sqrt(abs(y - 0.01*x**2)) + 0.01*abs(x + 10)",
    view=View(x=(-15.0, -5.0), y=(-3.0, 3.0)),
    start=(-7.0, 2.5),
    minima=(Minimum(x=-10.0, y=1.0, value=0.0, kind="kink"),),
    source="Z. K. Silagadze, Finding two-dimensional peaks, Physics of Particles and Nuclei Letters 4 (2007)",
)
