"""The plain saddle."""

from ...text import Text
from ..definitions import Surface, View

ORDER = 300

SURFACE = Surface(
    id="saddle",
    name=Text(en="Saddle", zh="鞍面"),
    idea=Text(
        en="Falls for ever along y and rises along x; (0, 0) is a saddle point, and there is no minimum.",
        zh="沿y方向无限下降，沿x方向上升；(0, 0)是鞍点，没有最小值。",
    ),
    lesson=Text(
        en=(
            "The start lies almost on the ridge y = 0. Gradient descent multiplies y by 1 + 2η at each step, so it "
            "lingers at the saddle before it escapes; methods that rescale the gradient leave sooner. From y = 0 "
            "exactly, the gradient never leads away from the ridge."
        ),
        zh="起点几乎在山脊y = 0上。梯度下降每步把y乘以1 + 2η，所以会在鞍点附近滞留很久；"
        "会缩放梯度的方法离开得更早。若起点恰好在y = 0，梯度永远不会把路径带离山脊。",
    ),
    group="saddles",
    formula="x**2 - y**2",
    view=View(x=(-2.0, 2.0), y=(-2.0, 2.0)),
    start=(-1.5, 0.001),
    minima=(),
    saddles=((0.0, 0.0),),
    source=(
        "Y. Dauphin et al., Identifying and attacking the saddle point problem in high-dimensional non-convex "
        "optimization (2014)"
    ),
)
