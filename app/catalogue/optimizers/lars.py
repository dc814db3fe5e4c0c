"""LARS: momentum whose steps are a share of the size of the parameters."""

from ...text import Text
from ..definitions import Hyperparameter, Optimizer, Paper, Variant
from ..terms import EPS, LR, MOMENTUM, WEIGHT_DECAY

ORDER = 230

TRUST_COEFFICIENT = Hyperparameter(
    name="trust_coefficient",
    symbol="κ",
    default=0.001,
    minimum=0,
    maximum=1e6,
    slider=(1e-4, 1),
    scale="log",
    description=Text(
        en="Trust coefficient: how large a step is in proportion to the parameters, before η.",
        zh="信任系数：乘以η之前，一步相对于参数大小的比例。",
    ),
)
ADAPT = Hyperparameter(
    name="adapt",
    symbol="q",
    default=1,
    minimum=0,
    maximum=1,
    slider=(0, 1),
    scale="switch",
    description=Text(
        en="Whether the ratio applies. Training code spares biases and other vectors, which leaves plain momentum.",
        zh="是否使用缩放比例。训练代码通常对偏置等向量不用它，剩下的就是普通动量法。",
    ),
)

OPTIMIZER = Optimizer(
    id="lars",
    name=Text(en="LARS", zh="LARS"),
    idea=Text(
        en=(
            "Momentum in which the gradient's length is replaced by a share of the length of the parameters (in a "
            "network: of each layer), so that no layer moves out of proportion. On a surface with its minimum at "
            "the origin the steps die out on the way."
        ),
        zh=(
            "一种动量法：把梯度的长度换成参数长度的一个比例（在网络中逐层进行），避免某一层走得过快。"
            "若曲面的最小值在原点，步子会在途中逐渐消失。"
        ),
    ),
    paper=Paper(
        authors="Yang You, Igor Gitman, Boris Ginsburg",
        year=2017,
        title="Large Batch Training of Convolutional Networks",
        url="https://arxiv.org/abs/1708.03888",
    ),
    advice=Text(
        en=(
            "Use it to train convolutional networks with very large batches. Not for low-dimensional problems with "
            "a meaning of their own: the step is a share of ‖θ‖, whatever the distance to the minimum."
        ),
        zh="适合用超大批量训练卷积网络。坐标本身有意义的低维问题不合适：不管离最小值多远，步长总与‖θ‖成比例。",
    ),
    hyperparameters=(LR.at(1.0), MOMENTUM.at(0.9), TRUST_COEFFICIENT, WEIGHT_DECAY, EPS.at(0), ADAPT),
    variants=(
        Variant(
            framework="optax",
            defaults={"lr": 1.0, "momentum": 0.9, "trust_coefficient": 0.001, "weight_decay": 0.0, "eps": 0.0},
            state={"b": "0"},
            rule="""\
g = g + weight_decay*theta
r = where(norm(theta) > 0, where(norm(g) > 0, trust_coefficient*norm(theta)/(norm(g) + eps), 1), 1)
b = -lr*(g*r) + momentum*b
theta = theta + b""",
            call=(
                "optax.lars(learning_rate={lr}, weight_decay={weight_decay}, "
                "trust_coefficient={trust_coefficient}, eps={eps}, momentum={momentum})"
            ),
            differs=Text(
                en=(
                    "The ratio is that of θ to the gradient with its decay; η goes into the memory, as in Keras's "
                    "momentum. The learning rate must be given; the lab starts from 1, since κ makes the steps "
                    "small."
                ),
                zh=(
                    "比例是θ与含衰减项的梯度之比；η直接计入记忆，与Keras的动量相同。学习率必须显式给出；"
                    "因为κ已使步子很小，这里取1。"
                ),
            ),
        ),
        Variant(
            framework="paper",
            defaults={"lr": 1.0, "momentum": 0.9, "trust_coefficient": 0.001, "weight_decay": 0.0, "adapt": 1.0},
            state={"v": "0"},
            rule="""\
d = norm(g) + weight_decay*norm(theta)
r = where(norm(theta) > 0, where(d > 0, trust_coefficient*norm(theta)/d, 1), 1)
v = momentum*v + lr*where(adapt > 0, r*(g + weight_decay*theta), g)
theta = theta - v""",
            call=(
                "pytorch_optimizer.LARS([theta], lr={lr}, momentum={momentum}, "
                "trust_coefficient={trust_coefficient}, weight_decay={weight_decay})"
            ),
            differs=Text(
                en=(
                    "The paper adds the norms of gradient and decay. pytorch_optimizer does so for matrices; a "
                    "vector, such as a point of the plane, gets neither ratio nor decay there, which adapt = 0 "
                    "shows: plain momentum, and far away at the same η."
                ),
                zh=(
                    "论文把梯度与衰减项的范数相加。pytorch_optimizer只对矩阵这样做；"
                    "向量（例如平面上的点）既没有比例也没有衰减，即adapt = 0：普通动量法，同样的η下路径相去甚远。"
                ),
            ),
        ),
    ),
)
