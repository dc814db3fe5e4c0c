"""Clipping by norm: a gradient that is too long is shortened, its direction kept."""

from __future__ import annotations

from ...text import Text
from ..definitions import Hyperparameter, Paper, Wrapper, WrapperVariant

ORDER = 10

WRAPPER = Wrapper(
    id="clip_norm",
    name=Text(en="Clipping by norm", zh="按范数裁剪"),
    idea=Text(
        en=(
            "Shortens every gradient that is longer than c to the length c and leaves the others alone. The "
            "direction stays; a cliff throws the run no farther than ordinary ground."
        ),
        zh="长度超过c的梯度缩短到c，其余保持不变。方向不变；遇到悬崖时也不会比平常走得更远。",
    ),
    paper=Paper(
        authors="Razvan Pascanu, Tomas Mikolov, Yoshua Bengio",
        year=2013,
        title="On the difficulty of training recurrent neural networks",
        url="https://arxiv.org/abs/1211.5063",
    ),
    parameters=(
        Hyperparameter(
            name="max_norm",
            symbol="c",
            default=1,
            minimum=1e-12,
            maximum=1e12,
            slider=(0.01, 100),
            scale="log",
            description=Text(en="The greatest length of a gradient.", zh="梯度的最大长度。"),
        ),
    ),
    variants=(
        WrapperVariant(
            framework="pytorch",
            before="g = g*min(max_norm/(norm(g) + 1e-6), 1)",
            call="torch.nn.utils.clip_grad_norm_([theta], {max_norm})",
            differs=Text(
                en=(
                    "Adds 10⁻⁶ to the norm, so a clipped gradient is a little shorter than c: 0.59999988 in place "
                    "of 0.6. It is called between backward and step."
                ),
                zh="范数上加了10⁻⁶，所以裁剪后的梯度比c略短：0.6会变成0.59999988。在backward与step之间调用。",
            ),
        ),
        WrapperVariant(
            framework="keras",
            before="g = g*max_norm/max(norm(g), max_norm)",
            call="optimizer.clipnorm = {max_norm}",
            differs=Text(
                en=(
                    "An argument of every optimizer, clipnorm, which clips each variable by itself; "
                    "global_clipnorm clips all together, which for one variable is the same. Exactly c."
                ),
                zh=(
                    "每个优化器都有参数clipnorm，对各变量分别裁剪；global_clipnorm把全部变量合在一起裁剪，"
                    "只有一个变量时两者相同。裁剪后恰为c。"
                ),
            ),
        ),
        WrapperVariant(
            framework="optax",
            before="g = where(norm(g) < max_norm, g, g/norm(g)*max_norm)",
            call="optax.chain(optax.clip_by_global_norm({max_norm}), optimizer)",
            differs=Text(
                en="A transformation ahead of the optimizer; it clips to exactly c.",
                zh="放在优化器之前的变换；裁剪后恰为c。",
            ),
        ),
    ),
)
