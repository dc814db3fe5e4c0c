"""Rings of a drop in water."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 480

SURFACE = Surface(
    id="drop_wave",
    name=Text(en="Drop wave", zh="水滴波函数"),
    idea=Text(
        en="Rings like those of a drop in water: every trough is a circle of one level.",
        zh="像水滴激起的一圈圈波纹：每道波谷都是等高的圆环。",
    ),
    lesson=Text(
        en=(
            "A run falls into the nearest ring and stalls: along the trough there is no slope at all. Only a "
            "start within 0.26 of the middle reaches the lowest point."
        ),
        zh="路径落进最近的圆环就停滞了：沿着波谷没有任何坡度。只有起点离中心不到0.26，才能到达最低点。",
    ),
    group="many_minima",
    # The 1e-100 changes no value; without it the root's kink at 0 would spoil the curvature there.
    formula="-(1 + cos(12*sqrt(x**2 + y**2 + 1e-100)))/((x**2 + y**2)/2 + 2)",
    view=View(x=(-5.12, 5.12), y=(-5.12, 5.12)),
    start=(-1.2, 0.8),
    minima=(Minimum(x=0.0, y=0.0, value=-1.0),),
    source="M. Molga, C. Smutnicki, Test functions for optimization needs (2005)",
)
