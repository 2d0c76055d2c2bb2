"""The median over dates: equal to numpy's, for every pattern of clouds."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from onemetre.engine.imagery.median import median, network


def by_numpy(planes: np.ndarray) -> np.ndarray:
    values = np.where(planes == 0, np.nan, planes.astype(float))
    with np.errstate(all="ignore"):
        found = np.array([[np.nanmedian(c) if np.isfinite(c).any() else 0 for c in row] for row in values.T]).T
    return np.floor(found + 0.5).astype(np.uint16)


@given(
    arrays(
        np.uint16,
        st.tuples(st.integers(1, 9), st.integers(1, 3), st.integers(1, 3)),
        elements=st.one_of(st.just(0), st.integers(0, 65535), st.integers(1, 4)),
    )
)
def test_it_is_the_median_of_what_is_seen(planes: np.ndarray) -> None:
    found, counts = median(planes)
    assert (found == by_numpy(planes)).all()
    assert (counts == (planes > 0).sum(axis=0)).all()


def test_threads_and_blocks_change_nothing() -> None:
    rng = np.random.default_rng(1)
    planes = rng.integers(0, 9000, (12, 300, 40), dtype=np.uint16) * (rng.random((12, 300, 40)) < 0.65).astype(
        np.uint16
    )
    one, two = median(planes, 1), median(planes, 2)
    assert all((a == b).all() for a, b in zip(one, two, strict=True))
    assert (one[0] == by_numpy(planes)).all()


@pytest.mark.parametrize("length", range(1, 9))
def test_the_network_sorts_all_zeros_and_ones(length: int) -> None:
    """A network that sorts all sequences of two values sorts every sequence (Knuth, theorem Z)."""
    for values in itertools.product((0, 1), repeat=length):
        line = list(values)
        for low, high in network(length):
            assert low < high < length
            line[low], line[high] = min(line[low], line[high]), max(line[low], line[high])
        assert line == sorted(values)


def test_no_date_has_no_median() -> None:
    with pytest.raises(ValueError, match="0 dates"):
        median(np.empty((0, 2, 2), np.uint16))
