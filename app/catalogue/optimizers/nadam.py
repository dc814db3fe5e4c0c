"""NAdam: Adam with Nesterov's look-ahead, and three readings of it."""

from ...text import Text
from ..definitions import Hyperparameter, Optimizer, Paper, Variant
from ..terms import BETA1, BETA2, EPS, EPS_ROOT, LR, WEIGHT_DECAY

ORDER = 110

MOMENTUM_DECAY = Hyperparameter(
    name="momentum_decay",
    symbol="ψ",
    default=0.004,
    minimum=0,
    maximum=1000,
    slider=(0.001, 1),
    scale="log",
    description=Text(
        en=(
            "How fast the momentum warms up from β₁/2 to β₁: at ψ = 0.004 it takes thousands of steps, at ψ = 1 "
            "about a hundred."
        ),
        zh="动量从β₁/2升到β₁的快慢：ψ = 0.004时要数千步，ψ = 1时大约一百步。",
    ),
)

OPTIMIZER = Optimizer(
    id="nadam",
    name=Text(en="NAdam", zh="NAdam"),
    idea=Text(
        en=(
            "Adam that looks ahead as Nesterov's method does: the step mixes the average that the next update "
            "would use with today's gradient. The share of momentum rises over time, and how fast is where the "
            "frameworks part."
        ),
        zh=(
            "像Nesterov方法那样向前看的Adam：每一步把下一次更新将用的动量平均与当前梯度混合起来。"
            "动量的比重随时间上升，上升多快正是各框架的分歧所在。"
        ),
    ),
    paper=Paper(
        authors="Timothy Dozat",
        year=2016,
        title="Incorporating Nesterov Momentum into Adam",
        url="https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ",
    ),
    advice=Text(
        en=(
            "Use it in place of Adam where the road is long and bends: looking ahead brakes a little earlier. Not "
            "when moving between frameworks with the same numbers: three schedules of the momentum hide under one "
            "name."
        ),
        zh="路程长而弯曲时可以用它代替Adam：前瞻能稍早一点减速。不要在框架之间照搬数值：同一个名称下有三种动量调度。",
    ),
    hyperparameters=(
        LR.at(0.002),
        BETA1.at(0.9),
        BETA2.at(0.999),
        EPS.at(1e-8),
        WEIGHT_DECAY,
        MOMENTUM_DECAY,
        EPS_ROOT,
    ),
    variants=(
        Variant(
            framework="pytorch",
            defaults={
                "lr": 0.002,
                "beta1": 0.9,
                "beta2": 0.999,
                "eps": 1e-8,
                "weight_decay": 0.0,
                "momentum_decay": 0.004,
            },
            state={"m": "0", "v": "0", "p": "1"},
            rule="""\
g = g + weight_decay*theta
mu = beta1*(1 - 0.5*0.96**(t*momentum_decay))
mu_1 = beta1*(1 - 0.5*0.96**((t + 1)*momentum_decay))
p = p*mu
m = m + (1 - beta1)*(g - m)
v = beta2*v + (1 - beta2)*g*g
d = sqrt(v/(1 - beta2**t)) + eps
theta = theta - lr*(1 - mu)/(1 - p)*g/d
theta = theta - lr*mu_1/(1 - p*mu_1)*m/d""",
            call=(
                "torch.optim.NAdam([theta], lr={lr}, betas=({beta1}, {beta2}), eps={eps}, "
                "weight_decay={weight_decay}, momentum_decay={momentum_decay})"
            ),
            differs=Text(
                en=(
                    "Dozat's schedule with ψ = 0.004: for hundreds of steps the momentum is hardly above β₁/2. "
                    "Default η = 0.002, weight decay is L2."
                ),
                zh="采用Dozat的动量调度，ψ = 0.004：最初数百步里动量只略高于β₁/2。默认η = 0.002，权重衰减是L2。",
            ),
        ),
        Variant(
            framework="keras",
            defaults={"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-7, "weight_decay": 0.0},
            state={"m": "0", "v": "0", "p": "1"},
            rule="""\
theta = theta - theta*weight_decay*lr
mu = beta1*(1 - 0.5*0.96**t)
mu_1 = beta1*(1 - 0.5*0.96**(t + 1))
p = p*beta1*(1 - 0.5*0.96**t)
m = m + (g - m)*(1 - beta1)
v = v + (g**2 - v)*(1 - beta2)
m_hat = mu_1*m/(1 - p*mu_1) + (1 - mu)*g/(1 - p)
v_hat = v/(1 - beta2**t)
theta = theta - m_hat*lr/(sqrt(v_hat) + eps)""",
            call=(
                "keras.optimizers.Nadam(learning_rate={lr}, beta_1={beta1}, beta_2={beta2}, epsilon={eps}, "
                "weight_decay={weight_decay})"
            ),
            differs=Text(
                en=(
                    "The same schedule without ψ, that is ψ = 1: after about a hundred steps the momentum is β₁. "
                    "Default η = 0.001, ε = 10⁻⁷; decay is decoupled."
                ),
                zh=(
                    "同样的动量调度，但没有ψ，相当于ψ = 1：大约一百步后动量就到β₁。默认η = 0.001，ε = 10⁻⁷；"
                    "权重衰减是解耦的。"
                ),
            ),
        ),
        Variant(
            framework="optax",
            defaults={"lr": 0.002, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "eps_root": 0.0},
            state={"m": "0", "v": "0"},
            rule="""\
m = (1 - beta1)*g + beta1*m
v = (1 - beta2)*g**2 + beta2*v
m_hat = beta1*(m/(1 - beta1**(t + 1))) + (1 - beta1)*(g/(1 - beta1**t))
v_hat = v/(1 - beta2**t)
theta = theta - lr*(m_hat/(sqrt(v_hat + eps_root) + eps))""",
            call="optax.nadam(learning_rate={lr}, b1={beta1}, b2={beta2}, eps={eps}, eps_root={eps_root})",
            differs=Text(
                en=(
                    "No schedule at all: the momentum is β₁ from the first step on, and there is no weight decay. "
                    "The learning rate must be given; the lab starts from PyTorch's 0.002."
                ),
                zh=(
                    "完全没有动量调度：从第一步起动量就是β₁，也没有权重衰减。学习率必须显式给出，"
                    "这里取PyTorch的默认值0.002。"
                ),
            ),
        ),
    ),
)
