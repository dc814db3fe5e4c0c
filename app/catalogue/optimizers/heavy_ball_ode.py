"""The heavy ball as a ball: the differential equation that momentum takes steps along."""

from ...text import Text
from ..definitions import Optimizer, Paper, Variant
from ..terms import LR, MOMENTUM

ORDER = 440

OPTIMIZER = Optimizer(
    id="heavy_ball_ode",
    name=Text(en="Heavy ball (ODE)", zh="重球（微分方程）"),
    short=Text(en="Heavy ball", zh="重球"),
    idea=Text(
        en=(
            "A ball with mass that rolls on the surface through something viscous: ẍ + γẋ = −∇f, let go at rest. "
            "Momentum is this equation in steps of time √η with friction γ = (1 − μ)/√η; the smaller η, the closer the "
            "two paths, with μ raised to keep the friction."
        ),
        zh=(
            "一个有质量的球在黏稠介质中沿曲面滚动：ẍ + γẋ = −∇f，从静止放开。动量法就是把这个方程按时间步长√η离散，"
            "摩擦系数γ = (1 − μ)/√η；η越小（同时调高μ以保持摩擦），两条路径越接近。"
        ),
    ),
    paper=Paper(
        authors="Boris T. Polyak",
        year=1964,
        title="Some methods of speeding up the convergence of iteration methods",
        url="https://doi.org/10.1016/0041-5553(64)90137-5",
    ),
    advice=Text(
        en=(
            "Use it as a picture of what momentum does: beside the momentum method with the same η and μ. "
            "Not to minimise anything: it asks for eight gradients an update and arrives no sooner."
        ),
        zh=(
            "用来看清动量在做什么：与η和μ相同的动量法并排运行。不要用它来求最小值：每次更新要算八次梯度，"
            "却到得并不更早。"
        ),
    ),
    hyperparameters=(LR.at(0.001), MOMENTUM.at(0.9)),
    variants=(
        Variant(
            framework="paper",
            defaults={"lr": 0.001, "momentum": 0.9},
            # w is the velocity times √η: the way of one update. Time is counted in updates.
            state={"w": "0*theta"},
            rule="""\
n = momentum - 1
a = n*w - lr*g
u = w + a/4
b = n*u - lr*grad(theta + w/4)
v = w + b/4
c = n*v - lr*grad(theta + u/4)
q = w + c/2
d = n*q - lr*grad(theta + v/2)
p = theta + (w + 2*u + 2*v + q)/12
w = w + (a + 2*b + 2*c + d)/12
a = n*w - lr*grad(p)
u = w + a/4
b = n*u - lr*grad(p + w/4)
v = w + b/4
c = n*v - lr*grad(p + u/4)
q = w + c/2
d = n*q - lr*grad(p + v/2)
h = w
w = w + (a + 2*b + 2*c + d)/12
theta = p + (h + 2*u + 2*v + q)/12""",
            call="",
            differs=Text(
                en=(
                    "Two Runge–Kutta steps of fourth order an update; true to the eye while η times the largest "
                    "curvature stays below about 2. The equation starts from rest and so lags half a step behind "
                    "momentum, whose first step is a whole one."
                ),
                zh=(
                    "每次更新做两步四阶龙格–库塔积分；η乘以最大曲率不超过2左右时，肉眼看不出误差。方程从静止出发，"
                    "因此比动量法慢半步：后者第一步就走满一整步。"
                ),
            ),
        ),
    ),
)
