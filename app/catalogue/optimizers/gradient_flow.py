"""Gradient flow: the smooth curve that gradient descent takes corners of."""

from ...text import Text
from ..definitions import Optimizer, Paper, Variant
from ..terms import LR

ORDER = 430

OPTIMIZER = Optimizer(
    id="gradient_flow",
    name=Text(en="Gradient flow", zh="梯度流"),
    idea=Text(
        en=(
            "The path of steepest descent itself: water running downhill, θ′ = −∇f, with η of time an update. Gradient "
            "descent follows it in straight pieces and leaves it where η is too large for the curvature; next to each "
            "other one sees where the bounces come from."
        ),
        zh=(
            "最速下降的路径本身：像水往低处流，θ′ = −∇f，每次更新走过时间η。梯度下降用一段段直线跟随它，"
            "η相对曲率太大时就会偏离；放在一起对比，就能看出振荡从何而来。"
        ),
    ),
    paper=Paper(
        authors="Haskell B. Curry",
        year=1944,
        title="The method of steepest descent for non-linear minimization problems",
        url="https://doi.org/10.1090/qam/10667",
    ),
    advice=Text(
        en=(
            "Use it as a yardstick: run it beside SGD at the same η. "
            "Not to minimise anything: it asks for eight gradients an update and arrives no sooner."
        ),
        zh="拿它当标尺：用同样的η与SGD并排运行。不要用它来求最小值：每次更新要算八次梯度，却到得并不更早。",
    ),
    hyperparameters=(LR.at(0.001),),
    variants=(
        Variant(
            framework="paper",
            defaults={"lr": 0.001},
            rule="""\
b = grad(theta - lr/4*g)
c = grad(theta - lr/4*b)
d = grad(theta - lr/2*c)
p = theta - lr/12*(g + 2*b + 2*c + d)
a = grad(p)
b = grad(p - lr/4*a)
c = grad(p - lr/4*b)
d = grad(p - lr/2*c)
theta = p - lr/12*(a + 2*b + 2*c + d)""",
            call="",
            differs=Text(
                en=(
                    "Two Runge–Kutta steps of fourth order an update. They cannot be told from the flow by eye while η "
                    "times the largest curvature stays below about 2, where gradient descent itself turns unstable; "
                    "from 5.5 on they diverge too."
                ),
                zh=(
                    "每次更新做两步四阶龙格–库塔积分。η乘以最大曲率不超过2时肉眼分不出与真正的流有何差别，"
                    "而梯度下降正是到2失稳；超过5.5左右，积分本身也会发散。"
                ),
            ),
        ),
    ),
)
