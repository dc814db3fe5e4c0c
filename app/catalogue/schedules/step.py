"""A staircase: the rate drops by a factor every so many updates."""

from ...text import Text
from ..definitions import Schedule
from ..terms import GAMMA, STEP_SIZE

ORDER = 20

SCHEDULE = Schedule(
    id="step",
    name=Text(en="Step decay", zh="阶梯衰减"),
    idea=Text(
        en="Large steps first to get near, then every S updates the rate is multiplied by γ to settle. "
        "The new rate holds from update S itself on.",
        zh="先用大步子接近目标，之后每隔S次更新学习率乘以γ，以便稳定下来。从第S次更新起即用新学习率。",
    ),
    formula="lr*gamma**floor(k/step_size)",
    parameters=(STEP_SIZE.at(50), GAMMA.at(0.1)),
)
