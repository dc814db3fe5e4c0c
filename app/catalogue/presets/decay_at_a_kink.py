"""A kink needs a learning rate that decays."""

from ...text import Text
from ..definitions import Preset

ORDER = 230

PRESET = Preset(
    id="decay_at_a_kink",
    name=Text(en="A kink needs decay", zh="尖底需要衰减"),
    idea=Text(
        en=(
            "At a kink the gradient does not grow smaller as the minimum comes nearer: a constant η hops "
            "over it for ever. Divided by 10 every 50 steps, it comes as close as one likes."
        ),
        zh=("在尖底处，离最小值再近，梯度也不变小：恒定的η永远在上面跳来跳去。每50步除以10，要多近有多近。"),
    ),
    topic="chance",
    address=("surface=weighted_l1&start=-2.2,1.3&steps=200&run=sgd:lr=0.1&run=sgd:lr=0.1~step:step_size=50,gamma=0.1"),
)
