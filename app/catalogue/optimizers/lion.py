"""Lion: the sign of a blend of gradient and momentum, found by a search over programs."""

from ...text import Text
from ..definitions import Optimizer, Paper, Variant
from ..terms import BETA1, BETA2, LR, WEIGHT_DECAY

ORDER = 140

OPTIMIZER = Optimizer(
    id="lion",
    name=Text(en="Lion", zh="Lion"),
    idea=Text(
        en=(
            "Found by a search over programs: the step is η times the sign of a blend of gradient and momentum, "
            "and the momentum itself remembers longer (β₂) than the blend shows (β₁). All steps are equally long, "
            "so η is set smaller than for Adam."
        ),
        zh=(
            "由程序搜索得到：每一步是η乘以梯度与动量混合值的符号，而动量本身的记忆（β₂）比混合时所用的（β₁）更长。"
            "所有步子一样长，所以η要比Adam取得小。"
        ),
    ),
    paper=Paper(
        authors=(
            "Xiangning Chen, Chen Liang, Da Huang, Esteban Real, Kaiyuan Wang, Yao Liu, Hieu Pham, Xuanyi Dong, "
            "Thang Luong, Cho-Jui Hsieh, Yifeng Lu, Quoc V. Le"
        ),
        year=2023,
        title="Symbolic Discovery of Optimization Algorithms",
        url="https://arxiv.org/abs/2302.06675",
    ),
    advice=Text(
        en=(
            "Use it with a schedule that lets η fall, large batches and more weight decay than for Adam; it stores "
            "one memory instead of two. Not with a constant η to the end: all steps are equally long, and it never "
            "settles."
        ),
        zh=(
            "适合配合逐渐降低η的调度、大批量和比Adam更大的权重衰减；它只存一份记忆而不是两份。不要用恒定的η走到底："
            "所有步子一样长，永远停不下来。"
        ),
    ),
    hyperparameters=(LR.at(0.001), BETA1.at(0.9), BETA2.at(0.99), WEIGHT_DECAY),
    variants=(
        Variant(
            framework="keras",
            defaults={"lr": 0.001, "beta1": 0.9, "beta2": 0.99, "weight_decay": 0.0},
            state={"m": "0"},
            rule="""\
theta = theta - theta*weight_decay*lr
c = m*beta1 + g*(1 - beta1)
m = m*beta2 + g*(1 - beta2)
theta = theta - lr*sign(c)""",
            call=(
                "keras.optimizers.Lion(learning_rate={lr}, beta_1={beta1}, beta_2={beta2}, weight_decay={weight_decay})"
            ),
            differs=Text(
                en="Default η = 0.001, ten times the paper's, and no weight decay unless asked for; it is decoupled.",
                zh="默认η = 0.001，是论文的十倍；不指定时没有权重衰减，指定时是解耦的。",
            ),
        ),
        Variant(
            framework="optax",
            defaults={"lr": 0.001, "beta1": 0.9, "beta2": 0.99, "weight_decay": 0.001},
            state={"m": "0"},
            rule="""\
c = (1 - beta1)*g + beta1*m
m = (1 - beta2)*g + beta2*m
theta = theta - lr*(sign(c) + weight_decay*theta)""",
            call="optax.lion(learning_rate={lr}, b1={beta1}, b2={beta2}, weight_decay={weight_decay})",
            differs=Text(
                en=(
                    "λ = 0.001 by default, where the others have none. The learning rate must be given; the lab "
                    "starts from Keras's 0.001."
                ),
                zh="默认λ = 0.001，而其他实现默认没有权重衰减。学习率必须显式给出，这里取Keras的默认值0.001。",
            ),
        ),
        Variant(
            framework="paper",
            defaults={"lr": 0.0001, "beta1": 0.9, "beta2": 0.99, "weight_decay": 0.0},
            state={"m": "0"},
            rule="""\
theta = theta*(1 - weight_decay*lr)
c = m + (1 - beta1)*(g - m)
m = m + (1 - beta2)*(g - m)
theta = theta - lr*sign(c)""",
            call="pytorch_optimizer.Lion([theta], lr={lr}, betas=({beta1}, {beta2}), weight_decay={weight_decay})",
            differs=Text(
                en=(
                    "The authors' code. Default η = 0.0001; they advise three to ten times less than for AdamW, "
                    "with λ as many times larger."
                ),
                zh="作者的代码。默认η = 0.0001；他们建议取AdamW的三分之一到十分之一，同时把λ放大同样的倍数。",
            ),
        ),
    ),
)
