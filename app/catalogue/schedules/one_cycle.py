"""One cycle up and down, with momentum moving against it."""

from ...text import Text
from ..definitions import Hyperparameter, Schedule
from ..terms import BASE_MOMENTUM, CYCLE_MOMENTUM, MAX_MOMENTUM, T_MAX

ORDER = 60


def share(name: str, symbol: str, default: float, description: Text) -> Hyperparameter:
    return Hyperparameter(
        name=name,
        symbol=symbol,
        default=default,
        minimum=0,
        maximum=1,
        slider=(0, 1),
        scale="linear",
        description=description,
    )


def divisor(name: str, symbol: str, default: float, description: Text) -> Hyperparameter:
    return Hyperparameter(
        name=name,
        symbol=symbol,
        default=default,
        minimum=1,
        maximum=1e12,
        slider=(1, 1e6),
        scale="log",
        description=description,
    )


def switch(name: str, symbol: str, description: Text) -> Hyperparameter:
    return Hyperparameter(
        name=name,
        symbol=symbol,
        default=0,
        minimum=0,
        maximum=1,
        slider=(0, 1),
        scale="switch",
        description=description,
    )


PCT_START = share(
    "pct_start", "p", 0.3, Text(en="The share of the cycle in which the rate rises.", zh="学习率上升阶段占全程的比例。")
)
PCT_FINAL = share(
    "pct_final",
    "q",
    0,
    Text(
        en="Where a third phase begins, as a share of the cycle: the rate is back at its first value there and falls "
        "on to the last. 0: two phases. PyTorch's three phases have twice the share of the rise.",
        zh="第三阶段的起点占全程的比例：学习率在此回到初值，再继续降到终值。0表示只有两个阶段。"
        "PyTorch的三阶段取上升比例的两倍。",
    ),
)
DIV_FACTOR = divisor("div_factor", "d", 25, Text(en="The first rate is η divided by this.", zh="初始学习率是η除以它。"))
FINAL_DIV_FACTOR = divisor(
    "final_div_factor",
    "D",
    1e4,
    Text(en="The last rate is the first one divided by this.", zh="最终学习率是初始值除以它。"),
)
LINEAR = switch("linear", "l", Text(en="Straight lines instead of half cosines.", zh="用直线代替半个余弦。"))
WHOLE = switch(
    "whole",
    "w",
    Text(
        en="When the phases end: at update ⌊pT⌋ and T, as in Optax, or at pT − 1 and T − 1, as in PyTorch.",
        zh="各阶段何时结束：Optax在第⌊pT⌋次和第T次更新，PyTorch在pT − 1和T − 1。",
    ),
)

# One half cosine or line, for the rate and for momentum alike, and how far each phase has come.
_UP = "where(linear == 1, k/max(k_1, 1e-9), (1 - cos(pi*k/max(k_1, 1e-9)))/2)"
_DOWN = "where(linear == 1, 1 - {u}, (1 + cos(pi*{u}))/2)"
_SECOND = _DOWN.format(u="(k - k_1)/n_2")
_LAST = _DOWN.format(u="min(1, (k - k_2)/n_3)")
_PEAK = "where(whole == 1, floor(pct_start*t_max), pct_start*t_max - 1)"
_SETTLED = f"where(pct_final > pct_start, where(whole == 1, floor(pct_final*t_max), pct_final*t_max - 2), {_PEAK})"
_MOMENTUM = (
    "where(cycle_momentum == 1, max_momentum - (max_momentum - base_momentum)"
    f"*where(k < k_1, {_UP}, where(k < k_2, {_SECOND}, where(k_2 > k_1, 0, {_LAST}))), value)"
)

SCHEDULE = Schedule(
    id="one_cycle",
    name=Text(en="One cycle", zh="单周期（1cycle）"),
    idea=Text(
        en=(
            "Rises from a small rate to η and falls to almost nothing, once in T updates; η may then be larger than a "
            "constant rate could be. PyTorch lowers momentum, or β₁, while the rate is high. "
            "After T updates the rate stays at its lowest."
        ),
        zh=(
            "在T次更新内只走一个周期：从很小的学习率升到η，再降到接近零；这样η可以比恒定学习率取得更大。"
            "PyTorch会在学习率高时降低动量（或β₁）。T次更新之后停在最低值。"
        ),
    ),
    # Where the second phase begins and ends, and how long second and third are: they belong to the whole cycle.
    state={
        "k_1": _PEAK,
        "k_2": _SETTLED,
        "n_2": f"max({_SETTLED} - {_PEAK}, 1e-9)",
        "n_3": f"max(t_max - 1 + whole - {_SETTLED}, 1e-9)",
        "a": "1/div_factor",
        "b": "1/div_factor/final_div_factor",
        "h": "where(pct_final > pct_start, 1/div_factor, 1)",
    },
    formula=f"lr*where(k < k_1, a + (1 - a)*{_UP}, where(k < k_2, a + (1 - a)*{_SECOND}, b + (h - b)*{_LAST}))",
    drives={"momentum": _MOMENTUM, "beta1": _MOMENTUM},
    parameters=(
        T_MAX,
        PCT_START,
        PCT_FINAL,
        DIV_FACTOR,
        FINAL_DIV_FACTOR,
        LINEAR,
        WHOLE,
        CYCLE_MOMENTUM,
        BASE_MOMENTUM,
        MAX_MOMENTUM,
    ),
    defaults={"optax": {"whole": 1, "cycle_momentum": 0}},
)
