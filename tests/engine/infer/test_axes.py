"""Order of the axes, recognised by the sizes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onemetre.engine.infer.axes import (
    channels_are_last,
    channels_first,
    map_channels_are_last,
    to_first,
    to_last,
)

SIZE = st.none() | st.integers(1, 600)


@pytest.mark.parametrize(
    ("shape", "last"),
    [
        ([None, 3, 64, 64], False),
        ([1, 3, None, None], False),
        ([None, 64, 64, 3], True),
        ([None, None, None, 9], True),
        ([1, 64, 64, 1], True),
        # What fits both is what PyTorch writes; what fits neither is refused later.
        ([1, 3, 3, 3], False),
        ([1, 64, 128, 3], False),
        ([1, None, None, None], False),
        ([1, 64, 64], False),
    ],
)
def test_the_order_of_an_image_follows_from_its_sizes(shape: list[int | None], last: bool) -> None:
    assert channels_are_last(shape) == last


@pytest.mark.parametrize(
    ("shape", "image_last", "last"),
    [
        ([None, 2, 64, 64], False, False),
        ([None, 2, 64, 64], True, False),
        ([None, 64, 64, 2], False, True),
        ([None, 64, 64, 2], True, True),
        ([None, None, None, 9], True, True),
        # Rows of unknown and columns of known size, from an exporter that lost some of them.
        ([None, None, None, 512], False, False),
        ([None, None, None, None], True, True),
        ([None, None, None, None], False, False),
        ([None, 64, 64], True, False),
    ],
)
def test_the_order_of_a_map_follows_from_its_sizes_and_the_image(
    shape: list[int | None], image_last: bool, last: bool
) -> None:
    assert map_channels_are_last(shape, image_last=image_last) == last


@given(st.tuples(SIZE, SIZE, SIZE))
def test_an_image_is_recognised_in_both_orders_or_fits_both(sizes: tuple[int | None, int | None, int | None]) -> None:
    batch, channels, side = sizes
    if channels is None or channels == side:
        return
    assert not channels_are_last([batch, channels, side, side])
    assert channels_are_last([batch, side, side, channels])
    assert channels_first([batch, side, side, channels], last=True) == [batch, channels, side, side]


@given(st.integers(1, 3), st.integers(1, 4), st.integers(1, 5), st.integers(1, 5))
def test_there_and_back_is_the_same(batch: int, channels: int, rows: int, columns: int) -> None:
    tiles = np.arange(batch * channels * rows * columns).reshape(batch, channels, rows, columns)
    last = to_last(tiles)
    assert last.shape == (batch, rows, columns, channels)
    assert last[-1, 0, -1, 0] == tiles[-1, 0, 0, -1]
    np.testing.assert_array_equal(to_first(last), tiles)
