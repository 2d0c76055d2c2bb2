"""Batches of a user's drawn samples and of images without labels, from windows in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ..labels import UNKNOWN
from ..pairs.augment import FILL, Batch, jitter
from ..pairs.folders import Pair
from ..pairs.kept_pairs import start_of
from ..pairs.pair_sampler import turned, window_of


@dataclass(frozen=True)
class Sample(Pair):
    """A drawn polygon in the image around it.

    A polygon that is larger than a window is several samples. Other polygons in the window are 255 here, so that a fold
    that leaves them out does not see them.

    Attributes:
        image: [bands, height, width] in the numbers that the model's card asks for.
        label: As large as the model's map of the image.
        polygon: Its number.
        value: Its class; what ``label`` is inside the polygon. Elsewhere, and where there is no data, it is 255.
    """

    image: NDArray[Any]
    polygon: int
    value: int


Crop = Callable[[Sample, int, np.random.Generator], tuple[Tensor, Tensor]]
"""A random view of a sample and its labels: of a sample, the side of the view, and the source of randomness."""


def aerial_crop(sample: Sample, side: int, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
    """A crop of an 8-bit image around a pixel of the polygon, turned, mirrored and slightly changed in colour.

    Args:
        sample: Its label has the size of its image.
        side: Pixels; what lies beyond the image is filled as the engine fills pixels without data.
        rng: Source of randomness.

    Returns:
        Image [3, side, side], 0-1, and label int64 [side, side].
    """
    known = np.flatnonzero(sample.label != UNKNOWN)
    place = np.unravel_index(known[rng.integers(len(known))], sample.label.shape)
    top, left = (start_of(int(at), size, side, rng) for at, size in zip(place, sample.label.shape, strict=True))
    image, label, inside = _turned_window(sample, top, left, side, rng)
    changed = jitter(image, inside, rng, 0.5 * rng.random() ** 2)
    return torch.where(inside, changed, FILL), label


class SampleSampler:
    """Crops that hold a part of a polygon; every class is as frequent as the others, and every polygon in its class.

    Batch ``step`` is always the same one.

    Args:
        samples: At least one, each with a pixel of its class.
        batch: Crops in a batch.
        side: Of a crop, pixels.
        seed: Of all randomness.
        crop: Makes one.
    """

    def __init__(self, samples: Sequence[Sample], batch: int, side: int, seed: int, crop: Crop = aerial_crop) -> None:
        self._batch, self._side, self._seed, self._view = batch, side, seed, crop
        self._classes: dict[int, dict[int, list[Sample]]] = defaultdict(lambda: defaultdict(list))
        for sample in samples:
            self._classes[sample.value][sample.polygon].append(sample)

    def batch(self, step: int) -> Batch:
        """The batch of a step."""
        rng = np.random.default_rng((self._seed, step, 2))
        values = sorted(self._classes)
        # In turn and not by chance: a batch of one class only pulls all pixels towards it.
        first = int(rng.integers(len(values)))
        crops = [self._crop(values[(first + i) % len(values)], rng) for i in range(self._batch)]
        images, labels = zip(*crops, strict=True)
        return Batch(torch.stack(images), torch.stack(labels))

    def _crop(self, value: int, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
        polygons = self._classes[value]
        parts = polygons[sorted(polygons)[rng.integers(len(polygons))]]
        return self._view(parts[rng.integers(len(parts))], self._side, rng)


class WindowSampler:
    """Crops of images without labels, turned and mirrored; batch ``step`` is always the same one.

    Args:
        images: uint8 [3, height, width] each, red, green, blue.
        batch, side, seed: As for :class:`SampleSampler`.
    """

    def __init__(self, images: Sequence[NDArray[np.uint8]], batch: int, side: int, seed: int) -> None:
        self._pairs = [Pair("", image, np.full(image.shape[1:], UNKNOWN, dtype=np.uint8)) for image in images]
        self._batch, self._side, self._seed = batch, side, seed

    def batch(self, step: int) -> Tensor:
        """The batch of a step."""
        rng = np.random.default_rng((self._seed, step, 3))
        return torch.stack([self._crop(rng) for _ in range(self._batch)])

    def _crop(self, rng: np.random.Generator) -> Tensor:
        pair = self._pairs[rng.integers(len(self._pairs))]
        top, left = (int(rng.integers(max(0, size - self._side) + 1)) for size in pair.label.shape)
        return _turned_window(pair, top, left, self._side, rng)[0]


def _turned_window(pair: Pair, top: int, left: int, side: int, rng: np.random.Generator) -> tuple[Tensor, ...]:
    """See :func:`.pair_sampler.window_of`."""
    turns, mirrored = int(rng.integers(4)), rng.random() < 0.5
    return tuple(
        turned(torch.from_numpy(array), turns, mirrored=mirrored) for array in window_of(pair, top, left, side)
    )
