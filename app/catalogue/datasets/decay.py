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
        en="Amount and rate trade off along a bent valley. For a rate below 0 the model grows exponentially and the "
        "loss with it: one step too long in that direction and the run is gone.",
        zh="初值与速率沿一条弯曲的山谷此消彼长。速率小于0时模型指数增长，损失随之爆炸：朝那边多迈一步，路径就一去不返。",
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
