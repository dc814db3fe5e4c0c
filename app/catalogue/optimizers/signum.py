"""Signum: the sign of the momentum."""

from ...text import Text
from ..definitions import Optimizer, Paper, Variant
from ..terms import LR, MOMENTUM

ORDER = 160

OPTIMIZER = Optimizer(
    id="signum",
    name=Text(en="Signum", zh="Signum"),
    idea=Text(
        en=(
            "signSGD with momentum: the sign is taken of a moving average, so a coordinate turns only when the "
            "average does. That rides out noise and zigzags, and overshoots by as long as the memory lasts."
        ),
        zh=(
            "带动量的signSGD：取滑动平均的符号，平均变号时坐标才掉头。这样能抵住噪声和之字形振荡，"
            "但记忆多长就会冲过头多久。"
        ),
    ),
    paper=Paper(
        authors="Jeremy Bernstein, Yu-Xiang Wang, Kamyar Azizzadenesheli, Anima Anandkumar",
        year=2018,
        title="signSGD: Compressed Optimisation for Non-Convex Problems",
        url="https://arxiv.org/abs/1802.04434",
    ),
    advice=Text(
        en=(
            "Use it as signSGD where gradients are noisy: the average decides. Not on curved narrow valleys with a "
            "long memory: it keeps its heading until the average has turned, and runs up the slope."
        ),
        zh=(
            "梯度有噪声时可以用它代替signSGD：由平均值决定方向。在又窄又弯的山谷里记忆不要太长："
            "平均值变号之前它一直朝原方向走，会冲上山坡。"
        ),
    ),
    hyperparameters=(LR.at(0.001), MOMENTUM.at(0.9)),
    variants=(
        Variant(
            framework="optax",
            defaults={"lr": 0.001, "momentum": 0.9},
            state={"m": "0"},
            rule="""\
m = (1 - momentum)*g + momentum*m
theta = theta - lr*sign(m)""",
            call="optax.signum(learning_rate={lr}, beta={momentum})",
            differs=Text(
                en=(
                    "As in the paper, without weight decay; μ is called beta. The learning rate must be given; the "
                    "lab starts from 0.001."
                ),
                zh="与论文一致，没有权重衰减；μ在这里叫beta。学习率必须显式给出，这里取0.001。",
            ),
        ),
    ),
)
