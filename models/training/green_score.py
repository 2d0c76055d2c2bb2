"""How well green is found on labelled crops."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from .naip import GREEN, Chip, green_label, resample

Predictor = Callable[[NDArray[np.uint8]], NDArray[Any]]
"""Image [3, side, side], 0-255 -> probability of green [side, side], 0-1."""


@dataclass(frozen=True)
class Counts:
    """Pixels by prediction and truth."""

    hits: int = 0
    false_alarms: int = 0
    misses: int = 0
    rejections: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.hits + other.hits,
            self.false_alarms + other.false_alarms,
            self.misses + other.misses,
            self.rejections + other.rejections,
        )

    @property
    def f1(self) -> float:
        """F1 of green, 0-1; 1 where there is none and none was found."""
        return _f1(self.hits, self.false_alarms, self.misses)

    @property
    def f1_all_green(self) -> float:
        """F1 of the map that calls everything green: what has to be beaten."""
        return _f1(self.hits + self.misses, self.false_alarms + self.rejections, 0)


def score_chips(
    predict: Predictor, chips: Iterable[Chip], thresholds: dict[str, float], side: int, margin: int = 0
) -> dict[str, Counts]:
    """Counts per place, at 1 m, over all pixels of the crops (also those near the NDVI threshold).

    Args:
        predict: The model for tiles of ``side`` pixels.
        chips: Crops, smaller than a tile.
        thresholds: NDVI threshold per place.
        side: Side of a tile in pixels.
        margin: Pixels between the tile's edge and the crop. Around the crop the tile is its mirror image, which is what
            the engine shows at the edge of an input.
    """
    counts: dict[str, Counts] = defaultdict(Counts)
    for chip in chips:
        image = resample(chip, 1.0)
        truth = (green_label(image, thresholds[chip.place], undecided=0.0) == GREEN).numpy()
        height, width = truth.shape
        rgb = image[:3].round().to(torch.uint8).numpy()
        tile = np.pad(rgb, ((0, 0), (margin, side - margin - height), (margin, side - margin - width)), mode="reflect")
        found = predict(tile)[margin : margin + height, margin : margin + width] >= 0.5
        counts[chip.place] += Counts(
            int((found & truth).sum()),
            int((found & ~truth).sum()),
            int((~found & truth).sum()),
            int((~found & ~truth).sum()),
        )
    return dict(counts)


def _f1(hits: int, false_alarms: int, misses: int) -> float:
    return 2 * hits / (2 * hits + false_alarms + misses) if hits + false_alarms + misses else 1.0
