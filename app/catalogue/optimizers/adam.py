"""Adam: momentum and RMSprop in one, with bias correction."""

from ...text import Text
from ..definitions import Optimizer, Paper, Variant
from ..terms import BETA1, BETA2, EPS, EPS_ROOT, LR, WEIGHT_DECAY

ORDER = 70

OPTIMIZER = Optimizer(
    id="adam",
    name=Text(en="Adam", zh="Adam"),
    idea=Text(
        en=(
            "Momentum and RMSprop together: a moving average of the gradient divided by the root of a moving "
            "average of its square. Both averages start at 0 and are corrected for it, so the first step has a "
            "length of about η in every coordinate."
        ),
        zh=(
            "动量与RMSprop的结合：梯度的滑动平均除以梯度平方滑动平均的平方根。两个平均值都从0开始并做偏差修正，"
            "因此第一步在每个坐标上的长度约为η。"
        ),
    ),
    paper=Paper(
        authors="Diederik P. Kingma, Jimmy Ba",
        year=2015,
        title="Adam: A Method for Stochastic Optimization",
        url="https://arxiv.org/abs/1412.6980",
    ),
    advice=Text(
        en=(
            "Use it as a first choice on a new problem: its default numbers are rarely far off, because the "
            "scale of the gradient does not matter. Not where weight decay is wanted (take AdamW) or where "
            "the last bit of accuracy counts: with a constant η it hovers, and well-tuned momentum may end "
            "lower."
        ),
        zh=(
            "面对新问题时可以先用它：梯度的尺度不影响步长，默认值很少差得太远。需要权重衰减时请改用AdamW；追求最后一点精度时也不合适：学习率恒定会在最小值附近徘徊，调好的动量法可能降得更低。"
        ),
    ),
    hyperparameters=(
        LR.at(0.001),
        BETA1.at(0.9),
        BETA2.at(0.999),
        EPS.at(1e-8),
        WEIGHT_DECAY,
        EPS_ROOT,
    ),
    variants=(
        Variant(
            framework="pytorch",
            defaults={"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "weight_decay": 0.0},
            state={"m": "0", "v": "0"},
            rule="""\
g = g + weight_decay*theta
m = m + (1 - beta1)*(g - m)
v = beta2*v + (1 - beta2)*g*g
alpha = lr/(1 - beta1**t)
r = sqrt(v)/sqrt(1 - beta2**t)
theta = theta - alpha*m/(r + eps)""",
            call="torch.optim.Adam([theta], lr={lr}, betas=({beta1}, {beta2}), eps={eps}, weight_decay={weight_decay})",
            differs=Text(
                en="ε = 10⁻⁸ is added after the bias correction. Weight decay is L2: it goes through both averages, "
                "so steep coordinates hardly feel it; AdamW mends that.",
                zh=(
                    "ε = 10⁻⁸在偏差修正之后相加。权重衰减是L2项，会经过两个滑动平均，梯度大的坐标几乎感觉不到它；"
                    "AdamW修正了这一点。"
                ),
            ),
        ),
        Variant(
            framework="keras",
            defaults={"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-7, "weight_decay": 0.0},
            state={"m": "0", "v": "0"},
            rule="""\
theta = theta - theta*weight_decay*lr
alpha = lr*sqrt(1 - beta2**t)/(1 - beta1**t)
m = m + (g - m)*(1 - beta1)
v = v + (g**2 - v)*(1 - beta2)
theta = theta - m*alpha/(sqrt(v) + eps)""",
            call="keras.optimizers.Adam(learning_rate={lr}, beta_1={beta1}, beta_2={beta2}, epsilon={eps}, "
            "weight_decay={weight_decay})",
            differs=Text(
                en=(
                    "ε = 10⁻⁷ is added before the bias correction, which makes it act 32 times larger on the first "
                    "step. Weight decay is decoupled even here."
                ),
                zh="ε = 10⁻⁷在偏差修正之前相加，第一步相当于放大了32倍。即使是Adam，权重衰减也是解耦的。",
            ),
        ),
        Variant(
            framework="optax",
            defaults={"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "eps_root": 0.0},
            state={"m": "0", "v": "0"},
            rule="""\
m = (1 - beta1)*g + beta1*m
v = (1 - beta2)*g**2 + beta2*v
m_hat = m/(1 - beta1**t)
v_hat = v/(1 - beta2**t)
theta = theta - lr*(m_hat/(sqrt(v_hat + eps_root) + eps))""",
            call="optax.adam(learning_rate={lr}, b1={beta1}, b2={beta2}, eps={eps}, eps_root={eps_root})",
            differs=Text(
                en="Written as in the paper, with a second ε inside the root (0 by default) and no weight decay. "
                "The learning rate must be given; the lab starts from PyTorch's 0.001.",
                zh=(
                    "写法与论文一致，根号内另有一个ε（默认为0），没有权重衰减。学习率必须显式给出，"
                    "这里取PyTorch的默认值0.001。"
                ),
            ),
        ),
    ),
)
