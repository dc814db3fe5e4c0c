"""Momentum in a ravine."""

from ...text import Text
from ..definitions import Preset

ORDER = 60

PRESET = Preset(
    id="ravine_momentum",
    name=Text(en="Momentum in a ravine", zh="山谷里的动量"),
    idea=Text(
        en=(
            "Across the valley η may not be larger, along it η is far too small: gradient descent crawls. "
            "Momentum adds up the steps along the floor and lets those across it cancel; at the same η it is "
            "at the bottom long before."
        ),
        zh=(
            "横跨山谷的方向不允许更大的η，而沿着谷底η又太小：梯度下降只能爬。动量把沿谷底的步子累加起来，让横"
            "向的步子互相抵消；η相同，却早得多到底。"
        ),
    ),
    topic="momentum",
    address=("surface=quadratic&start=-4,1&steps=200&run=sgd:lr=0.019&run=momentum:lr=0.019,momentum=0.8"),
)
