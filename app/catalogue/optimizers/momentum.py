"""Heavy-ball momentum."""

from ...text import Text
from ..definitions import Optimizer, Paper, Variant
from ..terms import DAMPENING, LR, MOMENTUM, WEIGHT_DECAY

ORDER = 20

OPTIMIZER = Optimizer(
    id="momentum",
    name=Text(en="Momentum", zh="动量法"),
    idea=Text(
        en="A heavy ball: each step keeps most of the previous velocity. "
        "Along a valley gradients add up; across it they cancel, and the zigzag dies down.",
        zh=(
            "像一个沉重的小球：每一步保留大部分原有速度。沿谷底方向梯度不断累积，横穿谷底方向则相互抵消，"
            "之字形振荡因此减弱。"
        ),
    ),
    paper=Paper(
        authors="Boris T. Polyak",
        year=1964,
        title="Some methods of speeding up the convergence of iteration methods",
        url="https://doi.org/10.1016/0041-5553(64)90137-5",
    ),
    advice=Text(
        en=(
            "Use it where plain descent zigzags or crawls: with μ near 1 the number of steps falls from "
            "about κ to about √κ, and noise is averaged out. Not with a large μ and a large η together: it "
            "overshoots, circles the minimum and settles late."
        ),
        zh=(
            "适合普通梯度下降来回折返或进展缓慢的情形：μ接近1时，所需步数从大约κ降到大约√κ，噪声也被平均掉。μ和η不宜同时取大：那样会冲过头，绕着最小值打转，很晚才停下来。"
        ),
    ),
    hyperparameters=(LR.at(0.001), MOMENTUM.at(0.9), DAMPENING, WEIGHT_DECAY),
    variants=(
        Variant(
            framework="pytorch",
            defaults={"lr": 0.001, "momentum": 0.9, "dampening": 0.0, "weight_decay": 0.0},
            state={"b": "0"},
            rule="""\
g = g + weight_decay*theta
b = where(t == 1, g, momentum*b + (1 - dampening)*g)
theta = theta - lr*b""",
            call="torch.optim.SGD([theta], lr={lr}, momentum={momentum}, dampening={dampening}, "
            "weight_decay={weight_decay})",
            differs=Text(
                en=(
                    "b sums bare gradients and today's η scales all of it, so a schedule acts on the whole memory "
                    "at once. Weight decay is L2 in the gradient. torch.optim.SGD has μ = 0 by default; the lab "
                    "takes 0.9."
                ),
                zh="b累积的是梯度本身，并整体乘以当前的η，所以学习率一变，全部记忆立刻随之缩放。"
                "权重衰减是加进梯度的L2项。torch.optim.SGD默认μ = 0，这里取0.9。",
            ),
        ),
        Variant(
            framework="keras",
            defaults={"lr": 0.01, "momentum": 0.9, "weight_decay": 0.0},
            state={"v": "0"},
            rule="""\
theta = theta - theta*weight_decay*lr
v = v*momentum - g*lr
theta = theta + v""",
            call="keras.optimizers.SGD(learning_rate={lr}, momentum={momentum}, weight_decay={weight_decay})",
            differs=Text(
                en=(
                    "η goes into the velocity, so past gradients keep the rate they came with. At a constant η it "
                    "is PyTorch's path; under a schedule it is another one. Default η = 0.01; decay is decoupled."
                ),
                zh="η直接计入速度，过去的梯度保留当时的学习率。η不变时与PyTorch路径相同，使用学习率调度时则不同。"
                "默认η = 0.01；权重衰减是解耦的。",
            ),
        ),
        Variant(
            framework="optax",
            defaults={"lr": 0.001, "momentum": 0.9},
            state={"b": "0"},
            rule="""\
b = g + momentum*b
theta = theta - lr*b""",
            call="optax.sgd(learning_rate={lr}, momentum={momentum})",
            differs=Text(
                en="PyTorch's form without dampening or weight decay. "
                "Neither η nor μ has a default to use; the lab starts from 0.001 and 0.9, as for PyTorch.",
                zh="与PyTorch形式相同，但没有阻尼和权重衰减。η和μ都没有可用的默认值，这里与PyTorch一样取0.001和0.9。",
            ),
        ),
    ),
)
