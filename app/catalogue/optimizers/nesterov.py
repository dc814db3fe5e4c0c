"""Nesterov's accelerated gradient: the frameworks draw the look-ahead point, the textbook the point behind it."""

from ...text import Text
from ..definitions import Optimizer, Paper, Track, Variant
from ..terms import LR, MOMENTUM, WEIGHT_DECAY

ORDER = 30

OPTIMIZER = Optimizer(
    id="nesterov",
    name=Text(en="Nesterov momentum", zh="Nesterov动量法"),
    short=Text(en="Nesterov", zh="Nesterov"),
    idea=Text(
        en=(
            "Momentum that looks ahead: the gradient is taken where the velocity is about to carry the point, so "
            "it brakes before it overshoots. In the frameworks the path drawn is that of the look-ahead point."
        ),
        zh="会向前看的动量法：在速度即将带到的位置计算梯度，因而能在冲过头之前减速。各框架画出的是这个前瞻点的路径。",
    ),
    paper=Paper(
        authors="Yurii Nesterov",
        year=1983,
        title="A method of solving a convex programming problem with convergence rate O(1/k²)",
        url="https://www.mathnet.ru/eng/dan46009",
    ),
    advice=Text(
        en=(
            "Use it instead of momentum where that overshoots: looking ahead brakes earlier, and on smooth convex "
            "losses it has the better guarantee. With noisy gradients the two differ little, and the same η may be "
            "too large for it."
        ),
        zh=(
            "动量法容易冲过头时可改用它：先看前方的梯度，能更早减速；对光滑的凸损失，它的收敛保证也更好。"
            "梯度噪声较大时两者相差不大，而且动量法能用的η对它可能偏大。"
        ),
    ),
    hyperparameters=(LR.at(0.001), MOMENTUM.at(0.9), WEIGHT_DECAY),
    variants=(
        Variant(
            framework="pytorch",
            defaults={"lr": 0.001, "momentum": 0.9, "weight_decay": 0.0},
            state={"b": "0"},
            rule="""\
g = g + weight_decay*theta
b = momentum*b + g
theta = theta - lr*(g + momentum*b)""",
            call="torch.optim.SGD([theta], lr={lr}, momentum={momentum}, weight_decay={weight_decay}, nesterov=True)",
            differs=Text(
                en=(
                    "Today's η scales the whole memory. Weight decay is L2 in the gradient. torch.optim.SGD asks "
                    "for μ > 0 and no dampening here; its default μ is 0, the lab takes 0.9."
                ),
                zh=(
                    "当前的η缩放全部记忆。权重衰减是加进梯度的L2项。torch.optim.SGD在此要求μ > 0且没有阻尼；"
                    "它默认μ = 0，这里取0.9。"
                ),
            ),
        ),
        Variant(
            framework="keras",
            defaults={"lr": 0.01, "momentum": 0.9, "weight_decay": 0.0},
            state={"v": "0"},
            rule="""\
theta = theta - theta*weight_decay*lr
v = v*momentum - g*lr
theta = theta + (v*momentum - g*lr)""",
            tracks=(
                Track(
                    id="behind",
                    name=Text(en=("without the look-ahead"), zh=("未前瞻的点")),
                    formula="theta - momentum*v",
                ),
            ),
            call=(
                "keras.optimizers.SGD(learning_rate={lr}, momentum={momentum}, nesterov=True, "
                "weight_decay={weight_decay})"
            ),
            differs=Text(
                en=(
                    "η goes into the velocity: PyTorch's path at a constant η, another one under a schedule. "
                    "Default η = 0.01; decay is decoupled."
                ),
                zh="η直接计入速度：η不变时与PyTorch路径相同，使用学习率调度时不同。默认η = 0.01；权重衰减是解耦的。",
            ),
        ),
        Variant(
            framework="optax",
            defaults={"lr": 0.001, "momentum": 0.9},
            state={"b": "0"},
            rule="""\
b = g + momentum*b
theta = theta - lr*(g + momentum*b)""",
            call="optax.sgd(learning_rate={lr}, momentum={momentum}, nesterov=True)",
            differs=Text(
                en=(
                    "PyTorch's form without weight decay. Neither η nor μ has a default to use; the lab starts "
                    "from 0.001 and 0.9, as for PyTorch."
                ),
                zh="与PyTorch形式相同，但没有权重衰减。η和μ都没有可用的默认值，这里与PyTorch一样取0.001和0.9。",
            ),
        ),
        Variant(
            framework="paper",
            defaults={"lr": 0.001, "momentum": 0.9},
            state={"v": "0"},
            rule="""\
v = momentum*v - lr*grad(theta + momentum*v)
theta = theta + v""",
            tracks=(
                Track(id="lookahead", name=Text(en="look-ahead point", zh="前瞻点"), formula="theta + momentum*v"),
            ),
            call="",
            differs=Text(
                en=(
                    "Sutskever and Martens's form, as textbooks have it: θ moves by the velocity, the gradient is "
                    "taken ahead of it at θ + μv. That look-ahead point walks the frameworks' path exactly; θ "
                    "itself trails behind."
                ),
                zh=(
                    "Sutskever与Martens的写法，也是教科书的写法：θ按速度移动，梯度取自前方的θ + μv。"
                    "这个前瞻点走的正是各框架的路径，θ本身则跟在后面。"
                ),
            ),
        ),
    ),
)
