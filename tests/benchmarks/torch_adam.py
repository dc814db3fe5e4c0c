"""Prints the median milliseconds of torch.optim.Adam on Rosenbrock, the gradient by autograd and by hand.

A program of its own: torch may live in another environment.
"""

from __future__ import annotations

import importlib
import statistics
import sys
import time
from typing import Any


def run(torch: Any, steps: int, by_hand: bool) -> float:
    theta = torch.nn.Parameter(torch.tensor([-1.5, 2.5], dtype=torch.float64))
    optimizer = torch.optim.Adam([theta], lr=0.01)
    path = [theta.tolist()]
    begin = time.perf_counter()
    for _ in range(steps):
        if by_hand:
            x, y = path[-1]
            gradient = [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)]
            theta.grad = torch.tensor(gradient, dtype=torch.float64)
        else:
            optimizer.zero_grad()
            x, y = theta
            ((1 - x) ** 2 + 100 * (y - x**2) ** 2).backward()
        optimizer.step()
        path.append(theta.tolist())
    return (time.perf_counter() - begin) * 1e3


if __name__ == "__main__":
    try:
        torch = importlib.import_module("torch")
    except ImportError as reason:
        sys.exit(str(reason))
    torch.set_num_threads(1)
    for by_hand in (False, True):
        print(statistics.median([run(torch, int(sys.argv[1]), by_hand) for _ in range(6)][1:]))
