"""Schedule-Free SGD: an average of the path in place of a schedule that ends."""

from ...text import Text
from ..definitions import Optimizer, Paper, Track, Variant
from ..terms import AVERAGING_POWER, LR, MOMENTUM, WEIGHT_DECAY

ORDER = 300

TRACKS = (
    Track(id="x", name=Text(en="the average x, the answer", zh="平均点x，即答案"), formula="x"),
    Track(id="z", name=Text(en="plain descent, z", zh="普通下降的点z"), formula="z"),
)

OPTIMIZER = Optimizer(
    id="schedule_free_sgd",
    name=Text(en="Schedule-Free SGD", zh="Schedule-Free SGD（免调度）"),
    short=Text(en="SF-SGD", zh="SF-SGD"),
    idea=Text(
        en=(
            "Three points: z descends, x averages all that z has been, and the gradient is taken at y, most of the way "
            "from z to x. The average settles as a falling rate would, without anybody knowing when the run will end. "
            "The path drawn is that of y; x is the answer."
        ),
        zh=(
            "三个点：z做普通下降，x是z走过的所有位置的平均，梯度在y处计算，y位于z到x之间靠近x的地方。平均点会像学习率"
            "逐渐下降那样稳定下来，却不必预先知道何时结束。图中画出的是y的路径，x才是答案。"
        ),
    ),
    paper=Paper(
        authors="Aaron Defazio, Xingyu Yang, Harsh Mehta, Konstantin Mishchenko, Ahmed Khaled, Ashok Cutkosky",
        year=2024,
        title="The Road Less Scheduled",
        url="https://arxiv.org/abs/2405.15682",
    ),
    advice=Text(
        en=(
            "Use it where one would tune a schedule but cannot say how long the run will be, and read off x, not y: "
            "all frameworks ask you to switch to x before evaluating. It bears larger rates than SGD. Not together "
            "with a falling schedule, which the average already stands for."
        ),
        zh=(
            "想调学习率调度、又说不准要跑多久时用它；结果要取x而不是y，各框架在评估前都要求切换到x。它能承受比SGD更大的"
            "学习率。不要再叠加下降的调度，平均已经起到了那个作用。"
        ),
    ),
    hyperparameters=(LR.at(1.0), MOMENTUM.at(0.9), WEIGHT_DECAY, AVERAGING_POWER),
    variants=(
        Variant(
            framework="optax",
            defaults={"lr": 1.0, "momentum": 0.9, "weight_decay": 0.0},
            # h is the highest rate so far, s the sum of the weights.
            state={"x": "theta", "z": "theta", "h": "0", "s": "0"},
            rule="""\
g = g + weight_decay*theta
h = max(h, lr)
s = s + h**2
c = where(s > 0, h**2/s, 0)
p = where(momentum > 0, (theta - (1 - momentum)*z)/momentum, x)
z = z - lr*g
x = (1 - c)*p + c*z
theta = momentum*x + (1 - momentum)*z""",
            call="optax.contrib.schedule_free_sgd(learning_rate={lr}, b1={momentum}, weight_decay={weight_decay})",
            differs=Text(
                en=(
                    "Works x out of y and z anew at each update. Weight decay is L2 at y. Default η = 1.0 is meant for "
                    "losses whose curvature is about 1: the steeper the surface, the smaller it must be."
                ),
                zh=(
                    "每次更新都由y和z重新算出x。权重衰减是在y处的L2项。默认η = 1.0适合曲率约为1的损失；"
                    "曲面越陡，η就要越小。"
                ),
            ),
            tracks=TRACKS,
        ),
        Variant(
            framework="paper",
            defaults={"lr": 1.0, "momentum": 0.9, "weight_decay": 0.0, "r": 0.0},
            state={"x": "theta", "z": "theta", "h": "0", "s": "0"},
            rule="""\
g = g + weight_decay*theta
h = max(h, lr)
w = t**r*h**2
s = s + w
c = where(s > 0, w/s, 0)
y = theta + c*(z - theta)
z = z - lr*g
x = (1 - c)*x + c*z
theta = y + lr*(momentum*(1 - c) - 1)*g""",
            call="pytorch_optimizer.ScheduleFreeSGD([theta], lr={lr}, momentum={momentum}, "
            "weight_decay={weight_decay}, r={r})",
            differs=Text(
                en=(
                    "The authors' code moves y in place and never keeps x: the same path as Optax's but for rounding. "
                    "Late points can weigh more in the average (r). Default η = 1.0."
                ),
                zh=(
                    "作者的代码直接原地更新y，并不保存x：除舍入误差外与Optax路径相同。"
                    "可用r让后面的点在平均中占更大分量。默认η = 1.0。"
                ),
            ),
            tracks=TRACKS,
        ),
    ),
)
