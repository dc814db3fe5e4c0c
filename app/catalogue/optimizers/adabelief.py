"""AdaBelief: the step is as long as the gradient is predictable."""

from ...text import Text
from ..definitions import Hyperparameter, Optimizer, Paper, Variant
from ..terms import BETA1, BETA2, EPS, EPS_ROOT, LR, WEIGHT_DECAY

ORDER = 180

RECTIFY = Hyperparameter(
    name="rectify",
    symbol="q",
    default=1,
    minimum=0,
    maximum=1,
    slider=(0, 1),
    scale="switch",
    description=Text(
        en=(
            "Rectify as RAdam does: bare momentum for the first five steps, then steps that are shortened for a while."
        ),
        zh="像RAdam那样修正：前五步走未经除法的动量，随后一段时间步子较短。",
    ),
)

OPTIMIZER = Optimizer(
    id="adabelief",
    name=Text(en="AdaBelief", zh="AdaBelief"),
    idea=Text(
        en=(
            "Divides not by the size of recent gradients but by how far they stray from their own average. Where "
            "the gradient comes as expected the step is long, even if the gradient is large; where it surprises, "
            "the step is short."
        ),
        zh=(
            "除以的不是近期梯度的大小，而是梯度偏离自身平均的程度。梯度如预期时步子大，哪怕梯度本身很大；"
            "出乎意料时步子小。"
        ),
    ),
    paper=Paper(
        authors=(
            "Juntang Zhuang, Tommy Tang, Yifan Ding, Sekhar Tatikonda, Nicha Dvornek, Xenophon Papademetris, James "
            "S. Duncan"
        ),
        year=2020,
        title="AdaBelief Optimizer: Adapting Stepsizes by the Belief in Observed Gradients",
        url="https://arxiv.org/abs/2010.07468",
    ),
    advice=Text(
        en=(
            "Use it where gradients change slowly and predictably, as along a valley: it takes longer steps than "
            "Adam there. Not where gradients hardly change at all: the deviation it divides by then vanishes, and "
            "steps can become wild."
        ),
        zh=(
            "适合梯度变化缓慢、可以预料的情形，例如沿着山谷：此时它的步子比Adam大。梯度几乎不变时不合适："
            "作为除数的偏差趋于零，步子可能失控。"
        ),
    ),
    hyperparameters=(
        LR.at(0.001),
        BETA1.at(0.9),
        BETA2.at(0.999),
        EPS.at(1e-16),
        EPS_ROOT.at(1e-16),
        WEIGHT_DECAY,
        RECTIFY,
    ),
    variants=(
        Variant(
            framework="optax",
            defaults={"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-16, "eps_root": 1e-16},
            state={"m": "0", "s": "0"},
            rule="""\
m = (1 - beta1)*g + beta1*m
s = (1 - beta2)*(g - m)**2 + beta2*s + eps_root
m_hat = m/(1 - beta1**t)
s_hat = s/(1 - beta2**t)
theta = theta - lr*(m_hat/(sqrt(s_hat) + eps))""",
            call="optax.adabelief(learning_rate={lr}, b1={beta1}, b2={beta2}, eps={eps}, eps_root={eps_root})",
            differs=Text(
                en=(
                    "The paper's algorithm, without rectification or weight decay. The second ε is added to s at "
                    "every step and adds up there; both are 10⁻¹⁶. The learning rate must be given; the lab starts "
                    "from the authors' 0.001."
                ),
                zh=(
                    "论文正文的算法，没有修正项和权重衰减。第二个ε每步都加进s并不断累积；两个ε都是10⁻¹⁶。"
                    "学习率必须显式给出，这里取作者的默认值0.001。"
                ),
            ),
        ),
        Variant(
            framework="paper",
            defaults={"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-16, "weight_decay": 0.0, "rectify": 1.0},
            state={"m": "0", "s": "0"},
            rule="""\
theta = theta*(1 - weight_decay*lr)
m = m + (1 - beta1)*(g - m)
s = beta2*s + (1 - beta2)*(g - m)*(g - m) + eps
rho_0 = 2/(1 - beta2) - 1
rho = rho_0 - 2*t*beta2**t/(1 - beta2**t)
r = sqrt(max((1 - beta2**t)*(rho - 4)/(rho_0 - 4)*(rho - 2)/rho*rho_0/(rho_0 - 2), 0))
a = where(rho >= 5, r*m/(sqrt(s) + eps), m)
b = m/(sqrt(s)/sqrt(1 - beta2**t) + eps)
theta = theta - lr/(1 - beta1**t)*where(rectify > 0, a, b)""",
            call=(
                "pytorch_optimizer.AdaBelief([theta], lr={lr}, betas=({beta1}, {beta2}), eps={eps}, "
                "weight_decay={weight_decay}, rectify={rectify})"
            ),
            differs=Text(
                en=(
                    "The authors' package rectifies by default, which the paper's algorithm does not: five bare "
                    "momentum steps at the start can carry a run far away. ε = 10⁻¹⁶ in both places; decay is "
                    "decoupled."
                ),
                zh=(
                    "作者的软件包默认带修正项，而论文正文的算法没有：开头五步未经除法的动量可能把运行带得很远。"
                    "两处都用ε = 10⁻¹⁶；权重衰减是解耦的。"
                ),
            ),
        ),
    ),
)
