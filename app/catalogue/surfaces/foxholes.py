"""De Jong's foxholes."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 540

SURFACE = Surface(
    id="foxholes",
    name=Text(en="De Jong's foxholes", zh="De Jong狐狸洞"),
    idea=Text(
        en="A floor at 500 with 25 narrow shafts in a square grid, each a little deeper than the next.",
        zh="高度500的平地上，25口窄井排成方阵，深度依次略有不同。",
    ),
    lesson=Text(
        en=(
            "Gradient descent creeps across the floor until it comes to a shaft's wall, and then one step flings "
            "it away: at η = 0.1 into another shaft, at η = 1 out of the grid. Adam (η = 0.5) never steps "
            "farther than about η and walks into the nearest shaft."
        ),
        zh=(
            "梯度下降在平地上缓慢爬行，一碰到井壁，一步就被甩开：η = 0.1时甩进另一口井，η = 1时甩出方阵。"
            "Adam（η = 0.5）每步最多走η左右，稳稳走进最近的井。"
        ),
    ),
    group="plateaus",
    formula=(
        "1/(0.002 + sum(1/(3 + i + (x - 16*i)**6 + (y + 32)**6) for i in range(-2, 3))"
        " + sum(1/(8 + i + (x - 16*i)**6 + (y + 16)**6) for i in range(-2, 3))"
        " + sum(1/(13 + i + (x - 16*i)**6 + y**6) for i in range(-2, 3))"
        " + sum(1/(18 + i + (x - 16*i)**6 + (y - 16)**6) for i in range(-2, 3))"
        " + sum(1/(23 + i + (x - 16*i)**6 + (y - 32)**6) for i in range(-2, 3)))"
    ),
    view=View(x=(-65.5, 65.5), y=(-65.5, 65.5)),
    start=(-25.0, -40.0),
    minima=(Minimum(x=-31.97833483565697, y=-31.978334837300796, value=0.9980038377944502),),
    source=("K. A. De Jong, An analysis of the behavior of a class of genetic adaptive systems (1975), function F5"),
)
