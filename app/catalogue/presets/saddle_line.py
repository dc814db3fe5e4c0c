"""A start from which the saddle is the end."""

from ...text import Text
from ..definitions import Preset

ORDER = 160

PRESET = Preset(
    id="saddle_line",
    name=Text(en="Stuck at a saddle point", zh="停在鞍点"),
    idea=Text(
        en=(
            "The start lies exactly between two wells, where no gradient points aside. Gradient descent and "
            "momentum come to rest on the saddle point; a little noise in the gradient, and the run rolls "
            "into a well."
        ),
        zh=(
            "起点恰好在两个势阱正中间，梯度没有横向分量。梯度下降和动量法都停在鞍点上；给梯度加一点噪声，就会"
            "滚进一个势阱。"
        ),
    ),
    topic="shape",
    address=(
        "surface=double_well&start=0,1.5&steps=300&run=sgd:lr=0.05&run=momentum:lr=0.05&run=sgd:lr=0.05,noise=0.1"
    ),
)
