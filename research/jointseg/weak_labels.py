"""Bounds of impervious and green shares of the pixels of real Sentinel-2 images.

Away from built-up ground nothing is impervious, but for narrow roads; in built-up ground there are gardens, so that
only its mean is bounded. Green is told by NDVI at both ends, whatever the product says.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...models.training.simulate.sensor import FloatImage
from ..places.atmosphere import corrected
from ..places.places import ndvi
from ..places.real_tile import Cover, RealTile
from .share_loss import SURFACES

AWAY = 2
"""Pixels around built-up ground of which nothing is known."""

GREEN_NDVI, BARE_NDVI = 0.7, 0.12
"""NDVI from which a pixel is mostly green, and below which nearly nothing of it is."""

_DENSE_NDVI = 0.75
_VALLEY = 0.15
"""Depth in NDVI from which a gap of one or two pixels may be a road."""

_MOSTLY, _NEARLY_NOTHING, _ROAD = 0.8, 0.05, 0.5
_HARDLY_SEALED = 0.3
_SEALED_BARE, _SEALED_GREEN = 0.6, 0.1
"""Share of a built-up block that is impervious at least, where NDVI is low and where it is high."""

_BRIGHT_NIR = 0.12
_CLOUD_BLUE = 0.35


@dataclass(frozen=True)
class WeakLabels:
    """Bounds of a tile.

    Attributes:
        low, high: Bounds of the shares [2, height, width], in the order of ``SURFACES``; 0 and 1 = nothing is known.
        built: Share that is impervious at least, on the average of a block, where ground is built-up with its gardens;
            0 elsewhere, [height, width].
    """

    low: FloatImage
    high: FloatImage
    built: FloatImage


def weak_labels(tile: RealTile) -> WeakLabels:
    """Bounds from a tile's product and its NDVI."""
    image = tile.image if tile.level == "L2A" else corrected(tile.image)
    index, near = ndvi(image), grow(tile.built, AWAY)
    low = np.zeros((len(SURFACES), *index.shape), dtype=np.float32)
    high = np.ones_like(low)
    high[0][~near] = 0.0
    high[0][~near & (_closed(index) - index > _VALLEY) & (tile.cover != Cover.WATER)] = _ROAD
    dense = (index > _DENSE_NDVI) & (image[3] > _BRIGHT_NIR)
    high[0][dense] = np.minimum(high[0][dense], _HARDLY_SEALED)
    low[1][(index > GREEN_NDVI) & (image[3] > _BRIGHT_NIR)] = _MOSTLY
    high[1][index < BARE_NDVI] = _NEARLY_NOTHING
    cloud = image[2] > _CLOUD_BLUE
    low[:, cloud], high[:, cloud] = 0.0, 1.0
    bare = np.clip((GREEN_NDVI - index) / (GREEN_NDVI - BARE_NDVI), 0.0, 1.0)
    least = _SEALED_GREEN + (_SEALED_BARE - _SEALED_GREEN) * bare
    built = np.where((tile.cover == Cover.BUILT) & ~cloud, least, 0.0).astype(np.float32)
    return WeakLabels(low, high, built)


def grow(mask: NDArray[np.bool_], pixels: int) -> NDArray[np.bool_]:
    """The mask and what is at most ``pixels`` away along rows and columns."""
    grown: NDArray[np.bool_] = _extreme(mask.astype(np.float32), pixels, np.maximum) > 0
    return grown


def _closed(values: FloatImage) -> FloatImage:
    """Fill gaps that are narrower than three pixels."""
    highest = _extreme(values, 1, np.maximum)
    return _extreme(highest, 1, np.minimum)


def _extreme(values: FloatImage, pixels: int, choose: np.ufunc) -> FloatImage:
    """Largest or smallest value in the square of 2 * pixels + 1 around each pixel."""
    for axis in (0, 1):
        padded = np.pad(values, [(pixels, pixels) if axis == n else (0, 0) for n in (0, 1)], mode="edge")
        windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * pixels + 1, axis=axis)
        values = choose.reduce(windows, axis=-1)
    return values
