"""Batches of drawn samples and of images without labels, cut from windows in memory."""

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
    """A drawn polygon and the image around it.

    A polygon larger than a window becomes several samples. Other polygons in the window are 255 here, so that a fold
    that holds them out does not see them.

    Attributes:
        image: [bands, height, width] in the raster numbers that the model's card asks for.
        label: Labels of the same size as the model's map of the image.
        polygon: Number of the polygon.
        value: Class of the polygon, which ``label`` has inside it; outside it and at nodata ``label`` is 255.
    """

    image: NDArray[Any]
    polygon: int
    value: int


Crop = Callable[[Sample, int, np.random.Generator], tuple[Tensor, Tensor]]
"""Returns a random view of a sample and its labels, from the sample, the side of the view and a random generator."""


def aerial_crop(sample: Sample, side: int, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
    """Crop an 8-bit image around a pixel of the polygon, then turn, mirror and slightly recolour it.

    Args:
        sample: Sample whose label has the size of its image.
        side: Side of the crop in pixels; beyond the image it is filled as the engine fills nodata pixels.
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
    """Crops that each contain part of a polygon; classes are equally frequent, and so are the polygons of a class.

    The batch of a given step is always the same.

    Args:
        samples: At least one sample, each with a pixel of its class.
        batch: Crops per batch.
        side: Side of a crop in pixels.
        seed: Seed of all randomness.
        crop: Function that cuts a crop from a sample.
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
        # Classes take turns instead of being drawn: a batch of a single class pulls all pixels towards it.
        first = int(rng.integers(len(values)))
        crops = [self._crop(values[(first + i) % len(values)], rng) for i in range(self._batch)]
        images, labels = zip(*crops, strict=True)
        return Batch(torch.stack(images), torch.stack(labels))

    def _crop(self, value: int, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
        polygons = self._classes[value]
        parts = polygons[sorted(polygons)[rng.integers(len(polygons))]]
        return self._view(parts[rng.integers(len(parts))], self._side, rng)


class WindowSampler:
    """Crops of images without labels, turned and mirrored; the batch of a given step is always the same.

    Args:
        images: Images, each uint8 [3, height, width]: red, green, blue.
        batch: Crops per batch.
        side: Side of a crop in pixels.
        seed: Seed of all randomness.
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
    """Apply :func:`.pair_sampler.window_of` with a random turn and mirroring."""
    turns, mirrored = int(rng.integers(4)), rng.random() < 0.5
    return tuple(
        turned(torch.from_numpy(array), turns, mirrored=mirrored) for array in window_of(pair, top, left, side)
    )
