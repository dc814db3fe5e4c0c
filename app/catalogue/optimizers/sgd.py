"""Gradient descent: one step against the gradient."""

from ...text import Text
from ..definitions import Optimizer, Paper, Variant
from ..terms import LR, WEIGHT_DECAY

ORDER = 10

OPTIMIZER = Optimizer(
    id="sgd",
    name=Text(en="Gradient descent (SGD)", zh="梯度下降（SGD）"),
    short=Text(en="SGD", zh="梯度下降"),
    idea=Text(
        en="Step against the gradient, the direction in which the loss rises fastest. "
        "With the gradient of a few samples instead of all it is called stochastic.",
        zh="梯度指向损失上升最快的方向，所以每一步都沿它的反方向走。只用少数样本计算梯度时，称为随机梯度下降。",
    ),
    paper=Paper(
        authors="Herbert Robbins, Sutton Monro",
        year=1951,
        title="A Stochastic Approximation Method",
        url="https://doi.org/10.1214/aoms/1177729586",
    ),
    advice=Text(
        en=(
            "Use it as the yardstick: it has one number to set, its path is easy to reason about, and on an "
            "evenly curved bowl nothing is simpler. Not for narrow valleys: η must stay below 2/λmax of the "
            "steepest direction, and the flattest one then takes about κ steps."
        ),
        zh=(
            "适合作为基准：只有一个数要设，路径容易分析，各方向曲率相近时没有比它更简单的方法。不适合狭长的山谷：η必须小于最陡方向的2/λmax，而最平缓的方向因此需要大约κ步。"
        ),
    ),
    hyperparameters=(LR.at(0.001), WEIGHT_DECAY),
    variants=(
        Variant(
            framework="pytorch",
            defaults={"lr": 0.001, "weight_decay": 0.0},
            rule="""\
g = g + weight_decay*theta
theta = theta - lr*g""",
            call="torch.optim.SGD([theta], lr={lr}, weight_decay={weight_decay})",
            differs=Text(
                en="Default η = 0.001. Weight decay is L2 regularisation: λθ is added to the gradient. "
                "For this method alone, that is the same path as Keras's decoupled decay.",
                zh=(
                    "默认η = 0.001。权重衰减即L2正则化：把λθ加到梯度上。只有对这个方法，"
                    "它与Keras的解耦衰减走出同一条路径。"
                ),
            ),
        ),
        Variant(
            framework="keras",
            defaults={"lr": 0.01, "weight_decay": 0.0},
            rule="""\
theta = theta - theta*weight_decay*lr
theta = theta - g*lr""",
            call="keras.optimizers.SGD(learning_rate={lr}, weight_decay={weight_decay})",
            differs=Text(
                en="Default η = 0.01, ten times PyTorch's. Weight decay is decoupled: "
                "θ shrinks by ηλθ first, then steps by a gradient that does not know of it.",
                zh="默认η = 0.01，是PyTorch的十倍。权重衰减是解耦的：θ先缩小ηλθ，再按不含衰减项的梯度更新。",
            ),
        ),
        Variant(
            framework="optax",
            defaults={"lr": 0.001},
            rule="theta = theta - lr*g",
            call="optax.sgd(learning_rate={lr})",
            differs=Text(
                en="The learning rate must be given; the lab starts from PyTorch's 0.001. "
                "Weight decay is a transformation of its own, not part of the optimizer.",
                zh="学习率必须显式给出，这里取PyTorch的默认值0.001。权重衰减是单独的变换，不属于优化器本身。",
            ),
        ),
    ),
)
