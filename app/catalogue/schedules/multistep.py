"""A staircase with its steps at chosen updates, and the two opinions on when a step takes effect."""

from dataclasses import replace

from ...text import Text
from ..definitions import Hyperparameter, Schedule
from ..terms import GAMMA, LONGEST

ORDER = 22


def milestone(number: int, default: float) -> Hyperparameter:
    return Hyperparameter(
        name=f"milestone_{number}",
        symbol=f"M{'₀₁₂₃'[number]}",
        default=default,
        minimum=0,
        maximum=LONGEST,
        slider=(0, 500),
        scale="integer",
        description=Text(
            en="The update at which the rate drops; 0: none. The same update twice drops it twice.",
            zh="学习率在这次更新时下降；0表示不用。两个里程碑相同则连降两次。",
        ),
    )


LATE = Hyperparameter(
    name="late",
    symbol="l",
    default=0,
    minimum=0,
    maximum=1,
    slider=(0, 1),
    scale="switch",
    description=Text(
        en="Whether the update at the milestone itself still takes the old rate, as in Keras.",
        zh="里程碑那一次更新是否仍用旧学习率（Keras的约定）。",
    ),
)

SCHEDULE = Schedule(
    id="multistep",
    name=Text(en="Steps at milestones", zh="里程碑阶梯衰减"),
    idea=Text(
        en=(
            "Drops the rate by γ at updates that one chooses, often at a half and three quarters of the run. In "
            "PyTorch and Optax the milestone's own update has the new rate, in Keras the one after it."
        ),
        zh="在自选的几次更新处把学习率乘以γ，常取全程的一半和四分之三。"
        "PyTorch和Optax从里程碑那一次更新起用新学习率，Keras则从下一次起。",
    ),
    formula="lr*gamma**(where(k - late >= milestone_1, sign(milestone_1), 0)"
    " + where(k - late >= milestone_2, sign(milestone_2), 0) + where(k - late >= milestone_3, sign(milestone_3), 0))",
    parameters=(
        replace(GAMMA, default=0.1),
        milestone(1, 100),
        milestone(2, 150),
        milestone(3, 0),
        LATE,
    ),
    defaults={"keras": {"late": 1}},
)
