"""A scene as a query string, and back.

    v=1  surface=rosenbrock | formula=<expr>&view=-3,3,-2,2 | dataset=article | points=1,2;2,3
    model=linear  loss=mse  standardize=1                                                          (with the last two)
    start=-1.5,2.5  steps=200  seed=0  sampling=shuffle
    run=adam:lr=0.05,framework=keras,batch=1,noise=0.1~cosine:t_max=200,warmup=10          (repeated, one a run)

A surface's coefficients follow its id, ``surface=rosenbrock:a=1,b=50``; what is wrapped around a run's optimizer
follows two tildes each, ``run=adam:lr=0.05~cosine~~clip_norm:max_norm=1~~lookahead``. A run without ``batch`` takes
the full gradient, without ``noise`` the exact one, without ``~`` a constant rate, a schedule without ``warmup`` none,
and noise without ``noise_kind`` is Gaussian; ``noise=0.1,noise_kind=relative`` is proportional to the gradient's norm,
``noise=0.1,noise_kind=student_t,noise_df=3`` has heavy tails. A fit without ``standardize=1`` takes x as it is. These
six meanings never change, so that a canonical address may leave them out; it writes every other value that affects the
result.

The coefficients of a data set, a model and a loss follow their ids too, ``dataset=noisy_line:n=200,seed=3`` and
``loss=huber:delta=2``; a model and a loss may also be formulas, ``model=theta_0*sin(theta_1*x)`` and
``loss=(y_hat%20-%20y)**4``.

Everything but letters, digits and ``-._~:,;=*()/`` is percent-encoded: the characters that browsers, URLSearchParams
and Python all leave alone. Numbers are spelled as in ``numerals``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import parse_qsl, quote

from .address_reader import FOREIGN, FOUR_EDGES, KEYS, PROBLEM_KEYS, TWICE, VERSION, Pairs, Reader, view_of
from .faults import Fault, InvalidScene, must_be
from .numerals import spelled
from .scene import (
    Box,
    FitProblem,
    FormulaProblem,
    ProblemSpec,
    Run,
    Scene,
    ScheduleChoice,
    SurfaceProblem,
    canonical,
    read,
    read_box,
    read_problem,
)

__all__ = [
    "FOREIGN",
    "KEYS",
    "PROBLEM_KEYS",
    "Pairs",
    "box_of",
    "format",
    "pairs",
    "parse",
    "points_text",
    "problem_of_pairs",
    "scene_of",
    "write",
]

READABLE: Final = ":,;=*()/"


def pairs(query: str) -> Pairs:
    """The keys and values of a query string, decoded as browsers do it; a leading "?" is no part of it."""
    return parse_qsl(query.removeprefix("?"), keep_blank_values=True)


def parse(query: str, *, ignore_foreign: bool = False) -> Scene:
    """The scene of an address. Raises InvalidScene with every fault, each with the key that said it.

    Keys that are not of the grammar are faults, unless ``ignore_foreign`` passes over them, as pages do.
    """
    return scene_of(pairs(query), ignore_foreign=ignore_foreign)


def scene_of(given: Pairs, *, ignore_foreign: bool = False, beside: Sequence[str] = ()) -> Scene:
    """The same for a query string that is taken apart; ``beside`` are keys that the caller has read from it."""
    reader = Reader(given, KEYS, ignore_foreign, beside)
    data = reader.scene()
    return reader.settle(lambda: read(data))


def problem_of_pairs(given: Pairs, *, beside: Sequence[str] = ()) -> ProblemSpec:
    """Only the problem's part of an address. Raises InvalidScene with its faults."""
    reader = Reader(given, PROBLEM_KEYS, False, beside)
    problem = reader.problem()
    return reader.settle(lambda: read_problem(problem))


def box_of(text: str) -> Box:
    """The view that x_low,x_high,y_low,y_high say. Raises InvalidScene with its faults."""
    written = view_of(text)
    if written == text:
        raise InvalidScene([Fault((), must_be("view", FOUR_EDGES, text), parameter="view")])
    try:
        return read_box(written)
    except InvalidScene as error:
        raise InvalidScene([replace(fault, path=(), parameter="view") for fault in error.faults]) from None


def format(scene: Scene) -> str:
    """The canonical address: every value that affects the result, always in the same words."""
    return write(canonical(scene))


def write(scene: Scene) -> str:
    """The address of a scene as it is, without filling in what it leaves to defaults."""
    written = [("v", VERSION), *_problem(scene.problem)]
    if scene.start is not None:
        written.append(("start", _joined(scene.start)))
    written += [("steps", str(scene.steps)), ("seed", str(scene.seed)), ("sampling", scene.sampling)]
    written += [("run", _run(run)) for run in scene.runs]
    return "&".join(f"{key}={quote(value, safe=READABLE)}" for key, value in written)


def _problem(problem: ProblemSpec) -> Iterator[tuple[str, str]]:
    match problem:
        case SurfaceProblem():
            yield "surface", _with_options(problem.id, _assignments(problem.coefficients))
        case FormulaProblem():
            yield "formula", problem.formula
            yield "view", _joined((*problem.view.x, *problem.view.y))
        case FitProblem():
            if problem.dataset is not None:
                yield "dataset", _with_options(problem.dataset, _assignments(problem.dataset_coefficients))
            else:
                yield "points", points_text(problem.points or ())
            yield "model", _with_options(problem.model, _assignments(problem.model_coefficients))
            yield "loss", _with_options(problem.loss, _assignments(problem.loss_coefficients))
            if problem.standardize:
                yield "standardize", "1"


def points_text(points: Iterable[tuple[float, float]]) -> str:
    """Points as an address has them."""
    return ";".join(map(_joined, points))


def _run(run: Run) -> str:
    options = [] if run.framework is None else [f"framework={run.framework}"]
    options += _assignments(run.hyperparameters)
    if run.batch_size is not None:
        options.append(f"batch={run.batch_size}")
    if run.noise:
        options += [*_assignments({"noise": run.noise}), *_other_noise(run)]
    schedule = _schedule(run.schedule)
    wrappers = (_with_options(wrapper.id, _assignments(wrapper.parameters)) for wrapper in run.wrappers)
    return TWICE.join(
        [_with_options(run.optimizer, options) + (f"~{schedule}" if schedule != "constant" else ""), *wrappers]
    )


def _other_noise(run: Run) -> Iterator[str]:
    if run.noise_kind != "gaussian":
        yield f"noise_kind={run.noise_kind}"
    if run.noise_kind == "student_t":
        yield from _assignments({"noise_df": run.noise_df})


def _schedule(schedule: ScheduleChoice) -> str:
    parameters = {name: value for name, value in schedule.parameters.items() if name != "warmup" or value}
    return _with_options(schedule.id, _assignments(parameters))


def _with_options(name: str, options: Iterable[str]) -> str:
    return ":".join(filter(None, (name, ",".join(options))))


def _assignments(numbers: Mapping[str, float]) -> list[str]:
    return [f"{name}={spelled(value)}" for name, value in numbers.items()]


def _joined(numbers: Iterable[float]) -> str:
    return ",".join(map(spelled, numbers))
