"""Michalewicz's crossing trenches."""

import math

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 495

SURFACE = Surface(
    id="michalewicz",
    name=Text(en="Michalewicz trenches", zh="Michalewicz函数"),
    idea=Text(
        en="A plateau cut by narrow trenches; the minimum lies where the two deepest cross.",
        zh="高原上切出几道窄沟，最小值在最深的两道相交处。",
    ),
    lesson=Text(
        en=(
            "From the start every method slides in; at the bottom the curvature is 81, so gradient descent needs "
            "η < 2/81 ≈ 0.025. Drag the start onto the plateau, to (1, 1): gradient descent stands still, "
            "AdaGrad, RMSprop and Adam march in."
        ),
        zh=(
            "从起点出发，所有方法都能滑进去；底部的曲率是81，梯度下降要求η < 2/81 ≈ 0.025。"
            "把起点拖到高原上的(1, 1)：梯度下降原地不动，AdaGrad、RMSprop和Adam则径直走进去。"
        ),
    ),
    group="many_minima",
    formula="-sin(x)*sin(x**2/pi)**20 - sin(y)*sin(2*y**2/pi)**20",
    view=View(x=(0.0, math.pi), y=(0.0, math.pi)),
    start=(2.6, 1.9),
    minima=(Minimum(x=2.2029055201726093, y=math.pi / 2, value=-1.8013034100985525),),
    source="Z. Michalewicz, Genetic Algorithms + Data Structures = Evolution Programs (1992)",
)
