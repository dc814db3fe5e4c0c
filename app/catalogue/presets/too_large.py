"""A learning rate that is too large."""

from ...text import Text
from ..definitions import Preset

ORDER = 30

PRESET = Preset(
    id="too_large",
    name=Text(en="η too large", zh="学习率太大"),
    idea=Text(
        en=(
            "The line through five points may be learned with any η below 2/L = 0.0845. With 0.08 it is "
            "found; with 0.09 every step lands higher on the other side of the valley, and the run diverges "
            "at step 114."
        ),
        zh=(
            "拟合这五个点时，η只要小于2/L = 0.0845就行。取0.08，直线找到了；取0.09，每一步都落在山谷对面更高"
            "的地方，第114步时发散。"
        ),
    ),
    topic="rate",
    address=("dataset=article&start=0,0&steps=300&run=sgd:lr=0.08&run=sgd:lr=0.09"),
)
