"""A sine wave."""

from ...text import Text
from ..definitions import Model

ORDER = 50

MODEL = Model(
    id="sine",
    name=Text(en="Sine wave", zh="正弦波"),
    idea=Text(
        en="Amplitude θ₀ and frequency θ₁. Its loss has a valley for every frequency that fits a little.",
        zh="振幅θ₀与频率θ₁。凡是稍微吻合的频率，损失曲面上都有一个谷。",
    ),
    formula="theta_0*sin(theta_1*x)",
    parameters=("theta_0", "theta_1"),
    start=(1.0, 1.0),
)
