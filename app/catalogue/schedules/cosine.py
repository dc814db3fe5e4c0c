"""Cosine annealing, and the two opinions on what comes after it."""

from ...text import Text
from ..definitions import Hyperparameter, Schedule
from ..terms import ETA_MIN, T_MAX

ORDER = 40

RISE = Hyperparameter(
    name="rise",
    symbol="r",
    default=1,
    minimum=0,
    maximum=1,
    slider=(0, 1),
    scale="switch",
    description=Text(
        en="After T updates: whether the rate rises again, as in PyTorch, or stays at the bottom.",
        zh="T次更新之后：学习率重新上升（PyTorch），还是停在最低值。",
    ),
)

SCHEDULE = Schedule(
    id="cosine",
    name=Text(en="Cosine annealing", zh="余弦退火"),
    idea=Text(
        en=(
            "Half a cosine from the full rate down to the lowest after T updates: gently at both ends, fastest in "
            "the middle. Past T PyTorch's rises again and is back at the top at 2T; that of Keras and Optax "
            "stays at the bottom."
        ),
        zh="沿半个余弦从初始学习率降到第T次更新时的最低值：两头平缓，中间最快。"
        "超过T后，PyTorch的学习率重新上升，到2T时回到最高；Keras和Optax的则停在最低值。",
    ),
    formula="eta_min + (lr - eta_min)*(1 + cos(pi*where(rise == 1, k, min(k, t_max))/t_max))/2",
    parameters=(T_MAX.at(200), ETA_MIN, RISE),
    defaults={"keras": {"rise": 0}, "optax": {"rise": 0}},
)
