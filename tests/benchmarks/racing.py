"""1000 Adam steps on Rosenbrock: the engine, naive NumPy, and torch.optim where it is to be had."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from app.engine.race import race
from app.engine.scene import Scene, canonical, read

from .measuring import Result, medians

STEPS = 1000
TORCH = Path(__file__).with_name("torch_adam.py")


def scene(start: tuple[float, float], steps: int = STEPS) -> Scene:
    run = {"optimizer": "adam", "framework": "pytorch", "hyperparameters": {"lr": 0.01}}
    problem = {"kind": "surface", "id": "rosenbrock"}
    return canonical(read({"problem": problem, "start": start, "steps": steps, "runs": [run]}))


def start_of(repetition: int) -> tuple[float, float]:
    """A start that no cache has seen."""
    return -1.5 + 1e-6 * repetition, 2.5


def naive(start: tuple[float, float], steps: int = STEPS) -> list[np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """Adam as one writes it down with two-vectors."""
    lr, beta1, beta2, eps = 0.01, 0.9, 0.999, 1e-8
    theta, m, v = np.array(start), np.zeros(2), np.zeros(2)
    path = [theta]
    for t in range(1, steps + 1):
        x, y = theta
        g = np.array([-2 * (1 - x) - 400 * x * (y - x**2), 200 * (y - x**2)])
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat = m / (1 - beta1**t)
        v_hat = v / (1 - beta2**t)
        theta = theta - lr * m_hat / (np.sqrt(v_hat) + eps)
        path.append(theta)
    return path


def ends(start: tuple[float, float]) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where the engine and the naive program arrive: a ratio of times means something only if that is one place."""
    (trajectory,) = race(scene(start), frozenset())["trajectories"]
    x, y = naive(start)[-1]
    return (trajectory["path"]["x"][-1], trajectory["path"]["y"][-1]), (float(x), float(y))


@contextmanager
def torch_runner(python: str) -> Iterator[Callable[[str], None] | None]:
    """A function that lets torch race once, the gradient by "autograd" or "by hand"; None where there is no torch."""
    with subprocess.Popen(
        [python, str(TORCH), str(STEPS)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        orders, answers = process.stdin, process.stdout

        def race_once(gradient: str) -> None:
            print(gradient, file=orders, flush=True)
            if answers.readline().strip() != "done":
                raise RuntimeError(f"{TORCH.name} ended early")

        yield race_once if answers.readline().strip() == "ready" else None


def results(torch_python: str | None) -> Iterator[Result | str]:
    ours, theirs = ends((-1.5, 2.5))
    if not np.allclose(ours, theirs, rtol=1e-9, atol=0):
        yield f"The engine ends at {ours}, NumPy at {theirs}: they do not do the same work."
    works: list[Callable[[int], object]] = [
        lambda call: race(scene(start_of(call)), frozenset()),
        lambda call: naive(start_of(call)),
    ]
    python = torch_python or sys.executable
    with torch_runner(python) as torch:
        if torch is not None:
            works += [lambda _: torch("autograd"), lambda _: torch("by hand")]
        engine, numpy, *torches = medians(*works)
    yield Result("1000 Adam steps on Rosenbrock, engine (path, loss, gradient, rate)", engine, "ms")
    yield Result("  naive two-vector NumPy (path only)", numpy, "ms")
    yield Result("  NumPy / engine", numpy / engine, "×", goal=8, at_least=True)
    if not torches:
        yield f"  torch.optim: not measured, {python} has no torch (name one that does with --torch-python)."
        return
    autograd, by_hand = torches
    yield Result("  torch.optim.Adam with autograd (path only)", autograd, "ms")
    yield Result("  torch / engine", autograd / engine, "×", goal=250, at_least=True)
    yield Result("  torch.optim.Adam with a gradient written by hand (path only)", by_hand, "ms")
    yield Result("  torch by hand / engine", by_hand / engine, "×")
