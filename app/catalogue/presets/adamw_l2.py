"""Weight decay inside Adam's scaling and outside of it."""

from ...text import Text
from ..definitions import Preset

ORDER = 140

PRESET = Preset(
    id="adamw_l2",
    name=Text(en="AdamW and L2", zh="AdamW与L2"),
    idea=Text(
        en=(
            "Both pull towards the origin with the same weight_decay. In Adam the pull is added to the "
            "gradient: the run ends where gradient and pull cancel. AdamW leaves it out of the scaling: here "
            "it ends much nearer to the origin."
        ),
        zh=(
            "两者用同样的weight_decay拉向原点。Adam把拉力加进梯度，停在梯度与拉力抵消之处；AdamW不让拉力参与"
            "缩放，在这里停得离原点近得多。"
        ),
    ),
    topic="adaptive",
    address=(
        "surface=booth&start=-8,-7&steps=1000"
        "&run=adam:lr=0.1,weight_decay=2"
        "&run=adamw:lr=0.1,weight_decay=2"
        "&run=adam:lr=0.1"
    ),
)
