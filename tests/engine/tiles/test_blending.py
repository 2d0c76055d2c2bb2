from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from onemetre.engine.raster.grid import Window
from onemetre.engine.tiles.blending import BandBlender
from onemetre.engine.tiles.lattice import Lattice, Tile


def blend_all(
    lattice: Lattice, window: Window, image: NDArray[np.generic], order: int = 1
) -> tuple[NDArray[np.generic], int]:
    """Blend tiles that are cut out of one image on the whole lattice; gives the window's values and their weight."""
    blender = BandBlender(lattice, window, image.shape[0], image.dtype)
    rows = []
    factor = lattice.factor
    for row in lattice.span(window.row, window.height):
        for tile in [Tile(col, row) for col in lattice.span(window.col, window.width)][::order]:
            inner = lattice.interior(tile).scaled(factor)
            # The image's origin is 100 input pixels up and left of the grid's, so that all tiles lie inside.
            origin = 100 * factor
            rows_, cols = (
                slice(inner.row + origin, inner.bottom + origin),
                slice(inner.col + origin, inner.right + origin),
            )
            blender.add(tile, image[:, rows_, cols])
        top, height = lattice.band(row)
        done = blender.final.copy()
        blender.advance()
        first, last = max(top, window.row), min(top + height, window.bottom)
        rows.append(done[:, max(0, first - top) * factor : max(0, last - top) * factor])
    return np.concatenate(rows, axis=1), blender.weight


@settings(max_examples=40, deadline=None)
@given(
    st.integers(4, 16),
    st.integers(0, 4),
    st.sampled_from([1, 3]),
    st.integers(0, 40),
    st.integers(0, 40),
    st.integers(1, 40),
    st.integers(1, 40),
    st.sampled_from(["uint8", "uint16"]),
)
def test_tiles_that_agree_give_exactly_their_values(
    stride: int, blend: int, factor: int, col: int, row: int, width: int, height: int, dtype: str
) -> None:
    lattice = Lattice(stride + blend + 4, 2, blend, factor)
    side = 200 * factor
    image = np.random.default_rng(stride).integers(0, np.iinfo(dtype).max + 1, (2, side, side), dtype=dtype)
    window = Window(col, row, width, height)
    sums, weight = blend_all(lattice, window, image)
    wanted = image[:, (row + 100) * factor : (row + 100 + height) * factor, (col + 100) * factor :][
        :, :, : width * factor
    ]
    assert (sums == wanted.astype(np.uint32) * weight).all()


def test_the_order_of_the_tiles_does_not_matter() -> None:
    lattice = Lattice(24, 2, 6, 2)
    image = np.random.default_rng(0).integers(0, 256, (1, 400, 400), dtype=np.uint8)
    window = Window(3, 5, 60, 50)
    assert (blend_all(lattice, window, image)[0] == blend_all(lattice, window, image, order=-1)[0]).all()


@pytest.mark.parametrize("blend", [1, 4, 8])
def test_tiles_that_differ_are_faded_into_each_other(blend: int) -> None:
    lattice = Lattice(16 + blend, 0, blend, 1)
    window = Window(0, 0, 48, 16 - blend)
    blender = BandBlender(lattice, window, 1, np.dtype(np.uint8))
    side = lattice.tile
    for col in lattice.span(0, 48):
        blender.add(Tile(col, 0), np.full((1, side, side), 200 if col % 2 else 100, np.uint8))
    line = blender.final[0, blend] / blender.weight
    assert line.min() == 100
    assert line.max() == 200
    assert np.abs(np.diff(line)).max() <= 100 / blend + 100 / 16
