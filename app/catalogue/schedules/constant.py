"""A learning rate that never changes."""

from ...text import Text
from ..definitions import Schedule

ORDER = 10

SCHEDULE = Schedule(
    id="constant",
    name=Text(en="Constant", zh="恒定"),
    idea=Text(
        en="The same rate at every update. With noisy gradients the run ends in a ball about the minimum, not in it.",
        zh="每次更新都用同一学习率。梯度有噪声时，最后只会停在最小值附近的一个小范围内，而到不了最小值。",
    ),
    formula="lr",
)
