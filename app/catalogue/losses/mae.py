"""The absolute error."""

from ...text import Text
from ..definitions import Loss

ORDER = 20

LOSS = Loss(
    id="mae",
    name=Text(en="Mean absolute error", zh="平均绝对误差"),
    idea=Text(
        en="What the prediction misses by, without its sign. An outlier counts no more than its distance, but the "
        "slope stays the same up to the minimum, where there is a kink.",
        zh="预测误差的绝对值。离群点的影响只与距离成正比；但坡度直到最小值都不减小，最小值处是一个折点。",
    ),
    formula="abs(y - y_hat)",
    calls={
        "pytorch": "torch.nn.L1Loss()",
        "keras": "keras.losses.MeanAbsoluteError()",
        "optax": "optax.losses.absolute_error(predictions, targets).mean()",
    },
)
