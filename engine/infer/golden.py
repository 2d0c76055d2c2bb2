"""The golden tile: an input that every machine generates identically, and a summary of the network's output for it.

The summary is stored in the model card at export. A session repeats it, and so detects a device that computes wrongly
before it maps anything.
"""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...contract.card import GOLDEN_BLOCKS as BLOCKS
from ...contract.card import ModelCard


def golden_input(card: ModelCard) -> NDArray[Any]:
    """The golden tile of a model: a ramp, a checkerboard of 8 pixels and a hash texture, with other phases per band.

    Integer arithmetic only, so that every platform and every version of numpy computes the same numbers.

    Returns:
        [1, C, tile, tile] of the card's data type. uint8: 0-255. uint16: 0-4080, the usual range of reflectance
        x 10000. float32: the numbers whose physical value (number * scale + offset) lies within 0-1.
    """
    y, x = np.mgrid[0 : card.tile, 0 : card.tile].astype(np.uint64)
    # One byte each from the start: the large tiles of foreign models would otherwise need gigabytes.
    levels = np.stack([_levels(x, y, band, card.tile).astype(np.uint8) for band in range(len(card.bands))])[None]
    if card.data_type == "uint8":
        return levels
    if card.data_type == "uint16":
        return levels.astype(np.uint16) * np.uint16(16)
    scale, offset = (
        np.array([getattr(band, name) for band in card.bands]).reshape(1, -1, 1, 1) for name in ("scale", "offset")
    )
    return ((levels / 255.0 - offset) / scale).astype(np.float32)


def _levels(x: NDArray[np.uint64], y: NDArray[np.uint64], band: int, tile: int) -> NDArray[np.uint64]:
    """One band of the golden tile, 0-255: ramp up to 127, checkerboard of 64, texture up to 63."""
    ramp = (x + y * np.uint64(2 + band)) * np.uint64(127) // np.uint64((3 + band) * tile)
    board = ((x // np.uint64(8) + y // np.uint64(8) + np.uint64(band)) & np.uint64(1)) * np.uint64(64)
    # Knuth's multiplicative hash, kept within 32 bits: neighbouring pixels have unrelated numbers.
    mixed = (x * np.uint64(7919) + y * np.uint64(104729) + np.uint64(band * 1299709)) & np.uint64(0xFFFFFFFF)
    texture = ((mixed * np.uint64(2654435761) & np.uint64(0xFFFFFFFF)) >> np.uint64(16)) & np.uint64(63)
    return ramp + board + texture


def block_means(output: NDArray[np.uint8]) -> tuple[float, ...]:
    """Means over 4 x 4 blocks of one tile's output, row by row, channel by channel.

    Args:
        output: Output of one tile, [1, K, H, W], 0-255.
    """
    _, channels, height, width = output.shape
    rows, columns = ([i * side // BLOCKS for i in range(BLOCKS + 1)] for side in (height, width))
    return tuple(
        round(float(output[0, channel, top:bottom, left:right].mean()), 3)
        for channel in range(channels)
        for top, bottom in itertools.pairwise(rows)
        for left, right in itertools.pairwise(columns)
    )
