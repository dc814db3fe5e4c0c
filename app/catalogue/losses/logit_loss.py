"""The logarithmic loss of a predicted logit."""

from ...text import Text
from ..definitions import Loss

ORDER = 60

LOSS = Loss(
    id="logit_loss",
    name=Text(en="Log-loss of a logit", zh="logit的对数损失"),
    idea=Text(
        en="The same of a prediction on the whole line, whose logistic function is the probability: with a straight "
        "line as the model it is logistic regression, and it stays finite however wrong one is.",
        zh="同样的损失，但预测值取遍整条数轴，其逻辑函数值才是概率：以直线为模型就是逻辑回归，错得再离谱也不会溢出。",
    ),
    formula="where(y_hat > 0, y_hat + log1p(exp(-y_hat)), log1p(exp(y_hat))) - y*y_hat",
    targets=(0.0, 1.0),
    calls={
        "pytorch": "torch.nn.BCEWithLogitsLoss()",
        "keras": "keras.losses.BinaryCrossentropy(from_logits=True)",
        "optax": "optax.losses.sigmoid_binary_cross_entropy(logits, labels).mean()",
    },
)
