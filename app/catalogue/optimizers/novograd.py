"""NovoGrad: momentum of gradients that are normalised first."""

from ...text import Text
from ..definitions import Optimizer, Paper, Variant
from ..terms import BETA1, BETA2, EPS, EPS_ROOT, LR, WEIGHT_DECAY

ORDER = 240

OPTIMIZER = Optimizer(
    id="novograd",
    name=Text(en="NovoGrad", zh="NovoGrad"),
    idea=Text(
        en=(
            "One second moment for all coordinates together (in a network: for each layer): the gradient is "
            "divided by its own recent length and only then enters the momentum. Directions stay as they are; a "
            "ravine stays a ravine."
        ),
        zh=(
            "所有坐标共用一个二阶矩（在网络中每层一个）：梯度先除以自己近期的长度，再进入动量。方向保持不变，"
            "峡谷依旧是峡谷。"
        ),
    ),
    paper=Paper(
        authors=(
            "Boris Ginsburg, Patrice Castonguay, Oleksii Hrinchuk, Oleksii Kuchaiev, Vitaly Lavrukhin, Ryan Leary, "
            "Jason Li, Huyen Nguyen, Yang Zhang, Jonathan M. Cohen"
        ),
        year=2019,
        title="Stochastic Gradient Methods with Layer-wise Adaptive Moments for Training of Deep Networks",
        url="https://arxiv.org/abs/1905.11286",
    ),
    advice=Text(
        en=(
            "Use it where gradients of layers differ in size by orders and memory is short: it keeps one number a "
            "layer. Not where coordinates differ in scale: all of them are divided by the same length."
        ),
        zh=(
            "适合各层梯度大小相差几个数量级、内存又紧张的情形：每层只存一个数。各坐标尺度不同时不合适："
            "它们都除以同一个长度。"
        ),
    ),
    hyperparameters=(LR.at(0.001), BETA1.at(0.9), BETA2.at(0.25), EPS.at(1e-6), EPS_ROOT, WEIGHT_DECAY),
    variants=(
        Variant(
            framework="optax",
            defaults={"lr": 0.001, "beta1": 0.9, "beta2": 0.25, "eps": 1e-6, "eps_root": 0.0, "weight_decay": 0.0},
            state={"m": "0", "v": "0"},
            rule="""\
n = norm(g)*norm(g)
v = where(t == 1, n, (1 - beta2)*n + beta2*v)
u = g/(sqrt(v + eps_root) + eps) + weight_decay*theta
m = where(t == 1, u, beta1*m + u)
theta = theta - lr*m""",
            call=(
                "optax.novograd(learning_rate={lr}, b1={beta1}, b2={beta2}, eps={eps}, eps_root={eps_root}, "
                "weight_decay={weight_decay})"
            ),
            differs=Text(
                en=(
                    "β₁ = 0.9 and β₂ = 0.25: the length is forgotten within two steps, so it is nearly normalised "
                    "gradient descent with momentum. ε = 10⁻⁶. The learning rate must be given; the lab starts "
                    "from 0.001."
                ),
                zh=(
                    "β₁ = 0.9，β₂ = 0.25：长度两步之内就被忘掉，几乎等于带动量的归一化梯度下降。ε = 10⁻⁶。"
                    "学习率必须显式给出，这里取0.001。"
                ),
            ),
        ),
        Variant(
            framework="paper",
            defaults={"lr": 0.001, "beta1": 0.95, "beta2": 0.98, "eps": 1e-8, "weight_decay": 0.0},
            state={"m": "0", "v": "0"},
            rule="""\
n = dot(g, g)
v = where(t == 1, n, v + (1 - beta2)*(n - v))
u = g/(sqrt(v) + eps) + weight_decay*theta
m = where(t == 1, u, beta1*m + u)
theta = theta - lr*m""",
            call=(
                "pytorch_optimizer.NovoGrad([theta], lr={lr}, betas=({beta1}, {beta2}), eps={eps}, "
                "weight_decay={weight_decay})"
            ),
            differs=Text(
                en=(
                    "β₁ = 0.95 and β₂ = 0.98: the length is remembered for fifty steps, the direction for twenty, "
                    "so steps are up to twice as long and shrink more slowly. ε = 10⁻⁸."
                ),
                zh=(
                    "β₁ = 0.95，β₂ = 0.98：长度记住约五十步，方向记住约二十步，因此步子最多长一倍，也缩得更慢。ε = "
                    "10⁻⁸。"
                ),
            ),
        ),
    ),
)
