"""O-rings of the space shuttle and the temperature at the launch."""

from ...text import Text
from ..definitions import Dataset, View

ORDER = 210

_TEMPERATURES = "66 70 69 68 67 72 73 70 57 63 70 78 67 53 67 75 70 81 76 79 75 76 58"
_DISTRESS = "0 1 0 0 0 0 0 0 1 1 1 0 0 1 0 0 0 0 0 0 1 0 1"

DATASET = Dataset(
    id="o_rings",
    name=Text(en="O-rings", zh="O形圈"),
    idea=Text(
        en="Twenty-three shuttle launches before Challenger: the temperature in °F and whether an O-ring was damaged.",
        zh="挑战者号之前的二十三次航天飞机发射：气温（°F）以及O形圈是否受损。",
    ),
    lesson=Text(
        en="Temperatures about 70 make κ more than 800000: without standardising x no rate brings gradient descent to "
        "the minimum (15.04, −0.2322) in ten thousand steps. Standardised, κ is 2.2.",
        zh="气温在70左右，使κ超过800000：不标准化x，无论学习率取多少，梯度下降一万步也到不了最小值(15.04, −0.2322)。"
        "标准化后κ为2.2。",
    ),
    points=tuple(zip(map(float, _TEMPERATURES.split()), map(float, _DISTRESS.split()), strict=True)),
    source=(
        "S. R. Dalal, E. B. Fowlkes, B. Hoadley, Risk analysis of the space shuttle, Journal of the American "
        "Statistical Association 84 (1989)"
    ),
    model="logistic",
    loss="log_loss",
    standardize=True,
    view=View(x=(-5.0, 3.0), y=(-5.0, 3.0)),
)
