"""A feature in large units."""

from ...text import Text
from ..data_terms import INTERCEPT, NOISE, SEED, SLOPE, N
from ..definitions import Dataset, Recipe

ORDER = 120

DATASET = Dataset(
    id="unscaled_feature",
    name=Text(en="Unscaled feature", zh="未缩放的特征"),
    idea=Text(
        en="Rents against floor areas of 40 to 160 square metres: x is far from 0 and far from 1.",
        zh="租金与40到160平方米的面积：x离0和1都很远。",
    ),
    lesson=Text(
        en="The curvature along the slope is ten thousand times that along the intercept, and η must be tiny for the "
        "one and large for the other. Standardise x: both curve alike and a hundred steps do what a hundred thousand "
        "could not.",
        zh="斜率方向的曲率是截距方向的上万倍，前者要求η很小，后者要求η很大。把x标准化后两个方向一样弯，"
        "一百步就能做到原来十万步也做不到的事。",
    ),
    recipe=Recipe(x="40 + 120*u", y="intercept + slope*x + noise*z"),
    coefficients=(N.at(40), SEED, NOISE.at(2.0), INTERCEPT.at(5.0), SLOPE.at(0.2)),
    source="y = a + bx + σz, x = 40 … 160",
)
