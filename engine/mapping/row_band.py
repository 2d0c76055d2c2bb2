"""Collects the tiles of a row, and makes the finished band of every product from them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import starmap

import numpy as np
from numpy.typing import NDArray

from ..raster.area import MappedArea
from ..raster.areas import Areas
from ..raster.grid import Window
from ..tiles.blending import BandBlender
from ..tiles.classify import Classifier
from ..tiles.lattice import Tile
from ..tiles.plan import Plan
from ..write.legend import NODATA
from ..write.products import SUPERRESOLVED_NODATA

# Number of output rows finished together.
_STRIP = 40


@dataclass(frozen=True)
class FinishedBand:
    """Final rows of output pixels.

    Attributes:
        top: First row, from the top of the output.
        arrays: Product -> pixels, [bands, rows, columns].
        km2: Value of the class raster -> area on the ground, without 255.
        stretches: First column and the one behind the last of each stretch that has tiles; all else is nodata.
    """

    top: int
    arrays: dict[str, NDArray[np.generic]]
    km2: dict[int, float]
    stretches: tuple[tuple[int, int], ...]


class RowBand:
    """State of the row of tiles being computed.

    Args:
        plan: Tiles of the run.
        area: Area to map.
        classifier: Classifier of the run.
        areas: Areas on the grid of the output.
        percent: Whether the probability raster is requested.
        superresolved: Number of bands and data type of the super-resolved image; None = not requested.
    """

    def __init__(
        self,
        plan: Plan,
        area: MappedArea,
        classifier: Classifier,
        areas: Areas,
        *,
        percent: bool,
        superresolved: tuple[int, np.dtype[np.generic]] | None,
    ) -> None:
        self._wants_percent = percent
        self._plan = plan
        self._area = area
        self._classifier = classifier
        self._areas = areas
        self._values = [entry.value for entry in classifier.legend]
        lattice, window = plan.lattice, plan.window
        self._probability = BandBlender(lattice, window, len(classifier.channels), np.dtype(np.uint8))
        self._image = BandBlender(lattice, window, *superresolved) if superresolved else None
        self._valid = np.zeros((lattice.stride + lattice.blend, window.width), bool)
        self._next_row: int | None = None

    def begin(self, row: int) -> None:
        """Begin a row of tiles; the overlap from above is kept only if that was the previous row."""
        if row != self._next_row:
            self._probability.clear()
            self._valid[...] = False
            if self._image is not None:
                self._image.clear()
        self._next_row = row + 1

    def add_valid(self, tile: Tile, valid: NDArray[np.bool_]) -> None:
        """Add the validity mask of a tile's interior, [side, side] in input pixels."""
        left = self._plan.lattice.interior(tile).col - self._plan.window.col
        start, stop = max(left, 0), min(left + valid.shape[1], self._valid.shape[1])
        self._valid[:, start:stop] = valid[:, start - left : stop - left]

    def add(self, tile: Tile, probability: NDArray[np.uint8], image: NDArray[np.generic] | None) -> None:
        """Add the network's output for a tile, [channels, side, side] of the whole tile in output pixels."""
        rim = self._plan.lattice.halo * self._plan.lattice.factor
        inner = slice(rim, probability.shape[1] - rim)
        self._probability.add(tile, probability[self._classifier.channels, inner, inner])
        if self._image is not None and image is not None:
            self._image.add(tile, image[:, inner, inner])

    def finish(self, row: int) -> FinishedBand | None:
        """End a row of tiles; None = it has no tile, or none of its final rows lies in the mapped window."""
        lattice, window = self._plan.lattice, self._plan.window
        top, height = lattice.band(row)
        first, last = max(top, window.row), min(top + height, window.row + window.height)
        stretches = self._stretches(row)
        band = self._finished(first - top, last - top, first, stretches) if stretches and first < last else None
        self._probability.advance()
        if self._image is not None:
            self._image.advance()
        self._valid[: lattice.blend] = self._valid[lattice.stride :]
        self._valid[lattice.blend :] = False
        return band

    def _stretches(self, row: int) -> list[tuple[int, int]]:
        """Columns of the mapped window, from and to, that the tiles of a row cover.

        A pixel with a result lies in the area and has data: so every tile that covers it is in the plan, and those of
        the row above have no further columns for this band.
        """
        lattice, window = self._plan.lattice, self._plan.window
        found: list[tuple[int, int]] = []
        for tile in self._plan.rows[row]:
            inner = lattice.interior(tile)
            left, right = max(inner.col - window.col, 0), min(inner.right - window.col, window.width)
            if found and found[-1][1] >= left:
                left = found.pop()[0]
            found.append((left, right))
        return found

    def _finished(self, start: int, stop: int, first: int, stretches: list[tuple[int, int]]) -> FinishedBand:
        """The final rows ``start`` to ``stop`` of the band; ``first`` is the first one's row on the working grid."""
        factor, window = self._plan.lattice.factor, self._plan.window
        shape = ((stop - start) * factor, window.width * factor)
        raster = np.full(shape, NODATA, np.uint8)
        arrays: dict[str, NDArray[np.generic]] = {"class": raster[None]}
        if self._wants_percent:
            arrays["probability"] = np.full((len(self._classifier.names) or 1, *shape), NODATA, np.uint8)
        if self._image is not None:
            bands, dtype = self._image.final.shape[0], self._image.dtype
            arrays["superresolved"] = np.full((bands, *shape), SUPERRESOLVED_NODATA, dtype)
        masks = [
            self._area.mask(Window(window.col + left, first, right - left, stop - start).scaled(factor))
            for left, right in stretches
        ]
        whole = tuple((left * factor, right * factor) for left, right in stretches)
        km2: dict[int, float] = dict.fromkeys(self._values, 0.0)
        above = (first - window.row) * factor
        # A few rows at a time: the working set stays in the processor's cache and needs no extra memory.
        step = max(1, _STRIP // factor)
        for row in range(start, stop, step):
            behind = min(row + step, stop)
            source = slice(row * factor, behind * factor)
            target = slice((row - start) * factor, (behind - start) * factor)
            for (left, right), columns, mask in zip(stretches, starmap(slice, whole), masks, strict=True):
                valid = self._valid[row:behind, left:right]
                if factor > 1:
                    valid = valid.repeat(factor, axis=1).repeat(factor, axis=0)
                if mask is not None:
                    valid = valid & mask[target]
                sums = self._probability.final[:, source, columns]
                classes, percent = self._classifier(sums, self._probability.weight, valid, percent=self._wants_percent)
                raster[target, columns] = classes
                if percent is not None:
                    arrays["probability"][:, target, columns] = percent
                if self._image is not None:
                    values = _image_values(self._image.final[:, source, columns], self._image.weight, valid)
                    arrays["superresolved"][:, target, columns] = values
            for value, area in self._areas.of_values(raster[target], above + target.start, self._values, whole).items():
                km2[value] += area
        return FinishedBand(above, arrays, {value: area for value, area in km2.items() if area}, whole)


def _image_values(sums: NDArray[np.generic], weight: int, valid: NDArray[np.bool_]) -> NDArray[np.generic]:
    values = (sums.astype(np.uint32) + weight // 2) // weight if weight > 1 else sums
    values = np.maximum(values, 1)
    # Multiplication by zero sets pixels without a result to SUPERRESOLVED_NODATA.
    return np.multiply(values, valid, out=values)
