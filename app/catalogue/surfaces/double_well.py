"""Two wells with a saddle between them."""

from ...text import Text
from ..definitions import Hyperparameter, Minimum, Surface, View

ORDER = 310

SURFACE = Surface(
    id="double_well",
    name=Text(en="Double well", zh="双势阱"),
    idea=Text(
        en="Two equal wells at (−1, 0) and (1, 0) with a saddle point between them.",
        zh="两个同样深的势阱位于(−1, 0)和(1, 0)，中间隔着一个鞍点。",
    ),
    lesson=Text(
        en=(
            "The start lies exactly on the line x = 0, where the gradient never points aside: without "
            "noise, gradient descent, momentum and Adam stay on it and come to rest at the saddle. A little noise, "
            "and they roll into one of the wells."
        ),
        zh=(
            "起点恰好在直线x = 0上，那里的梯度没有横向分量："
            "没有噪声时，梯度下降、动量法和Adam都沿这条线走，最后停在鞍点。"
            "加一点噪声，就会滚进其中一个势阱。"
        ),
    ),
    group="saddles",
    formula="h*(x**2 - 1)**2 + y**2",
    view=View(x=(-2.0, 2.0), y=(-2.0, 2.0)),
    start=(0.0, 1.5),
    minima=(
        Minimum(x=-1.0, y=0.0, value=0.0),
        Minimum(x=1.0, y=0.0, value=0.0),
    ),
    saddles=((0.0, 0.0),),
    source=(
        "After J. D. Lee, M. Simchowitz, M. I. Jordan, B. Recht, Gradient Descent Only Converges to Minimizers (2016)"
    ),
    coefficients=(
        Hyperparameter(
            name="h",
            symbol="h",
            default=1,
            minimum=0.1,
            maximum=10,
            slider=(0.1, 10),
            scale="log",
            description=Text(
                en="The height of the saddle point above the wells.",
                zh="鞍点高出两个势阱的高度。",
            ),
        ),
    ),
)
