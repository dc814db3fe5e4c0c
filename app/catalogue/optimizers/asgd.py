"""Averaged SGD: a slowly decaying descent, and the mean of its last points."""

from ...text import Text
from ..definitions import Hyperparameter, Optimizer, Paper, Track, Variant
from ..terms import LONGEST, LR, WEIGHT_DECAY

ORDER = 250

LAMBD = Hyperparameter(
    name="lambd",
    symbol="λ₀",
    default=1e-4,
    minimum=0,
    maximum=1000,
    slider=(1e-5, 1),
    scale="log",
    description=Text(
        en="Pulls the parameters towards 0 and, at the same pace, lets the learning rate decay.",
        zh="把参数拉向0，并以同样的节奏让学习率衰减。",
    ),
)
ALPHA = Hyperparameter(
    name="alpha",
    symbol="α",
    default=0.75,
    minimum=0,
    maximum=10,
    slider=(0, 2),
    scale="linear",
    description=Text(
        en="The power of that decay: 0 keeps the learning rate, 1 lets it fall as 1/t.",
        zh="学习率衰减的幂次：0表示不变，1表示按1/t下降。",
    ),
)
T0 = Hyperparameter(
    name="t0",
    symbol="t₀",
    default=1_000_000,
    minimum=0,
    maximum=LONGEST,
    slider=(0, 1000),
    scale="integer",
    description=Text(
        en="The update after which averaging starts.",
        zh="从这次更新之后开始求平均。",
    ),
)

OPTIMIZER = Optimizer(
    id="asgd",
    name=Text(en="Averaged SGD", zh="平均随机梯度下降（ASGD）"),
    short=Text(en="ASGD", zh="ASGD"),
    idea=Text(
        en=(
            "Gradient descent with a learning rate that decays slowly, and beside it the mean of the points it "
            "visits from update t₀ on. Under noise the points scatter about the minimum; their mean lies much "
            "nearer to it."
        ),
        zh=(
            "学习率缓慢衰减的梯度下降，同时从第t₀次更新起记录所经各点的平均。有噪声时各点散布在最小值周围，"
            "它们的平均则离最小值近得多。"
        ),
    ),
    paper=Paper(
        authors="Boris T. Polyak, Anatoli B. Juditsky",
        year=1992,
        title="Acceleration of Stochastic Approximation by Averaging",
        url="https://doi.org/10.1137/0330046",
    ),
    advice=Text(
        en=(
            "Use it under noise, with t₀ set to where the run has settled: the mean of the last points is what to "
            "take. Not without noise and not while the run still travels: the mean then lags behind."
        ),
        zh=(
            "适合有噪声的情形，把t₀设在运行稳定之后：取最后各点的平均作为结果。没有噪声或仍在途中时不合适："
            "平均值会落在后面。"
        ),
    ),
    hyperparameters=(LR.at(0.01), LAMBD, ALPHA, T0, WEIGHT_DECAY),
    variants=(
        Variant(
            framework="pytorch",
            defaults={"lr": 0.01, "lambd": 1e-4, "alpha": 0.75, "t0": 1e6, "weight_decay": 0.0},
            state={"eta_t": "lr", "mu": "1", "a": "theta"},
            rule="""\
g = g + weight_decay*theta
p = theta*(1 - lambd*eta_t) - eta_t*g
a = where(mu == 1, p, a + (p - a)*mu)
eta_t = lr/(1 + lambd*lr*t)**alpha
mu = 1/max(1, t - t0)
theta = p""",
            tracks=(Track(id="average", name=Text(en="average", zh="平均值"), formula="a"),),
            call=(
                "torch.optim.ASGD([theta], lr={lr}, lambd={lambd}, alpha={alpha}, t0={t0}, weight_decay={weight_decay})"
            ),
            differs=Text(
                en=(
                    "t₀ is a million by default, so the average is just the point itself until it is set lower. "
                    "PyTorch leaves the parameters at the bare point; the average is in its state as ax. Default η "
                    "= 0.01."
                ),
                zh=(
                    "t₀默认是一百万，不调小的话，平均值就是点本身。PyTorch的参数停在未平均的点上，"
                    "平均值保存在状态ax里。默认η = 0.01。"
                ),
            ),
        ),
    ),
)
