"""signSGD: one bit of every gradient."""

from ...text import Text
from ..definitions import Optimizer, Paper, Variant
from ..terms import LR

ORDER = 150

OPTIMIZER = Optimizer(
    id="signsgd",
    name=Text(en="signSGD", zh="符号梯度下降（signSGD）"),
    short=Text(en="signSGD", zh="signSGD"),
    idea=Text(
        en=(
            "Uses only the sign of each coordinate: every step goes η along every axis, so it moves along "
            "diagonals. Scale is forgotten, as in Adam without memory, and it too dances about the minimum at the "
            "end."
        ),
        zh=(
            "只用每个坐标梯度的符号：每一步沿每条坐标轴都走η，因此总沿对角线移动。它像没有记忆的Adam，"
            "忽略梯度大小，最后也在最小值附近跳动。"
        ),
    ),
    paper=Paper(
        authors="Jeremy Bernstein, Yu-Xiang Wang, Kamyar Azizzadenesheli, Anima Anandkumar",
        year=2018,
        title="signSGD: Compressed Optimisation for Non-Convex Problems",
        url="https://arxiv.org/abs/1802.04434",
    ),
    advice=Text(
        en=(
            "Use it where gradients must be sent in few bits, or to see what Adam is without memory. Not where a "
            "coordinate's gradient is mostly noise: its sign is then a toss of a coin, and every step is η long "
            "all the same."
        ),
        zh=(
            "适合必须用很少的比特传送梯度的场合，或者想看看没有记忆的Adam是什么样。"
            "某个坐标的梯度大半是噪声时不合适：符号如同抛硬币，步子却照样是η。"
        ),
    ),
    hyperparameters=(LR.at(0.001),),
    variants=(
        Variant(
            framework="optax",
            defaults={"lr": 0.001},
            rule="theta = theta - lr*sign(g)",
            call="optax.sign_sgd(learning_rate={lr})",
            differs=Text(
                en=(
                    "A coordinate whose gradient is exactly 0 stays put. PyTorch and Keras have no such optimizer, "
                    "though torch.optim.Rprop with fixed step sizes would be one. The learning rate must be given; "
                    "the lab starts from 0.001."
                ),
                zh=(
                    "梯度恰为0的坐标保持不动。PyTorch和Keras没有这个优化器，"
                    "不过步长固定的torch.optim.Rprop就相当于它。学习率必须显式给出，这里取0.001。"
                ),
            ),
        ),
    ),
)
