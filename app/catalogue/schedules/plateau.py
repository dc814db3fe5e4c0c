"""Drops the rate when the loss has stopped falling, and what the three frameworks count as that.

PyTorch leaves out a drop of less than its eps = 10⁻⁸; here every drop is taken.
"""

from ...text import Text
from ..definitions import Hyperparameter, Schedule
from ..terms import ETA_MIN, GAMMA, LONGEST

ORDER = 80

PATIENCE = Hyperparameter(
    name="patience",
    symbol="n",
    default=10,
    minimum=0,
    maximum=LONGEST,
    slider=(0, 100),
    scale="integer",
    description=Text(
        en="Updates without improvement that are borne before the rate drops.",
        zh="没有改善的更新可以容忍多少次，之后学习率才下降。",
    ),
)
THRESHOLD = Hyperparameter(
    name="threshold",
    symbol="τ",
    default=1e-4,
    minimum=0,
    maximum=1e6,
    slider=(1e-8, 1),
    scale="log",
    description=Text(
        en="How far below the best loss so far counts as an improvement.", zh="比迄今最好的损失低多少才算改善。"
    ),
)
RELATIVE = Hyperparameter(
    name="relative",
    symbol="r",
    default=1,
    minimum=0,
    maximum=1,
    slider=(0, 1),
    scale="switch",
    description=Text(
        en="Whether the threshold is a share of the best loss, as in PyTorch and Optax, or a difference, as in Keras.",
        zh="阈值是最好损失的比例（PyTorch和Optax），还是绝对差值（Keras）。",
    ),
)
COOLDOWN = Hyperparameter(
    name="cooldown",
    symbol="c",
    default=0,
    minimum=0,
    maximum=LONGEST,
    slider=(0, 100),
    scale="integer",
    description=Text(
        en="Updates after a drop that are not counted; Keras counts the last of them.",
        zh="下降之后不计数的更新次数；Keras会计入其中最后一次。",
    ),
)
INCLUSIVE = Hyperparameter(
    name="inclusive",
    symbol="i",
    default=0,
    minimum=0,
    maximum=1,
    slider=(0, 1),
    scale="switch",
    description=Text(
        en="Whether update n without improvement drops the rate, as in Keras and Optax, or only the one after it.",
        zh="第n次没有改善时就下降（Keras和Optax），还是再等一次（PyTorch）。",
    ),
)
IMMEDIATE = Hyperparameter(
    name="immediate",
    symbol="j",
    default=0,
    minimum=0,
    maximum=1,
    slider=(0, 1),
    scale="switch",
    description=Text(
        en="Whether the drop already holds for the update that caused it, as in Optax.",
        zh="下降是否对触发它的那次更新立即生效（Optax的做法）。",
    ),
)

SCHEDULE = Schedule(
    id="plateau",
    name=Text(en="Drop on plateau", zh="停滞时衰减"),
    idea=Text(
        en=(
            "Watches the loss of the whole problem and multiplies the rate by γ after n updates without improvement. "
            "PyTorch waits for one more, Optax acts at once. A relative threshold is fooled by losses below 0: there "
            "the same value passes for an improvement, and the rate never drops."
        ),
        zh=(
            "盯住整个问题的损失，连续n次更新没有改善就把学习率乘以γ。PyTorch会多等一次，Optax则立即生效。"
            "损失为负时相对阈值会失灵：同样的数值也算改善，学习率永远不降。"
        ),
    ),
    # The present rate α, the best loss b so far, m updates without improvement, o of the cooldown left.
    state={"alpha": "lr", "b": "1e308", "m": "0", "o": "0"},
    formula="where(immediate == 1, where(o > 0, alpha, "
    "where(loss < where(relative == 1, b*(1 - threshold), b - threshold), alpha, "
    "where(m + 1 + inclusive > patience, max(alpha*gamma, min(alpha, eta_min)), alpha))), alpha)",
    rule="""\
a = where(relative == 1, b*(1 - threshold), b - threshold)
m = where(loss < a, 0, m + 1)
b = where(loss < a, loss, b)
f = where(o > 0, 0, where(m + inclusive > patience, sign(m), 0))
m = where(o > 0, 0, m*(1 - f))
o = where(f == 1, max(cooldown - inclusive*(1 - immediate), 0), max(o - 1, 0))
alpha = where(f == 1, max(alpha*gamma, min(alpha, eta_min)), alpha)""",
    parameters=(GAMMA.at(0.1), PATIENCE, THRESHOLD, RELATIVE, COOLDOWN, ETA_MIN, INCLUSIVE, IMMEDIATE),
    defaults={"keras": {"inclusive": 1, "relative": 0}, "optax": {"inclusive": 1, "immediate": 1}},
)
