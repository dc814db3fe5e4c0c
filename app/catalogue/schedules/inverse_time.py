"""The classical 1/k decay."""

from ...text import Text
from ..definitions import Hyperparameter, Schedule
from ..terms import LONGEST

ORDER = 36

DECAY_RATE = Hyperparameter(
    name="decay_rate",
    symbol="r",
    default=0.5,
    minimum=0,
    maximum=1e6,
    slider=(0.01, 10),
    scale="log",
    description=Text(en="How much is added to the divisor in S updates.", zh="每S次更新分母增加的量。"),
)
DECAY_STEPS = Hyperparameter(
    name="decay_steps",
    symbol="S",
    default=20,
    minimum=1,
    maximum=LONGEST,
    slider=(1, 500),
    scale="integer",
    description=Text(en="Updates in which the divisor grows by r.", zh="分母增加r所用的更新次数。"),
)
STAIRCASE = Hyperparameter(
    name="staircase",
    symbol="c",
    default=0,
    minimum=0,
    maximum=1,
    slider=(0, 1),
    scale="switch",
    description=Text(
        en="Whether the rate drops once every S updates instead of at each.",
        zh="是否每S次更新才下降一次，而不是每次都下降。",
    ),
)

SCHEDULE = Schedule(
    id="inverse_time",
    name=Text(en="Inverse time decay", zh="时间反比衰减"),
    idea=Text(
        en=(
            "Divides the rate by a number that grows steadily. The rates together have no limit but their squares "
            "have: what Robbins and Monro ask for so that noise dies out and the minimum is still reached."
        ),
        zh="学习率除以一个稳步增大的数。各次学习率之和没有上限，平方和却有：这正是Robbins与Monro的条件，"
        "噪声会逐渐消失，又仍能走到最小值。",
    ),
    formula="lr/(1 + decay_rate*where(staircase == 1, floor(k/decay_steps), k/decay_steps))",
    parameters=(DECAY_RATE, DECAY_STEPS, STAIRCASE),
)
