"""A learning rate that is too small."""

from ...text import Text
from ..definitions import Preset

ORDER = 20

PRESET = Preset(
    id="too_small",
    name=Text(en="η too small", zh="学习率太小"),
    idea=Text(
        en=(
            "Both runs go the same way. With η = 0.1 the minimum is reached within 60 steps; with η = 0.002 "
            "more than half of the loss is still there."
        ),
        zh=("两个运行走的是同一个方向。η = 0.1时60步之内就到了最小值；η = 0.002时，损失还剩一半以上。"),
    ),
    topic="rate",
    address=("surface=d2l_bowl&start=-5,-2&steps=60&run=sgd:lr=0.002&run=sgd:lr=0.1"),
)
