"""Rosenbrock's curved valley."""

from ...text import Text
from ..definitions import Hyperparameter, Minimum, Surface, View

ORDER = 200

SURFACE = Surface(
    id="rosenbrock",
    name=Text(en="Rosenbrock valley", zh="Rosenbrock函数"),
    idea=Text(
        en="A long, curved valley with steep walls and an almost flat floor; the minimum lies on the floor.",
        zh="一条弯曲的狭长山谷，两侧陡峭，谷底几乎平坦，最小值就在谷底。",
    ),
    lesson=Text(
        en="Every method falls into the valley at once; following its floor is the hard part. "
        "At the minimum the curvatures are 0.4 and 1002 (κ ≈ 2508, for a = 1 and b = 100), "
        "so η must stay under 0.002 there.",
        zh="所有方法都能很快落入谷底，难的是沿谷底前进。"
        "最小值处两个方向的曲率为0.4和1002（a = 1、b = 100时，κ ≈ 2508），在那里η必须小于0.002。",
    ),
    group="ravines",
    formula="(a - x)**2 + b*(y - x**2)**2",
    view=View(x=(-2.0, 2.0), y=(-1.0, 3.0)),
    start=(-1.5, 2.5),
    minima=(Minimum(x="a", y="a**2", value=0.0),),
    source=(
        "H. H. Rosenbrock, An automatic method for finding the greatest or least value of a function, The Computer "
        "Journal 3 (1960)"
    ),
    coefficients=(
        Hyperparameter(
            name="a",
            symbol="a",
            default=1,
            minimum=-1.5,
            maximum=1.5,
            slider=(-1.5, 1.5),
            scale="linear",
            description=Text(
                en="Where the minimum lies: at (a, a²).",
                zh="最小值的位置：(a, a²)。",
            ),
        ),
        Hyperparameter(
            name="b",
            symbol="b",
            default=100,
            minimum=0.1,
            maximum=10000,
            slider=(1, 1000),
            scale="log",
            description=Text(
                en="How steep the walls are; the larger b, the larger κ at the minimum.",
                zh="谷壁的陡峭程度；b越大，最小值处的κ越大。",
            ),
        ),
    ),
)
