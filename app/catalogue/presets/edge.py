"""The edge of stability, 2/L."""

from ...text import Text
from ..definitions import Preset

ORDER = 40

PRESET = Preset(
    id="edge",
    name=Text(en="The edge 2/L", zh="稳定边界2/L"),
    idea=Text(
        en=(
            "The steep direction of this valley has curvature L = 100, so the edge is 2/L = 0.02. A hair "
            "below it the zigzag dies away, on it the zigzag stays as it is, a hair above it grows."
        ),
        zh=(
            "这条山谷最陡方向的曲率是L = 100，边界就是2/L = 0.02。略低于它，锯齿渐渐消失；恰好等于它，锯齿不"
            "增不减；略高于它，锯齿越来越大。"
        ),
    ),
    topic="rate",
    address=("surface=quadratic&start=-4,1&steps=200&run=sgd:lr=0.0199&run=sgd:lr=0.02&run=sgd:lr=0.0201"),
)
