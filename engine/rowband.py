"""Collects the tiles of a row and makes the finished band of every product out of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .area import MappedArea
from .blending import BandBlender
from .classify import Classifier
from .grid import Window
from .lattice import Tile
from .plan import Plan

# Zero says "no data" in the super-resolved image, as in Sentinel-2 products.
SUPERRESOLVED_NODATA = 0


@dataclass(frozen=True)
class FinishedBand:
    """Final rows of output pixels.

    Attributes:
        top: First row, from the top of the output.
        arrays: Product -> pixels, [bands, rows, columns].
        counts: Value of the class raster -> number of pixels, without 255.
    """

    top: int
    arrays: dict[str, NDArray[np.generic]]
    counts: dict[int, int]


class RowBand:
    """State of the row of tiles that is being computed.

    Args:
        plan: The run's tiles.
        area: Which pixels count.
        classifier: Decides the classes.
        percent: Whether the probability raster is wanted.
        superresolved: Bands of the super-resolved image and its type; None = it is not wanted.
    """

    def __init__(
        self,
        plan: Plan,
        area: MappedArea,
        classifier: Classifier,
        *,
        percent: bool,
        superresolved: tuple[int, np.dtype[np.generic]] | None,
    ) -> None:
        self._wants_percent = percent
        self._plan = plan
        self._area = area
        self._classifier = classifier
        lattice, window = plan.lattice, plan.window
        self._probability = BandBlender(lattice, window, len(classifier.channels), np.dtype(np.uint8))
        self._image = BandBlender(lattice, window, *superresolved) if superresolved else None
        self._valid = np.zeros((lattice.stride + lattice.blend, window.width), bool)
        self._next_row: int | None = None

    def begin(self, row: int) -> None:
        """Begin a row of tiles; what reached over from above stays only if that was the row before."""
        if row != self._next_row:
            self._probability.clear()
            self._valid[...] = False
            if self._image is not None:
                self._image.clear()
        self._next_row = row + 1

    def add_valid(self, tile: Tile, valid: NDArray[np.bool_]) -> None:
        """Note which pixels of a tile have data, [side, side] of its interior in input pixels."""
        left = self._plan.lattice.interior(tile).col - self._plan.window.col
        start, stop = max(left, 0), min(left + valid.shape[1], self._valid.shape[1])
        self._valid[:, start:stop] = valid[:, start - left : stop - left]

    def add(self, tile: Tile, probability: NDArray[np.uint8], image: NDArray[np.generic] | None) -> None:
        """Add what the network gave for a tile, [channels, side, side] of the whole tile in output pixels."""
        rim = self._plan.lattice.halo * self._plan.lattice.factor
        inner = slice(rim, probability.shape[1] - rim)
        self._probability.add(tile, probability[self._classifier.channels, inner, inner])
        if self._image is not None and image is not None:
            self._image.add(tile, image[:, inner, inner])

    def finish(self, row: int) -> FinishedBand | None:
        """End a row of tiles; None = none of its final rows lies in the mapped window."""
        lattice, window = self._plan.lattice, self._plan.window
        sums = self._probability.finish_row()
        image = self._image.finish_row() if self._image else None
        valid = self._valid[: lattice.stride].copy()
        self._valid[: lattice.blend] = self._valid[lattice.stride :]
        self._valid[lattice.blend :] = False

        top, height = lattice.band(row)
        first, last = max(top, window.row), min(top + height, window.row + window.height)
        if first >= last:
            return None
        factor = lattice.factor
        rows = slice((first - top) * factor, (last - top) * factor)
        counting = valid[first - top : last - top]
        if factor > 1:
            counting = counting.repeat(factor, axis=1).repeat(factor, axis=0)
        out_top = (first - window.row) * factor
        output = Window(window.col * factor, first * factor, window.width * factor, (last - first) * factor)
        mask = self._area.mask(output)
        if mask is not None:
            counting &= mask
        classes, percent = self._classifier(
            sums[:, rows], self._probability.weight, counting, percent=self._wants_percent
        )
        arrays: dict[str, NDArray[np.generic]] = {"class": classes[None]}
        if percent is not None:
            arrays["probability"] = percent[None]
        if image is not None and self._image is not None:
            arrays["superresolved"] = _image_values(image[:, rows], self._image.weight, counting)
        return FinishedBand(out_top, arrays, self._classifier.count(classes))


def _image_values(sums: NDArray[np.generic], weight: int, valid: NDArray[np.bool_]) -> NDArray[np.generic]:
    if weight > 1:
        dtype = np.uint8 if sums.dtype == np.uint16 else np.uint16
        values = ((sums.astype(np.uint32) + weight // 2) // weight).astype(dtype)
    else:
        values = sums
    values = np.maximum(values, 1)
    # Zero times anything: what has no result becomes SUPERRESOLVED_NODATA.
    return np.multiply(values, valid, out=values)
