"""One start, two minima."""

from ...text import Text
from ..definitions import Preset

ORDER = 180

PRESET = Preset(
    id="two_basins",
    name=Text(en="One start, two minima", zh="同一起点，两个最小值"),
    idea=Text(
        en=(
            "All four start at the same place near the top of a hill. Gradient descent and momentum run down "
            "one side, Adam and RMSprop another: which minimum is found is the optimizer's choice. Drag the "
            "start a little and the choice changes."
        ),
        zh=(
            "四个运行从山顶附近的同一点出发。梯度下降和动量法从一侧下山，Adam和RMSprop从另一侧：找到哪个最小"
            "值，取决于优化器。把起点稍稍拖动，结果就会改变。"
        ),
    ),
    topic="shape",
    address=(
        "surface=himmelblau&start=-0.3,-0.9&steps=200"
        "&run=sgd:lr=0.01"
        "&run=momentum:lr=0.01"
        "&run=rmsprop:lr=0.05"
        "&run=adam:lr=0.1"
    ),
)
