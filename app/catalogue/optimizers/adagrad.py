"""AdaGrad: each coordinate divides by the root of all the squared gradients it has seen."""

from ...text import Text
from ..definitions import Optimizer, Paper, Variant
from ..terms import EPS, INITIAL_ACCUMULATOR_VALUE, LR, LR_DECAY, WEIGHT_DECAY

ORDER = 40

OPTIMIZER = Optimizer(
    id="adagrad",
    name=Text(en="AdaGrad", zh="AdaGrad"),
    idea=Text(
        en="Every coordinate has a step size of its own: steep ones get short steps, flat ones long steps. "
        "The sum of squares only grows, so all steps shrink for good.",
        zh="每个坐标有自己的步长：陡的方向步子小，平缓的方向步子大。梯度平方和只增不减，所以步长会一直缩小。",
    ),
    paper=Paper(
        authors="John Duchi, Elad Hazan, Yoram Singer",
        year=2011,
        title="Adaptive Subgradient Methods for Online Learning and Stochastic Optimization",
        url="https://jmlr.org/papers/v12/duchi11a.html",
    ),
    advice=Text(
        en=(
            "Use it where some coordinates seldom receive a gradient, such as words in a text: the rare ones "
            "keep large steps. Not for long runs of dense gradients: the sum only grows, and the steps die "
            "out before the minimum is reached."
        ),
        zh=(
            "适合某些坐标很少得到梯度的情形，例如文本中的罕见词：它们能保持较大的步长。不适合梯度稠密的长时间训练：累积和只增不减，还没到最小值，步长就已趋近于零。"
        ),
    ),
    hyperparameters=(LR.at(0.01), LR_DECAY, WEIGHT_DECAY, INITIAL_ACCUMULATOR_VALUE, EPS.at(1e-10)),
    variants=(
        Variant(
            framework="pytorch",
            defaults={
                "lr": 0.01,
                "lr_decay": 0.0,
                "weight_decay": 0.0,
                "initial_accumulator_value": 0.0,
                "eps": 1e-10,
            },
            state={"s": "initial_accumulator_value"},
            rule="""\
g = g + weight_decay*theta
s = s + g**2
alpha = lr/(1 + k*lr_decay)
theta = theta - alpha*g/(sqrt(s) + eps)""",
            call="torch.optim.Adagrad([theta], lr={lr}, lr_decay={lr_decay}, weight_decay={weight_decay}, "
            "initial_accumulator_value={initial_accumulator_value}, eps={eps})",
            differs=Text(
                en=(
                    "The sum starts at 0, so the first step has length η in every coordinate. ε = 10⁻¹⁰ stands "
                    "outside the root, weight decay is L2, and η can decay with lr_decay. Default η = 0.01."
                ),
                zh="平方和从0开始，所以第一步在每个坐标上的长度都是η。ε = 10⁻¹⁰在根号外，权重衰减是L2，"
                "还可用lr_decay让η衰减。默认η = 0.01。",
            ),
        ),
        Variant(
            framework="keras",
            defaults={"lr": 0.001, "initial_accumulator_value": 0.1, "eps": 1e-7, "weight_decay": 0.0},
            state={"s": "initial_accumulator_value"},
            rule="""\
theta = theta - theta*weight_decay*lr
s = s + g**2
theta = theta - lr*g/sqrt(s + eps)""",
            call="keras.optimizers.Adagrad(learning_rate={lr}, "
            "initial_accumulator_value={initial_accumulator_value}, epsilon={eps}, weight_decay={weight_decay})",
            differs=Text(
                en="The sum starts at 0.1, which shortens the first steps where gradients are small. "
                "ε = 10⁻⁷ stands inside the root. Default η = 0.001, a tenth of PyTorch's; decay is decoupled.",
                zh="平方和从0.1开始，梯度较小时最初几步更短。ε = 10⁻⁷在根号内。"
                "默认η = 0.001，是PyTorch的十分之一；权重衰减是解耦的。",
            ),
        ),
        Variant(
            framework="optax",
            defaults={"lr": 0.01, "initial_accumulator_value": 0.1, "eps": 1e-7},
            state={"s": "initial_accumulator_value"},
            rule="""\
s = g**2 + s
r = where(s > 0, 1/sqrt(s + eps), 0)
theta = theta - lr*(r*g)""",
            call="optax.adagrad(learning_rate={lr}, initial_accumulator_value={initial_accumulator_value}, eps={eps})",
            differs=Text(
                en="As in Keras the sum starts at 0.1 and ε = 10⁻⁷ stands inside the root; a coordinate without any "
                "gradient so far stays put. The learning rate must be given; the lab starts from PyTorch's 0.01.",
                zh="与Keras一样，平方和从0.1开始，ε = 10⁻⁷在根号内；从未有过梯度的坐标保持不动。"
                "学习率必须显式给出，这里取PyTorch的默认值0.01。",
            ),
        ),
    ),
)
