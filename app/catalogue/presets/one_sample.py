"""One sample a step."""

from ...text import Text
from ..definitions import Preset

ORDER = 240

PRESET = Preset(
    id="one_sample",
    name=Text(en="One sample a step", zh="每步一个样本"),
    idea=Text(
        en=(
            "Stochastic gradient descent looks at one of the five points in each step: five times cheaper, "
            "and noisy. It finds the region as fast as the full gradient does, and then does not settle."
        ),
        zh=(
            "随机梯度下降每一步只看五个点中的一个：便宜五倍，但有噪声。它和全量梯度一样快地找到那片区域，然后"
            "安定不下来。"
        ),
    ),
    topic="chance",
    address=("dataset=article&start=0,0&steps=500&run=sgd:lr=0.02&run=sgd:lr=0.02,batch=1"),
)
