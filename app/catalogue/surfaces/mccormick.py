"""McCormick's tilted washboard."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 380

SURFACE = Surface(
    id="mccormick",
    name=Text(en="McCormick washboard", zh="McCormick函数"),
    idea=Text(
        en="A washboard tilted along the diagonal: two dips in view, and beyond the view ever deeper ones.",
        zh="沿对角线倾斜的搓衣板：视野内有两个小坑，视野外的坑越来越深。",
    ),
    lesson=Text(
        en=(
            "Gradient descent stops in the first dip. Momentum is caught there too at η = 0.05, but at 0.07 it "
            "rolls through, leaves the view and runs down for ever."
        ),
        zh="梯度下降停在第一个坑里。动量法取η = 0.05时也停在那里，取0.07时却一冲而过，离开视野，一直向下。",
    ),
    group="saddles",
    formula="sin(x + y) + (x - y)**2 - 1.5*x + 2.5*y + 1",
    view=View(x=(-1.5, 4.0), y=(-3.0, 4.0)),
    start=(3.0, 3.5),
    minima=(
        Minimum(x=-0.5471975511965977, y=-1.5471975511965979, value=-1.9132229549810364),
        Minimum(x=2.5943951023931957, y=1.5943951023931955, value=1.2283696986087569),
    ),
    saddles=((1.5471975511965979, 0.5471975511965977),),
    source="G. P. McCormick, in F. A. Lootsma (ed.), Numerical Methods for Non-linear Optimization (1972)",
)
