"""What gradient descent would do if it knew the curvature."""

from ...text import Text
from ..definitions import Preset

ORDER = 50

PRESET = Preset(
    id="newton_step",
    name=Text(en="With the curvature known", zh="知道了曲率"),
    idea=Text(
        en=(
            "Newton's method divides the gradient by the curvature and stands in the minimum after one step. "
            "Gradient descent has one η for all directions: what is right for the steep one is too little "
            "for the flat one."
        ),
        zh=(
            "牛顿法用曲率去除梯度，一步就站在最小值上。梯度下降对所有方向只有一个η：适合陡的方向，对平缓的方向就太小。"
        ),
    ),
    topic="rate",
    address=("surface=booth&start=-8,-7&steps=10&run=newton&run=sgd:lr=0.05"),
)
