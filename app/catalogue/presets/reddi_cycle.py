"""The cycle of three gradients that leads Adam to the worst point."""

from ...text import Text
from ..definitions import Preset

ORDER = 135

PRESET = Preset(
    id="reddi_cycle",
    name=Text(en="Where Adam goes the wrong way", zh="Adam走反了方向"),
    idea=Text(
        en=(
            "Between walls at −2 and 0 the gradients along the first parameter repeat 3, −1, −1: on average the way is "
            "down to −2. With a short memory (β₂ = 0.1) Adam divides the rare 3 by itself and each −1 by little more "
            "than 1, so two steps back beat one forward: it climbs to 0, the worst point. AMSGrad remembers the 3 and "
            "goes down, and so does Adam with β₂ = 0.999."
        ),
        zh=(
            "在−2与0处的两堵墙之间，沿第一个参数的梯度按3、−1、−1循环：平均来看应当下降到−2。记忆太短（β₂ = 0.1）时，"
            "Adam把少见的3除以它自己，把−1除以比1大不了多少的数，于是后退两步胜过前进一步，一路爬到最差的0。"
            "AMSGrad记住了3，于是往下走；β₂ = 0.999的Adam也一样。"
        ),
    ),
    topic="adaptive",
    # The gradient of datum x along θ₀ is x: S. J. Reddi, S. Kale, S. Kumar, On the Convergence of Adam and Beyond
    # (2018). They project onto the interval; here walls steeper than 3 keep the runs in it.
    address=(
        "points=3,0;-1,0;-1,0&model=x*theta_0 %2B 4*max(abs(theta_0 %2B 1) - 1, 0) %2B (theta_1 - 1)**2/2&loss=y_hat"
        "&start=-1,0&steps=3000&sampling=cyclic"
        "&run=adam:lr=0.1,beta1=0,beta2=0.1,batch=1~inverse_sqrt"
        "&run=amsgrad:lr=0.1,beta1=0,beta2=0.1,batch=1~inverse_sqrt"
        "&run=adam:lr=0.1,beta1=0,beta2=0.999,batch=1~inverse_sqrt"
    ),
)
