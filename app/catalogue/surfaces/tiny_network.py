"""The smallest tanh network."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 520

SURFACE = Surface(
    id="tiny_network",
    name=Text(en="Tiny network", zh="微型神经网络"),
    idea=Text(
        en=(
            "The network y·tanh(x·t), fitted to 1.5·tanh(2t) at eight points t. (2, 1.5) and (−2, −1.5) are the "
            "same network; (0, 0) is a saddle point."
        ),
        zh="网络y·tanh(x·t)在八个点t上拟合1.5·tanh(2t)。(2, 1.5)与(−2, −1.5)是同一个网络；(0, 0)是鞍点。",
    ),
    lesson=Text(
        en=(
            "The weight x has to change its sign. Gradient descent (η = 0.2) gets it across and then creeps up "
            "to 2. Momentum (η = 0.1) overshoots to x ≈ 6, where tanh is saturated: hardly any slope is left to "
            "lead it back."
        ),
        zh=(
            "权重x必须变号。梯度下降（η = 0.2）能跨过0，然后慢慢接近2。动量法（η = 0.1）冲过头，到了x ≈ 6，"
            "那里tanh已经饱和：几乎没有坡度能把它带回来。"
        ),
    ),
    group="plateaus",
    formula="sum((y*tanh(i*x/2) - 1.5*tanh(i))**2 for i in range(1, 5))/8",
    view=View(x=(-4.0, 4.0), y=(-4.0, 4.0)),
    start=(-0.3, 2.5),
    minima=(
        Minimum(x=2.0, y=1.5, value=0.0),
        Minimum(x=-2.0, y=-1.5, value=0.0),
    ),
    saddles=((0.0, 0.0),),
    source=(
        "On the signs, H. J. Sussmann, Uniqueness of the weights for minimal feedforward nets with a given "
        "input-output map, Neural Networks 5 (1992)"
    ),
)
