"""A power of x."""

from ...text import Text
from ..definitions import Model

ORDER = 30

MODEL = Model(
    id="power",
    name=Text(en="Power law", zh="幂律"),
    idea=Text(
        en="A line through the origin, bent by an exponent: factor θ₀, exponent θ₁. For x above 0.",
        zh="过原点的直线，再按指数弯曲：系数θ₀，指数θ₁。要求x大于0。",
    ),
    formula="theta_0*x**theta_1",
    parameters=("theta_0", "theta_1"),
    start=(1.0, 1.0),
)
