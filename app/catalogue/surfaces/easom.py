"""Easom's well in a plain."""

import math

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 500

SURFACE = Surface(
    id="easom",
    name=Text(en="Easom well", zh="Easom函数"),
    idea=Text(
        en="A wide plain, flat but for one narrow well at (π, π).",
        zh="一大片平原，只在(π, π)处有一口窄井。",
    ),
    lesson=Text(
        en=(
            "At the start the gradient is 0.002: with η = 0.1 gradient descent has hardly moved after 200 steps. "
            "Methods that divide by the gradient's size, such as Adam and RMSprop, march straight in. Further out "
            "lie dips too shallow to see that catch even them."
        ),
        zh=(
            "起点处的梯度只有0.002：取η = 0.1，梯度下降200步后几乎还在原地。Adam、"
            "RMSprop等除以梯度大小的方法则径直走进井里。更外围还有浅得看不见的小坑，连它们也会被困住。"
        ),
    ),
    group="plateaus",
    formula="-cos(x)*cos(y)*exp(-(x - pi)**2 - (y - pi)**2)",
    view=View(x=(-2.0, 8.0), y=(-2.0, 8.0)),
    start=(1.65, 4.6),
    minima=(Minimum(x=math.pi, y=math.pi, value=-1.0),),
    source="E. E. Easom, A survey of global optimization techniques, University of Louisville (1990)",
)
