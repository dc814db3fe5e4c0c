"""Matyas's valley along the diagonal."""

from ...text import Text
from ..definitions import Hyperparameter, Minimum, Surface, View

ORDER = 160

SURFACE = Surface(
    id="matyas",
    name=Text(en="Matyas valley", zh="Matyas函数"),
    idea=Text(
        en="A valley along the diagonal x = y; with c = 0.48 it is 25 times flatter along than across.",
        zh="沿对角线x = y的山谷；c = 0.48时，沿谷方向的曲率只有横向的1/25。",
    ),
    lesson=Text(
        en=(
            "Each coordinate by itself is equally steep, so scaling them one by one gains nothing: AdaGrad, "
            "RMSprop and Adam are no faster than gradient descent, which bears any η below 2. At c = 0 the bowl "
            "is round."
        ),
        zh=(
            "两个坐标单独看一样陡，逐坐标缩放没有好处：AdaGrad、RMSprop和Adam并不比梯度下降快，"
            "而梯度下降的η只要小于2就行。c = 0时碗是圆的。"
        ),
    ),
    group="bowls",
    formula="0.26*(x**2 + y**2) - c*x*y",
    view=View(x=(-10.0, 10.0), y=(-10.0, 10.0)),
    start=(-8.0, 5.0),
    minima=(Minimum(x=0.0, y=0.0, value=0.0),),
    coefficients=(
        Hyperparameter(
            name="c",
            symbol="c",
            default=0.48,
            minimum=-0.5,
            maximum=0.5,
            slider=(-0.5, 0.5),
            scale="linear",
            description=Text(
                en="How strongly x and y are coupled: the curvatures are 0.52 − c and 0.52 + c.",
                zh="x与y耦合的强弱：两个方向的曲率是0.52 − c和0.52 + c。",
            ),
        ),
    ),
    source=(
        "M. Jamil, X.-S. Yang, A literature survey of benchmark functions for global optimisation problems, "
        "IJMMNO 4 (2013)"
    ),
)
