"""A line through eight points."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 700

SURFACE = Surface(
    id="linear_regression",
    name=Text(en="Linear regression", zh="线性回归"),
    idea=Text(
        en="A line of slope x and intercept y through eight points: half the mean of the squared errors.",
        zh="用斜率为x、截距为y的直线拟合八个点：平方误差的平均值的一半。",
    ),
    lesson=Text(
        en=(
            "With exact gradients any η below 2/1.5 ≈ 1.33 arrives. Add noise, and the run ends in a cloud about "
            "the minimum, the wider the larger η is; a cosine schedule draws the cloud together."
        ),
        zh=(
            "梯度精确时，只要η小于2/1.5 ≈ 1.33就能到达。加上噪声，路径最后在最小值周围散成一团云，η越大云越大；"
            "余弦调度能让云收拢。"
        ),
    ),
    group="finite_sums",
    formula=(
        "((y - 1.5*x + 2.2)**2 + (y - x + 1.1)**2 + (y - 0.5*x + 0.6)**2 + (y - 0.7)**2"
        " + (y + 0.5*x - 1.2)**2 + (y + x - 2.6)**2 + (y + 1.5*x - 3.1)**2 + (y + 2*x - 4.4)**2)/16"
    ),
    view=View(x=(-3.0, 5.0), y=(-3.0, 4.0)),
    start=(-2.0, -2.0),
    minima=(Minimum(x=1.8404761904761906, y=0.5523809523809524, value=0.018846726190476195),),
    source=(
        "L. Bottou, F. E. Curtis, J. Nocedal, Optimization methods for large-scale machine learning, SIAM "
        "Review 60 (2018)"
    ),
)
