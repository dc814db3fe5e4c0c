"""Scaling each coordinate where the axes are the valley's."""

from ...text import Text
from ..definitions import Preset

ORDER = 100

PRESET = Preset(
    id="along_the_axes",
    name=Text(en="A ravine along the axes", zh="沿坐标轴的山谷"),
    idea=Text(
        en=(
            "Adam and AdaGrad give each coordinate a step size of its own. Where the valley lies along an "
            "axis that is all it takes: it is as if it were round, and both leave gradient descent behind."
        ),
        zh=("Adam和AdaGrad给每个坐标各自的步长。山谷沿着坐标轴时，这就够了：仿佛它是圆的，两者都把梯度下降甩在后面。"),
    ),
    topic="adaptive",
    address=("surface=quadratic&start=-4,1&steps=200&run=sgd:lr=0.019&run=adam:lr=0.1&run=adagrad:lr=0.5"),
)
