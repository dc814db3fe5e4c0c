"""Wolfe's trap for exact line searches."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 610

SURFACE = Surface(
    id="wolfe",
    name=Text(en="Wolfe crease", zh="Wolfe函数"),
    idea=Text(
        en=(
            "Made to mislead steepest descent: with exact line searches it zigzags to (0, 0), where the surface "
            "still falls. The minimum, −8, is at (−1, 0)."
        ),
        zh=(
            "专为误导最速下降法而造：配合精确线搜索，它会曲折地收敛到(0, 0)，而曲面在那里仍在下降。最小值−8在(−1, 0)。"
        ),
    ),
    lesson=Text(
        en=(
            "A constant η does not fall into the trap: the run passes (0, 0) and goes on to x = −1. There it "
            "hops across the crease y = 0, by 16η at each step; a schedule that lets η fade brings it to rest."
        ),
        zh=(
            "固定的η不会中计：路径越过(0, 0)，继续走到x = −1。在那里它每步跨过折痕y = 0，跳动16η；"
            "让η逐渐减小的调度才能使它停下。"
        ),
    ),
    group="non_smooth",
    formula=("where(x >= abs(y), 5*sqrt(9*x**2 + 16*y**2), 9*x + 16*abs(y) + max(-x, 0)**9)"),
    view=View(x=(-2.0, 6.0), y=(-4.0, 5.0)),
    start=(5.0, 4.0),
    minima=(Minimum(x=-1.0, y=0.0, value=-8.0, kind="kink"),),
    source=(
        "P. Wolfe, A method of conjugate subgradients for minimizing nondifferentiable functions, "
        "Mathematical Programming Study 3 (1975)"
    ),
)
