"""Decoupled weight decay: the parameters shrink by themselves, past the optimizer."""

from __future__ import annotations

from ...text import Text
from ..definitions import Paper, Wrapper, WrapperVariant
from ..terms import WEIGHT_DECAY

ORDER = 40

WRAPPER = Wrapper(
    id="decoupled_decay",
    name=Text(en="Decoupled weight decay", zh="解耦权重衰减"),
    idea=Text(
        en=(
            "Every update shrinks the parameters by the share ηλ, past the optimizer: all coordinates are pulled "
            "towards 0 alike, whatever their gradients. With Adam this is AdamW."
        ),
        zh="每次更新绕过优化器，让参数按ηλ的比例缩小：不管梯度大小，所有坐标同样被拉向0。与Adam合用就是AdamW。",
    ),
    paper=Paper(
        authors="Ilya Loshchilov, Frank Hutter",
        year=2019,
        title="Decoupled Weight Decay Regularization",
        url="https://arxiv.org/abs/1711.05101",
    ),
    parameters=(WEIGHT_DECAY.at(0.01),),
    variants=(
        WrapperVariant(
            framework="pytorch",
            before="theta = theta*(1 - lr*weight_decay)",
            call="theta.data.mul_(1 - learning_rate * {weight_decay})",
            differs=Text(
                en=(
                    "θ shrinks first and the optimizer steps from there, as in AdamW. The paper multiplies λ by "
                    "the schedule only, not by η. λ = 0.01 by default."
                ),
                zh="先缩小θ，优化器再从那里更新，与AdamW相同。论文只把λ乘以调度因子，不乘η。默认λ = 0.01。",
            ),
        ),
        WrapperVariant(
            framework="keras",
            defaults={"weight_decay": 0.004},
            before="theta = theta - theta*weight_decay*lr",
            call="optimizer.weight_decay = {weight_decay}",
            differs=Text(
                en=(
                    "What weight_decay means in every Keras optimizer: θ shrinks before the step. λ = 0.004 by "
                    "default, as in its AdamW."
                ),
                zh="Keras每个优化器的weight_decay都是这个意思：更新之前先缩小θ。默认λ = 0.004，与它的AdamW相同。",
            ),
        ),
        WrapperVariant(
            framework="optax",
            defaults={"weight_decay": 1e-4},
            state={"p": "theta"},
            before="p = theta",
            after="theta = theta - lr*(weight_decay*p)",
            call="optax.chain(optimizer, optax.add_decayed_weights(-learning_rate * {weight_decay}))",
            differs=Text(
                en=(
                    "The decay is added to the finished update: the optimizer itself sees θ as it was. λ = 0.0001 by "
                    "default, as in its AdamW."
                ),
                zh="衰减加在算好的更新上：优化器本身看到的是原来的θ。默认λ = 0.0001，与它的AdamW相同。",
            ),
        ),
    ),
)
