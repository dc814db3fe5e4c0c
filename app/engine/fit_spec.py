"""A fit as a scene says it: data, a model and a loss, each of the catalogue or one's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal, Self

from pydantic import (
    AfterValidator,
    Field,
    SerializerFunctionWrapHandler,
    ValidationInfo,
    field_validator,
    model_serializer,
    model_validator,
)

from ..catalogue import CATALOGUE
from ..formula import FormulaError
from ..formula.functions import CONSTANTS
from ..settings import LIMITS
from ..text import Text
from .choices import coefficients_of, no_such, numbers
from .data import shape_of
from .faults import Fault, listed
from .fits import LOSS_NAMES, MODEL_NAMES, PARAMETERS, Fit, fit_of
from .generated import Points, points_of
from .sentences import plain, refuse
from .specs import FormulaProblem, Numbers, Part, Point, SurfaceProblem, one_of, sized

_WORD: Final = re.compile(r"\s*[A-Za-z_][A-Za-z_0-9]*\s*", re.ASCII)
_NOTHING: Final[Any] = Field(default_factory=lambda: MappingProxyType({}))


def _known_or_formula(kind: Literal["models", "losses"], names: tuple[str, ...]) -> AfterValidator:
    """Accepts the ids of a kind of the catalogue and formulas of these names."""

    def check(given: str) -> str:
        if given in getattr(CATALOGUE, kind):
            return given
        if _WORD.fullmatch(given) and given.strip() not in (*names, *CONSTANTS):
            also = Text(
                en="Or write a formula of {names}, such as {example}.", zh="也可以写关于{names}的公式，例如{example}。"
            ).format(names=listed(names), example=_EXAMPLES[kind])
            unknown = no_such(kind, given.strip())
            refuse([Fault((), Text(en=f"{unknown.en} {also.en}", zh=unknown.zh + also.zh))])
        model, loss = (given, "(y_hat - y)**2") if kind == "models" else (PARAMETERS[0], given)
        try:
            shape_of(model, loss, PARAMETERS, (), ())  # built here, so that a scene that is valid also runs
        except FormulaError as error:
            refuse([Fault((), error.message, error.line, error.column)])
        return given.strip()

    return AfterValidator(check)


_EXAMPLES: Final = {"models": "theta_0*sin(theta_1*x)", "losses": "(y_hat - y)**4"}


class FitProblem(Part):
    """A model with two parameters, fitted to points: those of a data set or one's own, exactly one of them. Model and
    loss are ids of the catalogue or formulas; coefficients belong to what the catalogue has."""

    kind: Literal["fit"] = "fit"
    dataset: Annotated[str, one_of("datasets")] | None = None
    dataset_coefficients: Numbers = _NOTHING
    points: (
        Annotated[
            tuple[Point, ...],
            Field(json_schema_extra={"minItems": 1, "maxItems": LIMITS.points}),
            sized("points", LIMITS.points),
        ]
        | None
    ) = None
    model: Annotated[str, _known_or_formula("models", MODEL_NAMES)] = "linear"
    model_coefficients: Numbers = _NOTHING
    loss: Annotated[str, _known_or_formula("losses", LOSS_NAMES)] = "mse"
    loss_coefficients: Numbers = _NOTHING
    standardize: Annotated[bool, Field(strict=True)] = False

    @field_validator("dataset_coefficients", "model_coefficients", "loss_coefficients", mode="before")
    @classmethod
    def _known_coefficients(cls, given: object, info: ValidationInfo) -> object:
        what = str(info.field_name).partition("_")[0]
        if what in info.data and isinstance(given, Mapping):
            name = info.data[what]
            whose = _WHOSE[what].format(name=name) if name is not None else _NO_DATASET
            refuse(numbers(whose, given, coefficients_of(_KINDS[what], name)))
        return given

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.dataset is None) == (self.points is None):
            given = (
                Text(en="neither was", zh="两者都没有")
                if self.dataset is None
                else Text(en="both were", zh="同时给出了两者")
            )
            sentence = Text(
                en="A fit needs either dataset or points; {given} given. Data sets: {allowed}.",
                zh="拟合需要dataset或points之一，这里{given}。可用的数据集：{allowed}。",
            )
            refuse([Fault(("dataset",), sentence.format(given=given, allowed=listed(CATALOGUE.datasets)))])
        points = self.data()
        if self.dataset is not None and not all(
            abs(number) <= LIMITS.magnitude for point in points for number in point
        ):
            refuse([Fault(("dataset_coefficients",), _TOO_FAR)])
        self._check_targets(points)
        return self

    def _check_targets(self, points: Points) -> None:
        targets = CATALOGUE.losses[self.loss].targets if self.loss in CATALOGUE.losses else None
        if targets is None:
            return
        low, high = targets
        bad = next((index for index, (_, y) in enumerate(points) if not low <= y <= high), None)
        if bad is not None:
            sentence = _TARGETS.format(
                loss=self.loss, low=plain(low), high=plain(high), number=bad + 1, y=plain(points[bad][1])
            )
            refuse([Fault(("loss",), sentence)])

    @model_serializer(mode="wrap")
    def _without_the_absent(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        written: dict[str, Any] = handler(self)
        optional = ("dataset_coefficients", "model_coefficients", "loss_coefficients", "standardize")
        return {name: value for name, value in written.items() if value is not None and (value or name not in optional)}

    def data(self) -> Points:
        """The points to fit."""
        if self.dataset is not None:
            return points_of(self.dataset, tuple(self.dataset_coefficients.items()))
        return self.points or ()

    @cached_property
    def fit(self) -> Fit:
        """The fit that this says, with the formulas and numbers of its model and loss."""
        return fit_of(self, self.data())


_KINDS: Final = {"dataset": "datasets", "model": "models", "loss": "losses"}
_WHOSE: Final = {
    "dataset": Text(en="a coefficient of the data set {name}", zh="数据集{name}的系数"),
    "model": Text(en="a coefficient of the model {name}", zh="模型{name}的系数"),
    "loss": Text(en="a coefficient of the loss {name}", zh="损失函数{name}的系数"),
}
_NO_DATASET: Final = Text(en="a coefficient of one’s own points", zh="自己数据点的系数")
_TOO_FAR: Final = Text(
    en=f"With these coefficients some points lie beyond {plain(LIMITS.magnitude)}. Choose smaller ones.",
    zh=f"取这些系数时，有的点超出{plain(LIMITS.magnitude)}。请取小一些的值。",
)
_TARGETS: Final = Text(
    en="{loss} needs every y to be from {low} to {high}; point {number} has y = {y}. "
    "Choose another loss or other data.",
    zh="{loss}要求每个y都在{low}到{high}之间；第{number}个点的y = {y}。请换一种损失或换数据。",
)

ProblemSpec = SurfaceProblem | FormulaProblem | FitProblem
Problem = Annotated[ProblemSpec, Field(discriminator="kind")]
