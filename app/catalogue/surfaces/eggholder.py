"""A minimum on the edge of the box."""

from ...text import Text
from ..definitions import Minimum, Surface, View

ORDER = 650

SURFACE = Surface(
    id="eggholder",
    name=Text(en="Eggholder", zh="Eggholder函数"),
    idea=Text(
        en="Rugged hills with creases; the lowest point in view lies on its edge, at (512, 404.23).",
        zh="崎岖的丘陵，带有折痕；视野内的最低点在右边界上，即(512, 404.23)。",
    ),
    lesson=Text(
        en=(
            "From the start every method stops in the next hollow, at −540. The lowest point is where it is only "
            "because the box ends there: from (500, 400) a run slides across the edge to lower ground."
        ),
        zh=(
            "从起点出发，所有方法都停在邻近的洼地里，损失为−540。最低点之所以在那里，只是因为边界到此为止："
            "从(500, 400)出发，路径会越过边界，滑向更低处。"
        ),
    ),
    group="non_smooth",
    formula="-(y + 47)*sin(sqrt(abs(y + x/2 + 47))) - x*sin(sqrt(abs(x - y - 47)))",
    view=View(x=(-512.0, 512.0), y=(-512.0, 512.0)),
    start=(300.0, 300.0),
    minima=(Minimum(x=512.0, y=404.2318051137578, value=-959.6406627208509, kind="boundary"),),
    source=("D. Whitley et al., Evaluating evolutionary algorithms, Artificial Intelligence 85 (1996), function F101"),
)
