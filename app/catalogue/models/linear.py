"""A straight line."""

from ...text import Text
from ..definitions import Model

ORDER = 10

MODEL = Model(
    id="linear",
    name=Text(en="Straight line", zh="直线"),
    idea=Text(
        en="An intercept θ₀ and a slope θ₁. With the squared error its loss surface is a bowl.",
        zh="截距θ₀与斜率θ₁。采用平方误差时，损失曲面是一个碗。",
    ),
    formula="theta_0 + theta_1*x",
    parameters=("theta_0", "theta_1"),
    start=(0.0, 0.0),
)
