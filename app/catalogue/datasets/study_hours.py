"""Hours of study and whether an exam was passed."""

from ...text import Text
from ..definitions import Dataset, View

ORDER = 200

_HOURS = "0.5 0.75 1 1.25 1.5 1.75 1.75 2 2.25 2.5 2.75 3 3.25 3.5 4 4.25 4.5 4.75 5 5.5"
_PASSED = "0 0 0 0 0 0 1 0 1 0 1 0 1 0 1 1 1 1 1 1"

DATASET = Dataset(
    id="study_hours",
    name=Text(en="Hours of study", zh="学习时长"),
    idea=Text(
        en="Twenty students, how long they studied and whether they passed: 1 or 0.",
        zh="二十名学生的学习时长，以及是否通过考试：1或0。",
    ),
    lesson=Text(
        en="Logistic regression by gradient descent. The loss is convex but no bowl: steep where predictions are "
        "wrong, flat where they are sure, and the curvature at the minimum is far from that at the start.",
        zh="用梯度下降做逻辑回归。损失是凸的，却不是碗：预测错误处陡，预测有把握处平，最小值处的曲率与起点处相差很远。",
    ),
    points=tuple(zip(map(float, _HOURS.split()), map(float, _PASSED.split()), strict=True)),
    source="Wikipedia, Logistic regression (example)",
    model="logistic",
    loss="log_loss",
    view=View(x=(-8.0, 4.0), y=(-2.0, 4.0)),
)
