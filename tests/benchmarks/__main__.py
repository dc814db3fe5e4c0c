"""``python -m tests.benchmarks``: prints each measured number beside its goal. Never fails on time."""

from __future__ import annotations

import argparse
import os
import platform
from itertools import chain

from . import fitting, formulas, racing, seeds, serving


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--torch-python", metavar="PATH", help="a Python that has torch, when this one has not")
    options = parser.parse_args()
    print(
        f"Python {platform.python_version()} on {platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    )
    for result in chain(
        racing.results(options.torch_python),
        fitting.results(options.torch_python),
        seeds.results(options.torch_python),
        formulas.results(),
        serving.results(),
    ):
        print(result, flush=True)


if __name__ == "__main__":
    main()
