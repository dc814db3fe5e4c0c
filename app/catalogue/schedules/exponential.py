"""Exponential decay: the rate shrinks by the same factor at every update."""

from dataclasses import replace

from ...text import Text
from ..definitions import Schedule
from ..terms import GAMMA

ORDER = 30

SCHEDULE = Schedule(
    id="exponential",
    name=Text(en="Exponential decay", zh="指数衰减"),
    idea=Text(
        en="Every update multiplies the rate by γ. All rates together add up to about η/(1 − γ): "
        "too small a γ and the run stops before it has arrived.",
        zh="每次更新都把学习率乘以γ。所有学习率之和约为η/(1 − γ)：γ太小，还没到达就停住了。",
    ),
    formula="lr*gamma**k",
    parameters=(replace(GAMMA, default=0.99, slider=(0.9, 1.0)),),
)
