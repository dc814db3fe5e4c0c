"""The minima of a product, from sharp to flat."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 230

SURFACE = Surface(
    id="factorised",
    name=Text(en="Two-layer valley", zh="两层线性网络"),
    idea=Text(
        en=(
            "The smallest two-layer network: the product of its weights x and y should be 1. Every point of the "
            "curve xy = 1 is a minimum; the flattest is (1, 1)."
        ),
        zh="最小的两层网络：两个权重x与y的乘积应等于1。曲线xy = 1上处处是最小值，其中(1, 1)最平坦。",
    ),
    lesson=Text(
        en=(
            "Across the curve the curvature is x² + y², and a run can only rest where that is below 2/η. At η = "
            "0.05 it stops at y ≈ 5; 0.1 throws it down to y ≈ 3.6, and 0.12 to y ≈ 1.4, close to the flattest "
            "point; 0.2 diverges."
        ),
        zh=(
            "垂直于曲线方向的曲率是x² + y²，只有在它小于2/η的地方才停得住。η = 0.05时停在y ≈ 5；"
            "0.1时被甩到y ≈ 3.6；0.12时被甩到y ≈ 1.4，已接近最平坦处；0.2时发散。"
        ),
    ),
    group="ravines",
    formula="(x*y - 1)**2/2",
    view=View(x=(-1.0, 6.0), y=(-1.0, 6.0)),
    start=(0.3, 5.0),
    minima=(Minimum(x=1.0, y=1.0, value=0.0),),
    saddles=((0.0, 0.0),),
    source=("After A. Lewkowycz et al., The large learning rate phase of deep learning: the catapult mechanism (2020)"),
)
