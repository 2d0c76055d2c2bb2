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
        marks: Groups of bands of a sparse TIFF; a block that is missing in all bands of a group has no data. Empty =
            missing blocks mean nothing.
    """

    placement: Placement
    parts: tuple[Window, ...]
    marks: tuple[tuple[int, ...], ...]

    def has_data(self, dataset: DatasetReader, window: Window) -> bool:
        """Whether a window of the working grid may have data; ``dataset`` is the raster before any warp."""
        if not window.intersects(self.placement.grid.window):
            return False
        below = self.placement.source_window(window)
        if not any(below.intersects(part) for part in self.parts):
            return False
        return not self.marks or _has_blocks(dataset, self.marks, below.intersection(self.parts[0]))


def find_marks(dataset: DatasetReader, bands: Sequence[int], validity: Validity) -> tuple[tuple[int, ...], ...]:
    """Groups of bands of a TIFF; a block that is missing in all bands of a group has no data.

    A missing block reads as nodata, or as zeros: zero means nodata in an alpha band and is an ordinary value elsewhere.
    """
    if dataset.driver != "GTiff":
        return ()
    if validity.alpha:
        return ((validity.alpha,),)
    marked = tuple(b for b, nodata in zip(bands, validity.nodata, strict=True) if nodata is not None)
    if validity.in_all:
        return (marked,) if marked else ()
    return tuple((band,) for band in marked)


def _has_blocks(dataset: DatasetReader, groups: Sequence[Sequence[int]], window: Window) -> bool:
    """Whether any block of the window is present in a band of each group."""
    height, width = dataset.block_shapes[groups[0][0] - 1]
    return any(
        all(any(dataset.get_tag_item(f"BLOCK_OFFSET_{x}_{y}", "TIFF", bidx=b) for b in bands) for bands in groups)
        for y in range(window.row // height, -(-window.bottom // height))
        for x in range(window.col // width, -(-window.right // width))
    )
