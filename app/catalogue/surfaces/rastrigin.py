"""Rastrigin's lattice of traps."""

from ...text import Text
from ..definitions import Hyperparameter, Minimum, Surface, View

ORDER = 400

SURFACE = Surface(
    id="rastrigin",
    name=Text(en="Rastrigin lattice", zh="Rastrigin函数"),
    idea=Text(
        en="A shallow bowl covered with a regular lattice of dips: 121 minima in view, one of them global.",
        zh="一个浅碗上布满规则的小坑：视野内共有121个极小值，其中只有一个是全局最小值。",
    ),
    lesson=Text(
        en="Gradient descent stays in the dip in which it starts. "
        "Momentum or noise may carry a run over the rims, with no promise of the lowest one. "
        "At A = 0 the dips are gone and a bowl remains.",
        zh="梯度下降停在起点所在的小坑里。动量或噪声可能带它越过坑沿，但不保证能到最低的那个。"
        "A = 0时小坑全部消失，只剩一个碗。",
    ),
    group="many_minima",
    formula="2*a + x**2 - a*cos(2*pi*x) + y**2 - a*cos(2*pi*y)",
    view=View(x=(-5.12, 5.12), y=(-5.12, 5.12)),
    start=(-3.4, 2.4),
    minima=(Minimum(x=0.0, y=0.0, value=0.0),),
    source="L. A. Rastrigin, Systems of Extremal Control (1974)",
    coefficients=(
        Hyperparameter(
            name="a",
            symbol="A",
            default=10,
            minimum=0,
            maximum=30,
            slider=(0, 20),
            scale="linear",
            description=Text(
                en="How deep the dips are; at 0 there is only the bowl.",
                zh="小坑的深度；为0时只剩下碗。",
            ),
        ),
    ),
)
