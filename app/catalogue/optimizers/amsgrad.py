"""AMSGrad: Adam whose denominator never shrinks."""

from ...text import Text
from ..definitions import Optimizer, Paper, Variant
from ..terms import BETA1, BETA2, EPS, EPS_ROOT, LR, WEIGHT_DECAY

ORDER = 90

OPTIMIZER = Optimizer(
    id="amsgrad",
    name=Text(en="AMSGrad", zh="AMSGrad"),
    idea=Text(
        en=(
            "Adam with a memory for the worst: it divides by the largest second moment seen so far, so a step size "
            "never grows again. That mends cases in which Adam forgets rare large gradients and walks away from "
            "the minimum."
        ),
        zh=(
            "记住最坏情况的Adam：除以迄今最大的二阶矩估计，因此步长不会再变大。"
            "Adam有时会忘掉罕见的大梯度而背离最小值，AMSGrad修正了这一点。"
        ),
    ),
    paper=Paper(
        authors="Sashank J. Reddi, Satyen Kale, Sanjiv Kumar",
        year=2018,
        title="On the Convergence of Adam and Beyond",
        url="https://openreview.net/forum?id=ryQu7f-RZ",
    ),
    advice=Text(
        en=(
            "Use it where Adam keeps drifting away from a good point, or where a proof of convergence matters. Not "
            "where early gradients are huge and later ones small: what it has once seen keeps its steps short for "
            "ever."
        ),
        zh=(
            "适合Adam总是从好位置漂走的情形，或者需要收敛性证明的时候。不适合起初梯度很大、后来很小的情形："
            "见过的大梯度会让步子永远短下去。"
        ),
    ),
    hyperparameters=(LR.at(0.001), BETA1.at(0.9), BETA2.at(0.999), EPS.at(1e-8), WEIGHT_DECAY, EPS_ROOT),
    variants=(
        Variant(
            framework="pytorch",
            defaults={"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "weight_decay": 0.0},
            state={"m": "0", "v": "0", "u": "0"},
            rule="""\
g = g + weight_decay*theta
m = m + (1 - beta1)*(g - m)
v = beta2*v + (1 - beta2)*g*g
u = max(u, v)
alpha = lr/(1 - beta1**t)
r = sqrt(u)/sqrt(1 - beta2**t)
theta = theta - alpha*m/(r + eps)""",
            call=(
                "torch.optim.Adam([theta], lr={lr}, betas=({beta1}, {beta2}), eps={eps}, "
                "weight_decay={weight_decay}, amsgrad=True)"
            ),
            differs=Text(
                en=(
                    "The largest of the raw averages v is kept and corrected for its bias afterwards; while the "
                    "correction fades, the denominator can still shrink. ε = 10⁻⁸ outside the root, weight decay "
                    "is L2."
                ),
                zh=(
                    "记住未修正的v的最大值，之后再做偏差修正；修正逐渐消退时，分母仍会变小。ε = 10⁻⁸在根号外，"
                    "权重衰减是L2。"
                ),
            ),
        ),
        Variant(
            framework="keras",
            defaults={"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-7, "weight_decay": 0.0},
            state={"m": "0", "v": "0", "u": "0"},
            rule="""\
theta = theta - theta*weight_decay*lr
alpha = lr*sqrt(1 - beta2**t)/(1 - beta1**t)
m = m + (g - m)*(1 - beta1)
v = v + (g**2 - v)*(1 - beta2)
u = max(u, v)
theta = theta - m*alpha/(sqrt(u) + eps)""",
            call=(
                "keras.optimizers.Adam(learning_rate={lr}, beta_1={beta1}, beta_2={beta2}, epsilon={eps}, "
                "weight_decay={weight_decay}, amsgrad=True)"
            ),
            differs=Text(
                en=(
                    "PyTorch's maximum of the raw averages, with ε = 10⁻⁷ before the bias correction; decay is "
                    "decoupled."
                ),
                zh="与PyTorch一样取未修正平均值的最大值，但ε = 10⁻⁷在偏差修正之前相加；权重衰减是解耦的。",
            ),
        ),
        Variant(
            framework="optax",
            defaults={"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "eps_root": 0.0},
            state={"m": "0", "v": "0", "u": "0"},
            rule="""\
m = (1 - beta1)*g + beta1*m
v = (1 - beta2)*g**2 + beta2*v
m_hat = m/(1 - beta1**t)
v_hat = v/(1 - beta2**t)
u = max(u, v_hat)
theta = theta - lr*(m_hat/(sqrt(u + eps_root) + eps))""",
            call="optax.amsgrad(learning_rate={lr}, b1={beta1}, b2={beta2}, eps={eps}, eps_root={eps_root})",
            differs=Text(
                en=(
                    "Keeps the largest of the bias-corrected averages. Those are large from the first step on, so "
                    "the first big gradients slow it down for good: on Rosenbrock's valley it ends far behind "
                    "PyTorch."
                ),
                zh=(
                    "记住的是偏差修正后的最大值。修正值从第一步起就很大，最初的大梯度会永久拖慢它："
                    "在Rosenbrock山谷里远远落后于PyTorch。"
                ),
            ),
        ),
        Variant(
            framework="paper",
            defaults={"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8},
            state={"m": "0", "v": "0", "u": "0"},
            rule="""\
m = beta1*m + (1 - beta1)*g
v = beta2*v + (1 - beta2)*g**2
u = max(u, v)
theta = theta - lr*m/(sqrt(u) + eps)""",
            call=(
                "optax.amsgrad(learning_rate={lr}, b1={beta1}, b2={beta2}, eps={eps}, bias_correction_mu=False, "
                "bias_correction_nu=False)"
            ),
            differs=Text(
                en=(
                    "The paper corrects no bias, which makes the first steps about three times as long. It has no "
                    "ε either; the lab keeps ε = 10⁻⁸ against a division by 0."
                ),
                zh="论文不做偏差修正，最初几步因此大约长三倍。论文也没有ε；这里保留ε = 10⁻⁸以避免除以0。",
            ),
        ),
    ),
)
