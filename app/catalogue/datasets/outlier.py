"""Anscombe's third data set: a line and one point off it."""

from ...text import Text
from ..definitions import Dataset

ORDER = 30

DATASET = Dataset(
    id="outlier",
    name=Text(en="One outlier", zh="一个离群点"),
    idea=Text(
        en="Ten points almost on the line 4 + 0.345x and one far above it: the third of Anscombe's quartet.",
        zh="十个点几乎都在直线4 + 0.345x上，另有一个点远在上方：安斯库姆四重奏的第三组。",
    ),
    lesson=Text(
        en="The squared error lets the one point tilt the line to 3 + 0.5x. The absolute error and the Huber loss "
        "count a large miss once and not squared, and stay with the ten: change the loss and watch the minimum move.",
        zh="平方误差会让这一个点把直线拉到3 + 0.5x。绝对误差和Huber损失对大误差只按一次方计，因此仍贴着那十个点："
        "换一种损失，看看最小值怎样移动。",
    ),
    points=(
        (10.0, 7.46),
        (8.0, 6.77),
        (13.0, 12.74),
        (9.0, 7.11),
        (11.0, 7.81),
        (14.0, 8.84),
        (6.0, 6.08),
        (4.0, 5.39),
        (12.0, 8.15),
        (7.0, 6.42),
        (5.0, 5.73),
    ),
    source="F. J. Anscombe, Graphs in statistical analysis, The American Statistician 27 (1973)",
    loss="huber",
)
