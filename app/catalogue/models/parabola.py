"""A parabola through the origin."""

from ...text import Text
from ..definitions import Model

ORDER = 20

MODEL = Model(
    id="parabola",
    name=Text(en="Parabola through 0", zh="过原点的抛物线"),
    idea=Text(
        en="A slope θ₀ at the origin and a bend θ₁. Linear in both, so that its squared error is a bowl too.",
        zh="原点处的斜率θ₀与弯曲θ₁。对两个参数都是线性的，所以平方误差同样是一个碗。",
    ),
    formula="theta_0*x + theta_1*x**2",
    parameters=("theta_0", "theta_1"),
    start=(0.0, 0.0),
)
