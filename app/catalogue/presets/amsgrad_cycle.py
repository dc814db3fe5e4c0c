"""The counter-example for which AMSGrad was made."""

from ...text import Text
from ..definitions import Preset

ORDER = 145

PRESET = Preset(
    id="amsgrad_cycle",
    name=Text(en="AMSGrad's counter-example", zh="AMSGrad的反例"),
    idea=Text(
        en=(
            "Three gradients come in turn: 3, −1, −1. Their mean points up, so the way is down, and gradient descent "
            "goes it. With β₂ = 0.1 Adam divides the rare large gradient by its own size, has forgotten it a step "
            "later, and climbs for ever. AMSGrad keeps the largest v it has seen and goes down."
        ),
        zh=(
            "三个梯度轮流出现：3、−1、−1。平均值指向上方，所以应当往下走，梯度下降也确实往下走。"
            "β₂ = 0.1时，Adam把少见的大梯度除以它自己的大小，下一步就忘了它，于是永远往上爬。"
            "AMSGrad记住见过的最大的v，往下走。"
        ),
    ),
    topic="adaptive",
    address=(
        "points=0,3;0,-1;0,-1&model=linear&loss=y*y_hat&start=0,0&steps=300&sampling=cyclic"
        "&run=sgd:lr=0.01,batch=1"
        "&run=adam:lr=0.01,beta1=0,beta2=0.1,batch=1"
        "&run=amsgrad:lr=0.01,beta1=0,beta2=0.1,batch=1"
    ),
)
