"""The logistic curve."""

from ...text import Text
from ..definitions import Model

ORDER = 40

MODEL = Model(
    id="logistic",
    name=Text(en="Logistic curve", zh="逻辑曲线"),
    idea=Text(
        en="The probability of a 1: it rises from 0 to 1 about x = −θ₀/θ₁, the steeper the larger θ₁ is.",
        zh="取1的概率：在x = −θ₀/θ₁附近从0升到1，θ₁越大越陡。",
    ),
    formula="1/(1 + exp(-theta_0 - theta_1*x))",
    parameters=("theta_0", "theta_1"),
    start=(0.0, 0.0),
)
