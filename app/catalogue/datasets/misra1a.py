"""NIST's Misra1a: a two-parameter fit whose parameters differ by six orders of magnitude."""

from ...text import Text
from ..definitions import Dataset, View

ORDER = 330

_X = "77.6 114.9 141.1 190.8 239.9 289 332.8 378.4 434.8 477.3 536.8 593.1 689.1 760"
_Y = "10.07 14.73 17.94 23.93 29.61 35.18 40.02 44.82 50.76 55.05 61.01 66.4 75.47 81.78"

DATASET = Dataset(
    id="misra1a",
    name=Text(en="Misra1a", zh="Misra1a"),
    idea=Text(
        en="A reference problem of NIST: gas adsorbed in a single layer, against the pressure.",
        zh="NIST的参考问题：单层气体吸附量与压力的关系。",
    ),
    lesson=Text(
        en="Certified to be least at 238.94 and 0.00055016. The valley is so narrow and so long that no rate takes "
        "gradient descent along it; Newton's method and L-BFGS are made for such scales.",
        zh="经认证，最小值在238.94和0.00055016处。山谷又窄又长，无论学习率取多少，梯度下降都走不到头；牛顿法和L-BFGS"
        "正适合这样的尺度。",
    ),
    points=tuple(zip(map(float, _X.split()), map(float, _Y.split()), strict=True)),
    source="D. Misra, NIST (1978); NIST Statistical Reference Datasets, Misra1a",
    model="saturation",
    start=(250.0, 0.0005),
    view=View(x=(150.0, 350.0), y=(0.0003, 0.0008)),
)
