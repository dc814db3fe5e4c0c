"""The speed of an enzyme's reaction."""

from ...text import Text
from ..definitions import Dataset, View

ORDER = 320

_CONCENTRATIONS = "0.02 0.02 0.06 0.06 0.11 0.11 0.22 0.22 0.56 0.56 1.1 1.1"
_RATES = "76 47 97 107 123 139 159 152 191 201 207 200"

DATASET = Dataset(
    id="puromycin",
    name=Text(en="Enzyme", zh="酶促反应"),
    idea=Text(
        en="How fast an enzyme works against how much substrate it finds: it saturates.",
        zh="酶促反应速率与底物浓度：会趋于饱和。",
    ),
    lesson=Text(
        en="The best fit is a limit of 212.7 reached by half at 0.0641: one parameter in the hundreds, the other in "
        "hundredths. One learning rate cannot suit both; methods with a step size for each coordinate can.",
        zh="最佳拟合的极限为212.7，在0.0641处达到一半：一个参数以百计，另一个以百分之一计。同一个学习率无法兼顾，"
        "按坐标各取步长的方法可以。",
    ),
    points=tuple(zip(map(float, _CONCENTRATIONS.split()), map(float, _RATES.split()), strict=True)),
    source="M. A. Treloar, Master's thesis, University of Toronto (1974); the data set Puromycin of R (treated)",
    model="hyperbola",
    start=(150.0, 0.3),
    view=View(x=(50.0, 300.0), y=(0.0, 0.4)),
)
