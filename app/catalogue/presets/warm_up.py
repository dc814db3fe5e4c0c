"""A learning rate that begins small."""

from ...text import Text
from ..definitions import Preset

ORDER = 210

PRESET = Preset(
    id="warm_up",
    name=Text(en="Warm-up", zh="学习率预热"),
    idea=Text(
        en=(
            "On the steep wall η = 0.01 is far too large: the run diverges at step 2. Reached in 50 small "
            "beginnings, the same η is fine, for by then the run stands where it is flatter."
        ),
        zh=("在陡壁上η = 0.01太大了：第2步就发散。用50步逐渐升到同样的η就没有问题，因为那时已经走到较平缓的地方。"),
    ),
    topic="chance",
    address=("surface=beale&start=3,-2&steps=500&run=sgd:lr=0.01&run=sgd:lr=0.01~constant:warmup=50"),
)
