"""Huber's loss."""

from ...text import Text
from ..definitions import Hyperparameter, Loss

ORDER = 30

LOSS = Loss(
    id="huber",
    name=Text(en="Huber loss", zh="Huber损失"),
    idea=Text(
        en="Half the squared error up to a miss of δ, and a straight line beyond: smooth at the minimum, and calm "
        "about outliers.",
        zh="误差不超过δ时为平方误差的一半，超过后变为直线：最小值处光滑，对离群点不敏感。",
    ),
    formula="where(abs(y - y_hat) <= delta, (y - y_hat)**2/2, delta*(abs(y - y_hat) - delta/2))",
    coefficients=(
        Hyperparameter(
            name="delta",
            symbol="δ",
            default=1.0,
            minimum=1e-6,
            maximum=1e6,
            slider=(0.01, 10),
            scale="log",
            description=Text(
                en="The miss at which the parabola ends and the line begins.", zh="抛物线与直线衔接处的误差。"
            ),
        ),
    ),
    calls={
        "pytorch": "torch.nn.HuberLoss(delta={delta})",
        "keras": "keras.losses.Huber(delta={delta})",
        "optax": "optax.losses.huber_loss(predictions, targets, delta={delta}).mean()",
    },
)
