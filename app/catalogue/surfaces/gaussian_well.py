"""A round well in a plain."""

from ...text import Text
from ..definitions import Hyperparameter, Minimum, Surface, View

ORDER = 510

SURFACE = Surface(
    id="gaussian_well",
    name=Text(en="Gaussian well", zh="高斯井"),
    idea=Text(
        en="A round well in a wide plain; away from it the slope fades like a bell curve.",
        zh="广阔平原上的一口圆井，离井越远，坡度像钟形曲线一样迅速消失。",
    ),
    lesson=Text(
        en=(
            "At the start the gradient is 0.00007: gradient descent stands still even at η = 1. Adam (η = 0.1) "
            "arrives; raise its ε to 0.1, and it stands still too. Widen the well (s = 2), and gradient descent "
            "gets there."
        ),
        zh=(
            "起点处的梯度只有0.00007：即使η = 1，梯度下降也原地不动。Adam（η = 0.1）能走到；把它的ε提高到0.1，"
            "它也不动了。把井加宽（s = 2），梯度下降就能走到。"
        ),
    ),
    group="plateaus",
    formula="1 - exp(-(x**2 + y**2)/(2*s**2))",
    view=View(x=(-6.0, 6.0), y=(-6.0, 6.0)),
    start=(-4.0, 2.5),
    minima=(Minimum(x=0.0, y=0.0, value=0.0),),
    coefficients=(
        Hyperparameter(
            name="s",
            symbol="s",
            default=1,
            minimum=0.5,
            maximum=3,
            slider=(0.5, 3),
            scale="linear",
            description=Text(
                en="The well's width: its walls are steepest at distance s.",
                zh="井的宽度：距井心s处井壁最陡。",
            ),
        ),
    ),
    source=(
        "Made for this lab; on what ε does, D. Choi et al., On empirical comparisons of optimizers for deep "
        "learning (2019)"
    ),
)
