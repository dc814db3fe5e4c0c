"""Styblinski and Tang's four wells."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 370

SURFACE = Surface(
    id="styblinski_tang",
    name=Text(en="Styblinski–Tang wells", zh="Styblinski–Tang函数"),
    idea=Text(
        en="Four wells: each coordinate by itself has a deep one at −2.90 and a shallower one at 2.75.",
        zh="四口井：每个坐标各自在−2.90处有一口深井，在2.75处有一口较浅的井。",
    ),
    lesson=Text(
        en=(
            "Each coordinate runs as if it were alone. Gradient descent (η = 0.01) leaves x in the shallower "
            "well; momentum (η = 0.005) carries it over the rise at 0.16 into the deep one. y starts on the "
            "right side of its rise and needs no help."
        ),
        zh=(
            "每个坐标各走各的。梯度下降（η = 0.01）让x停在浅井里；动量法（η = 0.005）则带着它越过0.16处的坡顶，"
            "进入深井。y的起点在坡顶的另一侧，不需要帮忙。"
        ),
    ),
    group="saddles",
    formula="(x**4 - 16*x**2 + 5*x + y**4 - 16*y**2 + 5*y)/2",
    view=View(x=(-5.0, 5.0), y=(-5.0, 5.0)),
    start=(4.4, -1.0),
    minima=(
        Minimum(x=-2.903534027771177, y=-2.903534027771177, value=-78.33233140754282),
        Minimum(x=2.746802770990837, y=-2.903534027771177, value=-64.19561235905536),
        Minimum(x=-2.903534027771177, y=2.746802770990837, value=-64.19561235905536),
        Minimum(x=2.746802770990837, y=2.746802770990837, value=-50.05889331056788),
    ),
    saddles=(
        (-2.903534027771177, 0.1567312567803401),
        (0.1567312567803401, -2.903534027771177),
        (0.1567312567803401, 2.746802770990837),
        (2.746802770990837, 0.1567312567803401),
    ),
    source="M. A. Styblinski, T.-S. Tang, Experiments in nonconvex optimization, Neural Networks 3 (1990)",
)
