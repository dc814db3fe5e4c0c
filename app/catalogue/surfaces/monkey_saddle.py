"""A saddle where the whole Hessian vanishes."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 320

SURFACE = Surface(
    id="monkey_saddle",
    name=Text(en="Monkey saddle", zh="猴鞍面"),
    idea=Text(
        en=(
            "Three valleys and three ridges meet at (0, 0), where the Hessian is 0 as well as the gradient; a "
            "quartic term closes the valleys at −6.75."
        ),
        zh="三条山谷与三条山脊交汇于(0, 0)，那里不仅梯度为0，Hessian也为0；四次项使山谷在−6.75处封底。",
    ),
    lesson=Text(
        en=(
            "Gradient descent (η = 0.05) slows down before the saddle and turns aside into the upper valley; "
            "momentum shoots straight across to (−3, 0). From y = 0 exactly, gradient descent never gets past "
            "the saddle."
        ),
        zh=(
            "梯度下降（η = 0.05）在鞍点前慢下来，然后拐进上方的山谷；动量法径直冲过鞍点，到达(−3, 0)。"
            "若起点恰好在y = 0，梯度下降永远过不了鞍点。"
        ),
    ),
    group="saddles",
    formula="x**3 - 3*x*y**2 + (x**2 + y**2)**2/4",
    view=View(x=(-4.0, 4.0), y=(-4.0, 4.0)),
    start=(0.9, 0.02),
    minima=(
        Minimum(x=-3.0, y=0.0, value=-6.75),
        Minimum(x=1.5, y=2.598076211353316, value=-6.75),
        Minimum(x=1.5, y=-2.598076211353316, value=-6.75),
    ),
    saddles=((0.0, 0.0),),
    source="D. Hilbert, S. Cohn-Vossen, Geometry and the Imagination (1952), with a quartic term added",
)
