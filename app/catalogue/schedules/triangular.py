"""Cyclical rates: up and down in straight lines, again and again, maybe less high each time."""

from dataclasses import replace

from ...text import Text
from ..definitions import Hyperparameter, Schedule
from ..terms import BASE_MOMENTUM, CYCLE_MOMENTUM, GAMMA, LONGEST, MAX_MOMENTUM, START_FACTOR

ORDER = 70

STEP_SIZE_UP = Hyperparameter(
    name="step_size_up",
    symbol="u",
    default=25,
    minimum=1,
    maximum=LONGEST,
    slider=(1, 500),
    scale="integer",
    description=Text(en="Updates of the way up.", zh="上升阶段的更新次数。"),
)
STEP_SIZE_DOWN = Hyperparameter(
    name="step_size_down",
    symbol="d",
    default=0,
    minimum=0,
    maximum=LONGEST,
    slider=(0, 500),
    scale="integer",
    description=Text(
        en="Updates of the way down; 0: as many as of the way up.", zh="下降阶段的更新次数；0表示与上升阶段相同。"
    ),
)
CYCLE_FACTOR = Hyperparameter(
    name="cycle_factor",
    symbol="h",
    default=1,
    minimum=0,
    maximum=10,
    slider=(0.1, 1),
    scale="linear",
    description=Text(
        en="How high each cycle rises, compared with the one before. ½ is PyTorch's triangular2.",
        zh="每个周期的高度是前一个的多少倍。取½即PyTorch的triangular2。",
    ),
)

_HEIGHT = (
    "where(k - T*floor(k/T) <= step_size_up, (k - T*floor(k/T))/step_size_up,"
    " (T - k + T*floor(k/T))/(T - step_size_up))*cycle_factor**floor(k/T)*gamma**k"
)
_MOMENTUM = f"where(cycle_momentum == 1, max_momentum - (max_momentum - base_momentum)*{_HEIGHT}, value)"

SCHEDULE = Schedule(
    id="triangular",
    name=Text(en="Triangular cycles", zh="三角循环学习率"),
    idea=Text(
        en=(
            "Between a share of η and η in straight lines, for ever: high rates cross barriers, low ones settle. "
            "The height can shrink by a factor a cycle (triangular2) or an update (exp_range, γ). "
            "PyTorch lowers momentum, or β₁, while the rate is high."
        ),
        zh=(
            "在η的一部分与η之间沿直线来回，永不停止：高学习率越过障碍，低学习率安顿下来。"
            "高度可以每个周期（triangular2）或每次更新（exp_range，即γ）按比例缩小。PyTorch会在学习率高时降低动量（或β₁）。"
        ),
    ),
    # How long a cycle is.
    state={"T": "step_size_up + where(step_size_down > 0, step_size_down, step_size_up)"},
    formula=f"lr*(start_factor + (1 - start_factor)*{_HEIGHT})",
    drives={"momentum": _MOMENTUM, "beta1": _MOMENTUM},
    parameters=(
        START_FACTOR.at(0.1),
        STEP_SIZE_UP,
        STEP_SIZE_DOWN,
        CYCLE_FACTOR,
        replace(GAMMA, default=1, slider=(0.9, 1.0)),
        CYCLE_MOMENTUM,
        BASE_MOMENTUM.at(0.8),
        MAX_MOMENTUM.at(0.9),
    ),
    defaults={"keras": {"cycle_momentum": 0}, "optax": {"cycle_momentum": 0}},
)
