"""The same scaling in a valley that is turned."""

from ...text import Text
from ..definitions import Preset

ORDER = 110

PRESET = Preset(
    id="rotated_ravine",
    name=Text(en="The same ravine, turned", zh="转过来的山谷"),
    idea=Text(
        en=(
            "The same valley turned by 30°: no coordinate is the steep one any more, and a step size for "
            "each does not help. Gradient descent does not notice the turn and now wins. Turn the angle φ "
            "back to 0 and see it lose."
        ),
        zh=(
            "同一条山谷转过30°：不再有哪个坐标是陡的，逐坐标的步长也就帮不上忙。梯度下降感觉不到旋转，这回它"
            "赢了。把角度φ调回0，它又会输。"
        ),
    ),
    topic="adaptive",
    address=("surface=rotated_quadratic&start=-1.5,2.5&steps=200&run=sgd:lr=0.019&run=adam:lr=0.1&run=adagrad:lr=0.5"),
)
