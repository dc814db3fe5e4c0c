"""Points on a line, without any noise."""

from ...text import Text
from ..definitions import Dataset

ORDER = 20

DATASET = Dataset(
    id="clean_line",
    name=Text(en="Clean line", zh="无噪声直线"),
    idea=Text(
        en="Seven points that lie exactly on 1 + 0.5x, with x centred on 0.",
        zh="七个点恰好落在直线1 + 0.5x上，x以0为中心。",
    ),
    lesson=Text(
        en="Since x is centred, the bowl's axes are those of the parameters and κ is only 4. The loss can reach 0, and "
        "every sample agrees on the solution, so that SGD with one sample a step arrives without a noise ball.",
        zh="x以0为中心，碗的主轴与参数轴一致，κ只有4。损失可以降到0，而且每个样本都指向同一个解，所以每步一个样本的SGD也能"
        "真正到达，周围没有噪声球。",
    ),
    points=tuple((float(x), 1 + 0.5 * x) for x in (-3, -2, -1, 0, 1, 2, 3)),
    source="y = 1 + 0.5x, x = −3 … 3",
    start=(-2.0, 2.5),
)
