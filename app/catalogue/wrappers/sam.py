"""SAM: the gradient is taken at the worst point nearby."""

from __future__ import annotations

from ...text import Text
from ..definitions import Hyperparameter, Paper, Wrapper, WrapperVariant

ORDER = 50

WRAPPER = Wrapper(
    id="sam",
    name=Text(en="Sharpness-aware minimisation (SAM)", zh="锐度感知最小化（SAM）"),
    idea=Text(
        en=(
            "Climbs by ρ along the gradient first, takes the gradient there and steps with that one from the old "
            "point. In a narrow valley the two differ much, in a wide one little: it prefers wide ones, at the "
            "price of two gradients an update."
        ),
        zh=(
            "先沿梯度向上走ρ，在那里取梯度，再用它从原来的点更新。窄谷中两处梯度相差很大，宽谷中相差很小："
            "因此它偏爱宽谷，代价是每次更新算两次梯度。"
        ),
    ),
    paper=Paper(
        authors="Pierre Foret, Ariel Kleiner, Hossein Mobahi, Behnam Neyshabur",
        year=2021,
        title="Sharpness-Aware Minimization for Efficiently Improving Generalization",
        url="https://arxiv.org/abs/2010.01412",
    ),
    parameters=(
        Hyperparameter(
            name="rho",
            symbol="ρ",
            default=0.05,
            minimum=0,
            maximum=1e6,
            slider=(0.001, 1),
            scale="log",
            description=Text(en="How far it climbs before it takes the gradient.", zh="取梯度之前先向上走多远。"),
        ),
    ),
    variants=(
        WrapperVariant(
            framework="paper",
            before="g = grad(theta + rho*g/(norm(g) + 1e-12))",
            call="pytorch_optimizer.SAM([theta], base_optimizer, rho={rho})",
            differs=Text(
                en=(
                    "The authors' code, with 10⁻¹² against a division by 0. PyTorch and Keras have no SAM of their own."
                ),
                zh="作者的代码，加上10⁻¹²以避免除以0。PyTorch和Keras没有自带的SAM。",
            ),
        ),
        WrapperVariant(
            framework="optax",
            before="g = grad(theta + rho*where(norm(g) > 0, g/norm(g), g))",
            call=(
                "optax.contrib.sam(optimizer, optax.chain(optax.contrib.normalize(), optax.sgd({rho})), "
                "opaque_mode=True)"
            ),
            differs=Text(
                en=(
                    "Without the 10⁻¹²: where the gradient is exactly 0, Optax gives NaN and the lab stays put. "
                    "Unless opaque_mode is set it needs two calls an update."
                ),
                zh="没有10⁻¹²：梯度恰为0时Optax得到NaN，这里则原地不动。不设opaque_mode时，每次更新要调用两次。",
            ),
        ),
    ),
)
