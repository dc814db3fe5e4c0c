"""Generated data sets: the recipe of the documentation, repeated in NumPy alone."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.random import PCG64, SeedSequence

from app.catalogue import CATALOGUE
from app.engine.fit_spec import FitProblem
from app.engine.generated import points_of


def test_ten_lines_of_numpy_make_the_noisy_line_again() -> None:
    n, seed, noise, intercept, slope = 200, 3, 0.5, 1.0, 2.0
    bits = PCG64(SeedSequence([seed, 2**32 - 1]))
    u, _, third, fourth = ((bits.random_raw(4 * n) >> np.uint64(11)) * 2.0**-53).reshape(n, 4).T
    z = np.sqrt(-2 * np.log1p(-third)) * np.cos(2 * np.pi * fourth)
    x = np.round(4 * u - 2, 6)
    y = np.round(intercept + slope * x + noise * z, 6)
    given = (("n", 200.0), ("seed", 3.0), ("noise", 0.5))
    assert points_of("noisy_line", given) == tuple(zip(x.tolist(), y.tolist(), strict=True))


def test_a_seed_of_the_race_draws_other_points_than_one_of_the_data() -> None:
    spec = FitProblem(dataset="noisy_line", dataset_coefficients={"seed": 4.0})
    assert spec.data() == points_of("noisy_line", (("seed", 4.0),)) != points_of("noisy_line")


def test_the_points_are_for_ever() -> None:
    """Golden: a link made today shows the same points in five years."""
    assert points_of("noisy_line")[:3] == ((-1.841147, -1.657895), (-1.565473, -2.142594), (-1.929357, -3.135307))


@pytest.mark.parametrize("name", [name for name, each in CATALOGUE.datasets.items() if each.recipe is not None])
def test_points_are_short_to_write_and_follow_their_law(name: str) -> None:
    points = points_of(name, (("n", 2000.0),))
    assert all(number == round(number, 6) for point in points for number in point)
    x, y = np.array(points).T
    defaults = {each.name: each.default for each in CATALOGUE.datasets[name].coefficients}
    laws = {
        "noisy_line": lambda: defaults["intercept"] + defaults["slope"] * x,
        "heteroscedastic": lambda: defaults["intercept"] + defaults["slope"] * x,
        "unscaled_feature": lambda: defaults["intercept"] + defaults["slope"] * x,
        "noisy_sine": lambda: defaults["amplitude"] * np.sin(defaults["frequency"] * x),
        "decay": lambda: defaults["amount"] * np.exp(-defaults["rate"] * x),
    }
    if name in laws:
        noise = (y - laws[name]()) / defaults["noise"] / (x if name == "heteroscedastic" else 1)
        assert abs(noise.mean()) < 3 / np.sqrt(2000) and abs(noise.std() - 1) < 0.06
    else:
        assert name == "two_groups" and set(y) == {0.0, 1.0}
        apart = x[y == 1].mean() - x[y == 0].mean()
        assert apart == pytest.approx(defaults["distance"], abs=3 * np.sqrt(4 / 2000))
