"""The same stretched bowl, turned by 30°."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 40

SURFACE = Surface(
    id="rotated_quadratic",
    name=Text(en="Rotated bowl (κ = 100)", zh="旋转的狭长碗（κ = 100）"),
    idea=Text(
        en="The stretched bowl turned by 30°, so that its axes are no longer those of the parameters.",
        zh="把狭长碗旋转30°，主轴不再与坐标轴一致。",
    ),
    lesson=Text(
        en=(
            "Gradient descent and momentum do not notice the turn. AdaGrad, RMSprop and Adam, which scale each "
            "coordinate by itself, lose their advantage: no single coordinate is the steep one now."
        ),
        zh="梯度下降和动量法感觉不到旋转。"
        "AdaGrad、RMSprop和Adam逐坐标缩放，因而失去优势：现在没有哪一个坐标单独对应陡的方向。",
    ),
    group="bowls",
    formula="((cos(pi/6)*x + sin(pi/6)*y)**2 + 100*(cos(pi/6)*y - sin(pi/6)*x)**2)/2",
    view=View(x=(-3.0, 3.0), y=(-3.0, 3.0)),
    start=(-1.5, 2.5),
    minima=(Minimum(x=0.0, y=0.0, value=0.0),),
    source="J. Nocedal, S. J. Wright, Numerical Optimization (2006), section 3.3",
)
