"""A ravine that winds."""

from ...text import Text
from ..definitions import Hyperparameter, Minimum, Surface, View

ORDER = 220

SURFACE = Surface(
    id="sine_ravine",
    name=Text(en="Winding ravine", zh="蜿蜒峡谷"),
    idea=Text(
        en="A ravine that winds like a sine curve; its floor falls gently towards (0, 0).",
        zh="像正弦曲线一样蜿蜒的峡谷，谷底向(0, 0)缓缓下降。",
    ),
    lesson=Text(
        en=(
            "Gradient descent (η = 0.05) keeps to the floor. Momentum at the same rate flies out of the bends "
            "and up the walls, and still arrives first. Straighten the ravine (a = 0) and it has no bends to "
            "miss."
        ),
        zh=(
            "梯度下降（η = 0.05）贴着谷底走。动量法用同样的学习率，会在弯道冲出去、爬上谷壁，却仍然最先到达。"
            "把峡谷拉直（a = 0），就没有弯道可冲了。"
        ),
    ),
    group="ravines",
    formula="10*(y - a*sin(x))**2 + 0.05*x**2",
    view=View(x=(-7.0, 7.0), y=(-3.0, 3.0)),
    start=(-6.0, 1.5),
    minima=(Minimum(x=0.0, y=0.0, value=0.0),),
    coefficients=(
        Hyperparameter(
            name="a",
            symbol="a",
            default=1,
            minimum=0,
            maximum=2.5,
            slider=(0, 2.5),
            scale="linear",
            description=Text(
                en="How far the ravine swings to either side; at 0 it is straight.",
                zh="峡谷向两侧摆动的幅度；为0时峡谷是直的。",
            ),
        ),
    ),
    source="Made for this lab, after H. H. Rosenbrock's valley (1960)",
)
