"""What a definition in the catalogue says. Data only: the machinery that reads it is elsewhere.

Every definition is complete and stands in one file; ``app.catalogue`` discovers it there, and
API, page, docs, exports and tests follow from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from ..text import Text, WrongValue

Scale = Literal["linear", "log", "integer", "switch"]
FrameworkId = Literal["pytorch", "keras", "optax", "paper"]
MinimumKind = Literal["smooth", "kink", "boundary"]
Group = Literal["bowls", "ravines", "saddles", "many_minima", "plateaus", "non_smooth", "finite_sums"]
Topic = Literal["rate", "momentum", "adaptive", "shape", "chance", "article"]

NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Where a method was published."""

    authors: str
    year: int
    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hyperparameter:
    """A number that a person sets: of an optimizer or of a schedule.

    ``minimum`` and ``maximum`` are what is allowed (both ends included); ``slider`` is the range that is
    useful to drag through, inside the allowed one. ``scale`` says how a slider moves: "log" for a quantity
    that is a scale, "integer" for counts, "switch" for 0 or 1.
    """

    name: str
    symbol: str
    default: float
    minimum: float
    maximum: float
    slider: tuple[float, float]
    scale: Scale
    description: Text

    def __post_init__(self) -> None:
        lo, hi = self.slider
        allowed = Text(en=f"{self.minimum}…{self.maximum}", zh=f"{self.minimum}…{self.maximum}")
        if not self.minimum <= self.default <= self.maximum:
            raise WrongValue(
                Text(
                    en="hyperparameter {name!r}: the default {default} is outside {allowed}.",
                    zh="超参数{name!r}：默认值{default}超出允许的范围{allowed}。",
                ).format(name=self.name, default=self.default, allowed=allowed)
            )
        if not self.minimum <= lo < hi <= self.maximum:
            raise WrongValue(
                Text(
                    en="hyperparameter {name!r}: the slider {lo}…{hi} is outside {allowed} or runs backwards.",
                    zh="超参数{name!r}：滑块范围{lo}…{hi}超出允许的范围{allowed}，或上下限颠倒。",
                ).format(name=self.name, lo=lo, hi=hi, allowed=allowed)
            )
        if self.scale == "log" and lo <= 0:
            raise WrongValue(
                Text(
                    en="hyperparameter {name!r}: a log slider starts above 0, not at {lo}.",
                    zh="超参数{name!r}：对数滑块的起点必须大于0，不能是{lo}。",
                ).format(name=self.name, lo=lo)
            )

    def at(self, default: float) -> Hyperparameter:
        """The same hyperparameter with another default."""
        return replace(self, default=default)


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """A second curve of a method that is worth seeing: a formula of ``theta``, the state and the hyperparameters."""

    id: str
    name: Text
    formula: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """An optimizer as one framework (or its paper) has it.

    ``defaults`` names the hyperparameters that this variant takes, in the order of its signature, with its
    defaults. ``state`` gives each remembered quantity its initial value, a formula of the hyperparameters and
    ``theta``. ``rule`` is the update in the rule language (see app.formula.rules): lines of assignments that
    end with a new ``theta``. ``call`` is how a script builds it, with ``{name}`` for each hyperparameter.
    ``differs`` says in a sentence how this variant departs from the others. ``tracks`` are further curves to draw.
    """

    framework: FrameworkId
    defaults: Mapping[str, float]
    rule: str
    call: str
    differs: Text
    state: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    tracks: tuple[Track, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Optimizer:
    """A method, with its framework variants; the first variant is the default one. ``advice`` says in a few sentences
    when to use it and when not; ``short`` is the name where there is little room, if ``name`` is long."""

    id: str
    name: Text
    idea: Text
    paper: Paper
    hyperparameters: tuple[Hyperparameter, ...]
    variants: tuple[Variant, ...]
    advice: Text | None = None
    short: Text | None = None

    def variant(self, framework: str | None = None) -> Variant:
        """The variant of a framework, or the default one. KeyError names an unknown framework."""
        for variant in self.variants:
            if framework is None or variant.framework == framework:
                return variant
        raise KeyError(framework)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The box that a figure shows, in parameter units."""

    x: tuple[float, float]
    y: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Minimum:
    """A minimiser of a surface. At a "kink" or on a "boundary" the gradient does not vanish. A number that moves with
    the surface's coefficients is a formula of them."""

    x: float | str
    y: float | str
    value: float | str
    kind: MinimumKind = "smooth"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surface:
    """A loss surface: a formula of x, y and its adjustable ``coefficients``. ``minima`` lists the global minimisers
    (empty: there is none) and, after them, well-known local ones; ``saddles`` the stationary points that are not
    minima."""

    id: str
    name: Text
    idea: Text
    lesson: Text
    group: Group
    formula: str
    view: View
    start: tuple[float, float]
    minima: tuple[Minimum, ...]
    source: str
    saddles: tuple[tuple[float | str, float | str], ...] = ()
    coefficients: tuple[Hyperparameter, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """A learning rate over the updates k = 0, 1, 2 …: a formula of ``lr``, ``k``, its own parameters and its state.

    A schedule that remembers has ``state`` (initial formulas) and a ``rule`` that renews it after each update's rate
    was decided; formula and rule may read ``loss``, the whole problem's loss before the update. ``drives`` gives
    formulas for hyperparameters that move along with the rate, where an optimizer has them; there, ``value`` is what
    was set and ``lr`` the present rate. ``defaults`` overrides parameters' defaults by framework, where frameworks
    differ.
    """

    id: str
    name: Text
    idea: Text
    formula: str
    parameters: tuple[Hyperparameter, ...] = ()
    state: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    rule: str = ""
    drives: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    defaults: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrapperVariant:
    """A wrapper as one framework has it: rule lines before and after the optimizer's own, with state of their own.
    ``defaults`` overrides parameters' defaults where frameworks differ."""

    framework: FrameworkId
    before: str = ""
    after: str = ""
    state: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    call: str
    differs: Text
    tracks: tuple[Track, ...] = ()
    defaults: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrapper:
    """What goes around any optimizer: clipping, decay, look-ahead, averaging. A run uses the variant of its own
    framework, or the first where there is none."""

    id: str
    name: Text
    idea: Text
    parameters: tuple[Hyperparameter, ...]
    variants: tuple[WrapperVariant, ...]
    paper: Paper | None = None

    def variant(self, framework: str) -> WrapperVariant:
        return next((v for v in self.variants if v.framework == framework), self.variants[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How a generated data set makes a datum: formulas of what is drawn for it (``u`` and ``v`` uniform in [0, 1),
    ``z`` standard normal), of its number ``i`` = 0, 1, 2 … and of the coefficients; that of y may also read ``x``.
    The last digits are those of app.engine.generated."""

    x: str
    y: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """Points (x, y) to fit: the ``points`` themselves, or a ``recipe`` with its ``coefficients``, of which ``n`` (how
    many) and ``seed`` are two. ``model``, ``loss``, ``start`` and ``view`` are those with which it shows its
    ``lesson``; the last two count for that model and loss only."""

    id: str
    name: Text
    idea: Text
    lesson: Text
    source: str
    points: tuple[tuple[float, float], ...] = ()
    recipe: Recipe | None = None
    coefficients: tuple[Hyperparameter, ...] = ()
    model: str = "linear"
    loss: str = "mse"
    standardize: bool = False
    start: tuple[float, float] | None = None
    view: View | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A prediction: a formula of the datum ``x``, of two parameters and of adjustable ``coefficients``."""

    id: str
    name: Text
    idea: Text
    formula: str
    parameters: tuple[str, str]
    start: tuple[float, float]
    coefficients: tuple[Hyperparameter, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What one datum costs: a formula of the prediction ``y_hat``, of the target ``y`` and of adjustable
    ``coefficients``; a fit takes the mean. ``targets`` are the lowest and the highest y for which it means something,
    where that is not every number. ``calls`` says how a framework's own is built, with ``{name}`` for a
    coefficient."""

    id: str
    name: Text
    idea: Text
    formula: str
    coefficients: tuple[Hyperparameter, ...] = ()
    targets: tuple[float, float] | None = None
    calls: Mapping[FrameworkId, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A scene that teaches one thing. ``idea`` says what there is to see in it, and every claim in it is tested against
    the computed race; ``address`` is the scene as a query string, which may leave defaults out."""

    id: str
    name: Text
    idea: Text
    topic: Topic
    address: str
