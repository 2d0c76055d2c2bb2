"""Counts a map against the truth, band by band: memory does not depend on the height of the map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from rasterio.io import DatasetReader
from rasterio.windows import Window as RasterioWindow

from ..raster.grid import Window
from .accuracy import UNKNOWN, confusion
from .boundary import TOLERANCE_PX, boundary_masks
from .calibration import LEVELS, Counts, count
from .truth import Truth

_ROWS = 512

Codes = NDArray[np.uint8]
"""Numbers of a :class:`.truth.Coding`, [rows, columns], 255 = unknown."""


@dataclass(frozen=True)
class Tally:
    """Counts, which add up over places.

    Attributes:
        confusion: Confusion matrix as in :mod:`.accuracy`, int64 [classes, classes].
        boundary: Boundary lengths as in :mod:`.boundary`, int64 [classes - 1, 4], of the classes 1, 2, ...
        certainty: Pixels by probability as in :mod:`.calibration`, int64 [101, 2]: of the class 1 of two; of the found
            class of several. Zeros if the map has no probabilities.
    """

    confusion: NDArray[np.int64]
    boundary: NDArray[np.int64]
    certainty: Counts

    @classmethod
    def empty(cls, classes: int) -> Self:
        """Counts of zero."""
        return cls(
            np.zeros((classes, classes), np.int64),
            np.zeros((classes - 1, 4), np.int64),
            np.zeros((LEVELS, 2), np.int64),
        )

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.confusion + other.confusion, self.boundary + other.boundary, self.certainty + other.certainty)

    def everywhere(self, value: int) -> Tally:
        """The counts of a map with one class everywhere."""
        matrix = np.zeros_like(self.confusion)
        matrix[:, value] = self.confusion.sum(axis=1)
        lengths = np.zeros_like(self.boundary)
        lengths[:, 3] = self.boundary[:, 3]
        return Tally(matrix, lengths, np.zeros_like(self.certainty))


def tally(
    dataset: DatasetReader,
    codes: NDArray[np.uint8],
    truth: Truth,
    classes: int,
    factor: int,
    advance: Callable[[float], None],
    probability: DatasetReader,
) -> tuple[Tally, Tally]:
    """Count a map, and the best possible map on pixels ``factor`` times as large.

    Args:
        dataset: Class raster whose size is a multiple of ``factor``.
        codes: [256], number per value.
        truth: Truth on the grid of the class raster.
        classes: Number of coded classes.
        factor: Pixels of the map per pixel of the input along an axis.
        advance: Called with the fraction done, 0-1; may raise to stop.
        probability: Probability raster of the map, whole percent, on the same grid.

    Returns:
        Counts of the map, and of the majority of the truth in each pixel of the input (:func:`majority`).
    """
    # Whole input pixels; the rim is wide enough for an edge inside the band to see everything within the tolerance.
    rows = -(-_ROWS // factor) * factor
    rim = -(-(TOLERANCE_PX + 1) // factor) * factor
    map_counts, best_counts = Tally.empty(classes), Tally.empty(classes)
    for top in range(0, dataset.height, rows):
        band = Window(0, top, dataset.width, rows).intersection(Window(0, 0, dataset.width, dataset.height))
        seen = band.expanded(rim).intersection(Window(0, 0, dataset.width, dataset.height))
        inner = slice(band.row - seen.row, band.row - seen.row + band.height)
        values = dataset.read(1, window=RasterioWindow(seen.col, seen.row, seen.width, seen.height))
        found = codes[values]
        known = truth.read(seen)
        known[found == UNKNOWN] = UNKNOWN
        percent = probability.read(1, window=RasterioWindow(band.col, band.row, band.width, band.height))
        map_counts += _count(known, found, inner, classes, percent)
        if factor > 1:
            best_counts += _count(known, majority(known, factor, classes), inner, classes)
        advance(band.bottom / dataset.height)
    return map_counts, best_counts


def majority(truth: Codes, factor: int, classes: int) -> Codes:
    """The most frequent known number in each block of ``factor`` x ``factor`` pixels, at the size of the truth."""
    height, width = truth.shape
    blocks = truth.reshape(height // factor, factor, width // factor, factor)
    counts = np.stack([(blocks == value).sum(axis=(1, 3)) for value in range(classes)])
    best = counts.argmax(axis=0).astype(np.uint8)
    best[counts.sum(axis=0) == 0] = UNKNOWN
    return best.repeat(factor, axis=0).repeat(factor, axis=1)


def together(tallies: Sequence[Tally]) -> Tally:
    """Sum of the counts over places."""
    first, *others = tallies
    return sum(others, start=first)


def _count(truth: Codes, found: Codes, inner: slice, classes: int, percent: Codes | None = None) -> Tally:
    lengths = [
        np.count_nonzero(boundary_masks(truth, found, value)[:, inner], axis=(1, 2)) for value in range(1, classes)
    ]
    edges = np.array(lengths, np.int64).reshape(-1, 4)
    truth, found = truth[inner], found[inner]
    certainty = np.zeros((LEVELS, 2), np.int64)
    if percent is not None:
        known = truth != UNKNOWN
        certainty = count(percent[known], truth[known] == (1 if classes == 2 else found[known]))
    return Tally(confusion(truth, found, classes), edges, certainty)
