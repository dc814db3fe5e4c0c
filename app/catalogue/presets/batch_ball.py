"""The ball in which minibatches roam."""

from ...text import Text
from ..definitions import Preset

ORDER = 245

PRESET = Preset(
    id="batch_ball",
    name=Text(en="The ball of minibatches", zh="小批量的噪声球"),
    idea=Text(
        en=(
            "One sample a step and η = 0.2: the point roams in a ball of radius 0.6 around the least-squares "
            "solution. A tenth of η, or ten samples a step, and the ball is a sixth of that. Rings on the data "
            "mark the samples of each step."
        ),
        zh=(
            "每步一个样本，η = 0.2：点在最小二乘解周围半径约0.6的球里游荡。把η取为十分之一，或每步"
            "用十个样本，球就缩小到六分之一左右。数据图上的圆圈标出每一步所用的样本。"
        ),
    ),
    topic="chance",
    address=(
        "dataset=noisy_line&start=-2,-2&steps=600"
        "&run=sgd:lr=0.2,batch=1&run=sgd:lr=0.02,batch=1&run=sgd:lr=0.2,batch=10"
    ),
)
