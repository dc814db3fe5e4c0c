"""Runs torch.optim.Adam on Rosenbrock, once for each line it reads: "autograd" or "by hand", the way of the gradient.

A program of its own, since torch may live in another environment. Says "ready" once torch is there, then "done"
after each run.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any


def run(torch: Any, steps: int, by_hand: bool) -> None:
    theta = torch.nn.Parameter(torch.tensor([-1.5, 2.5], dtype=torch.float64))
    optimizer = torch.optim.Adam([theta], lr=0.01)
    path = [theta.tolist()]
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


if __name__ == "__main__":
    try:
        torch = importlib.import_module("torch")
    except ImportError as reason:
        sys.exit(str(reason))
    torch.set_num_threads(1)
    print("ready", flush=True)
    for line in sys.stdin:
        run(torch, int(sys.argv[1]), line.strip() == "by hand")
        print("done", flush=True)
