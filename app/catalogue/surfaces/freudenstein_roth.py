"""Freudenstein and Roth's two valleys."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 250

SURFACE = Surface(
    id="freudenstein_roth",
    name=Text(en="Freudenstein–Roth valleys", zh="Freudenstein–Roth函数"),
    idea=Text(
        en=(
            "Two long valleys: one leads to (5, 4), where the loss is 0, the other to (11.41, −0.90), where it "
            "is 48.98."
        ),
        zh="两条长谷：一条通向(5, 4)，损失为0；另一条通向(11.41, −0.90)，损失为48.98。",
    ),
    lesson=Text(
        en=(
            "From the classical start every method takes the wrong valley and ends at 48.98. Drag the start up "
            "to (0.5, 3), and Adam (η = 0.3) finds the right one."
        ),
        zh=(
            "从经典的起点出发，所有方法都进了错误的山谷，最后停在48.98。把起点拖到上方的(0.5, 3)，"
            "Adam（η = 0.3）就能找到正确的那条。"
        ),
    ),
    group="ravines",
    formula=("(-13 + x + ((5 - y)*y - 2)*y)**2 + (-29 + x + ((y + 1)*y - 14)*y)**2"),
    view=View(x=(-10.0, 20.0), y=(-5.0, 6.0)),
    start=(0.5, -2.0),
    minima=(
        Minimum(x=5.0, y=4.0, value=0.0),
        Minimum(x=11.412778986902094, y=-0.8968052532744765, value=48.98425367924002),
    ),
    source=(
        "F. Freudenstein, B. Roth, Numerical solution of systems of nonlinear equations, Journal of the ACM 10 (1963)"
    ),
)
