"""Cosine annealing with warm restarts (SGDR)."""

from ...text import Text
from ..definitions import Hyperparameter, Schedule
from ..terms import ETA_MIN, LONGEST

ORDER = 42

T_0 = Hyperparameter(
    name="t_0",
    symbol="T₀",
    default=50,
    minimum=1,
    maximum=LONGEST,
    slider=(1, 500),
    scale="integer",
    description=Text(en="Updates of the first cycle.", zh="第一个周期的更新次数。"),
)
T_MULT = Hyperparameter(
    name="t_mult",
    symbol="m",
    default=1,
    minimum=1,
    maximum=10,
    slider=(1, 4),
    scale="linear",
    description=Text(
        en="How many times longer each cycle is than the one before: 1 in PyTorch, 2 in Keras unless set.",
        zh="每个周期是前一个的多少倍长；不设置时PyTorch取1，Keras取2。",
    ),
)
M_MULT = Hyperparameter(
    name="m_mult",
    symbol="h",
    default=1,
    minimum=0,
    maximum=10,
    slider=(0.1, 1),
    scale="linear",
    description=Text(
        en="How many times higher each restart is than the one before; PyTorch has only 1.",
        zh="每次重启的高度是前一次的多少倍；PyTorch只有1。",
    ),
)

SCHEDULE = Schedule(
    id="cosine_restarts",
    name=Text(en="Cosine with restarts", zh="带热重启的余弦退火"),
    idea=Text(
        en=(
            "Anneals along a cosine, then jumps back to the full rate and anneals again. A jump can throw the run out "
            "of a poor valley; just before each one it stands well. The lowest rate itself is never reached."
        ),
        zh="沿余弦退火，然后跳回初始学习率重新退火。这一跳可能把运行甩出不好的谷；每次重启之前恰好停得较稳。"
        "最低学习率本身永远不会真正达到。",
    ),
    # k₀ is where the cycle began, T how long it is, a how high.
    state={"k_0": "0", "T": "t_0", "a": "1"},
    formula="eta_min + (lr - eta_min)*a*(1 + cos(pi*(k - k_0)/T))/2",
    rule="""\
n = where(k + 1 - k_0 >= T, 1, 0)
k_0 = k_0 + n*T
T = where(n == 1, T*t_mult, T)
a = where(n == 1, a*m_mult, a)""",
    parameters=(T_0, T_MULT, M_MULT, ETA_MIN),
    defaults={"keras": {"t_mult": 2}},
)
