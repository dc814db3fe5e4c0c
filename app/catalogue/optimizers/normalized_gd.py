"""Normalised gradient descent: only the direction counts."""

from ...text import Text
from ..definitions import Optimizer, Paper, Variant
from ..terms import LR

ORDER = 170

OPTIMIZER = Optimizer(
    id="normalized_gd",
    name=Text(en="Normalised gradient descent", zh="归一化梯度下降"),
    short=Text(en="Normalised GD", zh="归一化GD"),
    idea=Text(
        en=(
            "Every step has the same length η, whatever the gradient's size: it walks steadily across plateaus and "
            "never explodes on cliffs, but it cannot come to rest and ends in a dance of size η about the minimum."
        ),
        zh=(
            "不论梯度大小，每一步的长度都是η：能稳步走过平原，也不会在悬崖处飞出去；但它停不下来，"
            "最后在最小值附近以η的幅度来回跳动。"
        ),
    ),
    paper=Paper(
        authors="Elad Hazan, Kfir Y. Levy, Shai Shalev-Shwartz",
        year=2015,
        title="Beyond Convexity: Stochastic Quasi-Convex Optimization",
        url="https://arxiv.org/abs/1507.02030",
    ),
    advice=Text(
        en=(
            "Use it across plateaus and near cliffs, where the gradient's size says nothing about the distance. "
            "Not at a constant η to the end: it steps over the minimum for ever, by η each time."
        ),
        zh=(
            "适合穿过平原或靠近悬崖的情形，那里梯度的大小与距离无关。不要用恒定的η走到底："
            "它会一直在最小值两侧跨来跨去，每次跨出η。"
        ),
    ),
    hyperparameters=(LR.at(0.01),),
    variants=(
        Variant(
            framework="paper",
            defaults={"lr": 0.01},
            rule="theta = theta - lr*where(norm(g) > 0, g/norm(g), g)",
            call="",
            differs=Text(
                en=(
                    "No framework has it under this name; clipping by norm does the same wherever the gradient is "
                    "above the limit. On one matrix of rank one, such as two parameters, Muon comes down to this "
                    "with momentum."
                ),
                zh=(
                    "没有框架以这个名称提供它；按范数裁剪在梯度超过阈值时效果相同。对秩为一的矩阵（例如两个参数），"
                    "Muon就是带动量的归一化梯度下降。"
                ),
            ),
        ),
    ),
)
