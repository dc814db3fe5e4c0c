"""Lévy's fine ripples."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 450

SURFACE = Surface(
    id="levy_13",
    name=Text(en="Lévy 13 ripples", zh="Lévy 13号函数"),
    idea=Text(
        en="A bowl under fine ripples, three to a unit of x.",
        zh="碗上覆盖着细密的波纹，x方向每单位三道。",
    ),
    lesson=Text(
        en=(
            "The gradient is that of the ripples, not of the bowl, as if it were noise. Gradient descent (η = "
            "0.001) is stuck above 20 after 500 steps; momentum averages the ripples out and gets down to 1.2, "
            "though not into the lowest dip."
        ),
        zh=(
            "梯度反映的是波纹而不是碗，好比噪声。梯度下降（η = 0.001）走500步，损失仍在20以上；"
            "动量法把波纹平均掉，降到1.2，但没有进入最低的小坑。"
        ),
    ),
    group="many_minima",
    formula=("sin(3*pi*x)**2 + (x - 1)**2*(1 + sin(3*pi*y)**2) + (y - 1)**2*(1 + sin(2*pi*y)**2)"),
    view=View(x=(-10.0, 10.0), y=(-10.0, 10.0)),
    start=(-4.0, 3.5),
    minima=(Minimum(x=1.0, y=1.0, value=0.0),),
    source=(
        "A. V. Levy, A. Montalvo, The tunneling algorithm for the global minimization of functions, SIAM "
        "Journal on Scientific and Statistical Computing 6 (1985)"
    ),
)
