"""The numbers that generated data sets share, each described once; see terms.py for the rest."""

from __future__ import annotations

from typing import Final

from ..settings import LIMITS
from ..text import Text
from .definitions import Hyperparameter

N: Final = Hyperparameter(
    name="n",
    symbol="n",
    default=50,
    minimum=1,
    maximum=LIMITS.points,
    slider=(2, 500),
    scale="integer",
    description=Text(
        en="How many points. The first ones stay as they are when there are more.",
        zh="点的个数。增加个数时，原有的点保持不变。",
    ),
)
SEED: Final = Hyperparameter(
    name="seed",
    symbol="s",
    default=0,
    minimum=0,
    maximum=LIMITS.seed,
    slider=(0, 100),
    scale="integer",
    description=Text(
        en="Which random numbers are drawn for the points; not the seed of the race.",
        zh="生成数据点所用的随机种子，与竞赛本身的种子无关。",
    ),
)
NOISE: Final = Hyperparameter(
    name="noise",
    symbol="σ",
    default=0.5,
    minimum=0,
    maximum=LIMITS.magnitude,
    slider=(0, 5),
    scale="linear",
    description=Text(
        en="The standard deviation of the Gaussian noise in y.",
        zh="y中高斯噪声的标准差。",
    ),
)


def true_value(name: str, symbol: str, default: float, slider: tuple[float, float], what: Text) -> Hyperparameter:
    """A number of the law that the points follow but for the noise, and that a fit is to find again."""
    return Hyperparameter(
        name=name,
        symbol=symbol,
        default=default,
        minimum=-LIMITS.magnitude,
        maximum=LIMITS.magnitude,
        slider=slider,
        scale="linear",
        description=Text(
            en=f"The true {what.en} that the points are made with.", zh=f"生成数据点所用的真实{what.zh}。"
        ),
    )


INTERCEPT: Final = true_value("intercept", "a", 1.0, (-10, 10), Text(en="intercept", zh="截距"))
SLOPE: Final = true_value("slope", "b", 2.0, (-10, 10), Text(en="slope", zh="斜率"))
