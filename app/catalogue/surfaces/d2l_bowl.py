"""The bowl of a textbook's figure."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 110

SURFACE = Surface(
    id="d2l_bowl",
    name=Text(en="Textbook bowl", zh="教科书里的碗"),
    idea=Text(
        en="The bowl x² + 2y² of Dive into Deep Learning: twice as curved along y as along x.",
        zh="《动手学深度学习》里的碗x² + 2y²：沿y方向的曲率是沿x方向的两倍。",
    ),
    lesson=Text(
        en=(
            "Twenty steps at η = 0.1, as in the book, end within 0.06 of the minimum. At η = 0.5 the run jumps "
            "between two points for ever; anything above diverges."
        ),
        zh="照书里的做法，取η = 0.1走20步，离最小值不到0.06。η = 0.5时永远在两点之间来回跳动，再大就发散。",
    ),
    group="bowls",
    formula="x**2 + 2*y**2",
    view=View(x=(-5.5, 1.0), y=(-3.0, 1.0)),
    start=(-5.0, -2.0),
    minima=(Minimum(x=0.0, y=0.0, value=0.0),),
    source="A. Zhang, Z. C. Lipton, M. Li, A. J. Smola, Dive into Deep Learning (2023), section 12.3",
)
