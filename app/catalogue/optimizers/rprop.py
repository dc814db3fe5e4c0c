"""Rprop: each coordinate has a step size that grows while the sign stays and shrinks when it turns."""

from ...text import Text
from ..definitions import Hyperparameter, Optimizer, Paper, Variant
from ..terms import LR

ORDER = 130

ETA_MINUS = Hyperparameter(
    name="eta_minus",
    symbol="η₋",
    default=0.5,
    minimum=0,
    maximum=1,
    slider=(0.1, 0.9),
    scale="linear",
    description=Text(
        en="What a coordinate's step size is multiplied by when its gradient changes sign.",
        zh="某个坐标的梯度变号时，它的步长乘以这个数。",
    ),
)
ETA_PLUS = Hyperparameter(
    name="eta_plus",
    symbol="η₊",
    default=1.2,
    minimum=1,
    maximum=10,
    slider=(1, 2),
    scale="linear",
    description=Text(
        en="What a coordinate's step size is multiplied by while its gradient keeps its sign.",
        zh="某个坐标的梯度符号不变时，它的步长乘以这个数。",
    ),
)
STEP_MIN = Hyperparameter(
    name="step_min",
    symbol="Δ₋",
    default=1e-6,
    minimum=0,
    maximum=1e6,
    slider=(1e-6, 0.1),
    scale="log",
    description=Text(en="The smallest step size.", zh="步长的下限。"),
)
STEP_MAX = Hyperparameter(
    name="step_max",
    symbol="Δ₊",
    default=50,
    minimum=0,
    maximum=1e6,
    slider=(1e-3, 50),
    scale="log",
    description=Text(en="The largest step size.", zh="步长的上限。"),
)

OPTIMIZER = Optimizer(
    id="rprop",
    name=Text(en="Rprop", zh="Rprop"),
    idea=Text(
        en=(
            "Looks at signs only, each coordinate by itself: while the gradient keeps its sign the step grows by "
            "1.2, when it turns the step is halved. It knows no scale and is fast with full gradients; noise turns "
            "signs at random and makes it stop."
        ),
        zh=(
            "每个坐标单独只看梯度的符号：符号不变，步长乘以1.2；符号一变，步长减半。它不受梯度大小影响，"
            "用完整梯度时很快；噪声会让符号随机翻转，使它停下来。"
        ),
    ),
    paper=Paper(
        authors="Martin Riedmiller, Heinrich Braun",
        year=1993,
        title="A Direct Adaptive Method for Faster Backpropagation Learning: The RPROP Algorithm",
        url="https://doi.org/10.1109/ICNN.1993.298623",
    ),
    advice=Text(
        en=(
            "Use it with full gradients on small problems: it is hard to tune wrongly and reaches valley floors "
            "fast. Not with minibatches: their noise turns signs, and every turn halves a step."
        ),
        zh=(
            "适合用完整梯度的小问题：怎么设置都不容易出错，很快就能到谷底。不适合小批量：噪声使符号翻转，"
            "每翻转一次步长就减半。"
        ),
    ),
    hyperparameters=(LR.at(0.01), ETA_MINUS, ETA_PLUS, STEP_MIN, STEP_MAX),
    variants=(
        Variant(
            framework="pytorch",
            defaults={"lr": 0.01, "eta_minus": 0.5, "eta_plus": 1.2, "step_min": 1e-6, "step_max": 50.0},
            state={"s": "lr", "h": "0"},
            rule="""\
c = g*h
s = min(max(s*where(c > 0, eta_plus, where(c < 0, eta_minus, 1)), step_min), step_max)
h = where(c < 0, 0, g)
theta = theta - sign(h)*s""",
            call=(
                "torch.optim.Rprop([theta], lr={lr}, etas=({eta_minus}, {eta_plus}), step_sizes=({step_min}, "
                "{step_max}))"
            ),
            differs=Text(
                en=(
                    "η is only the first step size, so a schedule has no effect. After a change of sign the "
                    "coordinate waits for one step. Default η = 0.01."
                ),
                zh="η只是最初的步长，所以学习率调度不起作用。符号改变后，该坐标停一步。默认η = 0.01。",
            ),
        ),
        Variant(
            framework="optax",
            defaults={"lr": 0.01, "eta_minus": 0.5, "eta_plus": 1.2, "step_min": 1e-6, "step_max": 50.0},
            state={"s": "lr", "u": "0"},
            rule="""\
c = g*u
s = where(c == 0, s, min(max(s*where(c > 0, eta_plus, eta_minus), step_min), step_max))
u = where(c < 0, 0, s*sign(g))
theta = theta - u""",
            call=(
                "optax.rprop(learning_rate={lr}, eta_minus={eta_minus}, eta_plus={eta_plus}, "
                "min_step_size={step_min}, max_step_size={step_max})"
            ),
            differs=Text(
                en=(
                    "Release 0.2.8 hands out each update one call late: the first step is 0, and after a change of "
                    "sign it waits twice. The lab follows the intended method, which is PyTorch's path. The "
                    "learning rate must be given; the lab starts from PyTorch's 0.01."
                ),
                zh=(
                    "0.2.8版把每次更新都晚一步才给出：第一步为0，符号改变后要停两步。这里遵循方法本意，"
                    "与PyTorch路径相同。学习率必须显式给出，这里取PyTorch的默认值0.01。"
                ),
            ),
        ),
    ),
)
