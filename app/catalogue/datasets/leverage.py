"""Anscombe's fourth data set: one point alone decides the slope."""

from ...text import Text
from ..definitions import Dataset

ORDER = 40

DATASET = Dataset(
    id="leverage",
    name=Text(en="One point of leverage", zh="一个杠杆点"),
    idea=Text(
        en="Ten points at x = 8 and one at x = 19: the fourth of Anscombe's quartet.",
        zh="十个点的x都是8，只有一个点的x是19：安斯库姆四重奏的第四组。",
    ),
    lesson=Text(
        en="The slope hangs on a single point. With minibatches most batches say nothing about it at all, and the path "
        "jumps whenever that point is drawn. Without it all x would be equal and the minimum a line.",
        zh="斜率完全取决于一个点。使用小批量时，大多数批次对斜率毫无信息，抽到那个点时路径才猛地一跳。"
        "去掉它，所有x都相等，最小值就成了一条直线。",
    ),
    points=(
        (8.0, 6.58),
        (8.0, 5.76),
        (8.0, 7.71),
        (8.0, 8.84),
        (8.0, 8.47),
        (8.0, 7.04),
        (8.0, 5.25),
        (19.0, 12.5),
        (8.0, 5.56),
        (8.0, 7.91),
        (8.0, 6.89),
    ),
    source="F. J. Anscombe, Graphs in statistical analysis, The American Statistician 27 (1973)",
)
