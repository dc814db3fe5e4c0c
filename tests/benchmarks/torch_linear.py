"""Full-batch gradient descent on a line with torch, alone in its process: ``torch_linear.py steps points rate``. It
says "ready", then "done" after each line that it is given."""

from __future__ import annotations

import importlib
import sys
from typing import Any


def main(steps: int, count: int, rate: float) -> None:
    torch: Any = importlib.import_module("torch")
    torch.set_default_dtype(torch.float64)
    x = torch.arange(count) / count * 4 - 2
    y = 1 + 2 * x + torch.sin(1e3 * x)
    print("ready", flush=True)
    for _ in sys.stdin:
        bias, weight = torch.zeros((), requires_grad=True), torch.full((), 0.5, requires_grad=True)
        optimizer = torch.optim.SGD([bias, weight], lr=rate)
        path = []
        for _ in range(steps):
            optimizer.zero_grad()
            loss = torch.nn.functional.mse_loss(bias + weight * x, y)
            loss.backward()
            path.append((bias.item(), weight.item(), loss.item()))
            optimizer.step()
        print("done", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
