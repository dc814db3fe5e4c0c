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
    points=((1.0, 2.0), (2.0, 3.0), (3.0, 5.0), (4.0, 7.0), (5.0, 11.0)),
    source="Descent Lab",
)
