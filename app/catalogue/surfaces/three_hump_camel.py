"""The camel with three humps."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 340

SURFACE = Surface(
    id="three_hump_camel",
    name=Text(en="Three-hump camel", zh="三峰驼函数"),
    idea=Text(
        en="A well at (0, 0) between two shallower ones, where the loss is 0.30.",
        zh="(0, 0)处有一口井，两侧各有一口较浅的井，那里的损失是0.30。",
    ),
    lesson=Text(
        en=(
            "Gradient descent, AdaGrad and RMSprop stay in the shallow well on the left. Momentum (η = 0.03) "
            "rolls through it, over the saddle and into the deepest."
        ),
        zh="梯度下降、AdaGrad和RMSprop停在左边的浅井里。动量法（η = 0.03）穿过浅井，越过鞍点，滚进最深的那口井。",
    ),
    group="saddles",
    formula="2*x**2 - 1.05*x**4 + x**6/6 + x*y + y**2",
    view=View(x=(-2.5, 2.5), y=(-2.5, 2.5)),
    start=(-2.2, 1.2),
    minima=(
        Minimum(x=0.0, y=0.0, value=0.0),
        Minimum(x=-1.747552345830289, y=0.8737761729151445, value=0.2986384422368594),
        Minimum(x=1.747552345830289, y=-0.8737761729151445, value=0.2986384422368594),
    ),
    saddles=(
        (-1.07054229182366, 0.53527114591183),
        (1.07054229182366, -0.53527114591183),
    ),
    source=(
        "M. Jamil, X.-S. Yang, A literature survey of benchmark functions for global optimisation problems, "
        "IJMMNO 4 (2013)"
    ),
)
