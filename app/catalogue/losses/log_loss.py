"""The logarithmic loss of a predicted probability."""

from ...text import Text
from ..definitions import Loss

ORDER = 50

LOSS = Loss(
    id="log_loss",
    name=Text(en="Log-loss", zh="对数损失"),
    idea=Text(
        en="How surprised a predicted probability is by what came, 0 or 1: binary cross-entropy. To be sure and wrong "
        "costs without limit.",
        zh="预测概率对实际结果（0或1）的意外程度，即二元交叉熵。既有把握又判断错误，代价没有上限。",
    ),
    formula="where(y > 0, -y*log(y_hat), 0) + where(y < 1, -(1 - y)*log(1 - y_hat), 0)",
    targets=(0.0, 1.0),
    calls={"pytorch": "torch.nn.BCELoss()", "keras": "keras.losses.BinaryCrossentropy()"},
)
