"""Polyak–Ruppert averaging: the plain mean of the points."""

from __future__ import annotations

from ...text import Text
from ..definitions import Hyperparameter, Paper, Track, Wrapper, WrapperVariant
from ..terms import LONGEST

ORDER = 80

WRAPPER = Wrapper(
    id="polyak",
    name=Text(en="Polyak–Ruppert average", zh="Polyak–Ruppert平均"),
    idea=Text(
        en=(
            "Draws, beside the path, the mean of all its points and leaves the run alone. Under noise and with a "
            "large learning rate the mean is, in the long run, as accurate as any method can be; what it saw on "
            "the way stays in it for long."
        ),
        zh=(
            "在路径之外画出所有点的平均，运行本身不受影响。有噪声而学习率较大时，长远来看，"
            "这个平均能达到任何方法所能达到的最好精度；但途中经过的点会在其中留很久。"
        ),
    ),
    paper=Paper(
        authors="Boris T. Polyak, Anatoli B. Juditsky",
        year=1992,
        title="Acceleration of Stochastic Approximation by Averaging",
        url="https://doi.org/10.1137/0330046",
    ),
    parameters=(
        Hyperparameter(
            name="start",
            symbol="k₀",
            default=0,
            minimum=0,
            maximum=LONGEST,
            slider=(0, 200),
            scale="integer",
            description=Text(
                en="How many updates are left out of the mean before it begins.",
                zh="平均开始之前跳过多少次更新。",
            ),
        ),
    ),
    variants=(
        WrapperVariant(
            framework="pytorch",
            after="a = where(t <= start + 1, theta, a + (theta - a)/max(t - start, 1))",
            state={"a": "theta"},
            tracks=(Track(id="average", name=Text(en="average", zh="平均值"), formula="a"),),
            call="torch.optim.swa_utils.AveragedModel(model)",
            differs=Text(
                en=(
                    "PyTorch's stochastic weight averaging, updated after every step once it has begun. Keras and "
                    "Optax have no plain mean of their own."
                ),
                zh="即PyTorch的随机权重平均（SWA），开始之后每步更新一次。Keras和Optax没有自带的普通平均。",
            ),
        ),
    ),
)
