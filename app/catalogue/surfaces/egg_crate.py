"""Nine wells like an egg crate."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 460

SURFACE = Surface(
    id="egg_crate",
    name=Text(en="Egg crate", zh="蛋格函数"),
    idea=Text(
        en="Nine wide wells in the shape of an egg crate, the lowest in the middle.",
        zh="九口宽井排成蛋格的形状，中间的最低。",
    ),
    lesson=Text(
        en=(
            "Without noise every method stays in the corner well, at a loss of 19. Give gradient descent (η = "
            "0.03) noise of σ = 20 and a cosine schedule: it wanders, and settles in a lower well."
        ),
        zh=(
            "没有噪声时，所有方法都停在角上的井里，损失为19。给梯度下降（η = 0.03）加上σ = 20的噪声和余弦调度："
            "它会四处游荡，最后停在更低的井里。"
        ),
    ),
    group="many_minima",
    formula="x**2 + y**2 + 25*(sin(x)**2 + sin(y)**2)",
    view=View(x=(-5.0, 5.0), y=(-5.0, 5.0)),
    start=(-4.0, 3.6),
    minima=(Minimum(x=0.0, y=0.0, value=0.0),),
    source=(
        "M. Jamil, X.-S. Yang, A literature survey of benchmark functions for global optimisation problems, "
        "IJMMNO 4 (2013)"
    ),
)
