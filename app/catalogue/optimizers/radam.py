"""RAdam: Adam that waits until its second moment can be trusted."""

from ...text import Text
from ..definitions import Hyperparameter, Optimizer, Paper, Variant
from ..terms import BETA1, BETA2, EPS, EPS_ROOT, LR, WEIGHT_DECAY

ORDER = 120

THRESHOLD = Hyperparameter(
    name="threshold",
    symbol="τ",
    default=5,
    minimum=4,
    maximum=1e6,
    slider=(4, 20),
    scale="linear",
    description=Text(
        en="How many gradients the second moment must be worth before a step divides by it.",
        zh="二阶矩估计至少要相当于多少个梯度，更新才除以它。",
    ),
)

OPTIMIZER = Optimizer(
    id="radam",
    name=Text(en="RAdam", zh="RAdam"),
    idea=Text(
        en=(
            "At the start Adam divides by an average of very few squares. RAdam reckons how many gradients ρ that "
            "average is worth and shortens its steps while ρ is small: a warm-up that needs no setting. What to do "
            "before ρ exceeds 5 is where implementations differ."
        ),
        zh=(
            "起步时Adam除以的平均值只来自极少的梯度。RAdam估计这个平均相当于多少个梯度（ρ），ρ小的时候就缩短步子，"
            "相当于无需设置的预热。ρ超过5之前该怎么走，各家实现并不相同。"
        ),
    ),
    paper=Paper(
        authors="Liyuan Liu, Haoming Jiang, Pengcheng He, Weizhu Chen, Xiaodong Liu, Jianfeng Gao, Jiawei Han",
        year=2020,
        title="On the Variance of the Adaptive Learning Rate and Beyond",
        url="https://arxiv.org/abs/1908.03265",
    ),
    advice=Text(
        en=(
            "Use it where Adam needs a warm-up and the length of one is not known. Not with PyTorch's or Optax's "
            "version on steep ground: its first five steps are plain momentum at the full η and may overshoot "
            "widely."
        ),
        zh=(
            "适合Adam需要预热、但不知道该预热多久的情形。在陡峭的地方要慎用PyTorch和Optax的版本："
            "前五步是按完整的η走的普通动量步，可能远远冲过头。"
        ),
    ),
    hyperparameters=(LR.at(0.001), BETA1.at(0.9), BETA2.at(0.999), EPS.at(1e-8), WEIGHT_DECAY, EPS_ROOT, THRESHOLD),
    variants=(
        Variant(
            framework="pytorch",
            defaults={"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "weight_decay": 0.0},
            state={"m": "0", "v": "0"},
            # While ρ is below 4 the square under the root would be negative; those steps do not use it.
            rule="""\
g = g + weight_decay*theta
m = m + (1 - beta1)*(g - m)
v = beta2*v + (1 - beta2)*g*g
m_hat = m/(1 - beta1**t)
rho_0 = 2/(1 - beta2) - 1
rho = rho_0 - 2*t*beta2**t/(1 - beta2**t)
r = sqrt(max((rho - 4)*(rho - 2)*rho_0/((rho_0 - 4)*(rho_0 - 2)*rho), 0))
a = sqrt(1 - beta2**t)/(sqrt(v) + eps)
theta = theta - where(rho > 5, m_hat*lr*a*r, m_hat*lr)""",
            call=(
                "torch.optim.RAdam([theta], lr={lr}, betas=({beta1}, {beta2}), eps={eps}, weight_decay={weight_decay})"
            ),
            differs=Text(
                en=(
                    "The first five steps go along the bare momentum, divided by nothing: on steep ground they are "
                    "huge and can throw the run out. ε = 10⁻⁸ before the bias correction, weight decay is L2."
                ),
                zh=(
                    "前五步直接沿未经除法的动量走：在陡峭处步子巨大，可能把运行甩出去。ε = 10⁻⁸在偏差修正之前相加，"
                    "权重衰减是L2。"
                ),
            ),
        ),
        Variant(
            framework="optax",
            defaults={"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "eps_root": 0.0, "threshold": 5.0},
            state={"m": "0", "v": "0"},
            rule="""\
m = (1 - beta1)*g + beta1*m
v = (1 - beta2)*g**2 + beta2*v
rho_0 = 2/(1 - beta2) - 1
rho = rho_0 - 2*t*beta2**t/(1 - beta2**t)
m_hat = m/(1 - beta1**t)
v_hat = v/(1 - beta2**t)
r = sqrt(max((rho - 4)*(rho - 2)*rho_0/((rho_0 - 4)*(rho_0 - 2)*rho), 0))
u = where(rho >= threshold, r*m_hat/(sqrt(v_hat + eps_root) + eps), m_hat)
theta = theta - lr*u""",
            call=(
                "optax.radam(learning_rate={lr}, b1={beta1}, b2={beta2}, eps={eps}, eps_root={eps_root}, "
                "threshold={threshold})"
            ),
            differs=Text(
                en=(
                    "As in PyTorch the first steps are bare momentum; ε = 10⁻⁸ is added after the bias correction "
                    "and the threshold can be set. The learning rate must be given; the lab starts from PyTorch's "
                    "0.001."
                ),
                zh=(
                    "与PyTorch一样，最初几步是未经除法的动量；ε = 10⁻⁸在偏差修正之后相加，阈值可以设置。"
                    "学习率必须显式给出，这里取PyTorch的默认值0.001。"
                ),
            ),
        ),
        Variant(
            framework="paper",
            defaults={"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "weight_decay": 0.0},
            state={"m": "0", "v": "0"},
            rule="""\
m = m + (1 - beta1)*(g - m)
v = beta2*v + (1 - beta2)*g*g
rho_0 = 2/(1 - beta2) - 1
rho = rho_0 - 2*t*beta2**t/(1 - beta2**t)
r = sqrt(max((1 - beta2**t)*(rho - 4)/(rho_0 - 4)*(rho - 2)/rho*rho_0/(rho_0 - 2), 0))
alpha = lr*r/(1 - beta1**t)
p = theta*(1 - weight_decay*lr)
theta = where(rho >= 5, p - alpha*m/(sqrt(v) + eps), theta)""",
            call=(
                "pytorch_optimizer.RAdam([theta], lr={lr}, betas=({beta1}, {beta2}), eps={eps}, "
                "weight_decay={weight_decay})"
            ),
            differs=Text(
                en=(
                    "The authors' code stands still until ρ reaches 5, a silent warm-up of five steps, where the "
                    "paper's text takes bare momentum steps. Decay is decoupled."
                ),
                zh=(
                    "作者的代码在ρ达到5之前原地不动，相当于五步静默预热；而论文正文此时走未经除法的动量步。"
                    "权重衰减是解耦的。"
                ),
            ),
        ),
    ),
)
