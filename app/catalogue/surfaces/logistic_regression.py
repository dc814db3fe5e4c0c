"""Logistic regression on eight points."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 710

SURFACE = Surface(
    id="logistic_regression",
    name=Text(en="Logistic regression", zh="逻辑回归"),
    idea=Text(
        en=(
            "The mean logistic loss of eight labelled points; x is the slope, y the offset. Convex, and nearly "
            "straight far out."
        ),
        zh="八个带标签的点的平均逻辑损失，x是斜率，y是偏移。曲面是凸的，远处接近平直。",
    ),
    lesson=Text(
        en=(
            "The slope stays bounded however far out the run is, so large steps do no harm: η = 20 arrives. What "
            "limits η is the curvature at the minimum, 0.097: above 2/0.097 ≈ 20.6 the run bounces, but it never "
            "explodes."
        ),
        zh=(
            "无论离得多远，坡度都有界，所以步子大也无妨：η = 20照样到达。限制η的是最小值处的曲率0.097："
            "超过2/0.097 ≈ 20.6，路径会来回弹跳，但不会发散。"
        ),
    ),
    group="finite_sums",
    # The loss of a point is log(1 + exp(z)) where its label is 0, and that minus z where it is 1, with z = y + t*x.
    # Written with max and abs it does not overflow.
    formula=(
        "(max(y - 2*x, 0) + log1p(exp(-abs(y - 2*x)))"
        " + max(y - 1.2*x, 0) + log1p(exp(-abs(y - 1.2*x)))"
        " + max(y - 0.7*x, 0) + log1p(exp(-abs(y - 0.7*x)))"
        " + max(y - 0.2*x, 0) + log1p(exp(-abs(y - 0.2*x)))"
        " + max(y + 0.3*x, 0) + log1p(exp(-abs(y + 0.3*x)))"
        " + max(y + 0.8*x, 0) + log1p(exp(-abs(y + 0.8*x)))"
        " + max(y + 1.3*x, 0) + log1p(exp(-abs(y + 1.3*x)))"
        " + max(y + 2.1*x, 0) + log1p(exp(-abs(y + 2.1*x)))"
        " - 4*x - 4*y)/8"
    ),
    view=View(x=(-2.0, 8.0), y=(-4.0, 4.0)),
    start=(-1.5, 3.0),
    minima=(Minimum(x=2.509712020046952, y=-0.12548560100234762, value=0.31132390214008226),),
    source="T. Hastie, R. Tibshirani, J. Friedman, The Elements of Statistical Learning (2009), section 4.4",
)
