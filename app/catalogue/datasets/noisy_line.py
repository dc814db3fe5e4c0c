"""A line with noise, as many points as one likes."""

from ...text import Text
from ..data_terms import INTERCEPT, NOISE, SEED, SLOPE, N
from ..definitions import Dataset, Recipe

ORDER = 100

DATASET = Dataset(
    id="noisy_line",
    name=Text(en="Noisy line", zh="带噪声的直线"),
    idea=Text(
        en="A line with Gaussian noise, x evenly drawn from −2 to 2: choose how many points and how noisy.",
        zh="带高斯噪声的直线，x在−2到2之间均匀抽取；点数和噪声大小可以调节。",
    ),
    lesson=Text(
        en="Take batches of one sample: the path falls fast and then wanders in a ball about the minimum. More noise "
        "or a larger η makes the ball larger, a larger batch or a schedule makes it smaller.",
        zh="每步只用一个样本：路径先迅速下降，然后在最小值周围的一团区域里游荡。噪声或η越大，这团区域越大；"
        "增大批量或使用学习率调度会让它缩小。",
    ),
    recipe=Recipe(x="4*u - 2", y="intercept + slope*x + noise*z"),
    coefficients=(N, SEED, NOISE, INTERCEPT, SLOPE),
    source="y = a + bx + σz",
)
