"""Batches of crops from pairs of 1 m images and labels."""

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
"""Side of a crop in pixels: four times the reach of ugsnet-light's attention in one direction."""


class PairSampler:
    """Random crops, turned, mirrored and relit; the batch of a given step is always the same.

    Args:
        pairs: Source of the pairs.
        images: Images per batch.
        seed: Seed of all randomness.
        side: Side of a crop in pixels.
    """

    def __init__(self, pairs: PairSource, images: int, seed: int, side: int = SIDE) -> None:
        self._pairs = pairs
        self._images = images
        self._seed = seed
        self._side = side

    def batch(self, step: int) -> Batch:
        """The batch of a step; each crop contains a pixel of known class."""
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
    """Cut a square from a pair; it may extend beyond the lower and right edges.

    Returns:
        Image [3, side, side], 0-1, label [side, side], and mask of the image [side, side]; outside it the image is
        filled as the engine fills nodata pixels, and the label is UNKNOWN.
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
    """Turn the last two axes by quarter turns, then mirror left to right."""
    array = torch.rot90(array, turns, (-2, -1))
    return (array.flip(-1) if mirrored else array).contiguous()
