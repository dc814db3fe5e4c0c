"""LAMB: Adam whose steps are a share of the size of the parameters."""

from ...text import Text
from ..definitions import Optimizer, Paper, Variant
from ..terms import BETA1, BETA2, EPS, EPS_ROOT, LR, WEIGHT_DECAY

ORDER = 220

OPTIMIZER = Optimizer(
    id="lamb",
    name=Text(en="LAMB", zh="LAMB"),
    idea=Text(
        en=(
            "Adam's direction, rescaled so that the whole step is η times the norm of the parameters (in a "
            "network: of each layer). Made for huge batches. Towards a minimum at the origin the steps shrink with "
            "θ itself: the scale of the coordinates matters."
        ),
        zh=(
            "取Adam的方向，再缩放到整步长度等于η乘以参数的范数（在网络中逐层进行），为超大批量训练而设计。"
            "若最小值在原点，步子会随θ本身一起变小：坐标的尺度会影响结果。"
        ),
    ),
    paper=Paper(
        authors=(
            "Yang You, Jing Li, Sashank Reddi, Jonathan Hseu, Sanjiv Kumar, Srinadh Bhojanapalli, Xiaodan Song, "
            "James Demmel, Kurt Keutzer, Cho-Jui Hsieh"
        ),
        year=2020,
        title="Large Batch Optimization for Deep Learning: Training BERT in 76 minutes",
        url="https://arxiv.org/abs/1904.00962",
    ),
    advice=Text(
        en=(
            "Use it to train with very large batches, where one η must suit all layers. Not where parameters may "
            "be small or their scale is arbitrary: the step is a share of ‖θ‖, and shifting the origin changes the "
            "run."
        ),
        zh=(
            "适合超大批量训练，一个η要照顾所有层。参数可能很小或尺度随意时不合适：步长与‖θ‖成比例，"
            "平移原点就会改变整个运行。"
        ),
    ),
    hyperparameters=(LR.at(0.001), BETA1.at(0.9), BETA2.at(0.999), EPS.at(1e-7), WEIGHT_DECAY, EPS_ROOT),
    variants=(
        Variant(
            framework="keras",
            defaults={"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-7, "weight_decay": 0.0},
            state={"m": "0", "v": "0"},
            rule="""\
theta = theta - theta*weight_decay*lr
m = m + (g - m)*(1 - beta1)
v = v + (g**2 - v)*(1 - beta2)
u = m/(1 - beta1**t)/(sqrt(v/(1 - beta2**t)) + eps)
r = where(norm(theta) > 0, where(norm(u) > 0, norm(theta)/norm(u), 1), 1)
theta = theta - r*lr*u""",
            call=(
                "keras.optimizers.Lamb(learning_rate={lr}, beta_1={beta1}, beta_2={beta2}, epsilon={eps}, "
                "weight_decay={weight_decay})"
            ),
            differs=Text(
                en=(
                    "Weight decay is taken from θ beforehand and has no part in the ratio. ε = 10⁻⁷ after the bias "
                    "correction."
                ),
                zh="权重衰减事先从θ中减去，不参与缩放比例的计算。ε = 10⁻⁷在偏差修正之后相加。",
            ),
        ),
        Variant(
            framework="optax",
            defaults={"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-6, "eps_root": 0.0, "weight_decay": 0.0},
            state={"m": "0", "v": "0"},
            rule="""\
m = (1 - beta1)*g + beta1*m
v = (1 - beta2)*g**2 + beta2*v
m_hat = m/(1 - beta1**t)
v_hat = v/(1 - beta2**t)
u = m_hat/(sqrt(v_hat + eps_root) + eps) + weight_decay*theta
r = where(norm(theta) > 0, where(norm(u) > 0, norm(theta)/norm(u), 1), 1)
theta = theta - lr*(u*r)""",
            call=(
                "optax.lamb(learning_rate={lr}, b1={beta1}, b2={beta2}, eps={eps}, eps_root={eps_root}, "
                "weight_decay={weight_decay})"
            ),
            differs=Text(
                en=(
                    "The decay λθ is part of the direction that is rescaled, as in the paper. ε = 10⁻⁶. The "
                    "learning rate must be given; the lab starts from Keras's 0.001."
                ),
                zh="衰减项λθ计入被缩放的方向，与论文一致。ε = 10⁻⁶。学习率必须显式给出，这里取Keras的默认值0.001。",
            ),
        ),
        Variant(
            framework="paper",
            defaults={"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-6, "weight_decay": 0.0},
            state={"m": "0", "v": "0"},
            rule="""\
m = beta1*m + (1 - beta1)*g
v = beta2*v + (1 - beta2)*g*g
u = m/(sqrt(v) + eps) + weight_decay*theta
r = where(norm(theta) > 0, where(norm(u) > 0, min(norm(theta), 10)/(norm(u) + eps), 1), 1)
theta = theta - lr/(1 - beta1**t)*r*u""",
            call=(
                "pytorch_optimizer.Lamb([theta], lr={lr}, betas=({beta1}, {beta2}), eps={eps}, "
                "weight_decay={weight_decay}, weight_decouple=False)"
            ),
            differs=Text(
                en=(
                    "As first published and as in pytorch_optimizer: the second moment is not corrected for its "
                    "bias, the first one is, after the ratio, and makes the first steps ten times longer; the norm "
                    "of θ counts up to 10. ε = 10⁻⁶."
                ),
                zh=(
                    "最初发表的形式，也是pytorch_optimizer的写法：二阶矩不做偏差修正；一阶矩在缩放之后才修正，"
                    "使最初的步子大到十倍；θ的范数最多按10计。ε = 10⁻⁶。"
                ),
            ),
        ),
    ),
)
