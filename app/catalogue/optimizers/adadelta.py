"""Adadelta: steps in the units of the parameter itself."""

from ...text import Text
from ..definitions import Optimizer, Paper, Variant
from ..terms import EPS, LR, RHO, WEIGHT_DECAY

ORDER = 50

OPTIMIZER = Optimizer(
    id="adadelta",
    name=Text(en="Adadelta", zh="Adadelta"),
    idea=Text(
        en="Divides by the root mean square of recent gradients and multiplies by that of its own recent steps, "
        "so the step has the parameter's units. It starts with steps near √ε and must first build up speed.",
        zh=(
            "除以近期梯度的均方根，再乘以自己近期步长的均方根，于是步长与参数单位一致。它从√ε量级的步子起步，"
            "要先慢慢加速。"
        ),
    ),
    paper=Paper(
        authors="Matthew D. Zeiler",
        year=2012,
        title="ADADELTA: An Adaptive Learning Rate Method",
        url="https://arxiv.org/abs/1212.5701",
    ),
    advice=Text(
        en=(
            "Use it where no learning rate is to be tuned: the units of the step come from the steps before. "
            "Not where the start must be fast: its first steps are about √ε long, and growing from there "
            "takes many updates."
        ),
        zh=(
            "适合不想调学习率的情形：步长的量纲来自以往的步长。不适合需要快速起步的情形：最初几步的长度只有√ε左右，要更新很多次才能逐渐变大。"
        ),
    ),
    hyperparameters=(LR.at(1.0), RHO.at(0.9), EPS.at(1e-6), WEIGHT_DECAY),
    variants=(
        Variant(
            framework="pytorch",
            defaults={"lr": 1.0, "rho": 0.9, "eps": 1e-6, "weight_decay": 0.0},
            state={"s": "0", "d": "0"},
            rule="""\
g = g + weight_decay*theta
s = rho*s + (1 - rho)*g*g
u = sqrt(d + eps)/sqrt(s + eps)*g
d = rho*d + (1 - rho)*u*u
theta = theta - lr*u""",
            call="torch.optim.Adadelta([theta], lr={lr}, rho={rho}, eps={eps}, weight_decay={weight_decay})",
            differs=Text(
                en="η = 1 as in the paper, ρ = 0.9, ε = 10⁻⁶. Weight decay is L2 in the gradient.",
                zh="η = 1，与论文一致；ρ = 0.9，ε = 10⁻⁶。权重衰减是加进梯度的L2项。",
            ),
        ),
        Variant(
            framework="keras",
            defaults={"lr": 0.001, "rho": 0.95, "eps": 1e-7, "weight_decay": 0.0},
            state={"s": "0", "d": "0"},
            rule="""\
theta = theta - theta*weight_decay*lr
s = rho*s + (1 - rho)*g**2
u = sqrt(d + eps)*g/sqrt(s + eps)
d = rho*d + (1 - rho)*u**2
theta = theta - lr*u""",
            call="keras.optimizers.Adadelta(learning_rate={lr}, rho={rho}, epsilon={eps}, weight_decay={weight_decay})",
            differs=Text(
                en="Default η = 0.001: a thousand times slower than the paper's 1, so it hardly moves. "
                "ρ = 0.95, ε = 10⁻⁷; decay is decoupled.",
                zh="默认η = 0.001，只有论文中1的千分之一，几乎不动。ρ = 0.95，ε = 10⁻⁷；权重衰减是解耦的。",
            ),
        ),
        Variant(
            framework="optax",
            defaults={"lr": 1.0, "rho": 0.9, "eps": 1e-6, "weight_decay": 0.0},
            state={"s": "0", "d": "0"},
            rule="""\
g = g + weight_decay*theta
s = (1 - rho)*g**2 + rho*s
u = sqrt(d + eps)/sqrt(s + eps)*g
d = (1 - rho)*u**2 + rho*d
theta = theta - lr*u""",
            call="optax.adadelta(learning_rate={lr}, rho={rho}, eps={eps}, weight_decay={weight_decay})",
            differs=Text(
                en="Release 0.2.8 without a learning rate skips the change of sign and climbs. The lab follows the "
                "intended method, with PyTorch's η = 1; weight decay is L2 in the gradient.",
                zh=(
                    "0.2.8版不给学习率时会漏掉变号，反而上坡。这里遵循方法本意，取PyTorch的η = 1；"
                    "权重衰减是加进梯度的L2项。"
                ),
            ),
        ),
    ),
)
