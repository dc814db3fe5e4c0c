"""RMSprop: AdaGrad with a memory that fades."""

from ...text import Text
from ..definitions import Optimizer, Paper, Variant
from ..terms import CENTERED, EPS, LR, MOMENTUM, RHO, WEIGHT_DECAY

ORDER = 60

OPTIMIZER = Optimizer(
    id="rmsprop",
    name=Text(en="RMSprop", zh="RMSprop"),
    idea=Text(
        en=(
            "Divides each coordinate of the gradient by the root of a moving average of its square. Old gradients "
            "fade, so steps do not shrink for good; at a constant η it ends in a small dance about the minimum."
        ),
        zh=(
            "把梯度的每个坐标除以其平方滑动平均的平方根。旧梯度会被遗忘，步长不会一直缩小；η不变时，"
            "最后会在最小值附近小幅跳动。"
        ),
    ),
    paper=Paper(
        authors="Tijmen Tieleman, Geoffrey Hinton",
        year=2012,
        title="Lecture 6.5: rmsprop, divide the gradient by a running average of its recent magnitude",
        url="https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf",
    ),
    advice=Text(
        en=(
            "Use it where gradients differ in size between coordinates or change over time, as in recurrent "
            "networks and reinforcement learning. Not to come to rest at a minimum with a constant η: steps "
            "keep a length of about η, so it hovers; let the rate decay."
        ),
        zh=(
            "适合各坐标梯度大小悬殊或随时间变化的情形，例如循环网络和强化学习。学习率恒定时不能指望它停在最小值上：步长总在η左右，会在附近徘徊，需要让学习率衰减。"
        ),
    ),
    hyperparameters=(LR.at(0.01), RHO.at(0.99), EPS.at(1e-8), WEIGHT_DECAY, MOMENTUM, CENTERED),
    variants=(
        Variant(
            framework="pytorch",
            defaults={"lr": 0.01, "rho": 0.99, "eps": 1e-8, "weight_decay": 0.0, "momentum": 0.0, "centered": 0.0},
            state={"s": "0", "g_bar": "0", "b": "0"},
            # PyTorch scales by η before or after the division, as momentum is off or on.
            rule="""\
g = g + weight_decay*theta
s = rho*s + (1 - rho)*g*g
g_bar = g_bar + (1 - rho)*(g - g_bar)
d = sqrt(s - centered*g_bar**2) + eps
b = momentum*b + g/d
theta = theta - where(momentum > 0, lr*b, lr*g/d)""",
            call="torch.optim.RMSprop([theta], lr={lr}, alpha={rho}, eps={eps}, weight_decay={weight_decay}, "
            "momentum={momentum}, centered={centered})",
            differs=Text(
                en="ρ = 0.99 (called alpha) and ε = 10⁻⁸ outside the root, η = 0.01: the first step is 10η long. "
                "With momentum, η scales the whole memory. Weight decay is L2 in the gradient.",
                zh="ρ = 0.99（参数名为alpha），ε = 10⁻⁸在根号外，η = 0.01，因此第一步长达10η。"
                "使用动量时，η缩放全部记忆。权重衰减是加进梯度的L2项。",
            ),
        ),
        Variant(
            framework="keras",
            defaults={"lr": 0.001, "rho": 0.9, "momentum": 0.0, "eps": 1e-7, "centered": 0.0, "weight_decay": 0.0},
            state={"s": "0", "g_bar": "0", "m": "0"},
            rule="""\
theta = theta - theta*weight_decay*lr
s = rho*s + (1 - rho)*g**2
g_bar = rho*g_bar + (1 - rho)*g
m = momentum*m + lr*g/sqrt(s - centered*g_bar**2 + eps)
theta = theta - m""",
            call="keras.optimizers.RMSprop(learning_rate={lr}, rho={rho}, momentum={momentum}, epsilon={eps}, "
            "centered={centered}, weight_decay={weight_decay})",
            differs=Text(
                en="ρ = 0.9 and ε = 10⁻⁷ inside the root, η = 0.001: the first step is 3.2η long. "
                "With momentum, each step enters the memory with the η of its time. Decay is decoupled.",
                zh=(
                    "ρ = 0.9，ε = 10⁻⁷在根号内，η = 0.001，因此第一步长为3.2η。使用动量时，"
                    "每一步按当时的η计入记忆。权重衰减是解耦的。"
                ),
            ),
        ),
        Variant(
            framework="optax",
            defaults={"lr": 0.01, "rho": 0.9, "eps": 1e-8, "centered": 0.0, "momentum": 0.0},
            state={"s": "0", "g_bar": "0", "b": "0"},
            rule="""\
s = (1 - rho)*g**2 + rho*s
g_bar = (1 - rho)*g + rho*g_bar
u = 1/sqrt(s - centered*g_bar**2 + eps)*g
b = -lr*u + momentum*b
theta = theta + b""",
            call="optax.rmsprop(learning_rate={lr}, decay={rho}, eps={eps}, centered={centered}, momentum={momentum})",
            differs=Text(
                en="ρ = 0.9 (called decay) and ε = 10⁻⁸ inside the root; momentum as in Keras, no weight decay. "
                "The learning rate must be given; the lab starts from PyTorch's 0.01.",
                zh="ρ = 0.9（参数名为decay），ε = 10⁻⁸在根号内；动量形式与Keras相同，没有权重衰减。"
                "学习率必须显式给出，这里取PyTorch的默认值0.01。",
            ),
        ),
    ),
)
