"""Estimates from points in strata."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from onemetre.benchmarks.bolzano.stratified import stratified_ratio


def test_a_stratum_counts_by_its_size() -> None:
    # 9 of 10 right in the large stratum, 1 of 2 in the small one.
    right = np.array([True] * 9 + [False, True, False])
    strata = ["large"] * 10 + ["small"] * 2
    found = stratified_ratio(right, np.ones(12, bool), strata, {"large": 900, "small": 100, "unseen": 50})
    assert found.value == pytest.approx(0.9 * 0.9 + 0.1 * 0.5)
    # By hand: sqrt(900^2 (1 - 10/900) 0.1 / 10 + 100^2 (1 - 2/100) 0.5 / 2) / 1000.
    error = math.sqrt(810_000 * (1 - 10 / 900) * 0.01 + 10_000 * 0.98 * 0.25) / 1000
    assert found.low == pytest.approx(found.value - 1.959964 * error)
    assert found.high == 1.0


def test_a_ratio_is_of_what_there_is() -> None:
    truth = np.array([True, True, False, True])
    hits = np.array([True, False, False, True])
    found = stratified_ratio(hits, truth, ["a", "a", "a", "b"], {"a": 300, "b": 100})
    assert found.value == pytest.approx((300 * 1 / 3 + 100) / (300 * 2 / 3 + 100))


def test_nothing_to_divide_by_is_not_a_number() -> None:
    nothing = np.zeros(3, bool)
    found = stratified_ratio(nothing, nothing, ["a"] * 3, {"a": 10})
    assert math.isnan(found.value)
    assert (found.low, found.high) == (0.0, 1.0)


def test_a_stratum_without_a_size_is_an_error() -> None:
    with pytest.raises(ValueError, match="b has no size"):
        stratified_ratio(np.ones(1, bool), np.ones(1, bool), ["b"], {"a": 1})


@given(arrays(bool, st.integers(2, 60)), st.integers(0, 2**32 - 1))
def test_equal_shares_of_points_and_area_are_a_plain_mean(right: np.ndarray, seed: int) -> None:
    strata = np.random.default_rng(seed).choice(["a", "b", "c"], len(right)).tolist()
    sizes = {name: 1000 * strata.count(name) for name in strata}
    found = stratified_ratio(right, np.ones(len(right), bool), strata, sizes)
    assert found.value == pytest.approx(right.mean())
    assert found.low <= found.value <= found.high
