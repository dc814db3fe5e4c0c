"""Stopping distances of cars."""

from ...text import Text
from ..definitions import Dataset

ORDER = 50

_SPEEDS = (
    "4 4 7 7 8 9 10 10 10 11 11 12 12 12 12 13 13 13 13 14 14 14 14 15 15 15 16 16 17 17 17 18 18 18 18 19 19 19 "
    "20 20 20 20 20 22 23 24 24 24 24 25"
)
_DISTANCES = (
    "2 10 4 22 16 10 18 26 34 17 28 14 20 24 28 26 34 34 46 26 36 60 80 20 26 54 32 40 32 40 50 42 56 76 84 36 46 68 "
    "32 48 52 56 64 66 54 70 92 93 120 85"
)

DATASET = Dataset(
    id="cars",
    name=Text(en="Stopping distances", zh="刹车距离"),
    idea=Text(
        en="How many feet fifty cars of the 1920s needed to stop, against their speed in miles an hour.",
        zh="二十世纪二十年代五十辆汽车的刹车距离（英尺）与车速（英里/时）。",
    ),
    lesson=Text(
        en="No speed is near 0, so slope and intercept pull together: κ ≈ 2572, and η must stay under 0.00377. "
        "Plain gradient descent is at the bottom of the valley in three steps and then hardly moves along it; "
        "standardise x and κ is 1.",
        zh="没有哪个车速接近0，斜率与截距互相牵制：κ ≈ 2572，η必须小于0.00377。普通梯度下降三步就到谷底，"
        "之后沿谷底几乎不动；把x标准化之后κ就是1。",
    ),
    points=tuple(zip(map(float, _SPEEDS.split()), map(float, _DISTANCES.split()), strict=True)),
    source="M. Ezekiel, Methods of Correlation Analysis, Wiley (1930); the data set cars of R",
)
