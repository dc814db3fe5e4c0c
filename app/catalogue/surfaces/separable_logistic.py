"""Logistic regression on points that a line can part."""

from ...text import Text
from ..definitions import Surface, View

ORDER = 530

SURFACE = Surface(
    id="separable_logistic",
    name=Text(en="Separable classes", zh="线性可分的分类"),
    idea=Text(
        en=(
            "The logistic loss of six points that a line through the origin parts without error: it falls for "
            "ever towards 0."
        ),
        zh="六个点能被一条过原点的直线完全分开，逻辑回归的损失于是一直下降，趋近于0。",
    ),
    lesson=Text(
        en=(
            "There is no minimum. The direction of (x, y) soon settles at 45°, the widest margin, but the length "
            "grows only as the logarithm of time: ten times the steps add 1.15 to each coordinate."
        ),
        zh=(
            "这里没有最小值。(x, y)的方向很快稳定在45°，即间隔最大的方向；长度却只按步数的对数增长："
            "步数变成十倍，每个坐标只增加1.15。"
        ),
    ),
    group="plateaus",
    # log(1 + exp(-z)) would overflow for z far below 0; max(-z, 0) + log1p(exp(-abs(z))) does not.
    formula=(
        "(max(y - 3*x, 0) + log1p(exp(-abs(3*x - y)))"
        " + max(x - 3*y, 0) + log1p(exp(-abs(3*y - x)))"
        " + max(-x - 3*y, 0) + log1p(exp(-abs(x + 3*y)))"
        " + max(-3*y, 0) + log1p(exp(-abs(3*y)))"
        " + max(-x - 2*y, 0) + log1p(exp(-abs(x + 2*y)))"
        " + max(-x - y, 0) + log1p(exp(-abs(x + y))))/6"
    ),
    view=View(x=(-3.0, 12.0), y=(-3.0, 12.0)),
    start=(-2.0, 3.0),
    minima=(),
    source=(
        "D. Soudry et al., The implicit bias of gradient descent on separable data, Journal of Machine "
        "Learning Research 19 (2018)"
    ),
)
