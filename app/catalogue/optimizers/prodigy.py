"""Prodigy: D-Adaptation that finds its rate faster."""

from ...text import Text
from ..definitions import Hyperparameter, Optimizer, Paper, Variant
from ..terms import BETA1, BETA2, D0, EPS, LR, WEIGHT_DECAY

ORDER = 350

D_COEF = Hyperparameter(
    name="d_coef",
    symbol="c",
    default=1,
    minimum=0,
    maximum=1000,
    slider=(0.1, 10),
    scale="log",
    description=Text(
        en="Factor of the estimate of d: the knob to turn, rather than η, where the run is too bold or too timid.",
        zh="d的估计值要乘的系数：运行太冒进或太保守时调它，而不是调η。",
    ),
)

OPTIMIZER = Optimizer(
    id="prodigy",
    name=Text(en="Prodigy", zh="Prodigy"),
    idea=Text(
        en=(
            "Adam whose learning rate is d, an estimate of the distance to the minimum: how far along the gradients "
            "the run has come from its start, over the length of the gradients' sum. Both weigh late gradients more, "
            "so that d grows from a millionth to its full size in a few dozen updates."
        ),
        zh=(
            "学习率取d的Adam，d估计到最小值的距离：运行沿梯度方向离起点走了多远，除以梯度之和的长度。"
            "两者都更看重后来的梯度，因此d只需几十次更新就能从百万分之一长到应有的大小。"
        ),
    ),
    paper=Paper(
        authors="Konstantin Mishchenko, Aaron Defazio",
        year=2024,
        title="Prodigy: An Expeditiously Adaptive Parameter-Free Learner",
        url="https://arxiv.org/abs/2306.06101",
    ),
    advice=Text(
        en=(
            "Use it where no rate is known; leave η at 1 and let a cosine schedule lower it. It is common for "
            "fine-tuning. Not for short runs, nor on surfaces far steeper at the start than at the minimum: d is "
            "measured there and never shrinks."
        ),
        zh=(
            "不知道该用多大学习率时可用；η保持为1，再用余弦调度降低。微调中很常用。跑得很短，"
            "或起点远比最小值处陡的曲面，都不合适：d就是在起点附近量出来的，而且从不减小。"
        ),
    ),
    hyperparameters=(LR.at(1.0), BETA1.at(0.9), BETA2.at(0.999), EPS.at(1e-8), D0, D_COEF, WEIGHT_DECAY),
    variants=(
        Variant(
            framework="optax",
            defaults={
                "lr": 1.0,
                "beta1": 0.9,
                "beta2": 0.999,
                "eps": 1e-8,
                "d0": 1e-6,
                "d_coef": 1.0,
                "weight_decay": 0.0,
            },
            # p is the start, s the gradients' sum, q the way along them.
            state={"m": "0", "v": "0", "p": "theta", "s": "0*theta", "q": "0", "d": "d0"},
            rule="""\
p = where(t == 1, theta, p)
b = beta2**0.5
a = d*lr*(sqrt(1 - beta2**t)/(1 - beta1**t))
u = d*g
m = beta1*m + (1 - beta1)*u
v = beta2*v + (1 - beta2)*u*u
s = b*s + a*u/d0
q = b*q + d/d0*a*dot(g, p - theta)
n = sum(abs(s))
d = where(n > 0, max(d, d_coef*q/n), d)
theta = theta + (-weight_decay*a*theta - a*m/(sqrt(v) + d*eps))""",
            call="optax.contrib.prodigy(learning_rate={lr}, betas=({beta1}, {beta2}), eps={eps}, estim_lr0={d0}, "
            "estim_lr_coef={d_coef}, weight_decay={weight_decay})",
            differs=Text(
                en=(
                    "Always corrects for the averages' start: early steps are a third as long as in the authors' code, "
                    "and d comes out differently for good. Decay is decoupled."
                ),
                zh="总是做偏差修正：早期步子只有作者代码的三分之一长，d的最终大小也因此不同。权重衰减是解耦的。",
            ),
        ),
        Variant(
            framework="paper",
            defaults={
                "lr": 1.0,
                "beta1": 0.9,
                "beta2": 0.999,
                "eps": 1e-8,
                "d0": 1e-6,
                "d_coef": 1.0,
                "weight_decay": 0.0,
            },
            state={"m": "0", "v": "0", "p": "theta", "s": "0*theta", "q": "0", "d": "d0"},
            rule="""\
p = where(t == 1, theta, p)
b = sqrt(beta2)
a = d*lr
q = b*q + d/d0*a*dot(g, p - theta)
m = beta1*m + d*(1 - beta1)*g
v = beta2*v + d*d*(1 - beta2)*g*g
s = b*s + d/d0*a*g
n = sum(abs(s))
d = where(n > 0, max(d, d_coef*q/n), d)
theta = theta*(1 - weight_decay*a)
theta = theta - a*m/(sqrt(v) + d*eps)""",
            call="pytorch_optimizer.Prodigy([theta], lr={lr}, betas=({beta1}, {beta2}), eps={eps}, d0={d0}, "
            "d_coef={d_coef}, weight_decay={weight_decay})",
            differs=Text(
                en="The authors' code does not correct for the averages' start unless asked to. Decay is decoupled.",
                zh="作者的代码默认不做偏差修正。权重衰减是解耦的。",
            ),
        ),
    ),
)
