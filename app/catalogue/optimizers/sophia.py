"""Sophia: momentum divided by curvature, and cut where the curvature is not to be trusted."""

from ...text import Text
from ..definitions import Hyperparameter, Optimizer, Paper, Variant
from ..terms import BETA1, BETA2, EPS, LONGEST, LR, WEIGHT_DECAY

ORDER = 370

GAMMA = Hyperparameter(
    name="gamma",
    symbol="γ",
    default=0.01,
    minimum=0,
    maximum=1e6,
    slider=(1e-3, 10),
    scale="log",
    description=Text(
        en="How much of the curvature the momentum is divided by: small ones cut more steps.",
        zh="动量除以曲率的多少倍：越小，被截断的步子越多。",
    ),
)
CLIP = Hyperparameter(
    name="clip",
    symbol="c",
    default=1,
    minimum=0,
    maximum=1e6,
    slider=(0.01, 10),
    scale="log",
    description=Text(en="The largest step of a coordinate, in units of η.", zh="每个坐标步长的上限，以η为单位。"),
)
UPDATE_INTERVAL = Hyperparameter(
    name="update_interval",
    symbol="n",
    default=10,
    minimum=1,
    maximum=LONGEST,
    slider=(1, 50),
    scale="integer",
    description=Text(en="Updates between two looks at the curvature.", zh="两次测量曲率之间的更新次数。"),
)

OPTIMIZER = Optimizer(
    id="sophia",
    name=Text(en="Sophia", zh="Sophia"),
    idea=Text(
        en=(
            "Divides an average of the gradient by an average of the Hessian's diagonal, looked at every tenth update, "
            "and cuts each coordinate's step at η. Where the curvature is small, negative or not known yet, the cut "
            "decides and the step is that of signs; where it is large, the step is Newton's for one coordinate."
        ),
        zh=(
            "梯度的平均除以Hessian对角元的平均（每十次更新测一次），每个坐标的步子在η处截断。曲率很小、"
            "为负或还不知道时，由截断说了算，走的是符号步；曲率大时，走的是单坐标的牛顿步。"
        ),
    ),
    paper=Paper(
        authors="Hong Liu, Zhiyuan Li, David Hall, Percy Liang, Tengyu Ma",
        year=2024,
        title="Sophia: A Scalable Stochastic Second-order Optimizer for Language Model Pre-training",
        url="https://arxiv.org/abs/2305.14342",
    ),
    advice=Text(
        en=(
            "Use it where curvatures differ much between coordinates and change slowly: it was made for language "
            "models. Not on valleys askew to the axes, which the diagonal does not see, nor where a second derivative "
            "costs too much."
        ),
        zh=(
            "各坐标曲率相差很大又变化缓慢时可用：它是为语言模型设计的。斜着的峡谷不合适，对角元看不见它；"
            "二阶导数太贵时也不合适。"
        ),
    ),
    hyperparameters=(
        LR.at(0.001),
        BETA1.at(0.965),
        BETA2.at(0.99),
        EPS.at(1e-8),
        WEIGHT_DECAY.at(1e-4),
        GAMMA,
        CLIP,
        UPDATE_INTERVAL,
    ),
    variants=(
        Variant(
            framework="optax",
            defaults={
                "lr": 0.001,
                "beta1": 0.965,
                "beta2": 0.99,
                "eps": 1e-8,
                "weight_decay": 1e-4,
                "gamma": 0.01,
                "clip": 1.0,
                "update_interval": 10.0,
            },
            state={"m": "0", "h": "0"},
            rule="""\
m = (1 - beta1)*g + beta1*m
m_hat = m/(1 - beta1**t)
u = m_hat/max(gamma*h, eps)
u = min(max(u, -clip), clip)
h = where(k - update_interval*floor(k/update_interval) == 0, (1 - beta2)*hess_diag(theta) + beta2*h, h)
theta = theta - lr*(u + weight_decay*theta)""",
            call="optax.contrib.sophia(learning_rate={lr}, b1={beta1}, b2={beta2}, eps={eps}, "
            "weight_decay={weight_decay}, gamma={gamma}, clip_threshold={clip}, update_interval={update_interval}, "
            "hessian_diagonal_fn=hessian_diagonal)",
            differs=Text(
                en=(
                    "Steps with the curvature as it was before the look, so that the first step is one of signs. "
                    "Optax's own estimate of the diagonal is random; two parameters have it exactly, and the lab takes "
                    "that. The learning rate must be given; the lab starts from 0.001. λ = 0.0001 by default."
                ),
                zh=(
                    "更新用的是测量之前的曲率，因此第一步是符号步。Optax自带的对角元估计是随机的；"
                    "只有两个参数时可以精确算出，这里就用精确值。学习率必须显式给出，这里取0.001。默认λ = 0.0001。"
                ),
            ),
        ),
    ),
)
