from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onemetre.contract.errors import ModelError
from onemetre.engine.tiles.lattice import FULL_WEIGHT, Lattice, Tile


@st.composite
def lattices(draw: st.DrawFn) -> Lattice:
    stride = draw(st.integers(1, 24))
    blend = draw(st.integers(0, stride))
    halo = draw(st.integers(0, 8))
    return Lattice(stride + blend + 2 * halo, halo, blend, draw(st.sampled_from([1, 2, 5])))


@given(lattices(), st.integers(-50, 50), st.integers(1, 80))
def test_the_weights_of_every_pixel_sum_to_one_whole(lattice: Lattice, start: int, length: int) -> None:
    total = np.zeros(length * lattice.factor, int)
    axis = lattice.axis_weights()
    for index in lattice.span(start, length):
        first = (lattice.interior(Tile(index, 0)).col - start) * lattice.factor
        for offset, weight in enumerate(axis):
            if 0 <= first + offset < len(total):
                total[first + offset] += weight
    assert (total**2 == FULL_WEIGHT).all()


@given(lattices(), st.integers(-50, 50), st.integers(1, 80))
def test_the_span_has_all_tiles_that_meet_the_stretch_and_no_other(lattice: Lattice, start: int, length: int) -> None:
    def meets(index: int) -> bool:
        inner = lattice.interior(Tile(index, 0))
        return inner.col < start + length and inner.right > start

    span = lattice.span(start, length)
    assert all(map(meets, span))
    assert not meets(span.start - 1)
    assert not meets(span.stop)


@given(lattices(), st.integers(-5, 5))
def test_the_bands_of_all_rows_are_a_partition(lattice: Lattice, row: int) -> None:
    top, height = lattice.band(row)
    assert lattice.band(row + 1)[0] == top + height
    # A band is final after its row of tiles: the next row's interior begins where the band ends.
    assert lattice.interior(Tile(0, row + 1)).row == top + height


@given(lattices(), st.integers(-9, 9), st.integers(-9, 9))
def test_the_network_sees_the_interior_and_the_halo(lattice: Lattice, col: int, row: int) -> None:
    tile = Tile(col, row)
    seen = lattice.input_window(tile)
    assert (seen.width, seen.height) == (lattice.tile, lattice.tile)
    assert seen == lattice.interior(tile).expanded(lattice.halo)


def test_cross_fading_over_more_than_the_distance_of_tiles_is_refused() -> None:
    with pytest.raises(ModelError, match="cross-faded"):
        Lattice(tile=30, halo=0, blend=20, factor=1)
