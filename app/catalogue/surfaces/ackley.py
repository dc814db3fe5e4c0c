"""Ackley's funnel."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 410

SURFACE = Surface(
    id="ackley",
    name=Text(en="Ackley funnel", zh="Ackley函数"),
    idea=Text(
        en="A nearly flat, rippled plain around a deep funnel whose tip is a cone, not a bowl.",
        zh="近乎平坦的波纹平原，中央是一个很深的漏斗，底部是锥尖而不是碗底。",
    ),
    lesson=Text(
        en="Far out, every ripple is a trap. At the tip the slope does not fade as the run draws near: "
        "at a constant η it hops about the tip for ever; a schedule lets it settle.",
        zh="在外围，每道波纹都是陷阱。靠近锥尖时坡度并不减小："
        "η不变时会一直在尖端附近跳动，使用学习率调度才能稳定下来。",
    ),
    group="many_minima",
    formula="20 - 20*exp(-0.2*sqrt((x**2 + y**2)/2)) + e - exp((cos(2*pi*x) + cos(2*pi*y))/2)",
    view=View(x=(-5.0, 5.0), y=(-5.0, 5.0)),
    start=(-3.3, 2.6),
    minima=(Minimum(x=0.0, y=0.0, value=0.0, kind="kink"),),
    source="D. H. Ackley, A Connectionist Machine for Genetic Hillclimbing (1987)",
)
