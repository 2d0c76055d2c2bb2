from __future__ import annotations

import hashlib
from dataclasses import replace

import numpy as np
import pytest

from onemetre.contract.card import CardBand, CardClass, ModelCard
from onemetre.engine.infer.golden import block_means, golden_input

CARD = ModelCard(
    name="toy",
    title="Toy",
    bands=(CardBand(role="red"), CardBand(role="green")),
    resolution=1.0,
    tile=64,
    classes=(
        CardClass(value=0, name="no", title="No", color="#000000"),
        CardClass(value=1, name="yes", title="Yes", color="#ffffff"),
    ),
)


def test_is_the_same_on_every_machine():
    digest = hashlib.sha256(golden_input(CARD).tobytes()).hexdigest()
    assert digest == "7198722d3d517dc1b99716850dc851584aabc428d758e43692bf7d380b84b2cf", (
        "cards in the field hold results of the old golden tile"
    )


def test_fills_the_range_of_bytes_with_texture():
    tile = golden_input(CARD)
    assert tile.shape == (1, 2, 64, 64)
    assert tile.dtype == np.uint8
    assert tile.min() < 20
    assert tile.max() > 230
    assert len(np.unique(tile)) > 200
    assert not np.array_equal(tile[0, 0], tile[0, 1])


def test_reflectance_stays_plausible():
    tile = golden_input(replace(CARD, data_type="uint16"))
    assert tile.dtype == np.uint16
    assert 3000 < tile.max() <= 4080


def test_floats_have_physical_values_within_0_and_1():
    bands = (CardBand(role="red", scale=0.5, offset=-0.1), CardBand(role="green", scale=2.0, offset=0.3))
    tile = golden_input(replace(CARD, data_type="float32", bands=bands))
    assert tile.dtype == np.float32
    for band, numbers in zip(bands, tile[0], strict=True):
        physical = numbers * band.scale + band.offset
        assert -1e-6 < physical.min() < 0.1
        assert 0.9 < physical.max() < 1 + 1e-6


def test_block_means_go_row_by_row_and_channel_by_channel():
    blocks = np.arange(32, dtype=np.uint8).reshape(1, 2, 4, 4)
    assert block_means(blocks.repeat(5, 2).repeat(5, 3)) == tuple(map(float, range(32)))


def test_block_means_take_every_pixel_of_a_tile_that_does_not_divide_by_four():
    output = np.zeros((1, 1, 10, 10), np.uint8)
    output[..., -1, -1] = 90
    means = block_means(output)
    assert len(means) == 16
    assert means[-1] == pytest.approx(90 / 9)
    assert sum(means[:-1]) == 0
