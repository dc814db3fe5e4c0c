"""The terms that definitions share, each described once: hyperparameters, frameworks, symbols.

A definition takes a hyperparameter with its own default, ``LR.at(0.01)``. What is allowed is generous, since a
value that spoils a run is worth seeing; the slider covers what is useful.

``SYMBOLS`` gives the names of rules, schedules and models the letters they are printed with. Only names whose letter
is not the name itself stand there; subscripts (``theta_0``), hats (``m_hat``) and bars (``g_bar``) follow from the
name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from ..text import Text
from .definitions import FrameworkId, Hyperparameter
from .schedule_terms import BASE_MOMENTUM as BASE_MOMENTUM
from .schedule_terms import CLOSEST_TO_ONE as CLOSEST_TO_ONE
from .schedule_terms import CYCLE_MOMENTUM as CYCLE_MOMENTUM
from .schedule_terms import ETA_MIN as ETA_MIN
from .schedule_terms import GAMMA as GAMMA
from .schedule_terms import LARGEST_RATE as LARGEST_RATE
from .schedule_terms import LONGEST as LONGEST
from .schedule_terms import MAX_MOMENTUM as MAX_MOMENTUM
from .schedule_terms import START_FACTOR as START_FACTOR
from .schedule_terms import STEP_SIZE as STEP_SIZE
from .schedule_terms import T_MAX as T_MAX
from .schedule_terms import WARMUP as WARMUP


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """A library whose semantics a variant reproduces, with the version that was read and run (None: a paper)."""

    id: FrameworkId
    name: Text
    version: str | None


_FRAMEWORKS = (
    Framework(id="pytorch", name=Text(en="PyTorch", zh="PyTorch"), version="2.13.0"),
    Framework(id="keras", name=Text(en="Keras", zh="Keras"), version="3.15.1"),
    Framework(id="optax", name=Text(en="Optax", zh="Optax"), version="0.2.8"),
    Framework(id="paper", name=Text(en="the paper", zh="原论文"), version=None),
)
FRAMEWORKS: Final[Mapping[str, Framework]] = MappingProxyType({framework.id: framework for framework in _FRAMEWORKS})


# Of optimizers.

LR: Final = Hyperparameter(
    name="lr",
    symbol="η",
    default=0.001,
    minimum=0,
    maximum=LARGEST_RATE,
    slider=(1e-5, 10),
    scale="log",
    description=Text(
        en="Learning rate: how far one update goes. Too large and the run swings or diverges; too small and it crawls.",
        zh="学习率：每次更新走多远。太大会来回振荡甚至发散，太小则进展缓慢。",
    ),
)
MOMENTUM: Final = Hyperparameter(
    name="momentum",
    symbol="μ",
    default=0,
    minimum=0,
    maximum=1,
    slider=(0, 0.99),
    scale="linear",
    description=Text(
        en="Momentum: the share of the previous velocity that is kept. At 0.9 a step remembers about ten gradients.",
        zh="动量：保留上一步速度的比例。取0.9时，每一步大约记住最近十个梯度。",
    ),
)
DAMPENING: Final = Hyperparameter(
    name="dampening",
    symbol="τ",
    default=0,
    minimum=0,
    maximum=1,
    slider=(0, 1),
    scale="linear",
    description=Text(
        en="Dampening: a new gradient enters the velocity with weight 1 − τ, the very first one with weight 1.",
        zh="阻尼：新梯度以权重1 − τ计入速度，但第一个梯度的权重是1。",
    ),
)
BETA1: Final = Hyperparameter(
    name="beta1",
    symbol="β₁",
    default=0.9,
    minimum=0,
    maximum=CLOSEST_TO_ONE,
    slider=(0, 0.99),
    scale="linear",
    description=Text(
        en="Memory of the gradient's moving average: about 1/(1 − β₁) steps.",
        zh="梯度滑动平均的记忆长度：大约1/(1 − β₁)步。",
    ),
)
BETA2: Final = Hyperparameter(
    name="beta2",
    symbol="β₂",
    default=0.999,
    minimum=0,
    maximum=CLOSEST_TO_ONE,
    slider=(0.5, 0.9999),
    scale="linear",
    description=Text(
        en="Memory of the squared gradient's moving average: about 1/(1 − β₂) steps.",
        zh="梯度平方滑动平均的记忆长度：大约1/(1 − β₂)步。",
    ),
)
RHO: Final = Hyperparameter(
    name="rho",
    symbol="ρ",
    default=0.9,
    minimum=0,
    maximum=CLOSEST_TO_ONE,
    slider=(0.5, 0.999),
    scale="linear",
    description=Text(
        en="Decay of the squared gradient's moving average: it remembers about 1/(1 − ρ) steps.",
        zh="梯度平方滑动平均的衰减率：大约记住1/(1 − ρ)步。",
    ),
)
EPS: Final = Hyperparameter(
    name="eps",
    symbol="ε",
    default=1e-8,
    minimum=0,
    maximum=1,
    slider=(1e-12, 0.1),
    scale="log",
    description=Text(
        en=(
            "A small number that keeps the denominator away from 0. Where gradients are as small as this, it slows "
            "the run."
        ),
        zh="避免分母为0的小常数。梯度小到与它相当时，它会拖慢更新。",
    ),
)
EPS_ROOT: Final = Hyperparameter(
    name="eps_root",
    symbol="ε̄",
    default=0,
    minimum=0,
    maximum=1,
    slider=(1e-12, 0.1),
    scale="log",
    description=Text(
        en="A second small number, added inside the square root.",
        zh="加在平方根内的另一个小常数。",
    ),
)
WEIGHT_DECAY: Final = Hyperparameter(
    name="weight_decay",
    symbol="λ",
    default=0,
    minimum=0,
    maximum=1000,
    slider=(1e-5, 1),
    scale="log",
    description=Text(
        en="Weight decay: pulls every parameter towards 0, and so moves the point at which the run comes to rest.",
        zh="权重衰减：把每个参数拉向0，因此最终停下的位置也会偏移。",
    ),
)
LR_DECAY: Final = Hyperparameter(
    name="lr_decay",
    symbol="δ",
    default=0,
    minimum=0,
    maximum=1000,
    slider=(1e-5, 1),
    scale="log",
    description=Text(
        en="Divides the learning rate by 1 + δk at update k, besides any schedule.",
        zh="在学习率调度之外，第k次更新的学习率再除以1 + δk。",
    ),
)
INITIAL_ACCUMULATOR_VALUE: Final = Hyperparameter(
    name="initial_accumulator_value",
    symbol="s₀",
    default=0,
    minimum=0,
    maximum=LARGEST_RATE,
    slider=(0, 10),
    scale="linear",
    description=Text(
        en="Where the memory of squared gradients starts. Above 0 it shortens the first steps.",
        zh="梯度平方累积量的初始值。大于0时，最初几步会变短。",
    ),
)
CENTERED: Final = Hyperparameter(
    name="centered",
    symbol="c",
    default=0,
    minimum=0,
    maximum=1,
    slider=(0, 1),
    scale="switch",
    description=Text(
        en="Divide by an estimate of the gradient's standard deviation instead of its root mean square.",
        zh="除以梯度标准差的估计，而不是均方根。",
    ),
)
D0: Final = Hyperparameter(
    name="d0",
    symbol="d₀",
    default=1e-6,
    minimum=1e-15,
    maximum=LARGEST_RATE,
    slider=(1e-8, 1),
    scale="log",
    description=Text(
        en="The first guess of how far the minimum is. It should be too small: it only ever grows.",
        zh="对起点到最小值距离的最初估计。宁可取小：它只会增大。",
    ),
)
AVERAGING_POWER: Final = Hyperparameter(
    name="r",
    symbol="r",
    default=0,
    minimum=0,
    maximum=100,
    slider=(0, 5),
    scale="linear",
    description=Text(
        en="Point t enters the average with weight tʳ: above 0, late points count more.",
        zh="第t个点以权重tʳ计入平均：大于0时，后面的点分量更重。",
    ),
)

TERMS: Final = (
    LR,
    MOMENTUM,
    DAMPENING,
    BETA1,
    BETA2,
    RHO,
    EPS,
    EPS_ROOT,
    WEIGHT_DECAY,
    LR_DECAY,
    INITIAL_ACCUMULATOR_VALUE,
    CENTERED,
    D0,
    AVERAGING_POWER,
    WARMUP,
    STEP_SIZE,
    GAMMA,
    T_MAX,
    ETA_MIN,
    START_FACTOR,
    CYCLE_MOMENTUM,
    BASE_MOMENTUM,
    MAX_MOMENTUM,
)

# Letters that rules and schedules use by their English names, besides those of the terms.
_GREEK: Final = {
    "theta": "θ",
    "alpha": "α",
    "eta": "η",
    "kappa": "κ",
    "mu": "μ",
    "nu": "ν",
    "sigma": "σ",
    "tau": "τ",
    "phi": "φ",
    "psi": "ψ",
}

# η_min is left to its name: a subscript made of letters is typeset, not taken from Unicode.
SYMBOLS: Final[Mapping[str, str]] = MappingProxyType(
    _GREEK | {term.name: term.symbol for term in TERMS if term is not ETA_MIN}
)
