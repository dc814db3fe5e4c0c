"""D-Adaptation: Adam that estimates its own learning rate from below."""

from ...text import Text
from ..definitions import Optimizer, Paper, Variant
from ..terms import BETA1, BETA2, D0, EPS, LR, WEIGHT_DECAY

ORDER = 340

OPTIMIZER = Optimizer(
    id="dadapt_adam",
    name=Text(en="D-Adapt Adam", zh="D-Adapt Adam（自适应距离）"),
    short=Text(en="D-Adapt Adam", zh="D-Adapt Adam"),
    idea=Text(
        en=(
            "Adam whose learning rate is d, an estimate from below of how far the minimum is. How well past gradients "
            "agree with the road taken proves that d was too small, and then d grows; it never shrinks. It starts with "
            "steps of a millionth."
        ),
        zh=(
            "学习率取d的Adam，d是对起点到最小值距离的下界估计。过去的梯度与走过的路越一致，就越说明d偏小，于是d增大；"
            "它从不减小。起步时步子只有百万分之一。"
        ),
    ),
    paper=Paper(
        authors="Aaron Defazio, Konstantin Mishchenko",
        year=2023,
        title="Learning-Rate-Free Learning by D-Adaptation",
        url="https://arxiv.org/abs/2301.07733",
    ),
    advice=Text(
        en=(
            "Use it to find out which rate Adam would want, or where tuning costs more than a slower run; leave η at 1 "
            "and add a schedule that falls. Not where one knows the rate; Prodigy finds it faster. A d that has "
            "overshot stays too large for good."
        ),
        zh=(
            "想知道Adam该用多大学习率，或调参比慢一点更贵时可用；η保持为1，再加一个下降的调度。已知学习率时不必用；"
            "Prodigy找得更快。d一旦过大就再也不会变小。"
        ),
    ),
    hyperparameters=(LR.at(1.0), BETA1.at(0.9), BETA2.at(0.999), EPS.at(1e-8), D0, WEIGHT_DECAY),
    variants=(
        Variant(
            framework="optax",
            defaults={"lr": 1.0, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "d0": 1e-6, "weight_decay": 0.0},
            # s sums the steps' gradients and q what they prove about d.
            state={"m": "0", "v": "0", "s": "0*theta", "q": "0", "d": "d0"},
            rule="""\
b = beta2**0.5
a = d*lr*(sqrt(1 - beta2**t)/(1 - beta1**t))
n = dot(g, s/(sqrt(v) + eps))
m = beta1*m + (1 - beta1)*a*g
v = beta2*v + (1 - beta2)*g*g
s = b*s + (1 - b)*a*g
q = b*q + (1 - b)*a*n
n = (1 - b)*sum(abs(s))
d = where(n > 0, max(d, q/n), d)
theta = theta + (-weight_decay*a*theta - m/(sqrt(v) + eps))""",
            call="optax.contrib.dadapt_adamw(learning_rate={lr}, betas=({beta1}, {beta2}), eps={eps}, "
            "estim_lr0={d0}, weight_decay={weight_decay})",
            differs=Text(
                en=(
                    "Always corrects for the averages' start, which makes early steps a third as long and the first "
                    "estimate of d smaller. Weight decay is decoupled, as in AdamW."
                ),
                zh="总是做偏差修正，早期步子只有三分之一长，d的最初估计也更小。权重衰减是解耦的，同AdamW。",
            ),
        ),
        Variant(
            framework="paper",
            defaults={"lr": 1.0, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "d0": 1e-6, "weight_decay": 0.0},
            state={"m": "0", "v": "0", "s": "0*theta", "q": "0", "d": "d0"},
            rule="""\
b = sqrt(beta2)
a = d*lr
g = g + weight_decay*theta
n = a*dot(g, s/(sqrt(v) + eps))
m = beta1*m + a*(1 - beta1)*g
v = beta2*v + (1 - beta2)*g*g
s = b*s + a*(1 - b)*g
q = q + (1 - b)*(n - q)
n = (1 - b)*sum(abs(s))
d = where(n > 0, max(d, q/n), d)
theta = theta - m/(sqrt(v) + eps)""",
            call="pytorch_optimizer.DAdaptAdam([theta], lr={lr}, betas=({beta1}, {beta2}), eps={eps}, d0={d0}, "
            "weight_decay={weight_decay})",
            differs=Text(
                en=(
                    "The authors' code does not correct for the averages' start. Weight decay is L2 in the gradient. "
                    "Their first release estimated d in another way."
                ),
                zh="作者的代码不做偏差修正。权重衰减是加进梯度的L2项。作者最早的版本用另一种方式估计d。",
            ),
        ),
    ),
)
