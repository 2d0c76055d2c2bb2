"""Writes a raster of differences in percent, window by window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.windows import Window as RasterWindow

from ..raster.gdal_errors import GDAL_ERRORS, cause_of
from ..raster.grid import Grid, Window
from .failures import incomplete
from .products import tiled_options

Write = Callable[[Window, NDArray[np.int16]], None]


@contextmanager
def difference_file(draft: Path, grid: Grid, window: Window, nodata: int, description: str) -> Iterator[Write]:
    """A function that writes pixels of windows of a grid into a new GeoTIFF.

    Args:
        draft: Path of the file.
        grid: Grid of the windows.
        window: Window that the file covers.
        nodata: Value of unknown pixels.
        description: Name of the band.

    Raises:
        SpaceError: The disk is full.
        OutputError: The file cannot be written.
    """
    own = grid.crop(window)
    try:
        with rasterio.open(
            draft,
            "w",
            driver="GTiff",
            count=1,
            dtype="int16",
            width=own.width,
            height=own.height,
            crs=own.crs,
            transform=own.transform,
            nodata=nodata,
            **tiled_options(1, "pixel"),
        ) as raster:
            raster.set_band_description(1, description)
            raster.update_tags(1, UNIT="%")

            def write(block: Window, pixels: NDArray[np.int16]) -> None:
                col, row = block.col - window.col, block.row - window.row
                raster.write(pixels, 1, window=RasterWindow(col, row, block.width, block.height))

            yield write
    except GDAL_ERRORS as error:
        raise incomplete(draft, draft.name, cause_of(error)) from None
