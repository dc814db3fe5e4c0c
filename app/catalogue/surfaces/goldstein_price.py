"""Goldstein and Price's wells under towering walls."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 395

SURFACE = Surface(
    id="goldstein_price",
    name=Text(en="Goldstein–Price wells", zh="Goldstein–Price函数"),
    idea=Text(
        en="Four wells, at losses 3, 30, 84 and 840, under walls that rise to a million.",
        zh="四口井，损失分别为3、30、84和840，四周的高墙达到一百万。",
    ),
    lesson=Text(
        en=(
            "At η = 10⁻⁵ gradient descent settles at 30, momentum at 3. Drag the start into the upper left "
            "corner, where the gradient is a hundred times larger, and the same η explodes at once."
        ),
        zh="取η = 10⁻⁵，梯度下降停在30，动量法停在3。把起点拖到左上角，那里的梯度大一百倍，同样的η立刻发散。",
    ),
    group="saddles",
    formula=(
        "(1 + (x + y + 1)**2*(19 - 14*x + 3*x**2 - 14*y + 6*x*y + 3*y**2))"
        "*(30 + (2*x - 3*y)**2*(18 - 32*x + 12*x**2 + 48*y - 36*x*y + 27*y**2))"
    ),
    view=View(x=(-2.0, 2.0), y=(-2.0, 2.0)),
    start=(-0.3, 0.3),
    minima=(
        Minimum(x=0.0, y=-1.0, value=3.0),
        Minimum(x=-0.6, y=-0.4, value=30.0),
        Minimum(x=1.8, y=0.2, value=84.0),
        Minimum(x=1.2, y=0.8, value=840.0),
    ),
    saddles=(
        (-0.4, -0.6),
        (1.2, -0.2),
        (1.4, 0.6),
        (0.6, 0.4),
    ),
    source="A. A. Goldstein, J. F. Price, On descent from local minima, Mathematics of Computation 25 (1971)",
)
