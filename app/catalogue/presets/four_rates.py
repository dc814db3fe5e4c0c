"""One bowl, four learning rates."""

from ...text import Text
from ..definitions import Preset

ORDER = 10

PRESET = Preset(
    id="four_rates",
    name=Text(en="One bowl, four rates", zh="一个碗，四种学习率"),
    idea=Text(
        en=(
            "In a round bowl of curvature L = 2, η = 1/L lands in one step. Half way to either side it takes "
            "many: 0.1 creeps in, 0.9 hops across the bowl and arrives no sooner. At η = 2/L the point jumps "
            "to and fro for ever."
        ),
        zh=(
            "在曲率L = 2的圆碗里，η = 1/L一步到底。偏小或偏大都要走很多步：0.1慢慢靠近，0.9在碗的两侧来回跳，"
            "并不比它快。到了η = 2/L，点就永远来回跳。"
        ),
    ),
    topic="rate",
    address=("surface=sphere&start=-4,3&steps=30&run=sgd:lr=0.1&run=sgd:lr=0.5&run=sgd:lr=0.9&run=sgd:lr=1"),
)
