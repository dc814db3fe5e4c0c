"""Newton's method with damping."""

from ...text import Text
from ..definitions import Hyperparameter, Optimizer, Paper, Variant
from ..terms import LR

ORDER = 410

OPTIMIZER = Optimizer(
    id="newton",
    name=Text(en="Newton's method", zh="牛顿法"),
    short=Text(en="Newton", zh="牛顿法"),
    idea=Text(
        en=(
            "Takes the surface for the parabola that it resembles here and goes to where that is level: to the bottom "
            "of any bowl in one step, however long and however turned. But level is also a saddle or a top, and "
            "Newton's method goes there as gladly."
        ),
        zh=(
            "把曲面当作在此处最贴近它的抛物面，直接走到抛物面水平的地方：任何碗，不论多扁、怎么转，一步到底。"
            "但鞍点和山顶也是水平的，牛顿法同样乐意去。"
        ),
    ),
    paper=Paper(
        authors="Kenneth Levenberg",
        year=1944,
        title="A method for the solution of certain non-linear problems in least squares",
        url="https://doi.org/10.1090/qam/10666",
    ),
    advice=Text(
        en=(
            "Use it for few parameters near a minimum: the number of correct digits doubles with each step. "
            "Not far from one, where the Hessian may be indefinite (damp it, or take the saddle-free form), "
            "nor for many parameters, whose Hessian does not fit anywhere."
        ),
        zh=(
            "参数很少、又在最小值附近时可用：每一步正确位数翻一番。离得远时Hessian可能不定，不合适（加阻尼，"
            "或用无鞍形式）；参数很多时Hessian根本存不下。"
        ),
    ),
    hyperparameters=(
        LR.at(1.0),
        Hyperparameter(
            name="damping",
            symbol="δ",
            default=0,
            minimum=0,
            maximum=1e12,
            slider=(1e-3, 1000),
            scale="log",
            description=Text(
                en="Added to the Hessian's diagonal: 0 is Newton's step, a large δ is gradient descent with rate η/δ.",
                zh="加在Hessian对角线上：0是牛顿步，δ很大时相当于学习率为η/δ的梯度下降。",
            ),
        ),
    ),
    variants=(
        Variant(
            framework="paper",
            defaults={"lr": 1.0, "damping": 0.0},
            rule="theta = theta - lr*hess_solve(theta, g, damping)",
            call="",
            differs=Text(
                en=(
                    "Newton's step with Levenberg's damping, without a line search. The Hessian is exact and of all "
                    "data, whatever the batch. None of the three frameworks has it as an optimizer."
                ),
                zh=(
                    "带Levenberg阻尼的牛顿步，没有线搜索。Hessian是精确的，而且总是全部数据的，与批量无关。"
                    "三个框架都没有把它作为优化器。"
                ),
            ),
        ),
    ),
)
