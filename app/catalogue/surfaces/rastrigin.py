"""Rastrigin's lattice of traps."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 100

SURFACE = Surface(
    id="rastrigin",
    name=Text(en="Rastrigin lattice", zh="Rastrigin函数"),
    idea=Text(
        en="A shallow bowl covered with a regular lattice of dips: 121 minima in view, one of them global.",
        zh="一个浅碗上布满规则的小坑：视野内共有121个极小值，其中只有一个是全局最小值。",
    ),
    lesson=Text(
        en="Gradient descent stays in the dip in which it starts. "
        "Momentum or noise may carry a run over the rims, with no promise of the lowest one.",
        zh="梯度下降停在起点所在的小坑里。动量或噪声可能带它越过坑沿，但不保证能到最低的那个。",
    ),
    group="many_minima",
    formula="20 + x**2 - 10*cos(2*pi*x) + y**2 - 10*cos(2*pi*y)",
    view=View(x=(-5.12, 5.12), y=(-5.12, 5.12)),
    start=(-3.4, 2.4),
    minima=(Minimum(x=0.0, y=0.0, value=0.0),),
    source="L. A. Rastrigin, Systems of Extremal Control (1974)",
)
