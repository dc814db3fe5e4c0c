"""Easom's well in a plain."""

import math

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 120

SURFACE = Surface(
    id="easom",
    name=Text(en="Easom well", zh="Easom深井"),
    idea=Text(
        en="A wide plain, flat but for one narrow well at (π, π).",
        zh="一大片平原，只在(π, π)处有一口窄井。",
    ),
    lesson=Text(
        en="At the start the gradient is 0.00015: gradient descent all but stands still. "
        "Methods that divide by the gradient's size, such as Adam and RMSprop, march on regardless.",
        zh="起点处的梯度只有0.00015，梯度下降几乎不动。Adam、RMSprop等除以梯度大小的方法则照样前进。",
    ),
    group="plateaus",
    formula="-cos(x)*cos(y)*exp(-(x - pi)**2 - (y - pi)**2)",
    view=View(x=(-2.0, 8.0), y=(-2.0, 8.0)),
    start=(1.2, 5.2),
    minima=(Minimum(x=math.pi, y=math.pi, value=-1.0),),
    source="E. E. Easom, A survey of global optimization techniques, University of Louisville (1990)",
)
