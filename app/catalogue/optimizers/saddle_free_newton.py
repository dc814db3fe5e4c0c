"""Saddle-free Newton: Newton's step with every curvature taken as positive."""

from ...text import Text
from ..definitions import Hyperparameter, Optimizer, Paper, Variant
from ..terms import LR

ORDER = 420

OPTIMIZER = Optimizer(
    id="saddle_free_newton",
    name=Text(en="Saddle-free Newton", zh="无鞍牛顿法"),
    short=Text(en="Saddle-free", zh="无鞍牛顿法"),
    idea=Text(
        en=(
            "Newton's step with the absolute value of each curvature: along directions that curve upwards it goes to "
            "the bottom, along those that curve downwards it flees as fast. Saddles, which draw Newton's method in, "
            "throw this one out."
        ),
        zh=(
            "牛顿步，但每个曲率都取绝对值：沿向上弯的方向走到底，沿向下弯的方向以同样的速度逃离。鞍点会吸引牛顿法，"
            "却会把它甩开。"
        ),
    ),
    paper=Paper(
        authors="Yann Dauphin, Razvan Pascanu, Caglar Gulcehre, Kyunghyun Cho, Surya Ganguli, Yoshua Bengio",
        year=2014,
        title="Identifying and attacking the saddle point problem in high-dimensional non-convex optimization",
        url="https://arxiv.org/abs/1406.2572",
    ),
    advice=Text(
        en=(
            "Use it to see what saddles cost other methods, or for few parameters on surfaces that curve both ways. "
            "Not where a curvature passes through 0: without damping the step there has no limit."
        ),
        zh=(
            "想看鞍点让其他方法付出多少代价，或参数很少、曲面两向都弯时可用。曲率会经过0的地方不合适："
            "没有阻尼时步长没有上限。"
        ),
    ),
    hyperparameters=(
        LR.at(1.0),
        Hyperparameter(
            name="damping",
            symbol="δ",
            default=0.01,
            minimum=0,
            maximum=1e12,
            slider=(1e-3, 1000),
            scale="log",
            description=Text(
                en="Added to each curvature's absolute value, so that no step is divided by 0.",
                zh="加在每个曲率的绝对值上，避免除以0。",
            ),
        ),
    ),
    variants=(
        Variant(
            framework="paper",
            defaults={"lr": 1.0, "damping": 0.01},
            # The curvatures are a ± r, with b off the diagonal; f(H) = f(a − r) + (f(a + r) − f(a − r))/2r (H − a + r).
            rule="""\
h = hess_diag(theta)
a = sum(h)/2
b = (sum(hess_times(theta, 0*theta + 1)) - sum(h))/2
r = sqrt(max(dot(h, h)/2 - a**2, 0) + b**2)
u = 1/(abs(a + r) + damping)
v = 1/(abs(a - r) + damping)
q = where(r > 0, (u - v)/(2*r), 0)
theta = theta - lr*(v*g + q*(hess_times(theta, g) - (a - r)*g))""",
            call="",
            differs=Text(
                en=(
                    "The exact inverse of |H| + δ, written with the two curvatures a ± r; the paper takes a Krylov "
                    "subspace, which two parameters do not need. The Hessian is of all data. None of the three "
                    "frameworks has it."
                ),
                zh=(
                    "|H| + δ的精确逆，用两个曲率a ± r写出；论文用的是Krylov子空间，两个参数用不着。"
                    "Hessian是全部数据的。三个框架都没有它。"
                ),
            ),
        ),
    ),
)
