"""A scene: what is raced, where, from which start, with which random numbers. One frozen, validated value.

``read`` raises ``InvalidScene`` with every fault in both languages; constructing a model directly raises pydantic's
error. ``canonical`` fills in everything that affects the result.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal

from pydantic import (
    BaseModel,
    Field,
    SerializerFunctionWrapHandler,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    field_validator,
    model_serializer,
)

from ..catalogue import CATALOGUE
from ..catalogue.definitions import FrameworkId, Hyperparameter
from ..settings import LIMITS
from ..text import Text
from .choices import coefficients_of, numbers, schedule_parameters, variant_parameters, wrapper_parameters
from .faults import Fault, InvalidScene, unknown
from .fit_spec import FitProblem, Problem, ProblemSpec
from .problem import problem_of
from .random import NoiseKind
from .sentences import faults_of, refuse
from .specs import (
    Box,
    Degrees,
    Deviation,
    FormulaProblem,
    Numbers,
    Part,
    Point,
    SurfaceProblem,
    Whole,
    one_of,
    sized,
)

__all__ = [
    "Box",
    "FitProblem",
    "FormulaProblem",
    "ProblemSpec",
    "Run",
    "Sampling",
    "Scene",
    "ScheduleChoice",
    "SurfaceProblem",
    "WrapperChoice",
    "canonical",
    "read",
    "read_box",
    "read_problem",
    "read_problem_of",
]

Sampling = Literal["shuffle", "cyclic", "replace"]

NOISE_DF: Final = 3.0  # the fewest whole degrees of freedom with a finite variance


class ScheduleChoice(Part):
    """A learning-rate schedule with its parameters; those left out take their defaults."""

    id: Annotated[str, one_of("schedules")] = "constant"
    parameters: Numbers = Field(default_factory=lambda: MappingProxyType({}))

    @field_validator("parameters", mode="before")
    @classmethod
    def _known_parameters(cls, given: object, info: ValidationInfo) -> object:
        if "id" in info.data and isinstance(given, Mapping):
            name = info.data["id"]
            what = Text(en=f"a parameter of the schedule {name}", zh=f"{name}调度的参数")
            refuse(numbers(what, given, schedule_parameters(name)))
        return given


class WrapperChoice(Part):
    """What goes around a run's optimizer, with its parameters; those left out take their defaults."""

    id: Annotated[str, one_of("wrappers")]
    parameters: Numbers = Field(default_factory=lambda: MappingProxyType({}))

    @field_validator("parameters", mode="before")
    @classmethod
    def _known_parameters(cls, given: object, info: ValidationInfo) -> object:
        if "id" in info.data and isinstance(given, Mapping):
            name = info.data["id"]
            what = Text(en=f"a parameter of the wrapper {name}", zh=f"{name}包装的参数")
            refuse(numbers(what, given, wrapper_parameters(name)))
        return given


