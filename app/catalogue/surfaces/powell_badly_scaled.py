"""Powell's razor-thin valley."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 260

SURFACE = Surface(
    id="powell_badly_scaled",
    name=Text(en="Powell's badly scaled valley", zh="Powell病态山谷"),
    idea=Text(
        en=(
            "A valley along xy = 10⁻⁴, as thin as a razor: across it the curvature is 200 million, along it next "
            "to nothing."
        ),
        zh="沿xy = 10⁻⁴的山谷，薄如刀刃：横向曲率高达两亿，沿谷方向几乎为零。",
    ),
    lesson=Text(
        en=(
            "Gradient descent (η = 8×10⁻⁹) and AdaGrad drop onto the floor near (10⁻⁴, 1) and stop dead: the "
            "minimum lies eight units further along the floor, but there is hardly a slope that leads to it."
        ),
        zh=(
            "梯度下降（η = 8×10⁻⁹）和AdaGrad落到谷底(10⁻⁴, 1)附近就停住了：最小值还在沿谷底八个单位之外，"
            "可是几乎没有坡度通向那里。"
        ),
    ),
    group="ravines",
    formula="(1e4*x*y - 1)**2 + (exp(-x) + exp(-y) - 1.0001)**2",
    view=View(x=(-1.0, 2.0), y=(-1.0, 10.0)),
    start=(0.0, 1.0),
    minima=(Minimum(x=1.0981593296998053e-05, y=9.106146739866624, value=0.0),),
    source=(
        "J. J. Moré, B. S. Garbow, K. E. Hillstrom, Testing unconstrained optimization software, ACM TOMS 7 "
        "(1981), problem 3"
    ),
)
