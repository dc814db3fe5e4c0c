"""How fast one gets away from a saddle point."""

from ...text import Text
from ..definitions import Preset

ORDER = 170

PRESET = Preset(
    id="saddle_escape",
    name=Text(en="Away from a saddle point", zh="逃离鞍点"),
    idea=Text(
        en=(
            "The start is 0.001 off the line that leads into the saddle point. Gradient descent first goes "
            "there and needs more than 60 steps to get away; Adam and RMSprop, which blow up a small "
            "gradient, are gone within 25."
        ),
        zh=(
            "起点离通向鞍点的直线只差0.001。梯度下降先走到鞍点，要60多步才离开；Adam和RMSprop会把小梯度放大，"
            "25步之内就走了。"
        ),
    ),
    topic="shape",
    address=("surface=saddle&start=-1.5,0.001&steps=80&run=sgd:lr=0.05&run=rmsprop:lr=0.05&run=adam:lr=0.05"),
)
