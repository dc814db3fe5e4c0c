"""NIST's DanWood: radiated energy against temperature, a power law."""

from ...text import Text
from ..definitions import Dataset, View

ORDER = 340

_X = "1.309 1.471 1.49 1.565 1.611 1.68"
_Y = "2.138 3.421 3.597 4.34 4.882 5.66"

DATASET = Dataset(
    id="danwood",
    name=Text(en="Power law", zh="幂律"),
    idea=Text(
        en="The energy that a carbon filament radiates against its temperature in thousands of kelvins: six points, a "
        "power law.",
        zh="碳丝辐射的能量与温度（千开尔文）的关系：六个点，一条幂律。",
    ),
    lesson=Text(
        en="Factor and exponent trade off along a curved valley. NIST certifies 0.76886 and 3.8604, near the fourth "
        "power of the law of Stefan and Boltzmann.",
        zh="系数与指数沿一条弯曲的山谷此消彼长。NIST认证的结果是0.76886和3.8604，接近斯特藩–玻尔兹曼定律的四次方。",
    ),
    points=tuple(zip(map(float, _X.split()), map(float, _Y.split()), strict=True)),
    source="C. Daniel, F. S. Wood, Fitting Equations to Data, Wiley (1980); NIST, DanWood",
    model="power",
    start=(1.6, 2.0),
    view=View(x=(0.2, 2.2), y=(1.5, 5.5)),
)
