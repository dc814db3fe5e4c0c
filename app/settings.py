"""Every limit of the lab, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may ask for. Errors quote these numbers, so they stand nowhere else."""

    formula_characters: int = 500
    rule_characters: int = 4000
    formula_nodes: int = 600  # of one formula, after its sums are unrolled
    formula_depth: int = 40
    formula_exponent: int = 100  # largest whole-number power
    sum_terms: int = 200

    steps: int = 10_000  # of one run
    runs: int = 16
    wrappers: int = 8  # around one run
    total_steps: int = 200_000  # steps × runs
    operations: int = 100_000_000  # of all updates of a scene: what a formula costs times how often it runs
    window: int = 1000  # updates whose lines one answer shows
    tuning: int = 100  # learning rates that a search tries for each run
    tuning_seeds: int = 3  # over which a search takes the median where chance plays a part
    rates: tuple[float, float] = (1e-7, 10.0)  # that a search begins with
    search_operations: int = 20_000_000  # of looking for the minimum of a fit
    field_operations: int = 4_000_000_000  # of a fit's field: cells × data × what its formula costs
    samples: int = 1_000_000  # listed in an answer
    points: int = 10_000
    seed: int = 2**32 - 1
    seeds: int = 200  # at a time: the scene's and those that follow it
    seed_steps: int = 1_000_000  # seeds × steps of one run
    sweep: int = 100  # learning rates of a noise ball
    smallest_rate: float = 1e-12  # of a sweep, whose axis is logarithmic
    noise_df: tuple[float, float] = (1, 100)  # degrees of freedom: 1 is Cauchy's noise, 100 all but normal
    magnitude: float = 1e12  # of a start, a view's edge, a data value

    field_side: int = 1000  # nx, ny
    field_cells: int = 1_000_000
    poster_least: int = 240  # pixels, width and height of a picture
    poster_most: int = 4096
    file_bytes: int = 20_000_000  # of a figure in one file
    body_bytes: int = 1_048_576
    query_characters: int = 16_384
    link_characters: int = 15_000  # of a scene in a link: whoever opens it adds keys of their own

    divergence: float = 1e12  # |loss| beyond this times max(1, |loss at the start|) ends a run
    cache_entries: int = 64
    cache_bytes: int = 67_108_864


LIMITS: Final = Limits()
