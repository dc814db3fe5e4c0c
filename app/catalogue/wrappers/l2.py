"""L2 regularisation: the pull towards 0 goes into the gradient."""

from __future__ import annotations

from ...text import Text
from ..definitions import Wrapper, WrapperVariant
from ..terms import WEIGHT_DECAY

ORDER = 30

RULE = "g = g + weight_decay*theta"

WRAPPER = Wrapper(
    id="l2",
    name=Text(en="L2 regularisation", zh="L2正则化"),
    idea=Text(
        en=(
            "Adds λθ to the gradient, as if the loss had a term ½λ‖θ‖² more. The optimizer cannot tell the two "
            "apart: an adaptive one divides the pull along with the gradient, so steep coordinates hardly feel it."
        ),
        zh=(
            "在梯度上加λθ，相当于损失多了一项½λ‖θ‖²。优化器分不清两者：自适应方法会把这股拉力与梯度一起除掉，"
            "所以陡峭的坐标几乎感觉不到它。"
        ),
    ),
    parameters=(WEIGHT_DECAY.at(0.01),),
    variants=(
        WrapperVariant(
            framework="pytorch",
            before=RULE,
            call="theta.grad.add_(theta.detach(), alpha={weight_decay})",
            differs=Text(
                en="What weight_decay means in most of torch.optim, save AdamW and Adafactor.",
                zh="torch.optim中除AdamW和Adafactor外，weight_decay大多就是这个意思。",
            ),
        ),
        WrapperVariant(
            framework="keras",
            before=RULE,
            call="loss = loss + 0.5 * {weight_decay} * keras.ops.sum(keras.ops.square(theta))",
            differs=Text(
                en=(
                    "Keras's optimizers never do this: its weight_decay is decoupled. L2 is a regularizer of a "
                    "layer, a term of the loss."
                ),
                zh="Keras的优化器从不这样做：它的weight_decay是解耦的。L2由层的regularizer提供，是损失的一项。",
            ),
        ),
        WrapperVariant(
            framework="optax",
            before=RULE,
            call="optax.chain(optax.add_decayed_weights({weight_decay}), optimizer)",
            differs=Text(
                en="A transformation ahead of the optimizer; behind it, the same one is decoupled decay.",
                zh="放在优化器之前的变换；同一个变换放在优化器之后就是解耦衰减。",
            ),
        ),
    ),
)
