"""Polyak's step size: the length that would reach the minimum if the loss were what its tangent promises."""

from ...text import Text
from ..definitions import Hyperparameter, Optimizer, Paper, Variant
from ..terms import EPS, LARGEST_RATE, LR

ORDER = 320

MAX_LR = Hyperparameter(
    name="max_lr",
    symbol="γ",
    default=1,
    minimum=0,
    maximum=LARGEST_RATE,
    slider=(1e-4, 10),
    scale="log",
    description=Text(
        en="The step size is cut here, where the gradient is so small that the formula asks for more.",
        zh="步长的上限：梯度很小、公式要求更大时在此截断。",
    ),
)
F_MIN = Hyperparameter(
    name="f_min",
    symbol="f₀",
    default=0,
    minimum=-LARGEST_RATE,
    maximum=LARGEST_RATE,
    slider=(-10, 10),
    scale="linear",
    description=Text(
        en=(
            "The lowest loss there is, which has to be known. Too low and the steps never end; too high and they turn "
            "round."
        ),
        zh="必须预先知道的最低损失。取得太低，步子永远停不下来；取得太高，方向会反过来。",
    ),
)

OPTIMIZER = Optimizer(
    id="polyak_sgd",
    name=Text(en="Polyak step size", zh="Polyak步长"),
    short=Text(en="Polyak step", zh="Polyak步长"),
    idea=Text(
        en=(
            "Gradient descent whose step size is the gap to the lowest loss divided by the squared gradient: a long "
            "step where the loss is far above the minimum for its slope, a short one where it is near. It needs the "
            "lowest loss instead of a learning rate. On a round bowl each step halves the distance."
        ),
        zh=(
            "梯度下降，但步长等于当前损失与最低损失之差除以梯度范数的平方：相对于坡度而言离最低损失远就走大步，"
            "近就走小步。它需要知道最低损失，而不需要学习率。在圆形碗上，每一步都让距离减半。"
        ),
    ),
    paper=Paper(
        authors="Nicolas Loizou, Sharan Vaswani, Issam Laradji, Simon Lacoste-Julien",
        year=2021,
        title="Stochastic Polyak Step-size for SGD: An Adaptive Learning Rate for Fast Convergence",
        url="https://arxiv.org/abs/2002.10542",
    ),
    advice=Text(
        en=(
            "Use it where the lowest loss is known, as for models that can fit every datum (0), and for losses with "
            "kinks. Not where it is only guessed, nor among several minima of different depth: above one that is not "
            "the lowest, the steps never come to rest."
        ),
        zh=(
            "最低损失已知时可用，例如能拟合每个数据点的模型（最低为0），也适合带尖点的损失。最低损失只能猜、"
            "或有几个深浅不一的极小值时不要用：在不是最低的那个附近，步子永远停不下来。"
        ),
    ),
    hyperparameters=(LR.at(1.0), MAX_LR, F_MIN, EPS.at(0.0)),
    variants=(
        Variant(
            framework="optax",
            defaults={"lr": 1.0, "max_lr": 1.0, "f_min": 0.0, "eps": 0.0},
            rule="""\
s = dot(g, g) + eps
a = where(s <= 2.220446049250313e-16, 0, min((loss(theta) - f_min)/s, max_lr))
theta = theta - lr*(a*g)""",
            call="optax.polyak_sgd(max_learning_rate={max_lr}, scaling={lr}, f_min={f_min}, eps={eps})",
            differs=Text(
                en=(
                    "η only scales the formula (Optax's scaling). Release 0.2.8 measures the gradient after it was "
                    "scaled, so that there a larger η makes shorter steps; the lab follows its documentation. The loss "
                    "is that of all data, whatever the batch."
                ),
                zh=(
                    "η只是公式前的系数（Optax的scaling）。0.2.8版先缩放再量梯度，η越大步子反而越短；"
                    "这里遵循其文档。损失总是全部数据的损失，与批量无关。"
                ),
            ),
        ),
    ),
)
