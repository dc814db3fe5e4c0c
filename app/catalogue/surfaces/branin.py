"""Branin's three equal minima."""

import math

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 390

SURFACE = Surface(
    id="branin",
    name=Text(en="Branin valleys", zh="Branin函数"),
    idea=Text(
        en="Three minima of the same depth in a rolling landscape.",
        zh="起伏的地形中，有三个同样深的最小值。",
    ),
    lesson=Text(
        en=(
            "The start lies between two of them. Gradient descent and momentum (η = 0.01) roll down to the one "
            "in the middle. AdaGrad, RMSprop and Adam move as far in x as in y, which leads them to the one on "
            "the left."
        ),
        zh=(
            "起点位于其中两个之间。梯度下降和动量法（η = 0.01）滚向中间那个。AdaGrad、"
            "RMSprop和Adam在x和y上走得一样远，因而到了左边那个。"
        ),
    ),
    group="saddles",
    formula="(y - 5.1*x**2/(4*pi**2) + 5*x/pi - 6)**2 + 10*(1 - 1/(8*pi))*cos(x) + 10",
    view=View(x=(-5.0, 10.0), y=(0.0, 15.0)),
    start=(6.0, 14.0),
    minima=(
        Minimum(x=-math.pi, y=12.275, value=0.3978873577297384),
        Minimum(x=math.pi, y=2.275, value=0.3978873577297384),
        Minimum(x=3 * math.pi, y=2.475, value=0.3978873577297384),
    ),
    saddles=(
        (0.0, 6.0),
        (2 * math.pi, 1.1),
    ),
    source=(
        "F. H. Branin, Widely convergent method for finding multiple solutions of simultaneous nonlinear "
        "equations, IBM Journal of Research and Development 16 (1972)"
    ),
)
