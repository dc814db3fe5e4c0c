"""SPSA: descent without a gradient, from two losses an update."""

from ...text import Text
from ..definitions import Hyperparameter, Optimizer, Paper, Variant
from ..terms import LONGEST, LR

ORDER = 380


def exponent(name: str, symbol: str, default: float, description: Text) -> Hyperparameter:
    return Hyperparameter(
        name=name,
        symbol=symbol,
        default=default,
        minimum=0,
        maximum=10,
        slider=(0, 1),
        scale="linear",
        description=description,
    )


C = Hyperparameter(
    name="c",
    symbol="c",
    default=0.1,
    minimum=1e-12,
    maximum=1e6,
    slider=(1e-4, 1),
    scale="log",
    description=Text(
        en="How far to either side the first update looks; the larger the noise, the farther.",
        zh="第一次更新向两侧试探多远；噪声越大，应取得越远。",
    ),
)
STABILITY = Hyperparameter(
    name="stability",
    symbol="A",
    default=20,
    minimum=0,
    maximum=LONGEST,
    slider=(0, 200),
    scale="linear",
    description=Text(
        en="Holds the first steps back; about a tenth of the updates that are planned.",
        zh="压住最初的步子；大约取计划更新次数的十分之一。",
    ),
)

OPTIMIZER = Optimizer(
    id="spsa",
    name=Text(en="SPSA", zh="SPSA（同时扰动随机逼近）"),
    short=Text(en="SPSA", zh="SPSA"),
    idea=Text(
        en=(
            "Knows no gradient. It shakes all coordinates at once by ±c, at random, and steps down along the shake by "
            "the difference of the two losses: two evaluations, however many coordinates there are. On average that is "
            "gradient descent."
        ),
        zh=(
            "不知道梯度。它随机地让所有坐标同时偏移±c，按两侧损失之差沿这个方向下降：无论有多少个坐标，"
            "都只需计算两次损失。平均起来，它就是梯度下降。"
        ),
    ),
    paper=Paper(
        authors="James C. Spall",
        year=1992,
        title="Multivariate Stochastic Approximation Using a Simultaneous Perturbation Gradient Approximation",
        url="https://doi.org/10.1109/9.119632",
    ),
    advice=Text(
        en=(
            "Use it where only a loss can be measured: simulations, experiments, quantum circuits. "
            "Not where a gradient is to be had: it is a hundred times cheaper than the steps that its absence costs."
        ),
        zh=(
            "只能测量损失的场合可用：仿真、实验、量子线路。能得到梯度时不要用：没有梯度所多花的步数，比算梯度贵上百倍。"
        ),
    ),
    hyperparameters=(
        LR.at(0.01),
        exponent(
            "alpha",
            "α",
            0.602,
            Text(en="How fast the steps shrink: as t to the −α.", zh="步长缩小的速度：按t的−α次幂。"),
        ),
        C,
        exponent(
            "gamma",
            "γ",
            0.101,
            Text(en="How fast the shakes shrink: as t to the −γ.", zh="扰动缩小的速度：按t的−γ次幂。"),
        ),
        STABILITY,
    ),
    variants=(
        Variant(
            framework="paper",
            defaults={"lr": 0.01, "alpha": 0.602, "c": 0.1, "gamma": 0.101, "stability": 20.0},
            rule="""\
a = lr/(t + stability)**alpha
h = c/t**gamma
u = signs()
q = (loss(theta + h*u) - loss(theta - h*u))/(2*h)
theta = theta - a*(q/u)""",
            call="",
            differs=Text(
                en=(
                    "With the exponents that Spall recommends; η, c and A are to be fitted to the problem. "
                    "Both losses are of all data, without noise. None of the three frameworks has it."
                ),
                zh="两个指数取Spall推荐的值；η、c和A要按问题选择。两个损失都是全部数据的，不含噪声。三个框架都没有它。",
            ),
        ),
    ),
)
