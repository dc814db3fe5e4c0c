"""The lab's random numbers: few, seeded, and repeatable by anyone in a few lines of NumPy.

NumPy promises the raw output of PCG64 and of SeedSequence for ever, but not its distributions, so everything is
made from uniforms ``u = (PCG64(SeedSequence([seed, stream])).random_raw(n) >> 11) * 2**-53``:

- an epoch of "shuffle" orders n data by ``argsort`` (stable) of the next n uniforms of stream 0;
- a batch of "replace" takes the data ``floor(u*n)`` of the next uniforms of stream 0, one a datum;
- update k's noise is a pair of numbers from the uniforms u = 2k and v = 2k + 1 of stream 1: (r cos 2πv, r sin 2πv) with
  r = sqrt(-2 log(1 - u)) for normal noise (Box and Muller, 1958), added to the gradient times σ ("gaussian") or times
  σ‖g‖ ("relative"), and r = sqrt(d ((1 - u)^(-2/d) - 1)) for Student's t with d degrees of freedom ("student_t", added
  times σ; Bailey, 1994), both alike in every direction;
- a rule's own n-th normal() (from 0) draws in the same way from stream 2 + 2n, its n-th signs() takes +1 where the
  uniforms 2k and 2k + 1 of stream 3 + 2n are at least a half, and −1 otherwise;
- datum i of a generated data set is made of the uniforms 4i … 4i + 3 of stream 2**32 − 1 of the data set's own seed
  (app.engine.generated).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, Literal

import numpy as np
from numpy.random import PCG64, SeedSequence
from numpy.typing import NDArray

SAMPLING_STREAM: Final = 0
NOISE_STREAM: Final = 1
RULE_STREAMS: Final = 2
DATA_STREAM: Final = 2**32 - 1

_PIECE: Final = 1_000_000  # data drawn at a time, so that memory stays small

Array = NDArray[np.float64]
Indices = NDArray[np.intp]
Seeds = int | Sequence[int]
NoiseKind = Literal["gaussian", "relative", "student_t"]


class Uniforms:
    """A stream of numbers in [0, 1), or one for each of several seeds."""

    def __init__(self, seed: Seeds, stream: int) -> None:
        self.lanes = () if isinstance(seed, int) else (len(seed),)
        seeds = [seed] if isinstance(seed, int) else seed
        self._bits = [PCG64(SeedSequence([each, stream])) for each in seeds]

    def __call__(self, count: int) -> Array:
        """The next numbers: shape (count,), or (seeds, count)."""
        raw = np.concatenate([bits.random_raw(count) for bits in self._bits])
        return ((raw >> np.uint64(11)).astype(np.float64) * 2.0**-53).reshape(*self.lanes, count)

    def skip(self, count: int) -> None:
        """Passes over the next numbers."""
        for bits in self._bits:
            bits.advance(count)


def normal_pairs(seed: Seeds, count: int, stream: int = NOISE_STREAM) -> Array:
    """Standard normal numbers of a stream: shape (2, count), one column an update; (2, count, seeds) of several."""
    return _pairs(seed, count, stream, lambda logarithm: -2.0 * logarithm)


def student_pairs(seed: Seeds, count: int, degrees: float) -> Array:
    """The noise stream's numbers of the bivariate Student's t distribution, of the same shape.

    Each coordinate follows Student's t with that many degrees of freedom, the two are uncorrelated.
    """
    return _pairs(seed, count, NOISE_STREAM, lambda logarithm: degrees * np.expm1(-2.0 / degrees * logarithm))


def noise_pairs(kind: NoiseKind, seed: Seeds, count: int, degrees: float) -> Array:
    """The standard noise of each update, of the same shape. Only "student_t" looks at the degrees of freedom."""
    return student_pairs(seed, count, degrees) if kind == "student_t" else normal_pairs(seed, count)


def _pairs(seed: Seeds, count: int, stream: int, squared: Callable[[Array], Array]) -> Array:
    """Points in random directions; ``squared`` makes their distances from the logarithm of a uniform in (0, 1]."""
    first, second = _two_an_update(seed, count, stream)
    radius = np.sqrt(squared(np.log1p(-first)))
    return _by_update(np.stack([radius * np.cos(2.0 * np.pi * second), radius * np.sin(2.0 * np.pi * second)]))


def rule_draws(kind: str, number: int, seed: Seeds, count: int) -> Array:
    """The random vectors of a rule's call ``normal()`` or ``signs()``, of the same shape."""
    if kind == "normal":
        return normal_pairs(seed, count, RULE_STREAMS + 2 * number)
    uniforms = np.stack(_two_an_update(seed, count, RULE_STREAMS + 2 * number + 1))
    return _by_update(np.where(uniforms >= 0.5, 1.0, -1.0))


def _two_an_update(seed: Seeds, count: int, stream: int) -> tuple[Array, Array]:
    uniforms = Uniforms(seed, stream)(2 * count)
    return uniforms[..., 0::2], uniforms[..., 1::2]


def _by_update(pairs: Array) -> Array:
    return pairs if pairs.ndim == 2 else np.ascontiguousarray(pairs.swapaxes(1, 2))


def batch_of(update: int, data: int, size: int, sampling: str, seed: int) -> Indices:
    """The data of one update's batch, drawn without those before it."""
    uniforms = Uniforms(seed, SAMPLING_STREAM)
    if sampling == "replace":
        uniforms.skip(update * size)
        return np.floor(uniforms(size) * data).astype(np.intp)
    epoch, place = divmod(update, -(-data // size))
    order = np.arange(data)
    if sampling == "shuffle":
        uniforms.skip(epoch * data)
        order = np.argsort(uniforms(data), kind="stable")
    return order[place * size : (place + 1) * size]


def batches(data: int, size: int, updates: int, sampling: str, seed: Seeds) -> Iterator[tuple[Indices, Indices]]:
    """The data of each update's batch, in pieces: (indices, offsets), where ``offsets`` says where each batch begins.
    The indices of several seeds have a row for each.

    "shuffle" and "cyclic" go through all data each epoch, the last batch of an epoch being what is left (as PyTorch's
    DataLoader has it with drop_last=False); "replace" draws every batch anew.
    """
    uniforms = Uniforms(seed, SAMPLING_STREAM)
    if sampling == "replace":
        at_once = max(1, _PIECE // size)
        for first in range(0, updates, at_once):
            count = min(at_once, updates - first)
            yield np.floor(uniforms(count * size) * data).astype(np.intp), np.arange(0, count * size, size)
        return
    starts = np.arange(0, data, size)
    epochs, at_once = -(-updates // len(starts)), max(1, _PIECE // data)
    left = updates
    for first in range(0, epochs, at_once):
        count = min(at_once, epochs - first)
        shape = (*uniforms.lanes, count, data)
        order = (
            np.broadcast_to(np.arange(data), shape)
            if sampling == "cyclic"
            else np.argsort(uniforms(count * data).reshape(shape), axis=-1, kind="stable")
        ).reshape(*uniforms.lanes, count * data)
        offsets = (starts + data * np.arange(count)[:, np.newaxis]).ravel()
        if left < len(offsets):
            order, offsets = order[..., : offsets[left]], offsets[:left]
        left -= len(offsets)
        yield order, offsets
