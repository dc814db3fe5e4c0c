"""Sharpness-aware minimization slides to the flattest minimum."""

from ...text import Text
from ..definitions import Preset

ORDER = 190

PRESET = Preset(
    id="flat_minimum",
    name=Text(en="Towards the flat minimum", zh="走向平坦的最小值"),
    idea=Text(
        en=(
            "Every point of the curve xy = 1 is a minimum, the flattest is (1, 1). Gradient descent stops at "
            "the first it meets, a sharp one near (0.2, 5). SAM, which asks for the slope a little further "
            "uphill, slides along the curve to (1, 1)."
        ),
        zh=(
            "曲线xy = 1上的每一点都是最小值，最平坦的是(1, 1)。梯度下降停在最先碰到的尖锐最小值，在(0.2, 5)附"
            "近。SAM看的是稍高处的坡度，会沿曲线滑向(1, 1)。"
        ),
    ),
    topic="shape",
    address=("surface=factorised&start=0.3,5&steps=600&run=sgd:lr=0.01&run=sgd:lr=0.02~~sam:rho=0.5"),
)
