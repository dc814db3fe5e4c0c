"""A weighted L1 norm."""

from ...text import Text
from ..definitions import Hyperparameter, Minimum, Surface, View

ORDER = 600

SURFACE = Surface(
    id="weighted_l1",
    name=Text(en="Weighted L1 norm", zh="加权L1范数"),
    idea=Text(
        en="|x| + w|y|: creases along both axes, and no curvature anywhere.",
        zh="|x| + w|y|：沿两条坐标轴各有一道折痕，处处没有曲率。",
    ),
    lesson=Text(
        en=(
            "The slope does not fade towards the creases: at η = 0.1, y hops to and fro by wη = 0.5 for ever. "
            "Let η fade (exponential schedule, γ = 0.98), and the run comes to rest at (0, 0)."
        ),
        zh=(
            "靠近折痕时坡度并不减小：η = 0.1时，y永远来回跳动，幅度为wη = 0.5。让η逐渐减小（指数调度，"
            "γ = 0.98），才会停在(0, 0)。"
        ),
    ),
    group="non_smooth",
    formula="abs(x) + w*abs(y)",
    view=View(x=(-3.0, 3.0), y=(-3.0, 3.0)),
    start=(-2.2, 1.3),
    minima=(Minimum(x=0.0, y=0.0, value=0.0, kind="kink"),),
    coefficients=(
        Hyperparameter(
            name="w",
            symbol="w",
            default=5,
            minimum=0.1,
            maximum=100,
            slider=(0.1, 20),
            scale="log",
            description=Text(en="How steep the slope is along y; along x it is 1.", zh="y方向的坡度；x方向的坡度为1。"),
        ),
    ),
    source="N. Z. Shor, Minimization Methods for Non-Differentiable Functions (1985)",
)
