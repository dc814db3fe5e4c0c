"""The round bowl."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 100

SURFACE = Surface(
    id="sphere",
    name=Text(en="Round bowl", zh="圆碗"),
    idea=Text(
        en="The simplest bowl, with the same curvature in every direction (κ = 1).",
        zh="最简单的碗形曲面，各个方向曲率相同（κ = 1）。",
    ),
    lesson=Text(
        en="The gradient points straight away from the minimum, so plain gradient descent runs straight. "
        "η = 0.5 arrives in one step; η = 1 bounces for ever, and anything above diverges.",
        zh="梯度方向正好背离最小值，所以普通梯度下降走直线。η = 0.5时一步到达；η = 1时永远来回跳动，再大就发散。",
    ),
    group="bowls",
    formula="x**2 + y**2",
    view=View(x=(-5.0, 5.0), y=(-5.0, 5.0)),
    start=(-4.0, 3.0),
    minima=(Minimum(x=0.0, y=0.0, value=0.0),),
    source="K. A. De Jong, An analysis of the behavior of a class of genetic adaptive systems (1975), function F1",
)
