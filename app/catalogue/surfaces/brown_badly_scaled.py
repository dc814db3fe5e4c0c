"""Brown's bowl with scales twelve orders of magnitude apart."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 270

SURFACE = Surface(
    id="brown_badly_scaled",
    name=Text(en="Brown's badly scaled bowl", zh="Brown病态碗"),
    idea=Text(
        en=(
            "A minimum at x = 10⁶, y = 2×10⁻⁶: the two coordinates differ by twelve orders of magnitude, the "
            "curvatures too."
        ),
        zh="最小值在x = 10⁶、y = 2×10⁻⁶：两个坐标相差十二个数量级，曲率也是。",
    ),
    lesson=Text(
        en=(
            "Near the minimum y allows η < 10⁻¹², and then x would take some 10¹² steps. At η = 10⁻⁶ gradient "
            "descent gets to x ≈ 1000, a thousandth of the way, and there y begins to swing: no single η suits "
            "both."
        ),
        zh=(
            "在最小值附近，y要求η < 10⁻¹²，而这样x要走大约10¹²步。取η = 10⁻⁶，梯度下降走到x ≈ 1000，"
            "才是全程的千分之一，y就开始振荡：没有哪个η能同时适合两者。"
        ),
    ),
    group="ravines",
    formula="(x - 1e6)**2 + (y - 2e-6)**2 + (x*y - 2)**2",
    view=View(x=(-200000.0, 1200000.0), y=(-0.5, 1.5)),
    start=(1.0, 1.0),
    minima=(Minimum(x=1000000.0, y=2e-06, value=0.0),),
    source=(
        "J. J. Moré, B. S. Garbow, K. E. Hillstrom, Testing unconstrained optimization software, ACM TOMS 7 "
        "(1981), problem 4"
    ),
)
