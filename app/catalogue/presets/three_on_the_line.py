"""Momentum, RMSprop and Adam on the five points."""

from ...text import Text
from ..definitions import Preset

ORDER = 270

PRESET = Preset(
    id="three_on_the_line",
    name=Text(en="Momentum, RMSprop, Adam", zh="动量、RMSprop与Adam"),
    idea=Text(
        en=(
            "Momentum averages the gradient, RMSprop divides by its size, Adam does both. On the five points "
            "all three are at the answer after 600 steps; plain gradient descent is not."
        ),
        zh=(
            "动量对梯度取平均，RMSprop除以梯度的大小，Adam两样都做。在这五个点上，三者600步之后都到了答案；普"
            "通的梯度下降还没有。"
        ),
    ),
    topic="article",
    address=(
        "dataset=article&start=0,0&steps=600&run=sgd:lr=0.01&run=momentum:lr=0.01&run=rmsprop:lr=0.02&run=adam:lr=0.1"
    ),
)
