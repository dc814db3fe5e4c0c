"""Cosine annealing, with what PyTorch does after the end."""

from ...text import Text
from ..definitions import Schedule
from ..terms import ETA_MIN, T_MAX

ORDER = 40

SCHEDULE = Schedule(
    id="cosine",
    name=Text(en="Cosine annealing", zh="余弦退火"),
    idea=Text(
        en=(
            "Half a cosine from the full rate down to the lowest after T updates: gently at both ends, fastest in "
            "the middle. Past T it rises again, as in PyTorch, and is back at the top at 2T; Keras and Optax would "
            "stay at the bottom."
        ),
        zh="沿半个余弦从初始学习率降到第T次更新时的最低值：两头平缓，中间最快。"
        "超过T后与PyTorch一样重新上升，到2T时回到最高；Keras和Optax则会停在最低值。",
    ),
    formula="eta_min + (lr - eta_min)*(1 + cos(pi*k/t_max))/2",
    parameters=(T_MAX.at(200), ETA_MIN),
)
