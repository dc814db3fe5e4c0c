"""The law of Michaelis and Menten."""

from ...text import Text
from ..definitions import Model

ORDER = 80

MODEL = Model(
    id="hyperbola",
    name=Text(en="Michaelis–Menten", zh="米氏方程"),
    idea=Text(
        en="It approaches the limit θ₀ and is half-way there at x = θ₁.",
        zh="趋近极限θ₀，在x = θ₁处达到一半。",
    ),
    formula="theta_0*x/(theta_1 + x)",
    parameters=("theta_0", "theta_1"),
    start=(1.0, 1.0),
)
