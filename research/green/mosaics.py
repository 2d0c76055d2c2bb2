"""Training images of two sizes, from crops smaller than a tile.

Attention has a reach of 64 pixels, which extends beyond a crop of 154 m. Therefore half of the batches put crops side
by side; seams are excluded from the loss. As in use, some mosaics repeat one crop mirrored, which is how the engine
extends an input beyond its edge, and some cells are empty, which is how it shows nodata pixels.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from ...models.training.labels import UNKNOWN
from ...models.training.pairs.augment import FILL, Batch, jitter, veil
from ...models.training.pairs.resize import resize
from ..places.naip import GSD_M, Chip, green_label

CELL = 128
"""Side of a crop in pixels: all 256 pixels of a crop at the coarsest ground sampling distance."""

SEAM = 6
"""Pixels on each side of a seam that are excluded from the loss."""

_GROUND_SAMPLING_M = (0.8, 1.2)
_HAZY = 0.4


class Layout(NamedTuple):
    """Mosaics of ``cells`` x ``cells`` crops, ``images`` per batch, drawn with probability ``weight``."""

    cells: int
    images: int
    weight: float


_LAYOUTS = (Layout(1, 8, 0.5), Layout(2, 2, 0.5))


class MosaicSampler:
    """Random batches; the batch of a given step is always the same, so that an interrupted run can resume.

    Args:
        chips: Crops to draw from; each place is drawn in proportion to the square root of its number of crops.
        thresholds: NDVI threshold per place.
        seed: Seed of all randomness.
        layouts: Layouts to draw from.
    """

    def __init__(
        self,
        chips: Sequence[Chip],
        thresholds: dict[str, float],
        seed: int,
        layouts: Sequence[Layout] = _LAYOUTS,
    ) -> None:
        self._by_place: dict[str, list[Chip]] = defaultdict(list)
        for chip in chips:
            self._by_place[chip.place].append(chip)
        self._places = sorted(self._by_place)
        counts = np.sqrt([len(self._by_place[place]) for place in self._places])
        self._odds = counts / counts.sum()
        self._thresholds = thresholds
        self._seed = seed
        self._layouts = layouts

    def batch(self, step: int) -> Batch:
        """The batch of a step."""
        rng = np.random.default_rng((self._seed, step))
        layout = self._layouts[rng.choice(len(self._layouts), p=[item.weight for item in self._layouts])]
        pairs = [self._mosaic(layout.cells, rng) for _ in range(layout.images)]
        images, labels = zip(*pairs, strict=True)
        return Batch(torch.stack(images), torch.stack(labels))

    def _mosaic(self, cells: int, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
        side = cells * CELL
        image = torch.full((3, side, side), FILL)
        label = torch.full((side, side), UNKNOWN)
        filled = torch.zeros(side, side, dtype=torch.bool)
        share = 1.0 if rng.random() < 0.7 else rng.uniform(0.1, 0.9)
        metres = rng.uniform(*_GROUND_SAMPLING_M)
        # Half of the mosaics show one city only, as a real tile does.
        place = self._draw_place(rng) if rng.random() < 0.5 else None
        first = rng.integers(cells * cells)
        mirrored = self._crop(self._draw_place(rng), metres, rng) if rng.random() < 0.2 else None
        for cell in range(cells * cells):
            if cell != first and rng.random() > share:
                continue
            row, column = divmod(cell, cells)
            if mirrored:
                axes = [-2] * (row % 2) + [-1] * (column % 2)
                crop, crop_label = (item.flip(axes) for item in mirrored)
            else:
                crop, crop_label = self._crop(place or self._draw_place(rng), metres, rng)
            top, left = CELL * row, CELL * column
            inner = slice(SEAM, CELL - SEAM)
            window = (slice(top, top + CELL), slice(left, left + CELL))
            image[:, window[0], window[1]] = crop
            label[window][inner, inner] = crop_label[inner, inner]
            filled[window] = True
        # Strong changes throughout cost accuracy, at home and elsewhere; none at all would fail in other light.
        image = jitter(image, filled, rng, rng.random())
        if rng.random() < _HAZY:
            image = veil(image, rng)
        return torch.where(filled, image, FILL), label

    def _draw_place(self, rng: np.random.Generator) -> str:
        return self._places[rng.choice(len(self._places), p=self._odds)]

    def _crop(self, place: str, metres: float, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
        """A random patch of a random crop, turned and mirrored: RGB 0-1 [3, CELL, CELL] and its label."""
        chips = self._by_place[place]
        crop = chips[rng.integers(len(chips))].image
        source = min(round(CELL * metres / GSD_M), *crop.shape[1:])
        top, left = (rng.integers(size - source + 1) for size in crop.shape[1:])
        image = resize(crop[:, top : top + source, left : left + source], (CELL, CELL))
        image = torch.rot90(image, int(rng.integers(4)), (1, 2))
        if rng.random() < 0.5:
            image = image.flip(2)
        return image[:3] / 255, green_label(image, self._thresholds[place])
