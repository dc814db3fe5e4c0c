"""Bohachevsky's rippled bowl."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 420

SURFACE = Surface(
    id="bohachevsky",
    name=Text(en="Bohachevsky ripples", zh="Bohachevsky函数"),
    idea=Text(en="A bowl with ripples on it: 25 minima in view.", zh="布满波纹的碗：视野内有25个极小值。"),
    lesson=Text(
        en=(
            "Gradient descent stops in a ripple next to the start. Momentum (η = 0.005) and Adam (η = 0.1) "
            "average over the ripples and follow the bowl down to (0, 0)."
        ),
        zh="梯度下降停在起点旁的波纹里。动量法（η = 0.005）和Adam（η = 0.1）把波纹平均掉，顺着碗一直走到(0, 0)。",
    ),
    group="many_minima",
    formula="x**2 + 2*y**2 - 0.3*cos(3*pi*x) - 0.4*cos(4*pi*y) + 0.7",
    view=View(x=(-2.0, 2.0), y=(-2.0, 2.0)),
    start=(-1.6, 1.3),
    minima=(Minimum(x=0.0, y=0.0, value=0.0),),
    source=(
        "I. O. Bohachevsky, M. E. Johnson, M. L. Stein, Generalized simulated annealing for function "
        "optimization, Technometrics 28 (1986)"
    ),
)
