"""Yogi: Adam whose second moment cannot jump."""

from ...text import Text
from ..definitions import Optimizer, Paper, Variant
from ..terms import BETA1, BETA2, EPS, LR

ORDER = 190

OPTIMIZER = Optimizer(
    id="yogi",
    name=Text(en="Yogi", zh="Yogi"),
    idea=Text(
        en=(
            "In Adam the second moment falls by a share of itself, so after a large gradient it drops fast and "
            "steps grow fast. Yogi moves it by a share of g², up or down: step sizes grow slowly and under control."
        ),
        zh=(
            "在Adam中，二阶矩按自身的比例下降，大梯度过后它降得快，步长也随之猛增。Yogi每次只按g²的比例增减它，"
            "步长因此缓慢而可控地变大。"
        ),
    ),
    paper=Paper(
        authors="Manzil Zaheer, Sashank J. Reddi, Devendra Sachan, Satyen Kale, Sanjiv Kumar",
        year=2018,
        title="Adaptive Methods for Nonconvex Optimization",
        url="https://papers.nips.cc/paper/8186-adaptive-methods-for-nonconvex-optimization",
    ),
    advice=Text(
        en=(
            "Use it where Adam's steps jump after gradients have become small, as with sparse or bursty gradients. "
            "Not where the scale of the gradient falls fast and the run should speed up: its memory of squares "
            "falls slowly."
        ),
        zh=(
            "适合梯度变小之后Adam步长猛增的情形，例如稀疏或忽大忽小的梯度。梯度迅速变小、又希望随之加速时不合适："
            "它的二阶矩降得很慢。"
        ),
    ),
    hyperparameters=(LR.at(0.01), BETA1.at(0.9), BETA2.at(0.999), EPS.at(1e-3)),
    variants=(
        Variant(
            framework="optax",
            defaults={"lr": 0.01, "beta1": 0.9, "beta2": 0.999, "eps": 1e-3},
            state={"m": "1e-6", "v": "1e-6"},
            rule="""\
m = (1 - beta1)*g + beta1*m
v = v - (1 - beta2)*sign(v - g**2)*g**2
m_hat = m/(1 - beta1**t)
v_hat = v/(1 - beta2**t)
theta = theta - lr*(m_hat/(sqrt(v_hat) + eps))""",
            call="optax.yogi(learning_rate={lr}, b1={beta1}, b2={beta2}, eps={eps})",
            differs=Text(
                en=(
                    "Both averages start at 10⁻⁶ and are corrected as if they had started at 0. ε = 10⁻³. The "
                    "learning rate must be given; the lab starts from the paper's 0.01."
                ),
                zh=(
                    "两个平均值都从10⁻⁶开始，却按从0开始的方式做偏差修正。ε = 10⁻³。学习率必须显式给出，"
                    "这里取论文的0.01。"
                ),
            ),
        ),
        Variant(
            framework="paper",
            defaults={"lr": 0.01, "beta1": 0.9, "beta2": 0.999, "eps": 1e-3},
            state={"m": "0", "v": "0"},
            rule="""\
m = beta1*m + (1 - beta1)*g
v = v - (1 - beta2)*sign(v - g**2)*g**2
theta = theta - lr*m/(sqrt(v) + eps)""",
            call="",
            differs=Text(
                en=(
                    "The paper's algorithm starts both averages at 0 and corrects no bias: the first steps are "
                    "longer, about 3η. ε = 10⁻³."
                ),
                zh="论文的算法两个平均值都从0开始，不做偏差修正：最初几步更长，约为3η。ε = 10⁻³。",
            ),
        ),
    ),
)
