"""Finds nodata areas of an input without reading pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rasterio.io import DatasetReader

from .grid import Window
from .validity import Validity
from .warping import Placement


@dataclass(frozen=True)
class Coverage:
    """Knowledge about an input's data before any pixel is read.

    Attributes:
        placement: Relation of the working grid to the raster's pixels.
        parts: Windows of a mosaic's rasters, in mosaic pixels; one window for a single raster.
        marks: Bands of a sparse TIFF in which a missing block means nodata; empty = none.
    """

    placement: Placement
    parts: tuple[Window, ...]
    marks: tuple[int, ...]

    def has_data(self, dataset: DatasetReader, window: Window) -> bool:
        """Whether a window of the working grid may have data; ``dataset`` is the raster before any warp."""
        if not window.intersects(self.placement.grid.window):
            return False
        below = self.placement.source_window(window)
        if not any(below.intersects(part) for part in self.parts):
            return False
        return not self.marks or _has_blocks(dataset, self.marks, below.intersection(self.parts[0]))


def find_marks(dataset: DatasetReader, bands: Sequence[int], validity: Validity) -> tuple[int, ...]:
    """Bands of a TIFF in which a missing block means nodata.

    A missing block reads as nodata, or as zeros: zero means nodata in an alpha band and is an ordinary value elsewhere.
    """
    if dataset.driver != "GTiff":
        return ()
    if validity.alpha:
        return (validity.alpha,)
    return tuple(b for b, nodata in zip(bands, validity.nodata, strict=True) if nodata is not None)


def _has_blocks(dataset: DatasetReader, bands: Sequence[int], window: Window) -> bool:
    """Whether any block of the window is present in all bands."""
    height, width = dataset.block_shapes[bands[0] - 1]
    return any(
        all(dataset.get_tag_item(f"BLOCK_OFFSET_{x}_{y}", "TIFF", bidx=b) for b in bands)
        for y in range(window.row // height, -(-window.bottom // height))
        for x in range(window.col // width, -(-window.right // width))
    )
