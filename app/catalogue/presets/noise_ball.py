"""The ball of noise, and how a schedule cures it."""

from ...text import Text
from ..definitions import Preset

ORDER = 220

PRESET = Preset(
    id="noise_ball",
    name=Text(en="The noise ball", zh="噪声球"),
    idea=Text(
        en=(
            "With noise in every gradient a constant η never arrives: the point roams in a ball around the "
            "minimum. A smaller η makes the ball smaller. Cosine annealing brings η to 0, and the run to "
            "rest."
        ),
        zh=(
            "每个梯度都带噪声时，恒定的η永远到不了：点在最小值周围的一个球里游荡。η越小，球越小。余弦退火把η"
            "降到0，运行也就停了下来。"
        ),
    ),
    topic="chance",
    address=(
        "surface=booth&start=-8,-7&steps=400"
        "&run=sgd:lr=0.05,noise=10"
        "&run=sgd:lr=0.01,noise=10"
        "&run=sgd:lr=0.05,noise=10~cosine:t_max=400"
    ),
)
