"""Nesterov's momentum beside the heavy ball."""

from ...text import Text
from ..definitions import Preset

ORDER = 80

PRESET = Preset(
    id="nesterov_heavy_ball",
    name=Text(en="Nesterov and the heavy ball", zh="Nesterov与重球"),
    idea=Text(
        en=(
            "Both carry 0.95 of their speed along. The heavy ball looks at the slope where it stands and "
            "keeps swinging; Nesterov's looks where it is about to be, brakes in time and ends lower."
        ),
        zh=(
            "两者每步都保留0.95的速度。重球只看脚下的坡度，摆个不停；Nesterov看的是将要到达的地方，及时刹车，停得更低。"
        ),
    ),
    topic="momentum",
    address=(
        "surface=quadratic&start=-4,1&steps=200&run=momentum:lr=0.01,momentum=0.95&run=nesterov:lr=0.01,momentum=0.95"
    ),
)
