"""DoG: distance over gradients, a step size from what the run itself has seen."""

from ...text import Text
from ..definitions import Hyperparameter, Optimizer, Paper, Variant
from ..terms import EPS, LR, WEIGHT_DECAY

ORDER = 330

INIT_STEP = Hyperparameter(
    name="init_step",
    symbol="r₀",
    default=1e-6,
    minimum=1e-15,
    maximum=1e6,
    slider=(1e-8, 1),
    scale="log",
    description=Text(
        en="The first distance, as a share of 1 + ‖θ‖ at the start. Small is safe and costs some updates of growth.",
        zh="最初的距离，占起点处1 + ‖θ‖的比例。取小更安全，代价是多花几步增长。",
    ),
)

OPTIMIZER = Optimizer(
    id="dog",
    name=Text(en="DoG (distance over gradients)", zh="DoG（距离除以梯度）"),
    short=Text(en="DoG", zh="DoG"),
    idea=Text(
        en=(
            "The step size is how far the run has come from its start, divided by the root of all squared gradients so "
            "far. Far from the start and with small gradients the steps grow, at a minimum they fade: no rate to tune. "
            "The first steps are a millionth long and grow geometrically."
        ),
        zh=(
            "步长等于离起点最远走过的距离，除以迄今梯度平方和的平方根。离得远、梯度小，步子就变大；"
            "到最小值附近则逐渐变小：不需要调学习率。最初的步子只有百万分之一，随后成倍增长。"
        ),
    ),
    paper=Paper(
        authors="Maor Ivgi, Oliver Hinder, Yair Carmon",
        year=2023,
        title="DoG is SGD's Best Friend: A Parameter-Free Dynamic Step Size Schedule",
        url="https://arxiv.org/abs/2302.12022",
    ),
    advice=Text(
        en=(
            "Use it where nothing is known about a good rate, best with an average of the path on top, as its authors "
            "do. Not for short runs, since the first dozens of updates only find the scale, nor on steep ground: one "
            "huge gradient shortens all later steps for good."
        ),
        zh=(
            "对学习率毫无头绪时可用，最好像作者那样再对路径取平均。跑得很短时不合适：最初几十步只是在摸索尺度；"
            "坡度极陡的地方也不合适：一次巨大的梯度会让之后的步子永久变短。"
        ),
    ),
    hyperparameters=(LR.at(1.0), INIT_STEP, EPS.at(1e-8), WEIGHT_DECAY),
    variants=(
        Variant(
            framework="optax",
            defaults={"lr": 1.0, "init_step": 1e-6, "eps": 1e-8, "weight_decay": 0.0},
            # p is the start, r the largest distance from it, s the sum of squared gradients.
            state={"p": "theta", "r": "init_step*(1 + norm(theta))", "s": "0"},
            rule="""\
g = g + weight_decay*theta
p = where(t == 1, theta, p)
r = max(r, norm(p - theta))
s = s + dot(g, g)
theta = theta - lr*(r/sqrt(s + eps)*g)""",
            call="optax.contrib.dog(learning_rate={lr}, init_step=('heuristic', {init_step}), eps={eps}, "
            "weight_decay={weight_decay})",
            differs=Text(
                en="One distance and one sum for all coordinates together. η scales the steps and is meant to stay 1; "
                "ε = 10⁻⁸ stands inside the root. Weight decay is L2 in the gradient.",
                zh=(
                    "所有坐标共用一个距离和一个平方和。η只是系数，应保持为1；ε = 10⁻⁸在根号内。"
                    "权重衰减是加进梯度的L2项。"
                ),
            ),
        ),
    ),
)
