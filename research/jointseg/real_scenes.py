"""Endless pieces of real Sentinel-2 images with weak labels, in changing light and air."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from ...contract.errors import SourceError
from ...models.training.simulate.sensor import FloatImage
from ..places.atmosphere import corrected, to_top
from ..places.eurosat import load_eurosat
from ..places.real_tile import Cover, RealTile
from ..places.worldcover import LEARNED, load_worldcover
from .share_loss import ShareBounds
from .weak_labels import WeakLabels, weak_labels

COVER_SHARES = {
    Cover.BARE: 0.22,
    Cover.CROP: 0.20,
    Cover.BUILT: 0.20,
    Cover.WATER: 0.14,
    Cover.GRASS: 0.08,
    Cover.TREE: 0.08,
    Cover.SHRUB: 0.05,
    Cover.WETLAND: 0.03,
}
"""Frequencies of the land cover around which a piece is cut: what is rare is drawn more often than it occurs."""

PATCH_SHARE = 0.2
"""Frequency of EuroSAT's patches, which are drawn whatever their cover is."""

HAZE_SHARE = 0.25
"""Frequency with which a corrected image is seen through the air again, as L1C."""

_LEAST = 20
_MOST_HAZE = 0.7
_LIGHT, _COLOUR = 0.08, 0.03


@dataclass(frozen=True)
class _Source:
    tile: RealTile
    labels: WeakLabels


class RealSampler:
    """Draws random pieces.

    Args:
        tiles: Images of L2A; places, not images, are drawn with equal frequency.
        patches: Images of L1C.
        bands: 3 (red, green, blue) or 4 (and near infrared); labels always use four.
        size: Side T of a piece in input pixels.

    Raises:
        SourceError: There are no tiles.
    """

    def __init__(self, tiles: Sequence[RealTile], patches: Sequence[RealTile], *, bands: int, size: int) -> None:
        if not tiles:
            raise SourceError("There is no real image to learn from.", "Choose the folder that holds s2_worldcover.")
        self._bands, self._size = bands, size
        self._patches = [_Source(patch, weak_labels(patch)) for patch in patches]
        places: dict[Cover, dict[str, list[_Source]]] = {}
        for source in (_Source(tile, weak_labels(tile)) for tile in tiles):
            for cover in COVER_SHARES:
                if np.count_nonzero(source.tile.cover == cover) >= _LEAST:
                    places.setdefault(cover, {}).setdefault(source.tile.place, []).append(source)
        self._places = {cover: list(by_place.values()) for cover, by_place in places.items()}
        shares = np.array([COVER_SHARES[cover] for cover in self._places])
        self._shares = shares / shares.sum()

    def draw(self, rng: np.random.Generator) -> tuple[FloatImage, FloatImage, FloatImage, FloatImage]:
        """Draw a piece.

        Returns:
            Image [bands, T, T], the bounds of shares low and high [2, T, T], and the least impervious share of blocks
            [T, T].
        """
        if self._patches and rng.random() < PATCH_SHARE:
            source = self._patches[int(rng.integers(len(self._patches)))]
            centre = rng.integers(source.labels.built.shape)
        else:
            cover = list(self._places)[int(rng.choice(len(self._places), p=self._shares))]
            dates = self._places[cover][int(rng.integers(len(self._places[cover])))]
            source = dates[int(rng.integers(len(dates)))]
            found = np.argwhere(source.tile.cover == cover)
            centre = found[int(rng.integers(len(found)))] + rng.integers(-self._size // 4, self._size // 4 + 1, 2)
        rows, columns = (
            slice(start, start + self._size)
            for start in (
                int(np.clip(middle - self._size // 2, 0, side - self._size))
                for middle, side in zip(centre, source.labels.built.shape, strict=True)
            )
        )
        image = change_air(rng, source.tile.image, source.tile.level)[: self._bands, rows, columns]
        light = np.exp(rng.normal(0, _LIGHT) + rng.normal(0, _COLOUR, self._bands)).astype(np.float32)
        labels = source.labels
        layers = (
            image * light[:, None, None],
            labels.low[:, rows, columns],
            labels.high[:, rows, columns],
            labels.built[rows, columns],
        )
        quarter, mirror = int(rng.integers(4)), bool(rng.integers(2))
        turned = [np.rot90(layer, quarter, axes=(-2, -1)) for layer in layers]
        image, low, high, built = (np.ascontiguousarray(t[..., ::-1] if mirror else t) for t in turned)
        return image, low, high, built


def change_air(rng: np.random.Generator, image: FloatImage, level: str) -> FloatImage:
    """Correct an image of L1C in half of the cases; see one of L2A through the air in :data:`HAZE_SHARE` of them."""
    if level == "L1C":
        return corrected(image) if rng.random() < 0.5 else image
    return to_top(image, rng.uniform(0, _MOST_HAZE)) if rng.random() < HAZE_SHARE else image


def collate_real(
    pieces: Sequence[tuple[FloatImage, FloatImage, FloatImage, FloatImage]],
) -> tuple[Tensor, ShareBounds]:
    """Batch of images [N, bands, T, T] and their bounds."""
    image, low, high, built = (torch.from_numpy(np.stack(layers)) for layers in zip(*pieces, strict=True))
    return image.contiguous(memory_format=torch.channels_last), ShareBounds(low, high, built)


def load_real(data: Path) -> tuple[list[RealTile], list[RealTile]]:
    """Tiles of L2A and patches of L1C of the places that are learned from.

    Raises:
        SourceError: They are missing or cannot be read.
    """
    return load_worldcover(data, LEARNED), load_eurosat(data, LEARNED)
