"""Polynomial decay down to a lowest rate, once or again and again."""

from ...text import Text
from ..definitions import Hyperparameter, Schedule
from ..terms import ETA_MIN, T_MAX

ORDER = 34

POWER = Hyperparameter(
    name="power",
    symbol="p",
    default=1,
    minimum=0,
    maximum=100,
    slider=(0.25, 4),
    scale="linear",
    description=Text(
        en="The shape: 1 is a line, above 1 it falls early, below 1 late.",
        zh="曲线形状：1是直线，大于1先快后慢，小于1先慢后快。",
    ),
)
CYCLE = Hyperparameter(
    name="cycle",
    symbol="c",
    default=0,
    minimum=0,
    maximum=1,
    slider=(0, 1),
    scale="switch",
    description=Text(
        en="Whether the rate jumps up again after every T updates, each time less high, instead of staying low.",
        zh="每T次更新之后是否重新跳高（一次比一次低），而不是停在最低值。",
    ),
)

SCHEDULE = Schedule(
    id="polynomial",
    name=Text(en="Polynomial decay", zh="多项式衰减"),
    idea=Text(
        en=(
            "Falls to the lowest rate along a power of the updates that are left. In PyTorch the lowest rate is "
            "always 0, in Keras 10⁻⁴ unless set: a small η then rises towards it."
        ),
        zh="按剩余更新次数的幂降到最低学习率。PyTorch的最低值总是0，Keras若不设置则是10⁻⁴：η更小时反而会升上去。",
    ),
    formula="eta_min + (lr - eta_min)*(1 - min(1, k/(t_max*where(cycle == 1, max(1, ceil(k/t_max)), 1))))**power",
    parameters=(T_MAX, POWER, ETA_MIN, CYCLE),
    defaults={"keras": {"eta_min": 1e-4}},
)
