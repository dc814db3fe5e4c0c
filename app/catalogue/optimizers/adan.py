"""Adan: Adam that also averages how the gradient changes."""

from ...text import Text
from ..definitions import Hyperparameter, Optimizer, Paper, Variant
from ..terms import BETA1, BETA2, CLOSEST_TO_ONE, EPS, EPS_ROOT, LR, WEIGHT_DECAY

ORDER = 210

BETA3 = Hyperparameter(
    name="beta3",
    symbol="β₃",
    default=0.99,
    minimum=0,
    maximum=CLOSEST_TO_ONE,
    slider=(0.5, 0.9999),
    scale="linear",
    description=Text(
        en=(
            "Memory of the average of squares that the step is divided by: about 1/(1 − β₃) steps. Here β₂ is that "
            "of the gradient's changes."
        ),
        zh="分母中平方平均的记忆长度：大约1/(1 − β₃)步。这里的β₂属于梯度变化的平均。",
    ),
)

OPTIMIZER = Optimizer(
    id="adan",
    name=Text(en="Adan", zh="Adan"),
    idea=Text(
        en=(
            "Nesterov's look-ahead without a second gradient: the change from one gradient to the next says where "
            "the gradient is heading. Adan averages the gradient, its change and the square of both together."
        ),
        zh=(
            "不必多算一次梯度的Nesterov前瞻：相邻两次梯度之差说明梯度正往哪里变。Adan分别平均梯度、梯度的变化，"
            "以及两者合起来的平方。"
        ),
    ),
    paper=Paper(
        authors="Xingyu Xie, Pan Zhou, Huan Li, Zhouchen Lin, Shuicheng Yan",
        year=2024,
        title="Adan: Adaptive Nesterov Momentum Algorithm for Faster Optimizing Deep Models",
        url="https://arxiv.org/abs/2208.06677",
    ),
    advice=Text(
        en=(
            "Use it on long trainings with large batches, where looking ahead pays. Not with noisy gradients and "
            "small batches: the difference of two noisy gradients is mostly noise."
        ),
        zh="适合大批量的长时间训练，前瞻在那里有回报。批量小、梯度噪声大时不合适：两个带噪声的梯度之差大半是噪声。",
    ),
    hyperparameters=(
        LR.at(0.001),
        BETA1.at(0.98),
        BETA2.at(0.92),
        BETA3,
        EPS.at(1e-8),
        EPS_ROOT.at(1e-8),
        WEIGHT_DECAY,
    ),
    variants=(
        Variant(
            framework="optax",
            defaults={
                "lr": 0.001,
                "beta1": 0.98,
                "beta2": 0.92,
                "beta3": 0.99,
                "eps": 1e-8,
                "eps_root": 1e-8,
                "weight_decay": 0.0,
            },
            state={"m": "0", "v": "0", "n": "0", "h": "0"},
            rule="""\
d = where(t == 1, 0, g - h)
h = g
m = (1 - beta1)*g + beta1*m
v = (1 - beta2)*d + beta2*v
n = (1 - beta3)*(g + beta2*d)**2 + beta3*n
m_hat = m/(1 - beta1**t)
v_hat = v/(1 - beta2**t)
n_hat = n/(1 - beta3**t)
u = (m_hat + beta2*v_hat)/(sqrt(n_hat + eps_root) + eps)
theta = theta - lr*(u + weight_decay*theta)""",
            call=(
                "optax.adan(learning_rate={lr}, b1={beta1}, b2={beta2}, b3={beta3}, eps={eps}, "
                "eps_root={eps_root}, weight_decay={weight_decay})"
            ),
            differs=Text(
                en=(
                    "Release 0.2.8 weighs the change of the gradient by 1 − β₂ = 0.08 where the method has β₂ = "
                    "0.92, and so hardly looks ahead. The lab follows the method. A second ε in the root, decay as "
                    "in AdamW."
                ),
                zh=(
                    "0.2.8版给梯度变化的权重是1 − β₂ = 0.08，而方法本身是β₂ = 0.92，因此几乎不前瞻。"
                    "这里遵循方法本意。根号内另有一个ε，权重衰减同AdamW。"
                ),
            ),
        ),
        Variant(
            framework="paper",
            defaults={
                "lr": 0.001,
                "beta1": 0.98,
                "beta2": 0.92,
                "beta3": 0.99,
                "eps": 1e-8,
                "weight_decay": 0.0,
            },
            state={"m": "0", "v": "0", "n": "0", "h": "0"},
            rule="""\
d = where(t == 1, 0, g - h)
h = g
m = m + (1 - beta1)*(g - m)
v = v + (1 - beta2)*(d - v)
u = beta2*d + g
n = beta3*n + (1 - beta3)*u*u
r = sqrt(n)/sqrt(1 - beta3**t) + eps
theta = theta - lr/(1 - beta1**t)*m/r
theta = theta - lr*beta2/(1 - beta2**t)*v/r
theta = theta/(1 + lr*weight_decay)""",
            call=(
                "pytorch_optimizer.Adan([theta], lr={lr}, betas=({beta1}, {beta2}, {beta3}), eps={eps}, "
                "weight_decay={weight_decay})"
            ),
            differs=Text(
                en=(
                    "The authors' code: ε = 10⁻⁸ outside the root, and weight decay divides θ by 1 + ηλ after the "
                    "step, a proximal step, instead of subtracting ηλθ."
                ),
                zh="作者的代码：ε = 10⁻⁸在根号外；权重衰减是近端步，即更新之后把θ除以1 + ηλ，而不是减去ηλθ。",
            ),
        ),
    ),
)
