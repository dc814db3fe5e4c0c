"""L-BFGS: a quasi-Newton direction from the last steps, with a line search."""

from __future__ import annotations

from ...text import Text
from ..definitions import Hyperparameter, Optimizer, Paper, Variant
from ..terms import LR

ORDER = 400

OPTIMIZER = Optimizer(
    id="lbfgs",
    name=Text(en="L-BFGS", zh="L-BFGS（拟牛顿法）"),
    short=Text(en="L-BFGS", zh="L-BFGS"),
    idea=Text(
        en="Learns the curvature from how the gradient changed over its last steps and aims at the minimum of that "
        "parabola; a line search decides how far to go. A few updates do what others need hundreds for, but noise in "
        "the gradient spoils what it learns.",
        zh="从最近几步中梯度的变化学习曲率，朝所推断抛物面的最低点前进，走多远由线搜索决定。"
        "几次更新就抵得上别的方法几百次，但梯度中的噪声会破坏它学到的曲率。",
    ),
    advice=Text(
        en="Use it on smooth problems with an exact gradient, such as fits to all of a small data set: it converges in "
        "a handful of updates and needs no tuning. Not with minibatches or noise, nor on kinks, where the curvature it "
        "reads off differences of gradients means nothing.",
        zh="适合梯度精确、曲面光滑的问题，例如用全部数据拟合小数据集：几次更新就收敛，而且无需调参。"
        "不适合小批量或带噪声的梯度，也不适合有尖点的曲面：那里由梯度之差推出的曲率没有意义。",
    ),
    paper=Paper(
        authors="Dong C. Liu, Jorge Nocedal",
        year=1989,
        title="On the limited memory BFGS method for large scale optimization",
        url="https://doi.org/10.1007/BF01589116",
    ),
    hyperparameters=(
        LR.at(1.0),
        Hyperparameter(
            name="history_size",
            symbol="h",
            default=100,
            minimum=1,
            maximum=1000,
            slider=(1, 100),
            scale="integer",
            description=Text(
                en="How many of the last steps are remembered.",
                zh="记住最近多少步。",
            ),
        ),
        Hyperparameter(
            name="line_search",
            symbol="w",
            default=1,
            minimum=0,
            maximum=1,
            slider=(0, 1),
            scale="switch",
            description=Text(
                en="1: search a length that meets the strong Wolfe conditions, starting from η; 0: take η itself.",
                zh="1：从η出发寻找满足强Wolfe条件的步长；0：直接取η。",
            ),
        ),
    ),
    variants=(
        Variant(
            framework="pytorch",
            defaults={"lr": 1.0, "history_size": 100.0, "line_search": 1.0},
            state={"s": "0*theta"},
            rule="""\
d = lbfgs_direction(g, s, history_size)
a = lr*where(t == 1, min(1, 1/sum(abs(g))), 1)
a = where(line_search > 0, strong_wolfe(theta, d, a), a)
s = a*d
theta = theta + s""",
            call="torch.optim.LBFGS([theta], lr={lr}, max_iter=1, max_eval=26, history_size={history_size}, "
            "line_search_fn='strong_wolfe' if {line_search} else None)",
            differs=Text(
                en="One inner iteration a step, so that each is seen. max_eval must then be raised to 26: its default "
                "of 1 leaves the line search no trial. PyTorch's own default is no line search and 20 iterations a "
                "step; Optax searches by zooming and keeps 10 pairs.",
                zh="每一步只做一次内部迭代，以便逐步观察。此时必须把max_eval提高到26：默认值1不给线搜索留任何试探机会。"
                "PyTorch自身的默认是不做线搜索、每步20次迭代；Optax用区间缩放搜索，只保留10对记忆。",
            ),
        ),
    ),
)