class Run(Part):
    """One competitor. Hyperparameters left out take the defaults of the framework's variant."""

    optimizer: Annotated[str, one_of("optimizers")]
    framework: FrameworkId | None = None
    hyperparameters: Numbers = Field(default_factory=lambda: MappingProxyType({}))
    schedule: ScheduleChoice = Field(default_factory=ScheduleChoice)
    wrappers: Annotated[
        tuple[WrapperChoice, ...],
        Field(json_schema_extra={"maxItems": LIMITS.wrappers}),
        sized("wrappers", LIMITS.wrappers, least=0),
    ] = ()
    batch_size: Annotated[int, Field(strict=True, ge=1, le=LIMITS.points), Whole] | None = None
    noise: Deviation = 0.0
    noise_kind: NoiseKind = "gaussian"
    noise_df: Degrees = NOISE_DF

    @model_serializer(mode="wrap")
    def _without_other_noise(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        written: dict[str, Any] = handler(self)
        if self.noise_kind != "student_t":
            del written["noise_df"]
        if self.noise_kind == "gaussian":
            del written["noise_kind"]
        return written

    @field_validator("framework", mode="after")
    @classmethod
    def _offered(cls, given: FrameworkId | None, info: ValidationInfo) -> FrameworkId | None:
        if given is not None and "optimizer" in info.data:
            optimizer = CATALOGUE.optimizers[info.data["optimizer"]]
            offered = [variant.framework for variant in optimizer.variants]
            if given not in offered:
                what = Text(en=f"a framework for {optimizer.id}", zh=f"{optimizer.id}可用的框架")
                refuse([Fault((), unknown(what, given, offered))])
        return given

    @field_validator("hyperparameters", mode="before")
    @classmethod
    def _known_hyperparameters(cls, given: object, info: ValidationInfo) -> object:
        if {"optimizer", "framework"} <= info.data.keys() and isinstance(given, Mapping):
            optimizer = CATALOGUE.optimizers[info.data["optimizer"]]
            framework = optimizer.variant(info.data["framework"]).framework
            what = Text(
                en=f"a hyperparameter of {optimizer.id} ({framework})", zh=f"{optimizer.id}（{framework}）的超参数"
            )
            refuse(numbers(what, given, variant_parameters(optimizer, framework)))
        return given


class Scene(Part):
    """A race: the whole question to which the trajectories are the answer."""

    problem: Problem
    start: Point | None = None
    steps: Annotated[int, Field(strict=True, ge=1, le=LIMITS.steps), Whole] = 200
    seed: Annotated[int, Field(strict=True, ge=0, le=LIMITS.seed), Whole] = 0
    sampling: Sampling = "shuffle"
    runs: Annotated[
        tuple[Run, ...], Field(json_schema_extra={"minItems": 1, "maxItems": LIMITS.runs}), sized("runs", LIMITS.runs)
    ]

    @field_validator("runs", mode="wrap")
    @classmethod
    def _together(cls, given: object, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> tuple[Run, ...]:
        # Wrapped, so that what concerns the runs together is said beside what is wrong inside of one.
        faults: list[Fault] = []
        runs: tuple[Run, ...] = ()
        try:
            runs = handler(given)
        except ValidationError as error:
            within = faults_of(error, KEYS, within=("runs",))
            faults += [replace(fault, path=fault.path[1:]) for fault in within]
        if isinstance(given, (list, tuple)) and len(given) <= LIMITS.runs:
            faults += _across(given, info.data)
        refuse(faults)
        return runs


def _across(runs: list[object] | tuple[object, ...], scene: Mapping[str, Any]) -> Iterator[Fault]:
    total = scene.get("steps", 0) * len(runs)
    if total > LIMITS.total_steps:
        sentence = Text(
            en="{steps} steps × {runs} runs are {total} steps; at most {most} are allowed. Take fewer steps or runs.",
            zh="{steps}步×{runs}个运行共{total}步，最多允许{most}步。请减少步数或运行数。",
        )
        text = sentence.format(steps=scene["steps"], runs=len(runs), total=total, most=LIMITS.total_steps)
        yield Fault((), text)
    problem = scene.get("problem")
    if problem is None:
        return
    points = len(problem.data()) if isinstance(problem, FitProblem) else 0
    for index, run in enumerate(runs):
        batch = run.get("batch_size") if isinstance(run, Mapping) else getattr(run, "batch_size", None)
        if isinstance(batch, bool) or not isinstance(batch, (int, float)) or not points < batch <= LIMITS.points:
            continue
        if points:
            sentence = Text(
                en="batch_size must be null or a whole number from 1 to {points}, the points of the fit, not {batch}.",
                zh="batch_size必须是null或1到{points}（拟合的点数）之间的整数；给出的是{batch}。",
            )
        else:
            sentence = Text(
                en="batch_size needs a fit, which has points to draw from; here it must be null; {batch} was given.",
                zh="batch_size只用于拟合数据点的问题；这里必须是null；给出的是{batch}。",
            )
        yield Fault((index, "batch_size"), sentence.format(points=points, batch=batch))


class _JustProblem(BaseModel):
    problem: Problem


_MODELS: Final[Mapping[str, type[BaseModel]]] = {
    "": Scene,
    "surface": SurfaceProblem,
    "formula": FormulaProblem,
    "fit": FitProblem,
    "view": Box,
    "runs": Run,
    "schedule": ScheduleChoice,
    "wrappers": WrapperChoice,
}
KEYS: Final[Mapping[str, tuple[str, ...]]] = {field: tuple(model.model_fields) for field, model in _MODELS.items()}


def read(data: object) -> Scene:
    """The scene that JSON-like data says. Raises InvalidScene with all of its faults."""
    try:
        return Scene.model_validate(data)
    except ValidationError as error:
        raise InvalidScene(faults_of(error, KEYS)) from None


def read_problem(data: object) -> ProblemSpec:
    """Only the problem of a scene. Raises InvalidScene with its faults."""
    try:
        return _JustProblem.model_validate({"problem": data}).problem
    except ValidationError as error:
        raise InvalidScene(faults_of(error, KEYS)) from None


def read_problem_of(data: object) -> ProblemSpec:
    """The problem of a scene, or of an object that holds nothing but the problem. Raises InvalidScene with its faults,
    which are those of a whole scene wherever there is more than the problem."""
    if isinstance(data, dict) and data.keys() == {"problem"}:
        return read_problem(data["problem"])
    return read(data).problem


def read_box(data: object) -> Box:
    """A view that stands by itself. Raises InvalidScene with its faults."""
    try:
        return Box.model_validate(data)
    except ValidationError as error:
        raise InvalidScene(faults_of(error, KEYS, within=("view",))) from None


def canonical(scene: Scene) -> Scene:
    """The same scene with every default that affects its result written out; idempotent."""
    problem = _canonical_problem(scene.problem)
    start = problem_of(problem).start if scene.start is None else scene.start
    runs = tuple(map(_canonical_run, scene.runs))
    return scene.model_copy(update={"problem": problem, "start": start, "runs": runs})


def _canonical_problem(problem: ProblemSpec) -> ProblemSpec:
    filled: dict[str, Mapping[str, float]] = {}
    if isinstance(problem, SurfaceProblem):
        filled["coefficients"] = _filled(problem.coefficients, coefficients_of("surfaces", problem.id))
    elif isinstance(problem, FitProblem):
        for what, kind, name in (
            ("dataset", "datasets", problem.dataset),
            ("model", "models", problem.model),
            ("loss", "losses", problem.loss),
        ):
            key = f"{what}_coefficients"
            filled[key] = _filled(getattr(problem, key), coefficients_of(kind, name))
    # What is as it is stays the same object, with what it has computed.
    changed = {
        key: value for key, value in filled.items() if list(getattr(problem, key).items()) != list(value.items())
    }
    return problem.model_copy(update=changed) if changed else problem


def _canonical_run(run: Run) -> Run:
    optimizer = CATALOGUE.optimizers[run.optimizer]
    variant = optimizer.variant(run.framework)
    hyperparameters = {**variant.defaults, **run.hyperparameters}
    parameters = _filled(run.schedule.parameters, schedule_parameters(run.schedule.id, variant.framework))
    wrappers = tuple(
        wrapper.model_copy(
            update={"parameters": _filled(wrapper.parameters, wrapper_parameters(wrapper.id, variant.framework))}
        )
        for wrapper in run.wrappers
    )
    kind: NoiseKind = run.noise_kind if run.noise > 0 else "gaussian"
    return run.model_copy(
        update={
            "noise_kind": kind,
            "noise_df": run.noise_df if kind == "student_t" else NOISE_DF,
            "framework": variant.framework,
            "hyperparameters": MappingProxyType(hyperparameters),
            "schedule": run.schedule.model_copy(update={"parameters": parameters}),
            "wrappers": wrappers,
        }
    )


def _filled(given: Mapping[str, float], described: Mapping[str, Hyperparameter]) -> Mapping[str, float]:
    """Every number that is described, in that order: as given, or its default."""
    return MappingProxyType({name: float(given.get(name, each.default)) for name, each in described.items()})
