"""AdamW: Adam with weight decay kept out of the averages."""

from ...text import Text
from ..definitions import Optimizer, Paper, Variant
from ..terms import BETA1, BETA2, EPS, EPS_ROOT, LR, WEIGHT_DECAY

ORDER = 80

OPTIMIZER = Optimizer(
    id="adamw",
    name=Text(en="AdamW", zh="AdamW"),
    idea=Text(
        en="Adam with decoupled weight decay: the parameters shrink by ηλ directly, "
        "instead of through the gradient, where Adam's division would undo it.",
        zh="采用解耦权重衰减的Adam：参数直接按ηλ的比例缩小，而不是通过梯度——那样会被Adam的除法抵消。",
    ),
    paper=Paper(
        authors="Ilya Loshchilov, Frank Hutter",
        year=2019,
        title="Decoupled Weight Decay Regularization",
        url="https://arxiv.org/abs/1711.05101",
    ),
    advice=Text(
        en=(
            "Use it where Adam is used and weights should decay: every coordinate shrinks by the same share, "
            "however large its gradient. The usual choice for transformers, with warm-up and a falling rate. "
            "Without decay (λ = 0) it is Adam and has the same limits."
        ),
        zh=(
            "适合用Adam训练且需要权重衰减的情形：无论梯度大小，每个坐标都按同样的比例收缩。"
            "训练Transformer时常用它，并配合预热和逐渐降低的学习率。不用衰减（λ = 0）时它就是Adam，局限也相同。"
        ),
    ),
    hyperparameters=(
        LR.at(0.001),
        BETA1.at(0.9),
        BETA2.at(0.999),
        EPS.at(1e-8),
        WEIGHT_DECAY.at(0.01),
        EPS_ROOT,
    ),
    variants=(
        Variant(
            framework="pytorch",
            defaults={"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "weight_decay": 0.01},
            state={"m": "0", "v": "0"},
            rule="""\
theta = theta*(1 - lr*weight_decay)
m = m + (1 - beta1)*(g - m)
v = beta2*v + (1 - beta2)*g*g
alpha = lr/(1 - beta1**t)
r = sqrt(v)/sqrt(1 - beta2**t)
theta = theta - alpha*m/(r + eps)""",
            call=(
                "torch.optim.AdamW([theta], lr={lr}, betas=({beta1}, {beta2}), eps={eps}, weight_decay={weight_decay})"
            ),
            differs=Text(
                en="λ = 0.01 by default; ε = 10⁻⁸ is added after the bias correction. As in all three, "
                "the decay is multiplied by η, which the paper does not do.",
                zh="默认λ = 0.01；ε = 10⁻⁸在偏差修正之后相加。三个框架都把衰减乘以η，而论文并没有这样做。",
            ),
        ),
        Variant(
            framework="keras",
            defaults={"lr": 0.001, "weight_decay": 0.004, "beta1": 0.9, "beta2": 0.999, "eps": 1e-7},
            state={"m": "0", "v": "0"},
            rule="""\
theta = theta - theta*weight_decay*lr
alpha = lr*sqrt(1 - beta2**t)/(1 - beta1**t)
m = m + (g - m)*(1 - beta1)
v = v + (g**2 - v)*(1 - beta2)
theta = theta - m*alpha/(sqrt(v) + eps)""",
            call="keras.optimizers.AdamW(learning_rate={lr}, weight_decay={weight_decay}, beta_1={beta1}, "
            "beta_2={beta2}, epsilon={eps})",
            differs=Text(
                en="λ = 0.004 by default; ε = 10⁻⁷ is added before the bias correction.",
                zh="默认λ = 0.004；ε = 10⁻⁷在偏差修正之前相加。",
            ),
        ),
        Variant(
            framework="optax",
            defaults={
                "lr": 0.001,
                "beta1": 0.9,
                "beta2": 0.999,
                "eps": 1e-8,
                "eps_root": 0.0,
                "weight_decay": 0.0001,
            },
            state={"m": "0", "v": "0"},
            rule="""\
m = (1 - beta1)*g + beta1*m
v = (1 - beta2)*g**2 + beta2*v
m_hat = m/(1 - beta1**t)
v_hat = v/(1 - beta2**t)
u = m_hat/(sqrt(v_hat + eps_root) + eps)
theta = theta - lr*(u + weight_decay*theta)""",
            call="optax.adamw(learning_rate={lr}, b1={beta1}, b2={beta2}, eps={eps}, eps_root={eps_root}, "
            "weight_decay={weight_decay})",
            differs=Text(
                en="λ = 0.0001 by default, a hundredth of PyTorch's; decay and step are taken together, which is the "
                "same mathematics. The learning rate must be given; the lab starts from PyTorch's 0.001.",
                zh=(
                    "默认λ = 0.0001，是PyTorch的百分之一；衰减与更新合在一步，数学上等价。学习率必须显式给出，"
                    "这里取PyTorch的默认值0.001。"
                ),
            ),
        ),
    ),
)
