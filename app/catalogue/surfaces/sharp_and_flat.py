"""A sharp well and a flat one."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 330

SURFACE = Surface(
    id="sharp_and_flat",
    name=Text(en="Sharp and flat wells", zh="尖井与平井"),
    idea=Text(
        en=(
            "Two wells: a narrow, deeper one on the right (curvature 16) and a wide, shallower one on the left "
            "(curvature 1.2)."
        ),
        zh="两口井：右边的又窄又深（曲率16），左边的又宽又浅（曲率1.2）。",
    ),
    lesson=Text(
        en=(
            "The sharp well holds a run only while η < 2/16 = 0.125. Gradient descent settles in it at 0.1, "
            "bounces about in it at 0.2, and at 0.5 is thrown out and settles in the flat one."
        ),
        zh=(
            "只有η < 2/16 = 0.125时，尖井才留得住。梯度下降取0.1时在尖井里停下；取0.2时在里面来回弹跳；"
            "取0.5时被甩出去，最后停在平井里。"
        ),
    ),
    group="saddles",
    formula=("1.2 - exp(-((x - 1.2)**2 + y**2)/0.125) - 0.95*exp(-((x + 1.2)**2 + y**2)/1.62) + 0.01*(x**2 + y**2)"),
    view=View(x=(-3.0, 3.0), y=(-2.5, 2.5)),
    start=(1.5, 0.4),
    minima=(
        Minimum(x=1.1933954687181039, y=0.0, value=0.1869180666489241),
        Minimum(x=-1.1798749955727612, y=0.0, value=0.26415852963174197),
    ),
    saddles=((0.5405595071223034, 0.0),),
    source="After S. Hochreiter, J. Schmidhuber, Flat minima, Neural Computation 9 (1997)",
)
