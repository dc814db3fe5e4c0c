"""A stretched bowl along the axes."""

from ...text import Text
from ..definitions import Hyperparameter, Minimum, Surface, View

ORDER = 120

SURFACE = Surface(
    id="quadratic",
    name=Text(en="Stretched bowl", zh="狭长碗"),
    idea=Text(
        en="A bowl κ times as curved along y as along x (κ = 100 at first); its axes are those of the parameters.",
        zh="沿y方向的曲率是沿x方向的κ倍（开始时κ = 100），碗的主轴与坐标轴一致。",
    ),
    lesson=Text(
        en="The steep direction sets the limit, η < 2/κ (0.02 for κ = 100), and the flat one then crawls; momentum "
        "helps. AdaGrad, RMSprop and Adam give each axis its own step and hardly notice the stretch.",
        zh="陡的方向限制了学习率：η < 2/κ（κ = 100时为0.02），平缓的方向便进展缓慢；动量能改善。"
        "AdaGrad、RMSprop和Adam给每个坐标轴各自的步长，几乎不受影响。",
    ),
    group="bowls",
    formula="(x**2 + kappa*y**2)/2",
    view=View(x=(-5.0, 5.0), y=(-2.0, 2.0)),
    start=(-4.0, 1.0),
    minima=(Minimum(x=0.0, y=0.0, value=0.0),),
    source="S. Boyd, L. Vandenberghe, Convex Optimization (2004), section 9.3",
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
    ),
)
