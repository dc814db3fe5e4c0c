"""Adam as Keras sets it has not arrived after 1000 epochs."""

from ...text import Text
from ..definitions import Preset

ORDER = 260

PRESET = Preset(
    id="keras_adam",
    name=Text(en="Keras's Adam has not arrived", zh="Keras的Adam还没到"),
    idea=Text(
        en=(
            "The same five points with Keras's defaults: Adam with η = 0.001. It moves each parameter by "
            "about η a step, so after 1000 steps neither has come further than about 1, and the loss is "
            "still above 9. With η = 0.1 the line is found."
        ),
        zh=(
            "同样五个点，用Keras的默认设置：Adam，η = 0.001。它每步让每个参数移动大约η，1000步之后两个参数都"
            "走不出1左右，损失还在9以上。取η = 0.1，直线就找到了。"
        ),
    ),
    topic="article",
    address=("dataset=article&start=0,0&steps=1000&run=adam:framework=keras&run=adam:framework=keras,lr=0.1"),
)
