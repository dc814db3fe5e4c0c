"""Random numbers as the module documents them, written again in plain NumPy."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from app.engine import random
from app.engine.random import (
    NOISE_STREAM,
    SAMPLING_STREAM,
    Uniforms,
    batches,
    noise_pairs,
    normal_pairs,
    rule_draws,
    student_pairs,
)

KNOWN_UNIFORMS = [0.6369616873214543, 0.2697867137638703, 0.04097352393619469]
KNOWN_NORMALS = [[-1.9660723137631788, 1.7300082228821996], [-0.7378115368281127, -0.4848184409741536]]
KNOWN_BATCHES = [[3, 2], [1, 0], [4], [3, 1]]

# Quantiles at 0.75, 0.9, 0.975 and 0.995 of Student's t, as tables print them, by degrees of freedom.
STUDENT = {1: [1.0, 3.078, 12.706, 63.657], 3: [0.765, 1.638, 3.182, 5.841], 10: [0.700, 1.372, 2.228, 3.169]}


def uniforms(seed: int, stream: int, count: int) -> NDArray[np.float64]:
    """The recipe of the documentation, in one line."""
    raw = np.random.PCG64(np.random.SeedSequence([seed, stream])).random_raw(count)
    return np.asarray([int(number) // 2**11 / 2**53 for number in raw])


def chosen(data: int, size: int, updates: int, sampling: str, seed: int = 0) -> list[list[int]]:
    """The data of each update's batch."""
    result = []
    for order, offsets in batches(data, size, updates, sampling, seed):
        result += [part.tolist() for part in np.split(order, offsets[1:])]
    return result


