"""Clipping the gradient at a cliff."""

from ...text import Text
from ..definitions import Preset

ORDER = 200

PRESET = Preset(
    id="clipping",
    name=Text(en="Clipping at a cliff", zh="悬崖边的裁剪"),
    idea=Text(
        en=(
            "The start is on a cliff where the gradient is above 10000. Without clipping the run is gone "
            "after 2 steps; clipped to a norm of 10, the same η comes down safely, into a local minimum."
        ),
        zh=(
            "起点在悬崖上，梯度超过10000。不裁剪，2步之后就飞走了；把范数裁剪到10，同样的η平安下山，进入一个"
            "局部极小值。"
        ),
    ),
    topic="shape",
    address=(
        "surface=goldstein_price&start=-0.3,0.3&steps=300&run=sgd:lr=0.001&run=sgd:lr=0.001~~clip_norm:max_norm=10"
    ),
)
