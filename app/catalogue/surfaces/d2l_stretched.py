"""The stretched bowl of a textbook's chapter on momentum."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 130

SURFACE = Surface(
    id="d2l_stretched",
    name=Text(en="Stretched textbook bowl", zh="教科书里的狭长碗"),
    idea=Text(
        en="The bowl 0.1x² + 2y² of Dive into Deep Learning: almost flat along x, steep along y (κ = 20).",
        zh="《动手学深度学习》里的碗0.1x² + 2y²：沿x方向几乎平坦，沿y方向陡峭（κ = 20）。",
    ),
    lesson=Text(
        en=(
            "At η = 0.4, y swings from side to side while x crawls; at η = 0.6, y diverges. With momentum 0.5, η "
            "= 0.6 works: the swings along y cancel, the steps along x add up."
        ),
        zh=(
            "η = 0.4时，y来回摆动，x进展缓慢；η = 0.6时，y发散。加上0.5的动量，η = 0.6就能用了："
            "y方向的摆动相互抵消，x方向的步子不断累积。"
        ),
    ),
    group="bowls",
    formula="0.1*x**2 + 2*y**2",
    view=View(x=(-5.5, 1.0), y=(-3.0, 1.0)),
    start=(-5.0, -2.0),
    minima=(Minimum(x=0.0, y=0.0, value=0.0),),
    source="A. Zhang, Z. C. Lipton, M. Li, A. J. Smola, Dive into Deep Learning (2023), section 12.6",
)
