"""Lévy's washboard."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 440

SURFACE = Surface(
    id="levy",
    name=Text(en="Lévy washboard", zh="Lévy函数"),
    idea=Text(en="Deep trenches across x on a shallow bowl.", zh="浅碗上横着一道道深沟，与x方向垂直。"),
    lesson=Text(
        en=(
            "Gradient descent (η = 0.01) stays in the trench where it starts. Momentum jumps from trench to "
            "trench, but where it ends hangs by a thread: η = 0.04 and 0.05 arrive at the minimum, 0.045 stays "
            "in the first trench."
        ),
        zh=(
            "梯度下降（η = 0.01）停在起点所在的沟里。动量法能跨过一道道沟，但停在哪里全凭毫厘："
            "η = 0.04和0.05都到了最小值，0.045却留在第一道沟里。"
        ),
    ),
    group="many_minima",
    formula=(
        "sin(pi*(x + 3)/4)**2 + ((x - 1)/4)**2*(1 + 10*sin(pi*(x + 3)/4 + 1)**2)"
        " + ((y - 1)/4)**2*(1 + sin(pi*(y + 3)/2)**2)"
    ),
    view=View(x=(-10.0, 10.0), y=(-10.0, 10.0)),
    start=(-7.0, 6.0),
    minima=(Minimum(x=1.0, y=1.0, value=0.0),),
    source=(
        "A. V. Levy, A. Montalvo, The tunneling algorithm for the global minimization of functions, SIAM "
        "Journal on Scientific and Statistical Computing 6 (1985)"
    ),
)
