"""The five points of the lesson."""

from ...text import Text
from ..definitions import Dataset

ORDER = 10

DATASET = Dataset(
    id="article",
    name=Text(en="Five points", zh="五个数据点"),
    idea=Text(
        en="The first five primes against 1 to 5. The best line is −1 + 2.2x with a mean squared error of 0.56; "
        "the bowl around it has κ ≈ 70, so plain gradient descent crawls at the end.",
        zh=(
            "横坐标为1到5，纵坐标为前五个质数。最佳直线是−1 + 2.2x，均方误差0.56；损失曲面的条件数κ ≈ 70，"
            "所以普通梯度下降后段很慢。"
        ),
    ),
    lesson=Text(
        en="The lesson's example: from (0, 0) with η = 0.01 a thousand full-batch steps reach (−0.949, 2.186) and not "
        "yet (−1, 2.2). Above η = 0.0845 the run swings ever wider.",
        zh="教程中的例子：从(0, 0)出发，η = 0.01，走一千步全批量梯度下降到达(−0.949, 2.186)，还没有到(−1, 2.2)。"
        "η超过0.0845，摆动会越来越大。",
    ),
    points=((1.0, 2.0), (2.0, 3.0), (3.0, 5.0), (4.0, 7.0), (5.0, 11.0)),
    source="Descent Lab",
)
