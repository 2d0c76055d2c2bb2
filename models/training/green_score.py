"""How well green is found on labelled crops: confusion matrices per place and group of neighbouring crops."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ...engine.accuracy import Matrix, confusion
from .mosaics import CELL, SEAM
from .naip import Chip, green_label, groups, resample

Predictor = Callable[[NDArray[np.uint8]], NDArray[Any]]
"""Image [3, side, side], 0-255 -> probability of green [side, side], 0-1."""

_SCORED_PX = CELL - 2 * SEAM
"""Side of the part of a crop that counts, the same ground for every tile size."""


def score_chips(
    predict: Predictor,
    chips: Sequence[Chip],
    thresholds: dict[str, float],
    side: int = 512,
    *,
    undecided: float = 0.0,
    metres: float = 1.0,
    degrade: Callable[[Tensor], Tensor] = lambda image: image,
) -> dict[str, Matrix]:
    """Confusion matrices of (other, green) per place: [groups, 2, 2], groups as of :func:`.naip.groups`.

    Crops are smaller than a tile: as many of one place as fit are put side by side, and seams are not counted.

    Args:
        predict: The model for tiles of ``side`` pixels.
        chips: Crops of any places.
        thresholds: NDVI threshold per place.
        side: Side of a tile in pixels; 144 or less is one crop.
        undecided: Pixels whose NDVI is this close to the threshold do not count.
        metres: Ground sampling.
        degrade: Changes an image [3, side, side], 0-255, before the model sees it.
    """
    of_chip = dict(zip((chip.name for chip in chips), groups(chips), strict=True))
    counts: dict[str, dict[int, Matrix]] = defaultdict(lambda: defaultdict(lambda: np.zeros((2, 2), np.int64)))
    for place in sorted({chip.place for chip in chips}):
        members = [chip for chip in chips if chip.place == place]
        for image, windows in _tiles(members, side, metres):
            tile = degrade(image[:3]).clamp(0, 255).round().to(torch.uint8).numpy()
            found = (predict(tile) >= 0.5).astype(np.int64)
            truth = green_label(image, thresholds[place], undecided).numpy()
            for chip, window in windows:
                counts[place][of_chip[chip.name]] += confusion(truth[window], found[window], classes=2)
    return {place: np.stack([units[group] for group in sorted(units)]) for place, units in counts.items()}


def _tiles(
    chips: Sequence[Chip], side: int, metres: float
) -> Iterator[tuple[Tensor, list[tuple[Chip, tuple[slice, slice]]]]]:
    """Tiles [4, side, side], 0-255, with the crops in them and the windows where they count, each crop once.

    The last tile is filled with crops from the beginning, which do not count again.
    """
    along = max(1, side // CELL)
    cell = side // along
    rim = max(SEAM, (cell - _SCORED_PX) // 2)
    for start in range(0, len(chips), along**2):
        members = [chips[(start + i) % len(chips)] for i in range(along**2)]
        cells = [_centre(resample(chip, metres), cell) for chip in members]
        rows = [torch.cat(cells[row * along : (row + 1) * along], dim=2) for row in range(along)]
        windows = []
        for i, chip in enumerate(members[: len(chips) - start]):
            top, left = (cell * k + rim for k in divmod(i, along))
            windows.append((chip, (slice(top, top + cell - 2 * rim), slice(left, left + cell - 2 * rim))))
        yield torch.cat(rows, dim=1), windows


def _centre(image: Tensor, side: int) -> Tensor:
    top, left = ((size - side) // 2 for size in image.shape[1:])
    return image[:, top : top + side, left : left + side]
