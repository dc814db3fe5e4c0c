"""A bowl without curvature at its minimum."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 190

SURFACE = Surface(
    id="quartic",
    name=Text(en="Quartic bowl", zh="四次碗"),
    idea=Text(
        en="x⁴ + y⁴, a bowl whose curvature fades to 0 at the minimum.",
        zh="x⁴ + y⁴，一个在最小值处曲率消失的碗。",
    ),
    lesson=Text(
        en=(
            "The gradient fades as the cube of the distance, so gradient descent, with momentum or without, "
            "takes four times as many steps for each halving of the distance. RMSprop divides by the gradient's "
            "size and keeps its pace."
        ),
        zh=(
            "梯度随距离的三次方减小，所以梯度下降无论带不带动量，距离每减半，所需步数都要变成四倍。"
            "RMSprop除以梯度的大小，因而保持原来的节奏。"
        ),
    ),
    group="bowls",
    formula="x**4 + y**4",
    view=View(x=(-2.0, 2.0), y=(-2.0, 2.0)),
    start=(-1.5, 1.2),
    minima=(Minimum(x=0.0, y=0.0, value=0.0),),
    source=(
        "After K. A. De Jong, An analysis of the behavior of a class of genetic adaptive systems (1975), function F4"
    ),
)
