"""Exponential decay."""

from ...text import Text
from ..definitions import Model

ORDER = 60

MODEL = Model(
    id="decay",
    name=Text(en="Exponential decay", zh="指数衰减"),
    idea=Text(
        en="An amount θ₀ at x = 0 that shrinks at the rate θ₁.",
        zh="x = 0时的初值θ₀，以速率θ₁衰减。",
    ),
    formula="theta_0*exp(-theta_1*x)",
    parameters=("theta_0", "theta_1"),
    start=(1.0, 0.5),
)
