"""Schedule-Free AdamW: the average in place of a schedule, with Adam's second moment under each step."""

from ...text import Text
from ..definitions import Optimizer, Paper, Track, Variant
from ..terms import AVERAGING_POWER, BETA1, BETA2, EPS, LR, WEIGHT_DECAY

ORDER = 310

TRACKS = (
    Track(id="x", name=Text(en="the average x, the answer", zh="平均点x，即答案"), formula="x"),
    Track(id="z", name=Text(en="the steps, z", zh="逐步前进的点z"), formula="z"),
)

OPTIMIZER = Optimizer(
    id="schedule_free_adamw",
    name=Text(en="Schedule-Free AdamW", zh="Schedule-Free AdamW（免调度）"),
    short=Text(en="SF-AdamW", zh="SF-AdamW"),
    idea=Text(
        en=(
            "AdamW without momentum for z, an average x of all that z has been, and the gradient at y between them: β₁ "
            "says how near to x. It won a contest of training algorithms against tuned schedules. The path drawn is "
            "that of y; x is the answer."
        ),
        zh=(
            "z按不带动量的AdamW前进，x是z走过的所有位置的平均，梯度在两者之间的y处计算，β₁决定y离x有多近。"
            "它曾在训练算法竞赛中胜过精心调好的调度。图中画出的是y的路径，x才是答案。"
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
            "Use it as AdamW, at a rate one to ten times AdamW's, where the length of the run is not known. Evaluate "
            "at x. Not where a well-tuned schedule with a known end is at hand, nor on top of one."
        ),
        zh=(
            "用法与AdamW相同，学习率可取AdamW的一到十倍，适合不知道要跑多久的时候；评估要在x处。"
            "如果终点已知、调度也已调好，就不必用它，更不要叠加在调度之上。"
        ),
    ),
    hyperparameters=(LR.at(0.0025), BETA1.at(0.9), BETA2.at(0.999), EPS.at(1e-8), WEIGHT_DECAY, AVERAGING_POWER),
    variants=(
        Variant(
            framework="keras",
            defaults={"lr": 0.0025, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "weight_decay": 0.0},
            state={"x": "theta", "z": "theta", "v": "0"},
            rule="""\
theta = theta - theta*weight_decay*lr
v = v + (g**2 - v)*(1 - beta2)
p = (theta - (1 - beta1)*z)/beta1
z = z - lr*g/(sqrt(v/(1 - beta2**t)) + eps)
x = (1 - 1/t)*p + 1/t*z
theta = (1 - beta1)*z + beta1*x""",
            call="keras.optimizers.ScheduleFreeAdamW(learning_rate={lr}, beta_1={beta1}, beta_2={beta2}, "
            "epsilon={eps}, weight_decay={weight_decay})",
            differs=Text(
                en=(
                    "All points weigh the same in the average, whatever the schedule, and weight decay shrinks y "
                    "before the step. Keras 3.15 does so on JAX; on TensorFlow and torch it overwrites the old z "
                    "before it has been used, and with η = 0.05 ends 0.15 away on Rosenbrock. The lab follows the "
                    "method. β₁ must be above 0."
                ),
                zh=(
                    "无论用什么调度，所有点在平均中的权重都相同；权重衰减在更新前先缩小y。Keras 3.15只有JAX后端如此："
                    "TensorFlow和torch后端在用到旧的z之前就把它覆盖了，η = 0.05时在Rosenbrock上偏离0.15。"
                    "这里遵循方法本意。β₁必须大于0。"
                ),
            ),
            tracks=TRACKS,
        ),
        Variant(
            framework="optax",
            defaults={"lr": 0.0025, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "weight_decay": 0.0},
            # h is the highest rate so far, s the sum of the weights.
            state={"x": "theta", "z": "theta", "v": "0", "h": "0", "s": "0"},
            rule="""\
v = (1 - beta2)*g**2 + beta2*v
h = max(h, lr)
s = s + h**2
c = where(s > 0, h**2/s, 0)
p = where(beta1 > 0, (theta - (1 - beta1)*z)/beta1, x)
u = g/(sqrt(v/(1 - beta2**t)) + eps) + weight_decay*theta
z = z - lr*u
x = (1 - c)*p + c*z
theta = beta1*x + (1 - beta1)*z""",
            call="optax.contrib.schedule_free_adamw(learning_rate={lr}, b1={beta1}, b2={beta2}, eps={eps}, "
            "weight_decay={weight_decay})",
            differs=Text(
                en=(
                    "A point weighs the square of the highest rate so far, so that those of a warm-up count little. "
                    "Weight decay pulls z, in proportion to y. ε = 10⁻⁸ is added after the bias correction."
                ),
                zh=(
                    "每个点的权重是迄今最高学习率的平方，因此预热阶段的点几乎不计入。权重衰减按y的大小拉动z。"
                    "ε = 10⁻⁸在偏差修正之后相加。"
                ),
            ),
            tracks=TRACKS,
        ),
        Variant(
            framework="paper",
            defaults={"lr": 0.0025, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "weight_decay": 0.0, "r": 0.0},
            state={"x": "theta", "z": "theta", "v": "0", "h": "0", "s": "0"},
            rule="""\
v = beta2*v + (1 - beta2)*g*g
h = max(h, lr)
w = t**r*h**2
s = s + w
c = where(s > 0, w/s, 0)
u = g/(sqrt(v/(1 - beta2**t)) + eps) + weight_decay*theta
y = theta + c*(z - theta)
z = z - lr*u
x = (1 - c)*x + c*z
theta = y + lr*(beta1*(1 - c) - 1)*u""",
            call="pytorch_optimizer.ScheduleFreeAdamW([theta], lr={lr}, betas=({beta1}, {beta2}), eps={eps}, "
            "weight_decay={weight_decay}, r={r})",
            differs=Text(
                en=(
                    "The authors' code moves y in place: Optax's path but for rounding. Late points can weigh more in "
                    "the average (r). Their first releases put the bias correction into η, which changed the weights "
                    "too."
                ),
                zh=(
                    "作者的代码直接原地更新y：除舍入误差外与Optax路径相同。可用r让后面的点在平均中占更大分量。"
                    "作者的早期版本把偏差修正放进η，连权重也随之改变。"
                ),
            ),
            tracks=TRACKS,
        ),
    ),
)
