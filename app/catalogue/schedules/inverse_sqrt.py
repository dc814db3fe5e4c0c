"""The inverse square root of the update's number, as transformers are trained with."""

from ...text import Text
from ..definitions import Hyperparameter, Schedule
from ..terms import LONGEST

ORDER = 38

TIMESCALE = Hyperparameter(
    name="timescale",
    symbol="S",
    default=1,
    minimum=1,
    maximum=LONGEST,
    slider=(1, 500),
    scale="integer",
    description=Text(
        en="Updates after which the rate has fallen to η/√2. With a warm-up of as many the rate is the transformer's.",
        zh="学习率降到η/√2所需的更新次数。预热次数与它相同时，就是Transformer的学习率曲线。",
    ),
)

SCHEDULE = Schedule(
    id="inverse_sqrt",
    name=Text(en="Inverse square root", zh="平方根倒数衰减"),
    idea=Text(
        en=(
            "η/√(k + 1): the rate at which online gradient descent is proved to keep up with the best fixed point. It "
            "falls fast at first and then hardly at all, and needs no end to be planned."
        ),
        zh="η/√(k + 1)：在线梯度下降的理论保证用的就是它。先降得快，后来几乎不变，也不必预先定好终点。",
    ),
    formula="lr/sqrt(1 + k/timescale)",
    parameters=(TIMESCALE,),
)
