"""The squared error."""

from ...text import Text
from ..definitions import Loss

ORDER = 10

LOSS = Loss(
    id="mse",
    name=Text(en="Mean squared error", zh="均方误差"),
    idea=Text(
        en=(
            "The square of what the prediction misses by, averaged over the data. A miss twice as large costs four "
            "times as much."
        ),
        zh="预测误差的平方，再对所有数据取平均。误差大一倍，代价是四倍。",
    ),
    formula="(y - y_hat)**2",
    calls={
        "pytorch": "torch.nn.MSELoss()",
        "keras": "keras.losses.MeanSquaredError()",
        "optax": "optax.losses.squared_error(predictions, targets).mean()",
    },
)
