"""A line whose noise grows along it."""

from ...text import Text
from ..data_terms import INTERCEPT, NOISE, SEED, SLOPE, N
from ..definitions import Dataset, Recipe

ORDER = 110

DATASET = Dataset(
    id="heteroscedastic",
    name=Text(en="Growing noise", zh="噪声渐增"),
    idea=Text(
        en="A line whose noise grows in proportion to x: calm at the left, wild at the right.",
        zh="噪声随x成正比增大的直线：左边平静，右边剧烈。",
    ),
    lesson=Text(
        en="Far to the right a sample has both the largest pull on the slope and the most noise, so a few samples "
        "decide how SGD jumps. The Huber loss caps what one of them can do.",
        zh="越靠右的样本对斜率的影响越大，噪声也越大，SGD的跳动由少数样本决定。Huber损失限制了单个样本的影响。",
    ),
    recipe=Recipe(x="4*u", y="intercept + slope*x + noise*x*z"),
    coefficients=(N.at(60), SEED, NOISE.at(0.6), INTERCEPT, SLOPE),
    source="y = a + bx + σxz",
    loss="huber",
)
