"""An exponential decay with noise."""

from ...text import Text
from ..data_terms import NOISE, SEED, N, true_value
from ..definitions import Dataset, Recipe, View

ORDER = 310

DATASET = Dataset(
    id="decay",
    name=Text(en="Decay", zh="衰减"),
    idea=Text(
        en="A quantity that halves again and again, measured with noise.",
        zh="不断减半的量，测量带有噪声。",
    ),
    lesson=Text(
        en="Amount and rate trade off along a bent valley. For rates about 0 and below the loss rises exponentially: a "
        "step from there overshoots to a rate so large that the model is 0 almost everywhere, and no slope leads back.",
        zh="初值与速率沿一条弯曲的山谷此消彼长。速率接近或小于0时损失指数增大：从那里迈出的一步会冲到很大的速率，"
        "模型几乎处处为0，也就没有坡度把它带回来。",
    ),
    recipe=Recipe(x="5*u", y="amount*exp(-rate*x) + noise*z"),
    coefficients=(
        N.at(30),
        SEED,
        NOISE.at(0.1),
        true_value("amount", "A", 3.0, (0, 10), Text(en="amount at x = 0", zh="初值")),
        true_value("rate", "k", 0.8, (0, 4), Text(en="rate", zh="速率")),
    ),
    source="y = A exp(−kx) + σz",
    model="decay",
    start=(0.5, 2.0),
    view=View(x=(-1.0, 5.0), y=(-0.2, 3.0)),
)
