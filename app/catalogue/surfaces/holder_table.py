"""Waves that grow towards the corners."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 640

SURFACE = Surface(
    id="holder_table",
    name=Text(en="Hölder table", zh="Hölder桌函数"),
    idea=Text(
        en="Wells parted by creases, deeper and deeper towards the corners, where four are deepest.",
        zh="折痕隔开的一口口井，越靠近四角越深；最深的四口就在角上。",
    ),
    lesson=Text(
        en=(
            "Every method stops in the well next to the start, at −1.18. Nothing there tells that the wells in "
            "the corners go down to −19.21: drag the start to (8, 9), and it is an easy slide."
        ),
        zh=(
            "所有方法都停在起点旁的井里，损失为−1.18。那里没有任何迹象表明角上的井深达−19.21：把起点拖到(8, 9)，"
            "轻易就能滑到底。"
        ),
    ),
    group="non_smooth",
    formula="-abs(sin(x)*cos(y)*exp(abs(1 - sqrt(x**2 + y**2)/pi)))",
    view=View(x=(-10.0, 10.0), y=(-10.0, 10.0)),
    start=(3.0, -4.0),
    minima=(
        Minimum(x=-8.055023475736563, y=-9.664590019241272, value=-19.208502567886736),
        Minimum(x=-8.055023475736563, y=9.664590019241272, value=-19.208502567886736),
        Minimum(x=8.055023475736563, y=-9.664590019241272, value=-19.208502567886736),
        Minimum(x=8.055023475736563, y=9.664590019241272, value=-19.208502567886736),
    ),
    source=(
        "S. K. Mishra, Some new test functions for global optimization and performance of repulsive particle "
        "swarm method (2006)"
    ),
)
