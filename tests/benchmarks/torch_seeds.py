"""SGD with many seeds as one batched loop of torch, alone in its process: ``torch_seeds.py seeds steps rate``. It says
"ready", then "done" after each line that it is given."""

from __future__ import annotations

import importlib
import sys
from typing import Any


def main(seeds: int, steps: int, rate: float) -> None:
    try:
        torch: Any = importlib.import_module("torch")
    except ImportError as reason:
        sys.exit(str(reason))
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    x, y = torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0]), torch.tensor([2.0, 3.0, 5.0, 7.0, 11.0])
    print("ready", flush=True)
    for _ in sys.stdin:
        chosen = torch.randint(len(x), (steps, seeds))
        theta = torch.zeros(seeds, 2, requires_grad=True)
        optimizer = torch.optim.SGD([theta], lr=rate)
        path, losses = [], []
        for batch in chosen:
            path.append(theta.detach().clone())
            with torch.no_grad():
                losses.append(((y - theta[:, :1] - theta[:, 1:] * x) ** 2).mean(dim=1))
            optimizer.zero_grad()
            ((y[batch] - theta[:, 0] - theta[:, 1] * x[batch]) ** 2).sum().backward()
            optimizer.step()
        torch.stack(losses).quantile(torch.tensor([0.05, 0.25, 0.5, 0.75, 0.95]), dim=1)
        print("done", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
