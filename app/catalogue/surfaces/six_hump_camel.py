"""The camel with six humps."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 350

SURFACE = Surface(
    id="six_hump_camel",
    name=Text(en="Six-hump camel", zh="六峰驼函数"),
    idea=Text(
        en="Six wells in three pairs, at losses −1.03, −0.22 and 2.10.",
        zh="六口井，两两成对，损失分别为−1.03、−0.22和2.10。",
    ),
    lesson=Text(
        en=(
            "Gradient descent, AdaGrad and Adam settle in the well next to the start, one of the highest. "
            "Momentum (η = 0.01) rolls on into the next, one of the middle pair; none of them finds the deepest."
        ),
        zh=(
            "梯度下降、AdaGrad和Adam停在起点旁边的井里，那是最高的一对之一。动量法（η = 0.01）滚进下一口，"
            "属于中间的一对；谁也没有找到最深的井。"
        ),
    ),
    group="saddles",
    formula="(4 - 2.1*x**2 + x**4/3)*x**2 + x*y + (4*y**2 - 4)*y**2",
    view=View(x=(-2.0, 2.0), y=(-1.1, 1.1)),
    start=(-1.75, -0.9),
    minima=(
        Minimum(x=-0.08984201310031806, y=0.7126564030207396, value=-1.0316284534898774),
        Minimum(x=0.08984201310031806, y=-0.7126564030207396, value=-1.0316284534898774),
        Minimum(x=-1.703606714969981, y=0.7960835686726251, value=-0.2154638243837184),
        Minimum(x=1.703606714969981, y=-0.7960835686726251, value=-0.2154638243837184),
        Minimum(x=1.6071047529201974, y=0.5686514548841314, value=2.1042503103112575),
        Minimum(x=-1.6071047529201974, y=-0.5686514548841314, value=2.1042503103112575),
    ),
    saddles=(
        (0.0, 0.0),
        (1.1092053368047863, -0.7682680925095399),
        (-1.1092053368047863, 0.7682680925095399),
        (1.2960702671671092, 0.6050843880386585),
        (-1.2960702671671092, -0.6050843880386585),
        (1.6380679841897787, 0.22867406904439408),
        (-1.6380679841897787, -0.22867406904439408),
    ),
    source="L. C. W. Dixon, G. P. Szegő (eds), Towards Global Optimisation 2 (1978)",
)
