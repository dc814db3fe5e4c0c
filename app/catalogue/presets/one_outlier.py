"""One outlier, and two losses."""

from ...text import Text
from ..definitions import Preset

ORDER = 285

PRESET = Preset(
    id="one_outlier",
    name=Text(en="One outlier", zh="一个离群点"),
    idea=Text(
        en=(
            "Ten points on a line and one far above it. The Huber loss is squared only for small misses and "
            "finds 3.696 + 0.393x. Choose the mean squared error: the one point pulls the minimum to 3.002 + "
            "0.4997x."
        ),
        zh=(
            "十个点在一条直线上，还有一个点远在上方。Huber损失只对小误差取平方，得到3.696 + 0."
            "393x。换成均方误差：这一个点就把最小值拉到3.002 + 0.4997x。"
        ),
    ),
    topic="shape",
    address=("dataset=outlier&loss=huber:delta=1&start=0,0&steps=400&run=adam:lr=0.1&run=sgd:lr=0.01"),
)
