"""Momentum rolls out of a shallow well."""

from ...text import Text
from ..definitions import Preset

ORDER = 90

PRESET = Preset(
    id="over_the_hill",
    name=Text(en="Over the hill", zh="翻过小山"),
    idea=Text(
        en=(
            "Gradient descent stops in the first well that it meets, a shallow one. Momentum rolls through "
            "it with the speed it has gathered and comes to rest in the deepest."
        ),
        zh=("梯度下降停在遇到的第一个浅坑里。动量带着积累的速度滚过它，最后停在最深处。"),
    ),
    topic="momentum",
    address=("surface=three_hump_camel&start=-2.2,1.2&steps=300&run=sgd:lr=0.02&run=momentum:lr=0.02,momentum=0.9"),
)
