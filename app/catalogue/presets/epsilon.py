"""What ε does in Adam."""

from ...text import Text
from ..definitions import Preset

ORDER = 120

PRESET = Preset(
    id="epsilon",
    name=Text(en="What ε does", zh="ε的作用"),
    idea=Text(
        en=(
            "On this plain the gradient is smaller than 0.0001. Adam divides it by its own size and marches "
            "to the well all the same, unless ε is much larger than that size: with ε = 0.1 it stands still, "
            "as gradient descent does."
        ),
        zh=(
            "这片平地上的梯度不到0.0001。Adam把它除以自己的大小，照样走向势阱；但如果ε远大于这个大小就不行：ε"
            " = 0.1时它和梯度下降一样原地不动。"
        ),
    ),
    topic="adaptive",
    address=("surface=gaussian_well&start=-4,2.5&steps=400&run=sgd:lr=0.1&run=adam:lr=0.05&run=adam:lr=0.05,eps=0.1"),
)
