"""Standardising x makes a ravine round."""

from ...text import Text
from ..definitions import Preset

ORDER = 275

PRESET = Preset(
    id="standardised",
    name=Text(en="Standardise first", zh="先做标准化"),
    idea=Text(
        en=(
            "Rents against floor areas of 40 to 160: as it is, the curvatures differ a hundred-thousandfold and "
            "no η above 0.000094 is stable. With x standardised they are the same, and η = 0.1 arrives within "
            "100 steps. Switch it off and the same η diverges."
        ),
        zh=(
            "租金与40到160的面积：原样拟合时，两个方向的曲率相差十万倍，η超过0.000094就不稳定。"
            "把x标准化后两个方向的曲率相同，η = 0.1在100步之内就到了。关掉标准化，同样的η会发散。"
        ),
    ),
    topic="shape",
    address=("dataset=unscaled_feature&standardize=1&start=0,0&steps=100&run=sgd:lr=0.1"),
)
