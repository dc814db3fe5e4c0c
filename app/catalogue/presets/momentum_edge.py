"""Momentum moves the edge of stability."""

from ...text import Text
from ..definitions import Preset

ORDER = 70

PRESET = Preset(
    id="momentum_edge",
    name=Text(en="Momentum moves the edge", zh="动量移动了边界"),
    idea=Text(
        en=(
            "With η = 0.6 gradient descent is above the edge 2/L = 0.5 and flies apart. Half of the last "
            "step added to each new one, and the same η comes to rest: with momentum β the edge is 2(1 + "
            "β)/L."
        ),
        zh=(
            "η = 0.6时，梯度下降超过边界2/L = 0.5，越跳越远。每一步再加上前一步的一半，同样的η就稳了下来：动"
            "量为β时，边界是2(1 + β)/L。"
        ),
    ),
    topic="momentum",
    address=("surface=d2l_stretched&start=-5,-2&steps=20&run=sgd:lr=0.6&run=momentum:lr=0.6,momentum=0.5"),
)
