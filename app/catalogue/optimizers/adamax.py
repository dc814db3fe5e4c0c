"""Adamax: Adam with the largest recent gradient in place of the root mean square."""

from ...text import Text
from ..definitions import Optimizer, Paper, Variant
from ..terms import BETA1, BETA2, EPS, LR, WEIGHT_DECAY

ORDER = 100

OPTIMIZER = Optimizer(
    id="adamax",
    name=Text(en="Adamax", zh="Adamax"),
    idea=Text(
        en=(
            "Adam with another norm: it divides by the largest recent gradient, which fades by β₂ a step, instead "
            "of a root mean square. One huge gradient shortens the next steps at once and is then slowly forgotten."
        ),
        zh=(
            "换一种范数的Adam：除以近期最大的梯度（每步按β₂衰减），而不是均方根。"
            "一个特别大的梯度会立刻缩短随后的步子，然后被慢慢忘掉。"
        ),
    ),
    paper=Paper(
        authors="Diederik P. Kingma, Jimmy Ba",
        year=2015,
        title="Adam: A Method for Stochastic Optimization",
        url="https://arxiv.org/abs/1412.6980",
    ),
    advice=Text(
        en=(
            "Use it where single gradients are far larger than the rest, as with sparse features: it divides by "
            "the largest, and needs no second root. Not where gradients fade quickly: the largest one is forgotten "
            "only slowly, and steps shrink with the gradient."
        ),
        zh=(
            "适合个别梯度远大于其余梯度的情形，例如稀疏特征：它除以最大值，不必开方。梯度迅速变小时不合适："
            "最大值忘得很慢，步子会跟着梯度一起变短。"
        ),
    ),
    hyperparameters=(LR.at(0.002), BETA1.at(0.9), BETA2.at(0.999), EPS.at(1e-8), WEIGHT_DECAY),
    variants=(
        Variant(
            framework="pytorch",
            defaults={"lr": 0.002, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "weight_decay": 0.0},
            state={"m": "0", "u": "0"},
            rule="""\
g = g + weight_decay*theta
m = m + (1 - beta1)*(g - m)
u = max(beta2*u, abs(g) + eps)
alpha = lr/(1 - beta1**t)
theta = theta - alpha*m/u""",
            call=(
                "torch.optim.Adamax([theta], lr={lr}, betas=({beta1}, {beta2}), eps={eps}, weight_decay={weight_decay})"
            ),
            differs=Text(
                en=(
                    "Default η = 0.002 as in the paper. ε = 10⁻⁸ is added to each |g| inside the maximum. Weight "
                    "decay is L2 in the gradient."
                ),
                zh="默认η = 0.002，与论文一致。ε = 10⁻⁸在取最大值之前加到每个|g|上。权重衰减是加进梯度的L2项。",
            ),
        ),
        Variant(
            framework="keras",
            defaults={"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-7, "weight_decay": 0.0},
            state={"m": "0", "u": "0"},
            rule="""\
theta = theta - theta*weight_decay*lr
m = m + (g - m)*(1 - beta1)
u = max(beta2*u, abs(g))
theta = theta - lr*m/((1 - beta1**t)*(u + eps))""",
            call=(
                "keras.optimizers.Adamax(learning_rate={lr}, beta_1={beta1}, beta_2={beta2}, epsilon={eps}, "
                "weight_decay={weight_decay})"
            ),
            differs=Text(
                en="Default η = 0.001, half of the others'. ε = 10⁻⁷ is added to the maximum; decay is decoupled.",
                zh="默认η = 0.001，是其他框架的一半。ε = 10⁻⁷加在最大值之外；权重衰减是解耦的。",
            ),
        ),
        Variant(
            framework="optax",
            defaults={"lr": 0.002, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8},
            state={"m": "0", "u": "0"},
            rule="""\
m = (1 - beta1)*g + beta1*m
u = max(abs(g) + eps, beta2*u)
m_hat = m/(1 - beta1**t)
theta = theta - lr*(m_hat/u)""",
            call="optax.adamax(learning_rate={lr}, b1={beta1}, b2={beta2}, eps={eps})",
            differs=Text(
                en=(
                    "PyTorch's form with ε = 10⁻⁸ inside the maximum, without weight decay. The learning rate must "
                    "be given; the lab starts from PyTorch's 0.002."
                ),
                zh=(
                    "与PyTorch形式相同，ε = 10⁻⁸在最大值之内，没有权重衰减。学习率必须显式给出，"
                    "这里取PyTorch的默认值0.002。"
                ),
            ),
        ),
    ),
)
