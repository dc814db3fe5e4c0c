"""Only the sign of the gradient."""

from ...text import Text
from ..definitions import Preset

ORDER = 130

PRESET = Preset(
    id="sign_descent",
    name=Text(en="Only the sign", zh="只看符号"),
    idea=Text(
        en=(
            "Far from the well there is almost no gradient, but it has a sign. Sign descent and Adam walk by "
            "it at a steady pace and are there; gradient descent has hardly moved. The price: sign descent "
            "ends in steps of η around the minimum."
        ),
        zh=(
            "离势阱很远处几乎没有梯度，但梯度有符号。符号下降和Adam照着它匀速前进，已经到了；梯度下降几乎没动"
            "。代价是：符号下降最后只能以η为步长在最小值周围打转。"
        ),
    ),
    topic="adaptive",
    address=("surface=easom&start=1.65,4.6&steps=200&run=sgd:lr=0.1&run=signsgd:lr=0.05&run=adam:lr=0.05"),
)
