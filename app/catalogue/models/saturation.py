"""Exponential approach to a limit."""

from ...text import Text
from ..definitions import Model

ORDER = 70

MODEL = Model(
    id="saturation",
    name=Text(en="Saturation", zh="指数饱和"),
    idea=Text(
        en="From 0 it approaches the limit θ₀ at the rate θ₁.",
        zh="从0出发，以速率θ₁趋近极限θ₀。",
    ),
    formula="theta_0*(1 - exp(-theta_1*x))",
    parameters=("theta_0", "theta_1"),
    start=(1.0, 0.5),
)
