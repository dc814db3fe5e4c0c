"""FTRL-proximal: follow the regularised leader, who forgets small coordinates altogether."""

from ...text import Text
from ..definitions import Hyperparameter, Optimizer, Paper, Variant
from ..terms import INITIAL_ACCUMULATOR_VALUE, LR, WEIGHT_DECAY

ORDER = 360


def strength(name: str, symbol: str, description: Text) -> Hyperparameter:
    return Hyperparameter(
        name=name,
        symbol=symbol,
        default=0,
        minimum=0,
        maximum=1e6,
        slider=(1e-3, 10),
        scale="log",
        description=description,
    )


LR_POWER = Hyperparameter(
    name="lr_power",
    symbol="p",
    default=-0.5,
    minimum=-10,
    maximum=0,
    slider=(-1, 0),
    scale="linear",
    description=Text(
        en="How the rate falls with the sum of squares: −½ as in AdaGrad, 0 not at all.",
        zh="学习率随梯度平方和下降的方式：−½同AdaGrad，0则不下降。",
    ),
)
L1 = strength(
    "l1",
    "λ₁",
    Text(
        en="Keeps a coordinate at exactly 0 until the gradients outweigh it.", zh="在梯度压过它之前，让坐标恰好等于0。"
    ),
)
L2 = strength("l2", "λ₂", Text(en="Pulls the leader towards 0.", zh="把领先解拉向0。"))
L2_SHRINKAGE = strength(
    "l2_shrinkage",
    "λ₃",
    Text(
        en="The same as a penalty on the loss: twice it times θ is added to the gradient.",
        zh="相当于损失上的惩罚项：梯度加上它的两倍乘以θ。",
    ),
)
BETA = strength(
    "beta",
    "β",
    Text(en="Added to the root of the sum, against long first steps.", zh="加在平方和的平方根上，避免最初步子过大。"),
)

OPTIMIZER = Optimizer(
    id="ftrl",
    name=Text(en="FTRL-proximal", zh="FTRL-proximal（跟随正则化领先者）"),
    short=Text(en="FTRL", zh="FTRL"),
    idea=Text(
        en=(
            "Does not step from where it stands: it keeps the sum of all gradients and goes to the point that would "
            "have been best for it, with penalties that keep it near. An L1 penalty gives coordinates that are exactly "
            "0. Without penalties it is AdaGrad, told in another way."
        ),
        zh=(
            "不从当前位置迈步，而是记住所有梯度之和，直接走到对这个和最优的点，并用惩罚项让它不致走远。"
            "L1惩罚能得到恰好为0的坐标。没有惩罚时，它就是换了写法的AdaGrad。"
        ),
    ),
    paper=Paper(
        authors="H. Brendan McMahan, Gary Holt, D. Sculley and others",
        year=2013,
        title="Ad Click Prediction: a View from the Trenches",
        url="https://doi.org/10.1145/2487575.2488200",
    ),
    advice=Text(
        en=(
            "Use it for linear models with very many, mostly absent features, of which few should stay: click "
            "prediction. Not for networks: it starts the walk from 0 in effect, forgetting in its first step part of "
            "where it was put."
        ),
        zh=(
            "适合特征极多且大多缺失、最后只想留下少数特征的线性模型，例如点击率预测。不适合神经网络：它实际上从0出发，"
            "第一步就会忘掉一部分初始位置。"
        ),
    ),
    hyperparameters=(
        LR.at(0.001),
        LR_POWER,
        INITIAL_ACCUMULATOR_VALUE.at(0.1),
        L1,
        L2,
        L2_SHRINKAGE,
        BETA,
        WEIGHT_DECAY,
    ),
    variants=(
        Variant(
            framework="keras",
            defaults={
                "lr": 0.001,
                "lr_power": -0.5,
                "initial_accumulator_value": 0.1,
                "l1": 0.0,
                "l2": 0.0,
                "l2_shrinkage": 0.0,
                "beta": 0.0,
                "weight_decay": 0.0,
            },
            state={"s": "initial_accumulator_value", "z": "0"},
            rule="""\
theta = theta - theta*weight_decay*lr
n = s + g**2
a = (n**(-lr_power) - s**(-lr_power))/lr
z = z + (g + 2*l2_shrinkage*theta - a*theta)
q = n**(-lr_power)/lr + 2*(l2 + beta/(2*lr))
s = n
theta = (min(max(z, -l1), l1) - z)/q""",
            call="keras.optimizers.Ftrl(learning_rate={lr}, learning_rate_power={lr_power}, "
            "initial_accumulator_value={initial_accumulator_value}, l1_regularization_strength={l1}, "
            "l2_regularization_strength={l2}, l2_shrinkage_regularization_strength={l2_shrinkage}, beta={beta}, "
            "weight_decay={weight_decay})",
            differs=Text(
                en=(
                    "The sum of gradients starts at 0 whatever the start θ, and the sum of squares at 0.1: the first "
                    "step keeps only the share 1 − √(s₀/(s₀ + g²)) of the start. Default η = 0.001. Decay is "
                    "decoupled."
                ),
                zh=(
                    "无论起点θ在哪里，梯度和都从0开始，平方和从0.1开始：第一步只保留起点的1 − √(s₀/(s₀ + g²))。"
                    "默认η = 0.001；权重衰减是解耦的。"
                ),
            ),
        ),
    ),
)
