"""Training images of two sizes, from crops smaller than a tile.

Attention has a reach of 64 pixels, which extends beyond a crop of 154 m. Therefore half of the batches put crops side
by side; seams are excluded from the loss. As in use, some mosaics repeat one crop mirrored, which is how the engine
extends an input beyond its edge, and some cells are empty, which is how it shows nodata pixels.

Over the mosaics are drawn, where the options say so: water, grey crowns, cast shadows, another light, haze, and the
darkness or the histogram stretch of imagery with more than 8 bits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from ...models.training.labels import UNKNOWN, Green
from ...models.training.pairs.augment import FILL, Batch, jitter, usual_brightness, veil
from ...models.training.pairs.resize import resize
from ..places.naip import GSD_M, UNDECIDED_NDVI, Chip, green_label
from ..places.ndvi_thresholds import DARK
from ..places.places import ndvi
from .recolour import draw_water, grey_crowns
from .scenes import Scene
from .shadows import cast_shadows

CELL = 128
"""Side of a crop in pixels: all 256 pixels of a crop at 1.2 m."""

SEAM = 6
"""Pixels on each side of a seam that are excluded from the loss."""

_CROP_AREA_M2 = (256 * GSD_M) ** 2
_DARKENED = (0.25, 0.7)


class Layout(NamedTuple):
    """Mosaics of ``cells`` x ``cells`` crops, ``images`` per batch, drawn with probability ``weight``."""

    cells: int
    images: int
    weight: float


_LAYOUTS = (Layout(1, 8, 0.5), Layout(2, 2, 0.5))


class Drawing(NamedTuple):
    """What is drawn over the mosaics: the shares of them, 0-1, and the ground sampling distances.

    Attributes:
        metres: Ground sampling distance, lowest and highest.
        water: Share with a flooded part.
        grey: Share with grey and violet crowns.
        shadows: Share with cast shadows.
        hazy: Share under haze.
        dark: Share that is darkened as a whole.
        stretched: Share that is brought to the usual brightness afterwards, as the engine does with more than 8 bits.
        doubt_dark: Whether green pixels that are dark in red and near infrared are left out of the loss: two numbers
            near the sensor's noise make no NDVI.
        below: Distance of the NDVI below the threshold up to which a pixel is not certainly other: rims of crowns are
            mixed pixels, and thresholds differ from city to city.
    """

    metres: tuple[float, float] = (0.5, 1.5)
    water: float = 0.12
    grey: float = 0.3
    shadows: float = 0.6
    hazy: float = 0.4
    dark: float = 0.1
    stretched: float = 0.15
    doubt_dark: bool = True
    below: float = UNDECIDED_NDVI


DRAWN = Drawing()

PLAIN = Drawing((0.8, 1.2), 0.0, 0.0, 0.0, 0.4, 0.0, 0.0, doubt_dark=False)
"""The drawing that ugsnet-light.naip_v3 was trained with."""


class MosaicSampler:
    """Random batches; the batch of a given step is always the same, so that an interrupted run can resume.

    Args:
        chips: Crops to draw from; each place is drawn in proportion to the square root of its number of crops.
        thresholds: NDVI threshold per place.
        seed: Seed of all randomness.
        layouts: Layouts to draw from.
        drawing: What is drawn over the mosaics.
        scenes: Larger images; a place is drawn in proportion to the square root of its labelled area.
    """

    def __init__(
        self,
        chips: Sequence[Chip],
        thresholds: dict[str, float],
        seed: int,
        layouts: Sequence[Layout] = _LAYOUTS,
        drawing: Drawing = DRAWN,
        scenes: Sequence[Scene] = (),
    ) -> None:
        self._by_place: dict[str, list[Chip | Scene]] = defaultdict(list)
        area: dict[str, float] = defaultdict(float)
        items: list[Chip | Scene] = [*chips, *scenes]
        for item in items:
            self._by_place[item.place].append(item)
            area[item.place] += item.known if isinstance(item, Scene) else _CROP_AREA_M2
        self._places = sorted(self._by_place)
        self._drawing = drawing
        counts = np.sqrt([area[place] for place in self._places])
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
        metres = rng.uniform(*self._drawing.metres)
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
        image, label = self._draw_over(image, label, filled, rng)
        return torch.where(filled, image, FILL), label

    def _draw_over(
        self, image: Tensor, label: Tensor, filled: Tensor, rng: np.random.Generator
    ) -> tuple[Tensor, Tensor]:
        drawing = self._drawing
        if rng.random() < drawing.water:
            image, label = draw_water(image, label, rng, Green.OTHER, UNKNOWN)
        green = label == Green.GREEN
        if rng.random() < drawing.grey:
            image = grey_crowns(image, green, rng)
        if rng.random() < drawing.shadows:
            image = cast_shadows(image, green, rng)
        # Strong changes throughout cost accuracy, at home and elsewhere; none at all would fail in other light.
        image = jitter(image, filled, rng, rng.random())
        if rng.random() < drawing.hazy:
            image = veil(image, rng)
        if rng.random() < drawing.dark:
            image = image * rng.uniform(*_DARKENED)
        if rng.random() < drawing.stretched:
            image = usual_brightness(image, filled)
        return image, label

    def _draw_place(self, rng: np.random.Generator) -> str:
        return self._places[rng.choice(len(self._places), p=self._odds)]

    def _crop(self, place: str, metres: float, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
        """A random patch of a random crop, turned and mirrored: RGB 0-1 [3, CELL, CELL] and its label."""
        items = self._by_place[place]
        weights = np.array([item.known if isinstance(item, Scene) else _CROP_AREA_M2 for item in items])
        item = items[rng.choice(len(items), p=weights / weights.sum())]
        spacing = item.metres if isinstance(item, Scene) else GSD_M
        source = min(round(CELL * metres / spacing), *item.image.shape[1:])
        # A crop that is smaller than the cell is mirrored, once: the smallest are shown at a finer sampling.
        side = min(CELL, max(CELL // 2 + 1, round(source * spacing / metres)))
        top, left = (int(rng.integers(size - source + 1)) for size in item.image.shape[1:])
        image, label = self._window(item, top, left, source, side)
        turns, flip = int(rng.integers(4)), rng.random() < 0.5
        image, label = (torch.rot90(pixels, turns, (-2, -1)) for pixels in (image, label))
        if flip:
            image, label = image.flip(-1), label.flip(-1)
        rim = (0, CELL - side, 0, CELL - side)
        image = F.pad(image[None], rim, mode="reflect")[0]
        label = F.pad(label[None, None].float(), rim, mode="reflect")[0, 0].long()
        return image / 255, label

    def _window(self, item: Chip | Scene, top: int, left: int, source: int, side: int) -> tuple[Tensor, Tensor]:
        if isinstance(item, Scene):
            return item.window(top, left, source, side)
        image = resize(item.image[:, top : top + source, left : left + source], (side, side))
        threshold = self._thresholds[item.place]
        label = green_label(image, threshold)
        index = torch.from_numpy(ndvi(image.numpy()))
        label[(label == Green.OTHER) & (index > threshold - self._drawing.below)] = UNKNOWN
        if self._drawing.doubt_dark:
            label[(label == Green.GREEN) & (image[[0, 3]].amax(dim=0) <= DARK)] = UNKNOWN
        return image[:3], label
