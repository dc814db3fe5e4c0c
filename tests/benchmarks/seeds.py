"""Many seeds at once: bands, ends, outcomes and the noise ball of a run, and the same as a batched loop of torch."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.engine.race import race
from app.engine.scene import Scene, canonical, read
from app.engine.seeds import balls, many_seeds

from .measuring import Result, medians

SEEDS = 200
STEPS = 500
RATE = 0.01
RATES = 25
TORCH = Path(__file__).with_name("torch_seeds.py")
FIT = {"kind": "fit", "dataset": "article"}
BOWL = {"kind": "surface", "id": "rosenbrock"}


def scene(problem: dict[str, str], **run: object) -> Scene:
    given = {"hyperparameters": {"lr": RATE}, **run}
    document = {"problem": problem, "sampling": "replace", "steps": STEPS, "runs": [given]}
    return canonical(read(document))


def repeated(problem: dict[str, str], work: Callable[[Scene], object], **run: object) -> Callable[[int], object]:
    """The work with seeds that no cache has seen."""
    whole = scene(problem, **run)
    return lambda call: work(whole.model_copy(update={"seed": SEEDS * call}))


def one_by_one(whole: Scene) -> None:
    for seed in range(whole.seed, whole.seed + SEEDS):
        race(whole.model_copy(update={"seed": seed}))


@contextmanager
def torch_runner(python: str) -> Iterator[Callable[[int], None] | None]:
    """A function that lets torch descend once with all seeds; None where there is no torch."""
    with subprocess.Popen(
        [python, str(TORCH), str(SEEDS), str(STEPS), str(RATE)],
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
    def together(whole: Scene) -> object:
        return many_seeds(whole, SEEDS)

    works = [
        repeated(FIT, together, optimizer="sgd", batch_size=1),
        repeated(BOWL, together, optimizer="adam", noise=1.0),
        repeated(FIT, lambda whole: balls(whole, SEEDS // 10, None, None, RATES), optimizer="sgd", batch_size=1),
    ]
    python = torch_python or sys.executable
    with torch_runner(python) as torch:
        sgd, adam, ball, *others = medians(*works, *([torch] if torch is not None else []), rounds=3, in_a_row=3)
    (single,) = medians(repeated(FIT, one_by_one, optimizer="sgd", batch_size=1), rounds=1, in_a_row=2)
    yield Result(f"{SEEDS} seeds × {STEPS} steps of SGD on a fit in batches of 1: bands, ends", sgd, "ms", goal=150)
    yield Result("  the same, one race after the other", single, "ms")
    if others:
        yield Result("  torch.optim.SGD over all seeds at once (path, loss, bands)", others[0], "ms")
        yield Result("  torch / engine", others[0] / sgd, "×")
    else:
        yield f"  torch: not measured, {python} has no torch (name one that does with --torch-python)."
    yield Result(f"{SEEDS} seeds × {STEPS} steps of Adam on Rosenbrock with noise", adam, "ms", goal=150)
    yield Result(f"Noise ball: {RATES} learning rates × {SEEDS // 10} seeds × {STEPS} steps", ball, "ms")