def recipe(data: int, size: int, updates: int, sampling: str, seed: int = 0) -> list[list[int]]:
    """The same by the documentation: epoch by epoch, datum by datum."""
    if sampling == "replace":
        drawn = uniforms(seed, 0, updates * size)
        return [[int(u * data) for u in drawn[k * size : (k + 1) * size]] for k in range(updates)]
    epochs = -(-updates // -(-data // size))
    drawn = uniforms(seed, 0, epochs * data).reshape(epochs, data)
    orders: list[list[int]] = [np.argsort(drawn[epoch], kind="stable").tolist() for epoch in range(epochs)]
    if sampling == "cyclic":
        orders = [list(range(data))] * epochs
    parts = [order[first : first + size] for order in orders for first in range(0, data, size)]
    return parts[:updates]


@pytest.mark.parametrize("seed", [0, 1, 7, 2**32 - 1])
@pytest.mark.parametrize("stream", [0, 1, 2, 9])
def test_uniforms_are_the_recipes(seed: int, stream: int) -> None:
    numbers = Uniforms(seed, stream)(1000)
    assert (numbers == uniforms(seed, stream, 1000)).all()
    assert (numbers >= 0).all() and (numbers < 1).all()
    assert 0.45 < numbers.mean() < 0.55


def test_uniforms_go_on_where_they_stopped() -> None:
    stream = Uniforms(5, 0)
    assert np.concatenate([stream(3), stream(1), stream(6)]).tolist() == uniforms(5, 0, 10).tolist()


def test_known_numbers() -> None:
    """Written down once: whatever NumPy becomes, a link made today draws the same picture."""
    assert Uniforms(0, SAMPLING_STREAM)(3).tolist() == KNOWN_UNIFORMS
    assert np.allclose(normal_pairs(0, 2), KNOWN_NORMALS, rtol=1e-14, atol=0)
    assert chosen(5, 2, 4, "shuffle") == KNOWN_BATCHES


def test_noise_is_box_and_mullers() -> None:
    for seed, count in itertools.product((0, 3), (1, 2, 500)):
        u = uniforms(seed, NOISE_STREAM, 2 * count)
        first, second = u[0::2], u[1::2]
        radius = np.sqrt(-2 * np.log(1 - first))
        pairs = normal_pairs(seed, count)
        assert pairs.shape == (2, count)
        assert pairs[0] == pytest.approx(radius * np.cos(2 * np.pi * second), rel=1e-12, abs=1e-15)
        assert pairs[1] == pytest.approx(radius * np.sin(2 * np.pi * second), rel=1e-12, abs=1e-15)
    many = normal_pairs(1, 20_000)
    assert np.abs(many.mean(axis=1)).max() < 0.03 and np.abs(many.std(axis=1) - 1).max() < 0.03
    assert abs(float(np.mean(many[0] * many[1]))) < 0.03


def test_heavy_tails_are_the_recipes() -> None:
    for seed, degrees in itertools.product((0, 3), (1, 1.5, 3, 100)):
        u = uniforms(seed, NOISE_STREAM, 1000)
        first, second = u[0::2], u[1::2]
        radius = np.sqrt(degrees * ((1 - first) ** (-2 / degrees) - 1))
        pairs = student_pairs(seed, 500, degrees)
        assert pairs[0] == pytest.approx(radius * np.cos(2 * np.pi * second), rel=1e-9, abs=1e-12)
        assert pairs[1] == pytest.approx(radius * np.sin(2 * np.pi * second), rel=1e-9, abs=1e-12)
    assert np.allclose(student_pairs(1, 100, 1e9), normal_pairs(1, 100), rtol=1e-6)  # the limit


@pytest.mark.parametrize(("degrees", "quantiles"), STUDENT.items())
def test_heavy_tails_are_students(degrees: float, quantiles: list[float]) -> None:
    """Each coordinate's quantiles are those of the tables, and no direction is favoured."""
    many = student_pairs(2, 200_000, degrees)
    for coordinate in (many[0], many[1], (many[0] + many[1]) / np.sqrt(2)):
        for level, expected in zip((0.75, 0.9, 0.975, 0.995), quantiles, strict=True):
            share = float((coordinate <= expected).mean())
            assert abs(share - level) < 4 * np.sqrt(level * (1 - level) / 200_000)


def test_kinds_of_noise() -> None:
    for kind in ("gaussian", "relative"):
        assert (noise_pairs(kind, 3, 50, 3.0) == normal_pairs(3, 50)).all()
    assert (noise_pairs("student_t", 3, 50, 2.5) == student_pairs(3, 50, 2.5)).all()


def test_noise_of_a_longer_run_begins_alike() -> None:
    assert (normal_pairs(4, 100)[:, :10] == normal_pairs(4, 10)).all()
    assert (rule_draws("signs", 0, 4, 100)[:, :10] == rule_draws("signs", 0, 4, 10)).all()


def test_each_call_of_a_rule_draws_from_a_stream_of_its_own() -> None:
    for number in (0, 1, 2):
        assert (rule_draws("normal", number, 3, 50) == normal_pairs(3, 50, 2 + 2 * number)).all()
        u = uniforms(3, 3 + 2 * number, 100).reshape(50, 2).T
        assert (rule_draws("signs", number, 3, 50) == np.where(u >= 0.5, 1, -1)).all()
    draws = [rule_draws(kind, number, 3, 50) for kind in ("normal", "signs") for number in (0, 1)]
    assert all((a != b).any() for a, b in itertools.combinations([*draws, normal_pairs(3, 50)], 2))


SAMPLINGS = ("shuffle", "cyclic", "replace")


@pytest.mark.parametrize("sampling", SAMPLINGS)
@pytest.mark.parametrize(("data", "size"), [(1, 1), (5, 1), (5, 2), (5, 4), (5, 5), (6, 3), (7, 10), (100, 32)])
@pytest.mark.parametrize("updates", [1, 2, 3, 7, 20])
def test_batches_are_the_recipes(data: int, size: int, updates: int, sampling: str) -> None:
    assert chosen(data, size, updates, sampling, 3) == recipe(data, size, updates, sampling, 3)


@pytest.mark.parametrize("piece", [1, 2, 5, 7, 30])
@pytest.mark.parametrize("sampling", SAMPLINGS)
def test_how_many_are_drawn_at_once_changes_nothing(monkeypatch: pytest.MonkeyPatch, piece: int, sampling: str) -> None:
    whole = chosen(5, 2, 11, sampling, 8)
    monkeypatch.setattr(random, "_PIECE", piece)
    assert chosen(5, 2, 11, sampling, 8) == whole == recipe(5, 2, 11, sampling, 8)


def test_large_draws_come_in_pieces() -> None:
    pieces = [len(order) for order, _ in batches(10_000, 5_000, 300, "shuffle", 0)]
    assert len(pieces) == 2 and sum(pieces) == 300 * 5_000 and max(pieces) <= 1_000_000
    pieces = [len(order) for order, _ in batches(10_000, 10_000, 150, "replace", 0)]
    assert sum(pieces) == 1_500_000 and max(pieces) <= 1_000_000


@settings(max_examples=100)
@given(st.integers(1, 30), st.integers(1, 35), st.integers(1, 50), st.integers(0, 2**32 - 1))
def test_an_epoch_sees_every_datum_once(data: int, size: int, updates: int, seed: int) -> None:
    parts = chosen(data, size, updates, "shuffle", seed)
    assert len(parts) == updates
    per_epoch = -(-data // size)
    for first in range(0, updates - per_epoch + 1, per_epoch):
        epoch = parts[first : first + per_epoch]
        assert sorted(itertools.chain(*epoch)) == list(range(data))
        assert [len(part) for part in epoch[:-1]] == [size] * (per_epoch - 1)
        assert len(epoch[-1]) == data - size * (per_epoch - 1)  # the last one is what is left
    assert chosen(data, size, updates + 5, "shuffle", seed)[:updates] == parts


def test_cyclic_goes_in_order_and_replace_may_repeat() -> None:
    assert chosen(5, 2, 6, "cyclic") == [[0, 1], [2, 3], [4], [0, 1], [2, 3], [4]]
    drawn = chosen(5, 50, 20, "replace")
    assert all(len(batch) == 50 and set(batch) <= set(range(5)) for batch in drawn)
    assert np.bincount(np.ravel(drawn), minlength=5).min() > 150


def test_seeds_and_epochs_differ() -> None:
    assert chosen(20, 20, 1, "shuffle", 0) != chosen(20, 20, 1, "shuffle", 1)
    first, second = chosen(20, 20, 2, "shuffle", 0)
    assert first != second
