"""The worked example: a line through five points."""

from ...text import Text
from ..definitions import Preset

ORDER = 250

PRESET = Preset(
    id="line_of_five",
    name=Text(en="The line through five points", zh="五个点的直线"),
    idea=Text(
        en=(
            "Linear regression by gradient descent: after 1000 steps of η = 0.01 the line is −0.9494 + "
            "2.186x. The exact answer is −1 + 2.2x; the valley is 70 times longer than it is wide in "
            "curvature, which is why the rest of the way takes so long."
        ),
        zh=(
            "用梯度下降做线性回归：η = 0.01走1000步之后，直线是−0.9494 + 2.186x。精确答案是−1 + 2.2x；两个方"
            "向的曲率相差70倍，所以剩下的路要走很久。"
        ),
    ),
    topic="article",
    address=("dataset=article&start=0,0&steps=1000&run=sgd:lr=0.01"),
)
