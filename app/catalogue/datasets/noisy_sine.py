"""A sine wave with noise."""

from ...text import Text
from ..data_terms import NOISE, SEED, N, true_value
from ..definitions import Dataset, Recipe, View

ORDER = 300

DATASET = Dataset(
    id="noisy_sine",
    name=Text(en="Noisy wave", zh="带噪声的正弦波"),
    idea=Text(
        en="A periodic signal: a sine of given amplitude and frequency with noise.",
        zh="周期信号：给定振幅和频率的正弦波加上噪声。",
    ),
    lesson=Text(
        en="In the frequency the loss has one deep valley and many shallow ones beside it. Whichever valley the start "
        "lies in, plain gradient descent stays there, and in a shallow one the amplitude shrinks to a fraction.",
        zh="沿频率方向，损失有一个深谷，旁边还有许多浅谷。起点落在哪个谷里，普通梯度下降就留在哪个谷里；"
        "在浅谷中，振幅会缩小到只剩一小部分。",
    ),
    recipe=Recipe(x="10*u", y="amplitude*sin(frequency*x) + noise*z"),
    coefficients=(
        N,
        SEED,
        NOISE.at(0.3),
        true_value("amplitude", "A", 1.5, (0, 5), Text(en="amplitude", zh="振幅")),
        true_value("frequency", "ω", 2.0, (0, 6), Text(en="frequency", zh="频率")),
    ),
    source="y = A sin(ωx) + σz",
    model="sine",
    start=(0.4, 1.65),
    view=View(x=(-0.5, 2.5), y=(0.5, 3.5)),
)
