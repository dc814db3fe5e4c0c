"""The parameters that schedules share, each described once, and the ends of ranges that all terms share.

Definitions import them from app.catalogue.terms, with those of optimizers.
"""

from __future__ import annotations

from typing import Final

from ..text import Text
from .definitions import Hyperparameter

LARGEST_RATE: Final = 1e6
CLOSEST_TO_ONE: Final = 0.9999999  # an average that never forgets would be divided by 1 − β = 0
LONGEST: Final = 1_000_000  # updates

WARMUP: Final = Hyperparameter(
    name="warmup",
    symbol="W",
    default=0,
    minimum=0,
    maximum=LONGEST,
    slider=(0, 200),
    scale="integer",
    description=Text(
        en="Warm-up: the rate rises linearly over this many updates, then the schedule begins.",
        zh="预热：学习率在这么多次更新内线性上升，之后调度才开始。",
    ),
)
STEP_SIZE: Final = Hyperparameter(
    name="step_size",
    symbol="S",
    default=50,
    minimum=1,
    maximum=LONGEST,
    slider=(1, 500),
    scale="integer",
    description=Text(en="Updates from one drop to the next.", zh="相邻两次衰减之间的更新次数。"),
)
GAMMA: Final = Hyperparameter(
    name="gamma",
    symbol="γ",
    default=0.1,
    minimum=0,
    maximum=10,
    slider=(0.01, 1),
    scale="linear",
    description=Text(
        en="The factor of each drop. Above 1 the rate grows.",
        zh="每次衰减时学习率乘以的因子。大于1时学习率会增大。",
    ),
)
T_MAX: Final = Hyperparameter(
    name="t_max",
    symbol="T",
    default=200,
    minimum=1,
    maximum=LONGEST,
    slider=(1, 1000),
    scale="integer",
    description=Text(en="Updates from the schedule's beginning to its end.", zh="调度从开始到结束的更新次数。"),
)
ETA_MIN: Final = Hyperparameter(
    name="eta_min",
    symbol="ηₘᵢₙ",
    default=0,
    minimum=0,
    maximum=LARGEST_RATE,
    slider=(1e-6, 1),
    scale="log",
    description=Text(en="The lowest rate that the schedule falls to.", zh="调度最低降到的学习率。"),
)
START_FACTOR: Final = Hyperparameter(
    name="start_factor",
    symbol="a",
    default=1,
    minimum=0,
    maximum=10,
    slider=(0, 1),
    scale="linear",
    description=Text(en="The first rate, as a share of η.", zh="第一次更新的学习率占η的比例。"),
)
CYCLE_MOMENTUM: Final = Hyperparameter(
    name="cycle_momentum",
    symbol="χ",
    default=1,
    minimum=0,
    maximum=1,
    slider=(0, 1),
    scale="switch",
    description=Text(
        en="Moves momentum (or β₁) against the rate, where the optimizer has one: low while the rate is high.",
        zh="优化器有动量（或β₁）时，让它与学习率反向变化：学习率高时动量低。",
    ),
)
BASE_MOMENTUM: Final = Hyperparameter(
    name="base_momentum",
    symbol="μ₀",
    default=0.85,
    minimum=0,
    maximum=CLOSEST_TO_ONE,
    slider=(0, 0.99),
    scale="linear",
    description=Text(en="Momentum where the rate is highest.", zh="学习率最高时的动量。"),
)
MAX_MOMENTUM: Final = Hyperparameter(
    name="max_momentum",
    symbol="μ₁",
    default=0.95,
    minimum=0,
    maximum=CLOSEST_TO_ONE,
    slider=(0, 0.99),
    scale="linear",
    description=Text(en="Momentum where the rate is lowest.", zh="学习率最低时的动量。"),
)
