"""Shubert's product of cosines."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 490

SURFACE = Surface(
    id="shubert",
    name=Text(en="Shubert wells", zh="Shubert函数"),
    idea=Text(
        en=(
            "A product of two sums of cosines: narrow wells between peaks of 210, four of them equally deep at −186.73."
        ),
        zh="两个余弦和的乘积：狭窄的井散布在高达210的山峰之间，其中四口同样深，为−186.73。",
    ),
    lesson=Text(
        en=(
            "At the bottom of the well the curvature is 4661, so η must stay below 0.00043: at 0.0004 gradient "
            "descent settles, at 0.0005 it bounces between the walls for ever, and at 0.001 it is kicked into "
            "another well."
        ),
        zh=(
            "井底的曲率是4661，所以η必须小于0.00043：取0.0004时，梯度下降停在井底；取0.0005时，"
            "永远在井壁之间弹跳；取0.001时，被弹进另一口井。"
        ),
    ),
    group="many_minima",
    formula=("sum(i*cos((i + 1)*x + i) for i in range(1, 6))*sum(i*cos((i + 1)*y + i) for i in range(1, 6))"),
    view=View(x=(-5.12, 5.12), y=(-5.12, 5.12)),
    start=(-1.1, -0.5),
    minima=(
        Minimum(x=-1.425128428319761, y=-0.8003211004719731, value=-186.73090883102384),
        Minimum(x=-0.8003211004719731, y=-1.425128428319761, value=-186.73090883102384),
        Minimum(x=-0.8003211004719731, y=4.858056878859825, value=-186.73090883102384),
        Minimum(x=4.858056878859825, y=-0.8003211004719731, value=-186.73090883102384),
    ),
    source=(
        "B. O. Shubert, A sequential method seeking the global maximum of a function, SIAM Journal on "
        "Numerical Analysis 9 (1972)"
    ),
)
