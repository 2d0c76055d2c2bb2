"""The model of consistent years gives what the sum over all paths gives, and what it promises in plain cases."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal
from numpy.typing import NDArray

from onemetre.contract.requests.years import LEAST_RATE, MOST_RATE
from onemetre.engine.years.consistency import PIXELS, Chain, Rule

PERCENT = st.one_of(st.integers(0, 100), st.just(255))
BIENNIAL = [2017, 2019, 2021, 2023]


def by_all_paths(years: list[int], thresholds: list[int], rule: Rule, percent: list[int]) -> list[float]:
    """Probability of the class in every year, percent: the sum over all 2^T paths, with matrices to the power."""
    annual = np.array([[1 - rule.gain / 100, rule.gain / 100], [rule.loss / 100, 1 - rule.loss / 100]])
    steps = [np.linalg.matrix_power(annual, after - before) for before, after in itertools.pairwise(years)]
    first = [1 - rule.prior / 100, rule.prior / 100]
    total, sums = 0.0, [0.0] * len(years)
    for path in itertools.product((0, 1), repeat=len(years)):
        chance = first[path[0]] * math.prod(m[a, b] for m, (a, b) in zip(steps, itertools.pairwise(path), strict=True))
        for state, limit, value in zip(path, thresholds, percent, strict=True):
            if value != 255 and state:
                p, t = (min(max(number / 100, 0.02), 0.98) for number in (value, limit))
                chance *= (p / (1 - p) / (t / (1 - t))) ** (1 / rule.temperature)
        total += chance
        sums = [s + chance * state for s, state in zip(sums, path, strict=True)]
    return [100 * s / total for s in sums]


@settings(max_examples=300, deadline=None)
@given(st.data(), st.integers(2, 8))
def test_it_is_the_sum_over_all_paths(data: st.DataObject, count: int) -> None:
    gaps = data.draw(st.lists(st.integers(1, 9), min_size=count - 1, max_size=count - 1))
    years = list(itertools.accumulate(gaps, initial=2000))
    thresholds = data.draw(st.lists(st.integers(1, 99), min_size=count, max_size=count))
    rates = st.floats(LEAST_RATE, MOST_RATE)
    rule = Rule(
        data.draw(rates),
        data.draw(rates),
        data.draw(st.floats(1, 99)),
        data.draw(st.floats(0.3, 5), label="temperature"),
    )
    percent = data.draw(st.lists(PERCENT, min_size=count, max_size=count))
    found = Chain(years, thresholds, rule).probabilities(np.array(percent, np.uint8)[:, None])[:, 0]
    wanted = by_all_paths(years, thresholds, rule, percent)
    for value, probability, seen in zip(found.tolist(), wanted, percent, strict=True):
        assert value == 255 if seen == 255 else abs(value - probability) <= 0.5 + 1e-3


@pytest.mark.parametrize("percent", range(0, 101, 5))
def test_years_that_agree_never_flip(percent: int) -> None:
    found = Chain(BIENNIAL, [50] * 4, Rule()).probabilities(np.full((4, 1), percent, np.uint8))
    assert ((found >= 50) == (percent >= 50)).all()


def test_one_odd_year_is_outvoted_and_growth_stays() -> None:
    odd, grown, gap = [10, 80, 15, 10], [5, 10, 95, 95], [2, 255, 98, 98]
    percent = np.array([odd, grown, gap], np.uint8).T
    found = Chain(BIENNIAL, [50] * 4, Rule()).probabilities(percent)
    assert (found[:, 0] < 50).all()
    assert_array_equal(found[:, 1] >= 50, [False, False, True, True])
    assert found[1, 2] == 255
    assert_array_equal(found[[0, 2, 3], 2] >= 50, [False, True, True])


def test_a_hot_map_convinces_less() -> None:
    percent = np.array([[10], [90], [10]], np.uint8)
    cool, hot = (
        Chain([2000, 2001, 2002], [50] * 3, Rule(temperature=t)).probabilities(percent)[1, 0] for t in (0.4, 3.0)
    )
    assert cool < hot < 50


def test_the_smallest_loss_is_as_good_as_none() -> None:
    percent = np.array([[98], [98], [2]], np.uint8)
    found = Chain([2000, 2001, 2002], [50] * 3, Rule(loss=LEAST_RATE)).probabilities(percent)
    assert (found >= 50).all()


def test_pixels_do_not_depend_on_their_neighbours() -> None:
    rng = np.random.default_rng(1)
    percent = rng.integers(0, 101, (3, 7, PIXELS // 7 + 900), dtype=np.uint8)
    percent[rng.random(percent.shape) < 0.1] = 255
    chain = Chain([2000, 2003, 2004], [40, 50, 60], Rule())
    found = chain.probabilities(percent)
    parts: NDArray[np.uint8] = np.concatenate(
        [chain.probabilities(percent[:, row : row + 1]) for row in range(7)], axis=1
    )
    assert_array_equal(found, parts)
