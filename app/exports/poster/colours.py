"""Ramps in OKLab with even steps, as static/js/core/colormap.js has them, for whole arrays."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .style import Rgb

Array = NDArray[np.float64]

_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.793617785, -0.0040720468],
        [1.9779984951, -2.428592205, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.808675766],
    ]
)


def _linear(colours: Array) -> Array:
    c = colours / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def _encoded(light: Array) -> Array:
    c = np.clip(light, 0, 1)
    return 255 * np.where(c <= 0.0031308, 12.92 * c, 1.055 * c ** (1 / 2.4) - 0.055)


def ramp(stops: Sequence[Rgb], size: int) -> NDArray[np.uint8]:
    """``size`` colours from the first stop to the last, equally different: shape (size, 3)."""
    labs = np.cbrt(_linear(np.array(stops, dtype=float)) @ _TO_LMS.T) @ _TO_LAB.T
    reached = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(labs, axis=0), axis=1))])
    targets = np.linspace(0, reached[-1], size)
    between = np.stack([np.interp(targets, reached, labs[:, channel]) for channel in range(3)], axis=1)
    lms = (between @ np.linalg.inv(_TO_LAB).T) ** 3
    return np.round(_encoded(lms @ np.linalg.inv(_TO_LMS).T)).astype(np.uint8)
