"""The curved valley of Rosenbrock."""

from ...text import Text
from ..definitions import Preset

ORDER = 150

PRESET = Preset(
    id="rosenbrock_valley",
    name=Text(en="Rosenbrock's valley", zh="Rosenbrock山谷"),
    idea=Text(
        en=(
            "Everybody falls into the curved valley at once; the way along its floor is the test. After 1000 "
            "steps gradient descent is still behind the bend; momentum and Adam are close to the minimum at "
            "(1, 1)."
        ),
        zh=(
            "谁都能马上掉进这条弯曲的山谷，难的是沿谷底走。1000步之后梯度下降还没转过弯，动量法和Adam已接近最"
            "小值(1, 1)。"
        ),
    ),
    topic="shape",
    address=("surface=rosenbrock&start=-1.5,2.5&steps=1000&run=sgd:lr=0.001&run=momentum:lr=0.001&run=adam:lr=0.05"),
)
