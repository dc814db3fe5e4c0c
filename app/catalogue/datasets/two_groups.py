"""Two groups, 0 and 1, that overlap as much as one likes."""

from ...text import Text
from ..data_terms import SEED, N, true_value
from ..definitions import Dataset, Recipe, View

ORDER = 220

DATASET = Dataset(
    id="two_groups",
    name=Text(en="Two groups", zh="两组数据"),
    idea=Text(
        en="Every other point belongs to group 1; the groups are bell curves a chosen distance apart.",
        zh="点交替属于0、1两组；两组各呈钟形分布，间距可调。",
    ),
    lesson=Text(
        en="Close together the groups overlap and the minimum is near. Far apart a line separates them, and then there "
        "is no minimum: the loss falls for ever while the slope grows without end.",
        zh="间距小时两组重叠，最小值就在附近。间距大时两组可以完全分开，于是不存在最小值：损失一直下降，斜率无限增大。",
    ),
    recipe=Recipe(x="z + distance*(i - 2*floor(i/2) - 0.5)", y="i - 2*floor(i/2)"),
    coefficients=(
        N.at(40),
        SEED,
        true_value("distance", "d", 2.0, (0, 10), Text(en="distance of the groups", zh="组间距")),
    ),
    source="y = 0, 1, 0, 1 …; x = z ± d/2",
    model="logistic",
    loss="log_loss",
    start=(-2.0, -1.0),
    view=View(x=(-4.0, 4.0), y=(-2.0, 6.0)),
)
