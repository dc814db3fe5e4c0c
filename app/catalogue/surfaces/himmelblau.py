"""Himmelblau's four equal minima."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 360

SURFACE = Surface(
    id="himmelblau",
    name=Text(en="Himmelblau hills", zh="Himmelblau函数"),
    idea=Text(
        en="A hill in the middle and four equally deep minima around it.",
        zh="中央一座山丘，周围有四个同样深的最小值。",
    ),
    lesson=Text(
        en=(
            "The start lies close to the top of the hill, so little decides which minimum a run reaches: gradient "
            "descent and momentum roll to the lower left, AdaGrad, RMSprop and Adam to the upper left."
        ),
        zh=(
            "起点靠近山顶，细微差别就决定了到达哪个最小值：梯度下降和动量法滚向左下方，AdaGrad、"
            "RMSprop和Adam则走向左上方。"
        ),
    ),
    group="saddles",
    formula="(x**2 + y - 11)**2 + (x + y**2 - 7)**2",
    view=View(x=(-6.0, 6.0), y=(-6.0, 6.0)),
    start=(-0.3, -0.9),
    minima=(
        Minimum(x=3.0, y=2.0, value=0.0),
        Minimum(x=-2.805118086952745, y=3.131312518250573, value=0.0),
        Minimum(x=-3.779310253377747, y=-3.2831859912861696, value=0.0),
        Minimum(x=3.5844283403304917, y=-1.8481265269644036, value=0.0),
    ),
    saddles=(
        (3.385154183607021, 0.07385187983774928),
        (0.08667750455539636, 2.884254701174776),
        (-3.0730257507643897, -0.08135304428796751),
        (-0.12796134673068008, -1.9537149802445763),
    ),
    source="D. M. Himmelblau, Applied Nonlinear Programming (1972)",
)
