"""Adafactor: steps in proportion to the parameters, with a second moment that needs no tuning."""

from ...text import Text
from ..definitions import Hyperparameter, Optimizer, Paper, Variant
from ..terms import LR, WEIGHT_DECAY

ORDER = 200

DECAY_RATE = Hyperparameter(
    name="decay_rate",
    symbol="c",
    default=0.8,
    minimum=0,
    maximum=10,
    slider=(0.1, 1),
    scale="linear",
    description=Text(
        en=(
            "The newest g² enters the average with weight t⁻ᶜ: at c = 1 it is the mean of all, smaller c forgets "
            "faster."
        ),
        zh="最新的g²以权重t⁻ᶜ计入平均：c = 1时是全部的平均值，c越小遗忘越快。",
    ),
)
EPS1 = Hyperparameter(
    name="eps1",
    symbol="ε₁",
    default=2.220446049250313e-16,
    minimum=0,
    maximum=1e6,
    slider=(1e-16, 10),
    scale="log",
    description=Text(
        en="A floor for the second moment, so that nothing is divided by 0.",
        zh="二阶矩的下限，避免除以0。",
    ),
)
EPS2 = Hyperparameter(
    name="eps2",
    symbol="ε₂",
    default=1e-3,
    minimum=0,
    maximum=1e6,
    slider=(1e-5, 10),
    scale="log",
    description=Text(
        en=(
            "The least size that the parameters are taken to have: without it a run that starts at 0 would stay there."
        ),
        zh="参数大小的下限：没有它，从0出发的运行会停在原地。",
    ),
)
THRESHOLD = Hyperparameter(
    name="d",
    symbol="d",
    default=1,
    minimum=1,
    maximum=1e6,
    slider=(1, 10),
    scale="log",
    description=Text(
        en="An update whose root mean square exceeds this is scaled down to it.",
        zh="更新的均方根超过这个值时，整体缩小到这个值。",
    ),
)

OPTIMIZER = Optimizer(
    id="adafactor",
    name=Text(en="Adafactor", zh="Adafactor"),
    idea=Text(
        en=(
            "Made for huge models: no momentum, and step sizes that are a share of the size of the parameters "
            "themselves. For matrices it keeps row and column sums only; a point of the plane is a vector and "
            "keeps every square."
        ),
        zh=(
            "为超大模型设计：没有动量，步长取参数自身大小的一个比例。对矩阵只保存行和与列和；平面上的点是向量，"
            "每个平方都保留。"
        ),
    ),
    paper=Paper(
        authors="Noam Shazeer, Mitchell Stern",
        year=2018,
        title="Adafactor: Adaptive Learning Rates with Sublinear Memory Cost",
        url="https://arxiv.org/abs/1804.04235",
    ),
    advice=Text(
        en=(
            "Use it where memory is short: for matrices it stores rows and columns instead of every entry. Not "
            "where the minimum lies at or near 0: steps are a share of the parameters' size, and shrink or stall "
            "there."
        ),
        zh=(
            "适合内存紧张的情形：对矩阵只存行与列，而不存每个元素。最小值在0或其附近时不合适："
            "步长与参数大小成比例，会越来越小甚至停住。"
        ),
    ),
    hyperparameters=(LR.at(0.01), DECAY_RATE, EPS1, EPS2, THRESHOLD, WEIGHT_DECAY),
    variants=(
        Variant(
            framework="pytorch",
            defaults={
                "lr": 0.01,
                "decay_rate": 0.8,
                "eps1": 2.220446049250313e-16,
                "eps2": 1e-3,
                "d": 1.0,
                "weight_decay": 0.0,
            },
            state={"v": "0"},
            # torch.lerp counts from its nearer end.
            rule="""\
w = t**(-decay_rate)
alpha = max(eps2, norm(theta)/2**0.5)*min(lr, 1/t**0.5)
theta = theta*(1 - lr*weight_decay)
v = where(w < 0.5, v + w*(g*g - v), g*g - (g*g - v)*(1 - w))
u = 1/sqrt(max(v, eps1*eps1))*g
theta = theta - alpha/max(1, norm(u)/(2**0.5*d))*u""",
            call=(
                "torch.optim.Adafactor([theta], lr={lr}, beta2_decay=-{decay_rate}, eps=({eps1}, {eps2}), d={d}, "
                "weight_decay={weight_decay})"
            ),
            differs=Text(
                en=(
                    "The step is the root mean square of θ times the smaller of η and 1/√t. Default η = 0.01; "
                    "weight decay is decoupled, even though it is PyTorch."
                ),
                zh="步长等于θ的均方根乘以η与1/√t中较小的一个。默认η = 0.01；这里PyTorch的权重衰减也是解耦的。",
            ),
        ),
        Variant(
            framework="keras",
            defaults={"lr": 0.001, "decay_rate": 0.8, "eps1": 1e-30, "eps2": 1e-3, "d": 1.0, "weight_decay": 0.0},
            state={"v": "0"},
            rule="""\
theta = theta - theta*weight_decay*lr
alpha = max(eps2, sqrt(sum(theta**2)/2))*min(lr, 1/sqrt(t))
w = 1 - t**(-decay_rate)
v = w*v + (1 - w)*(g**2 + eps1)
u = g/sqrt(v)
theta = theta - alpha*(u/max(1, sqrt(sum(u**2)/2)/d))""",
            call=(
                "keras.optimizers.Adafactor(learning_rate={lr}, beta_2_decay=-{decay_rate}, epsilon_1={eps1}, "
                "epsilon_2={eps2}, clip_threshold={d}, weight_decay={weight_decay})"
            ),
            differs=Text(
                en=(
                    "PyTorch's formula with a default η = 0.001, a tenth of PyTorch's. ε₁ is added to each g² "
                    "instead of being a floor; decay is decoupled."
                ),
                zh=(
                    "与PyTorch公式相同，但默认η = 0.001，是PyTorch的十分之一。ε₁加到每个g²上，而不是作下限；"
                    "权重衰减是解耦的。"
                ),
            ),
        ),
        Variant(
            framework="optax",
            defaults={"lr": 1.0, "decay_rate": 0.8, "eps1": 1e-30, "d": 1.0, "weight_decay": 0.0},
            state={"v": "0"},
            rule="""\
w = 1 - t**(-decay_rate)
v = w*v + (1 - w)*(g**2 + eps1)
u = g*(1/sqrt(v))
u = u/max(1, sqrt(sum(u**2)/2)/d)
u = u*lr*max(1e-3, sqrt(sum(theta**2)/2))
theta = theta - (u + weight_decay*theta)""",
            call=(
                "optax.adafactor(learning_rate={lr}, decay_rate={decay_rate}, eps={eps1}, clipping_threshold={d}, "
                "weight_decay_rate={weight_decay})"
            ),
            differs=Text(
                en=(
                    "No 1/√t. Without a learning rate every step is as long as the parameters are large, which is "
                    "the η = 1 here. Decay is not multiplied by η. The release rounds tᶜ to float32; the lab does "
                    "not."
                ),
                zh=(
                    "没有1/√t。不给学习率时，每一步都与参数本身一样大，这里即η = 1。权重衰减不乘η。"
                    "发布版把tᶜ舍入到float32，这里不舍入。"
                ),
            ),
        ),
    ),
)
