"""Descent Lab (梯度下降实验室): optimizers racing on two-parameter loss surfaces.

In Python: ``from app import race`` (see app.exports.python).
"""

from typing import Any

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # The server asks for the version alone; the engine is loaded when somebody races.
    if name == "race":
        from importlib import import_module

        return import_module(f"{__name__}.exports.python").race
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
