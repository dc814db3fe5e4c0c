"""Clipping by value: each coordinate of the gradient is kept within bounds."""

from __future__ import annotations

from ...text import Text
from ..definitions import Hyperparameter, Wrapper, WrapperVariant

ORDER = 20

RULE = "g = min(max(g, -max_value), max_value)"

WRAPPER = Wrapper(
    id="clip_value",
    name=Text(en="Clipping by value", zh="按值裁剪"),
    idea=Text(
        en=(
            "Keeps each coordinate of the gradient between −c and c. Where one is cut and the other is not, the "
            "direction turns towards the diagonal, unlike with clipping by norm."
        ),
        zh="把梯度的每个坐标限制在−c与c之间。一个坐标被裁剪而另一个没有时，方向会偏向对角线，这与按范数裁剪不同。",
    ),
    parameters=(
        Hyperparameter(
            name="max_value",
            symbol="c",
            default=1,
            minimum=0,
            maximum=1e12,
            slider=(0.01, 100),
            scale="log",
            description=Text(en="The greatest size of a gradient's coordinate.", zh="梯度每个坐标的最大绝对值。"),
        ),
    ),
    variants=(
        WrapperVariant(
            framework="pytorch",
            before=RULE,
            call="torch.nn.utils.clip_grad_value_([theta], {max_value})",
            differs=Text(
                en="The same in all three frameworks. It is called between backward and step.",
                zh="三个框架完全相同。在backward与step之间调用。",
            ),
        ),
        WrapperVariant(
            framework="keras",
            before=RULE,
            call="optimizer.clipvalue = {max_value}",
            differs=Text(
                en=(
                    "The same in all three frameworks; here it is clipvalue, an argument of every optimizer, which "
                    "is ignored where clipnorm is set as well."
                ),
                zh="三个框架完全相同；这里是每个优化器都有的参数clipvalue，若同时设置了clipnorm则被忽略。",
            ),
        ),
        WrapperVariant(
            framework="optax",
            before=RULE,
            call="optax.chain(optax.clip({max_value}), optimizer)",
            differs=Text(
                en="The same in all three frameworks; here it is a transformation ahead of the optimizer.",
                zh="三个框架完全相同；这里是放在优化器之前的变换。",
            ),
        ),
    ),
)
