"""Fits: many points by the quadratic that they are, a few points of a curved model, and the same with torch."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from app.engine.race import race
from app.engine.scene import Scene, canonical, read

from .measuring import Result, medians

STEPS = 1000
POINTS = 10_000
RATE = 0.1
TORCH = Path(__file__).with_name("torch_linear.py")


def points(count: int) -> list[list[float]]:
    """A noisy line; anyone can make it again."""
    x = np.arange(count) / count * 4 - 2
    return np.column_stack([x, 1 + 2 * x + np.sin(1e3 * x)]).tolist()  # type: ignore[no-any-return]


def scene(problem: Mapping[str, object], start: tuple[float, float], batch: int | None = None) -> Scene:
    run = {"optimizer": "sgd", "hyperparameters": {"lr": RATE}, "batch_size": batch}
    return canonical(read({"problem": {"kind": "fit", **problem}, "start": start, "steps": STEPS, "runs": [run]}))


def repeated(problem: Mapping[str, object], batch: int | None = None) -> Callable[[int], object]:
    """A race from a start that no cache has seen, its scene read beforehand."""
    whole = scene(problem, (0.0, 0.0), batch)

    def work(call: int) -> object:
        return race(whole.model_copy(update={"start": (1e-6 * call, 0.5)}), frozenset())

    return work


@contextmanager
def torch_runner(python: str) -> Iterator[Callable[[int], None] | None]:
    """A function that lets torch descend once over the same points; None where there is no torch."""
    with subprocess.Popen(
        [python, str(TORCH), str(STEPS), str(POINTS), str(RATE)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        orders, answers = process.stdin, process.stdout

        def descend(_: int) -> None:
            print("go", file=orders, flush=True)
            if answers.readline().strip() != "done":
                raise RuntimeError(f"{TORCH.name} ended early")

        yield descend if answers.readline().strip() == "ready" else None


def results(torch_python: str | None) -> Iterator[Result | str]:
    many = {"points": points(POINTS)}
    works = [repeated(many), repeated(many, batch=32)]
    few = {"dataset": "study_hours", "model": "logistic", "loss": "log_loss"}
    works += [repeated(few), repeated({"dataset": "article", "loss": "huber"})]
    curved = {"dataset": "noisy_line", "dataset_coefficients": {"n": POINTS}, "loss": "huber"}
    python = torch_python or sys.executable
    with torch_runner(python) as torch:
        linear, batches, logistic, huber, *others = medians(*works, *([torch] if torch is not None else []))
    (much,) = medians(repeated(curved), rounds=1, in_a_row=3)
    name = f"{STEPS} full-batch linear steps over {POINTS} points, loss and gradient at each"
    yield Result(name, linear, "ms", goal=3)
    yield Result("  the same in batches of 32", batches, "ms")
    if others:
        yield Result("  torch.optim.SGD with autograd (path and loss)", others[0], "ms")
        yield Result("  torch / engine", others[0] / linear, "×")
    else:
        yield f"  torch: not measured, {python} has no torch (name one that does with --torch-python)."
    yield Result(f"{STEPS} steps of logistic regression over 20 points", logistic, "ms")
    yield Result(f"{STEPS} steps of a Huber loss over 5 points", huber, "ms")
    yield Result(f"{STEPS} steps of a Huber loss over {POINTS} points", much, "ms")
