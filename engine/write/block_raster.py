"""A raster that is written block by block into a draft, and read back once it is complete."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.enums import Resampling
from rasterio.io import DatasetWriter
from rasterio.windows import Window as RasterWindow

from ..raster.datasets import gdal_options
from ..raster.gdal_errors import GDAL_ERRORS, cause_of
from ..raster.grid import Grid, Window
from .failures import incomplete, writing_failed
from .products import BLOCK, Product, compression, creation_options, overview_factors

_OVERVIEWS = {
    "ZSTD_LEVEL_OVERVIEW": "1",
    "ZLEVEL_OVERVIEW": "1",
    "BIGTIFF_OVERVIEW": "YES",
    "GDAL_TIFF_OVR_BLOCKSIZE": str(BLOCK),
}


class BlockRaster:
    """The draft of a product with one band, open while :func:`writing` lasts.

    Args:
        draft: Path of the draft.
        product: The product.
        raster: The open draft.
    """

    def __init__(self, draft: Path, product: Product, raster: DatasetWriter) -> None:
        self._draft, self._product, self._raster = draft, product, raster
        self._sums: dict[Window, int] = {}

    def write(self, window: Window, pixels: NDArray[np.generic]) -> None:
        """Write a block, [rows, columns]; no two blocks may share a pixel.

        Raises:
            SpaceError: The disk is full.
            OutputError: The file cannot be written for another reason.
        """
        self._sums[window] = zlib.crc32(np.ascontiguousarray(pixels).data)
        # Here, since several rasters may be open: the one that fails is named.
        with _telling(self._draft, self._product):
            self._raster.write(pixels, 1, window=_placed(window))

    def finish(self, grid: Grid) -> None:
        """Add overviews to the complete and closed draft, and read it back, on one core; in any thread.

        Args:
            grid: Grid of the raster.

        Raises:
            SpaceError: The disk is full.
            OutputError: The overviews cannot be written, or a pixel does not read back as it was written.
        """
        with _telling(self._draft, self._product), gdal_options(remote=False):
            if factors := overview_factors(grid.width, grid.height):
                with (
                    rasterio.Env(**_OVERVIEWS, COMPRESS_OVERVIEW=compression(), GDAL_NUM_THREADS="1"),
                    rasterio.open(self._draft, "r+") as raster,
                ):
                    raster.build_overviews(factors, Resampling[self._product.overview])
            # GDAL does not report every byte that found no room on the disk.
            with rasterio.open(self._draft) as raster:
                for window, found in self._sums.items():
                    if zlib.crc32(raster.read(1, window=_placed(window)).data) != found:
                        raise incomplete(self._draft, self._product.path.name, "")


@contextmanager
def writing(
    draft: Path | None, product: Product, grid: Grid, tags: Mapping[str, str], threads: int
) -> Iterator[BlockRaster | None]:
    """Write a product, which has to be finished afterwards.

    Args:
        draft: Path of the draft; None = the product is not requested.
        product: The product, with one band.
        grid: Grid of the raster.
        tags: Metadata of the file.
        threads: Threads for compressing.

    Raises:
        SpaceError: The disk is full.
        OutputError: The file cannot be written for another reason.
    """
    if draft is None:
        yield None
        return
    with (
        _telling(draft, product),
        rasterio.open(
            draft,
            "w",
            driver="GTiff",
            width=grid.width,
            height=grid.height,
            count=1,
            dtype=product.dtype,
            nodata=product.nodata,
            crs=grid.crs,
            transform=grid.transform,
            num_threads=str(threads),
            **creation_options(product),
        ) as raster,
    ):
        raster.update_tags(**tags)
        raster.set_band_description(1, product.bands[0])
        if product.unit:
            raster.units = (product.unit,)
        if product.colors:
            raster.write_colormap(1, {value: _rgb(color) for value, color in product.colors.items()})
        yield BlockRaster(draft, product, raster)


@contextmanager
def _telling(draft: Path, product: Product) -> Iterator[None]:
    """Failures of writing become errors in the user's words."""
    try:
        yield
    except GDAL_ERRORS as error:
        raise incomplete(draft, product.path.name, cause_of(error)) from error
    except OSError as error:
        raise writing_failed(draft, error) from error


def _placed(window: Window) -> RasterWindow:
    return RasterWindow(window.col, window.row, window.width, window.height)


def _rgb(color: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(color[1:])
    return red, green, blue
