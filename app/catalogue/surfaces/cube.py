"""Leon's cubic valley."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 210

SURFACE = Surface(
    id="cube",
    name=Text(en="Cubic valley (Leon)", zh="Leon立方谷"),
    idea=Text(
        en="A valley along y = x³, with a sharper bend than Rosenbrock's; at the minimum κ ≈ 10 000.",
        zh="沿y = x³的山谷，弯得比Rosenbrock函数更急；最小值处κ ≈ 10000。",
    ),
    lesson=Text(
        en=(
            "Momentum shows what it is for: with η = 0.0005 it has passed x = 0.4 after 20 steps. Gradient "
            "descent at twice that rate takes 1000."
        ),
        zh="这里能看出动量的用处：取η = 0.0005，20步就过了x = 0.4。梯度下降用两倍的学习率，也要走1000步。",
    ),
    group="ravines",
    formula="(1 - x)**2 + 100*(y - x**3)**2",
    view=View(x=(-1.5, 1.5), y=(-2.5, 2.5)),
    start=(-1.2, -1.0),
    minima=(Minimum(x=1.0, y=1.0, value=0.0),),
    source=(
        "A. Leon, A comparison among eight known optimizing procedures, in Recent Advances in Optimization "
        "Techniques (1966)"
    ),
)
