"""Lookahead: slow weights that follow the optimizer's fast ones."""

from __future__ import annotations

from ...text import Text
from ..definitions import Hyperparameter, Paper, Track, Wrapper, WrapperVariant

ORDER = 60

WRAPPER = Wrapper(
    id="lookahead",
    name=Text(en="Lookahead", zh="Lookahead（前瞻）"),
    idea=Text(
        en=(
            "Lets the optimizer run a few updates ahead, then takes a part of the way there and starts again from "
            "that point. Oscillations across a valley cancel; the optimizer's own memory is kept."
        ),
        zh=(
            "让优化器先走若干步，再只走这段路程的一部分，并从那里重新出发。横跨峡谷的振荡相互抵消；"
            "优化器自身的记忆保持不变。"
        ),
    ),
    paper=Paper(
        authors="Michael R. Zhang, James Lucas, Geoffrey Hinton, Jimmy Ba",
        year=2019,
        title="Lookahead Optimizer: k steps forward, 1 step back",
        url="https://arxiv.org/abs/1907.08610",
    ),
    parameters=(
        Hyperparameter(
            name="every",
            symbol="n",
            default=5,
            minimum=1,
            maximum=10_000,
            slider=(1, 50),
            scale="integer",
            description=Text(
                en="Updates of the optimizer between two moves of the slow weights.",
                zh="慢权重两次移动之间优化器更新的次数。",
            ),
        ),
        Hyperparameter(
            name="alpha",
            symbol="α",
            default=0.5,
            minimum=0,
            maximum=1,
            slider=(0.05, 1),
            scale="linear",
            description=Text(
                en="How much of the way the slow weights take: 1 leaves the optimizer alone, 0 never moves.",
                zh="慢权重走这段路程的比例：1等于不加前瞻，0则永远不动。",
            ),
        ),
    ),
    variants=(
        WrapperVariant(
            framework="paper",
            after="""\
d = t - every*floor(t/every)
s = where(d == 0, s + alpha*(theta - s), s)
theta = where(d == 0, s, theta)""",
            state={"s": "theta"},
            call="optax.lookahead(optimizer, sync_period={every}, slow_step_size={alpha})",
            differs=Text(
                en="Optax and the authors agree; PyTorch and Keras have no Lookahead of their own.",
                zh="Optax与原作者的实现一致；PyTorch和Keras没有自带的Lookahead。",
            ),
            tracks=(Track(id="slow", name=Text(en="slow weights", zh="慢权重"), formula="s"),),
        ),
    ),
)
