"""The problems of a scene, and the kinds of numbers that a scene is made of."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    SerializerFunctionWrapHandler,
    ValidationInfo,
    field_validator,
    model_serializer,
)

from ..formula import FormulaError, formula_of
from ..settings import LIMITS
from ..text import Text
from .choices import coefficients_of, known, numbers
from .faults import Fault, must_be
from .sentences import EXPECTED, refuse


def _without_sign_of_zero(value: float) -> float:
    return value + 0.0  # -0.0 and 0.0 race alike, so they are one scene and have one address


def _whole_if_integral(value: object) -> object:
    # JSON has one kind of number: 200.0 is as whole as 200.
    return int(value) if isinstance(value, float) and value.is_integer() else value


Number = Annotated[float, Field(strict=True, allow_inf_nan=False), AfterValidator(_without_sign_of_zero)]
Coordinate = Annotated[
    float,
    Field(strict=True, allow_inf_nan=False, ge=-LIMITS.magnitude, le=LIMITS.magnitude),
    AfterValidator(_without_sign_of_zero),
]
Deviation = Annotated[
    float,
    Field(strict=True, allow_inf_nan=False, ge=0, le=LIMITS.magnitude),
    AfterValidator(_without_sign_of_zero),
]
Degrees = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=LIMITS.noise_df[0], le=LIMITS.noise_df[1])]
Point = tuple[Coordinate, Coordinate]
Numbers = Annotated[
    Mapping[str, Number],
    AfterValidator(lambda given: MappingProxyType(dict(given))),
    PlainSerializer(lambda given: dict(given), return_type=dict[str, float]),
]
Whole = BeforeValidator(_whole_if_integral)


def sized(name: str, most: int, least: int = 1) -> BeforeValidator:
    """A list of ``least`` to ``most`` items, counted before they are read: pydantic counts only the valid ones."""

    def check(given: object) -> object:
        if isinstance(given, (list, tuple)) and not least <= len(given) <= most:
            refuse([Fault((), must_be(name, EXPECTED[name], given))])
        return given

    return BeforeValidator(check)


def one_of(kind: str) -> AfterValidator:
    """Accepts the ids of one kind of the catalogue."""

    def check(given: str) -> str:
        refuse(known(kind, given))
        return given

    return AfterValidator(check)


class Part(BaseModel):
    """A frozen part of a scene; unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _in_order(edges: tuple[float, float], info: ValidationInfo) -> tuple[float, float]:
    if not edges[0] < edges[1]:
        name = str(info.field_name)
        refuse([Fault((), must_be(f"view.{name}", EXPECTED[name], edges))])
    return edges


class Box(Part):
    """The part of the plane that a figure shows: (low, high) of each parameter, low below high."""

    x: Annotated[Point, AfterValidator(_in_order)]
    y: Annotated[Point, AfterValidator(_in_order)]


UNIT_BOX: Final = Box(x=(-5.0, 5.0), y=(-5.0, 5.0))


def check_formula(formula: str) -> str:
    """The formula without blanks at its ends, once the formula language has accepted it."""
    try:
        formula_of(formula)  # compiled here, so that a scene that is valid also runs
    except FormulaError as error:
        refuse([Fault((), error.message, error.line, error.column)])
    return formula.strip()


class SurfaceProblem(Part):
    """A surface of the catalogue."""

    kind: Literal["surface"] = "surface"
    id: Annotated[str, one_of("surfaces")]
    coefficients: Numbers = Field(default_factory=lambda: MappingProxyType({}))

    @field_validator("coefficients", mode="before")
    @classmethod
    def _known_coefficients(cls, given: object, info: ValidationInfo) -> object:
        if "id" in info.data and isinstance(given, Mapping):
            name = info.data["id"]
            what = Text(en=f"a coefficient of the surface {name}", zh=f"曲面{name}的系数")
            refuse(numbers(what, given, coefficients_of("surfaces", name)))
        return given

    @model_serializer(mode="wrap")
    def _without_the_empty(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in handler(self).items() if name != "coefficients" or value}


class FormulaProblem(Part):
    """A surface given as a formula of x and y."""

    kind: Literal["formula"] = "formula"
    formula: Annotated[str, AfterValidator(check_formula)]
    view: Box = UNIT_BOX
