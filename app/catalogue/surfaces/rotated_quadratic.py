"""The same stretched bowl, turned by an angle."""

from ...text import Text
from ..definitions import Hyperparameter, Minimum, Surface, View

ORDER = 140

SURFACE = Surface(
    id="rotated_quadratic",
    name=Text(en="Rotated bowl", zh="旋转的狭长碗"),
    idea=Text(
        en="The stretched bowl turned by an angle, 30° at first: its axes are no longer those of the parameters.",
        zh="把狭长碗转过一个角度（开始时为30°），主轴不再与坐标轴一致。",
    ),
    lesson=Text(
        en=(
            "Gradient descent and momentum do not notice the turn. AdaGrad, RMSprop and Adam, which scale each "
            "coordinate by itself, lose their advantage: no single coordinate is the steep one now. Turn it "
            "back to 0°, and they regain it."
        ),
        zh="梯度下降和动量法感觉不到旋转。"
        "AdaGrad、RMSprop和Adam逐坐标缩放，因而失去优势：现在没有哪一个坐标单独对应陡的方向。"
        "把角度调回0°，优势就回来了。",
    ),
    group="bowls",
    formula=(
        "((cos(pi*angle/180)*x + sin(pi*angle/180)*y)**2 + kappa*(cos(pi*angle/180)*y - sin(pi*angle/180)*x)**2)/2"
    ),
    view=View(x=(-3.0, 3.0), y=(-3.0, 3.0)),
    start=(-1.5, 2.5),
    minima=(Minimum(x=0.0, y=0.0, value=0.0),),
    source="J. Nocedal, S. J. Wright, Numerical Optimization (2006), section 3.3",
    coefficients=(
        Hyperparameter(
            name="kappa",
            symbol="κ",
            default=100,
            minimum=1,
            maximum=10000,
            slider=(1, 1000),
            scale="log",
            description=Text(
                en="How much more curved the bowl is along its steep axis than along the flat one.",
                zh="陡的主轴方向的曲率是平缓方向的多少倍。",
            ),
        ),
        Hyperparameter(
            name="angle",
            symbol="φ",
            default=30,
            minimum=-90,
            maximum=90,
            slider=(-90, 90),
            scale="linear",
            description=Text(
                en="By how many degrees the bowl is turned.",
                zh="碗转过的角度，以度为单位。",
            ),
        ),
    ),
)
