"""The logarithm of the hyperbolic cosine of the error."""

from ...text import Text
from ..definitions import Loss

ORDER = 40

LOSS = Loss(
    id="log_cosh",
    name=Text(en="Log-cosh", zh="Log-cosh损失"),
    idea=Text(
        en="Like half the squared error for small misses and like the absolute error for large ones, with every "
        "derivative.",
        zh="误差小时接近平方误差的一半，误差大时接近绝对误差，且处处任意阶可导。",
    ),
    formula="log(cosh(y - y_hat))",
    calls={"keras": "keras.losses.LogCosh()", "optax": "optax.losses.log_cosh(predictions, targets).mean()"},
)
