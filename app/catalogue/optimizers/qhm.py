"""Quasi-hyperbolic momentum: between the gradient and its average."""

from ...text import Text
from ..definitions import Hyperparameter, Optimizer, Paper, Variant
from ..terms import LR, MOMENTUM, WEIGHT_DECAY

ORDER = 260

NU = Hyperparameter(
    name="nu",
    symbol="ν",
    default=0.7,
    minimum=0,
    maximum=1,
    slider=(0, 1),
    scale="linear",
    description=Text(
        en="The share of the average in each step; the rest is today's gradient. 0 is gradient descent, 1 momentum.",
        zh="每一步中平均值所占的比重，其余是当前梯度。0是梯度下降，1是动量法。",
    ),
)

OPTIMIZER = Optimizer(
    id="qhm",
    name=Text(en="Quasi-hyperbolic momentum", zh="准双曲动量法（QHM）"),
    short=Text(en="QHM", zh="QHM"),
    idea=Text(
        en=(
            "Each step mixes today's gradient with a moving average of all of them. The average may have a very "
            "long memory, since the gradient's own share answers at once. Gradient descent, momentum and "
            "Nesterov's method are special cases."
        ),
        zh=(
            "每一步把当前梯度与全部梯度的滑动平均混合起来。平均的记忆可以很长，因为当前梯度那一份会立即作出反应。"
            "梯度下降、动量法和Nesterov方法都是它的特例。"
        ),
    ),
    paper=Paper(
        authors="Jerry Ma, Denis Yarats",
        year=2019,
        title="Quasi-hyperbolic momentum and Adam for deep learning",
        url="https://arxiv.org/abs/1810.06801",
    ),
    advice=Text(
        en=(
            "Use it in place of momentum where a long memory is wanted without overshooting: the gradient's own "
            "share damps. Not with ν = 1 and η copied from a framework's momentum: that η would have to be 1/(1 − "
            "μ) times as large."
        ),
        zh=(
            "既想要长记忆又不想冲过头时，可以用它代替动量法：当前梯度那一份起阻尼作用。取ν = "
            "1时不要照搬框架中动量法的η：这里的η要放大1/(1 − μ)倍才相当。"
        ),
    ),
    hyperparameters=(LR.at(0.001), MOMENTUM.at(0.999), NU, WEIGHT_DECAY),
    variants=(
        Variant(
            framework="paper",
            defaults={"lr": 0.001, "momentum": 0.999, "nu": 0.7, "weight_decay": 0.0},
            state={"b": "0"},
            rule="""\
g = g + weight_decay*theta
b = b + (1 - momentum)*(g - b)
theta = theta - lr*nu*b
theta = theta - lr*(1 - nu)*g""",
            call="pytorch_optimizer.QHM([theta], lr={lr}, momentum={momentum}, nu={nu}, weight_decay={weight_decay})",
            differs=Text(
                en=(
                    "The paper's rule of thumb: ν = 0.7 and μ = 0.999. The average is weighted by 1 − μ, so η here "
                    "means as much as in gradient descent, not 1/(1 − μ) times as much as in the frameworks' "
                    "momentum."
                ),
                zh=(
                    "论文的经验取值：ν = 0.7，μ = 0.999。平均值带有权重1 − μ，所以这里的η与梯度下降中的含义相同，"
                    "而不像各框架的动量法那样相当于放大1/(1 − μ)倍。"
                ),
            ),
        ),
    ),
)
