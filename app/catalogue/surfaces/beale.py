"""Beale's flat valley with steep corners."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 240

SURFACE = Surface(
    id="beale",
    name=Text(en="Beale valley", zh="Beale函数"),
    idea=Text(
        en="A flat cross-shaped valley between corners that rise to 180 000.",
        zh="平坦的十字形山谷，四角陡升，最高约18万。",
    ),
    lesson=Text(
        en=(
            "The floor is so flat that a run that looks finished may not be; two saddle points hold up what comes "
            "near them. A rate that suits the floor explodes when the start is dragged into a corner."
        ),
        zh=(
            "谷底非常平坦，看似停下的路径未必到了最小值；两个鞍点会拖住靠近的路径。适合谷底的学习率，"
            "把起点拖到角落就会发散。"
        ),
    ),
    group="ravines",
    formula="(1.5 - x + x*y)**2 + (2.25 - x + x*y**2)**2 + (2.625 - x + x*y**3)**2",
    view=View(x=(-4.5, 4.5), y=(-4.5, 4.5)),
    start=(0.7, 1.4),
    minima=(Minimum(x=3.0, y=0.5, value=0.0),),
    saddles=(
        (0.0, 1.0),
        (0.10053793732415836, -2.644513585023125),
    ),
    source=(
        "E. M. L. Beale, On an iterative method for finding a local minimum of a function of more than one "
        "variable, Princeton University (1958)"
    ),
)
