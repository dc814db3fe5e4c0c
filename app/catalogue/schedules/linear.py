"""A straight line from one share of the rate to another."""

from ...text import Text
from ..definitions import Hyperparameter, Schedule
from ..terms import START_FACTOR, T_MAX

ORDER = 32

END_FACTOR = Hyperparameter(
    name="end_factor",
    symbol="b",
    default=0,
    minimum=0,
    maximum=10,
    slider=(0, 1),
    scale="linear",
    description=Text(en="The last rate, as a share of η.", zh="最后的学习率占η的比例。"),
)

SCHEDULE = Schedule(
    id="linear",
    name=Text(en="Linear", zh="线性"),
    idea=Text(
        en=(
            "A straight line to zero spends most of its road early and settles late; it is hard to beat when the "
            "number of updates is known. From a small share up to 1 it is a warm-up, which is what PyTorch's LinearLR "
            "does unless told otherwise. After T updates the rate stays where it is."
        ),
        zh=(
            "沿直线降到零：路程大多走在前面，末尾逐渐稳定；更新次数已知时很难被超越。从较小的比例升到1则是预热，"
            "PyTorch的LinearLR默认就是如此。T次更新之后学习率保持不变。"
        ),
    ),
    formula="lr*(start_factor + (end_factor - start_factor)*min(k, t_max)/t_max)",
    parameters=(T_MAX, START_FACTOR, END_FACTOR),
)
