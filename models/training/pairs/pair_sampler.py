"""Batches of 1 m images from pairs of images and labels on disk."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ..labels import UNKNOWN
from .augment import FILL, Batch, jitter
from .folders import Pair
from .kept_pairs import PairSource, corner_near_known

SIDE = 256
"""Pixels of a crop along an axis: four times what the attention of ugsnet-light looks in one direction."""


class PairSampler:
    """Random crops, turned, mirrored and in other light; batch ``step`` is always the same one.

    Args:
        pairs: What to draw from.
        images: In a batch.
        seed: Of all randomness.
        side: Of a crop, pixels.
    """

    def __init__(self, pairs: PairSource, images: int, seed: int, side: int = SIDE) -> None:
        self._pairs = pairs
        self._images = images
        self._seed = seed
        self._side = side

    def batch(self, step: int) -> Batch:
        """The batch of a step; each crop has a pixel whose class is known."""
        rng = np.random.default_rng((self._seed, step))
        crops = [self._crop(rng) for _ in range(self._images)]
        images, labels = zip(*crops, strict=True)
        return Batch(torch.stack(images), torch.stack(labels))

    def _crop(self, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
        pair = self._pairs.draw(rng)
        top, left = corner_near_known(pair.label, self._side, rng)
        turns, mirrored = int(rng.integers(4)), rng.random() < 0.5
        image, label, inside = (
            turned(torch.from_numpy(array), turns, mirrored=mirrored)
            for array in window_of(pair, top, left, self._side)
        )
        # Mostly weak changes: strong ones cost accuracy at home, none at all would cost it elsewhere.
        changed = jitter(image, inside, rng, rng.random() ** 2)
        return torch.where(inside, changed, FILL), label


def window_of(
    pair: Pair, top: int, left: int, side: int
) -> tuple[NDArray[np.float32], NDArray[np.int64], NDArray[np.bool_]]:
    """A square of a pair that may reach beyond its lower and right edge.

    Returns:
        The image [3, side, side], 0-1, the label [side, side], and where the image is [side, side]; elsewhere the image
        is filled as the engine fills pixels without data, and the label is UNKNOWN.
    """
    window = slice(top, top + side), slice(left, left + side)
    label = pair.label[window]
    height, width = label.shape
    image = np.full((3, side, side), FILL, dtype=np.float32)
    image[:, :height, :width] = pair.image[:, window[0], window[1]] / np.float32(255)
    whole = np.full((side, side), UNKNOWN, dtype=np.int64)
    whole[:height, :width] = label
    inside = np.zeros((side, side), dtype=np.bool_)
    inside[:height, :width] = True
    return image, whole, inside


def turned(array: Tensor, turns: int, *, mirrored: bool) -> Tensor:
    """Quarter turns of the last two axes, then left for right."""
    array = torch.rot90(array, turns, (-2, -1))
    return (array.flip(-1) if mirrored else array).contiguous()
