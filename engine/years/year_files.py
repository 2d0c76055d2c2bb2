"""Writes a class raster and a probability raster for every year of a stack, block by block."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
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
from ..write.assembly import draft_of
from ..write.failures import incomplete, writing_failed
from ..write.products import BLOCK, Product, compression, creation_options, overview_factors
from .survey import Block


@dataclass(frozen=True)
class YearFile:
    """One raster to write.

    Attributes:
        product: Path, legend and encoding.
        year: Place of its year in the stack, from 0.
        tags: Metadata of the file.
    """

    product: Product
    year: int
    tags: Mapping[str, str]


@dataclass
class _Open:
    """A raster that is being written, with the checksum of every block."""

    file: YearFile
    draft: Path
    checksums: list[tuple[Window, int]] = field(default_factory=list)


def write_years(
    files: Sequence[YearFile], grid: Grid, blocks: Iterable[Block], threads: int, check: Callable[[float], None]
) -> None:
    """Write all rasters; each is read back and compared before they get their names, together.

    Args:
        files: Rasters of classes and of probabilities.
        grid: Grid of all of them.
        blocks: Finished blocks; between two of them the writing may be stopped by an exception.
        threads: Processor threads for compression.
        check: Called with the fraction of the rasters that are verified, 0-1; may raise to stop.

    Raises:
        SpaceError: The disk is full.
        OutputError: A file cannot be written, or does not read back as it was written.
    """
    with ExitStack() as drafts:
        opened = []
        for file in files:
            draft = drafts.enter_context(draft_of(str(file.product.path)))
            if draft is None:
                raise AssertionError("a file without a path")
            opened.append(_Open(file, draft))
        with gdal_options(remote=False), rasterio.Env(GDAL_NUM_THREADS=str(threads)):
            _fill(opened, grid, blocks, threads)
            # One after the other: side by side, each takes hundreds of megabytes.
            for number, one in enumerate(opened):
                check(number / len(opened))
                _finish(one, grid)


def _fill(opened: Sequence[_Open], grid: Grid, blocks: Iterable[Block], threads: int) -> None:
    with ExitStack() as stack:
        rasters = [stack.enter_context(_writing(one, grid, threads)) for one in opened]
        for block in blocks:
            for one, raster in zip(opened, rasters, strict=True):
                arrays = block.classes if one.file.product.name == "class" else block.percent
                if arrays is None:
                    raise AssertionError("a block without the pixels to write")
                _put(one, raster, block.window, arrays[one.file.year])


@contextmanager
def _writing(one: _Open, grid: Grid, threads: int) -> Iterator[DatasetWriter]:
    product = one.file.product
    try:
        one.draft.unlink(missing_ok=True)
        with rasterio.open(
            one.draft,
            "w",
            driver="GTiff",
            width=grid.width,
            height=grid.height,
            count=1,
            dtype=product.dtype,
            crs=grid.crs,
            transform=grid.transform,
            nodata=product.nodata,
            num_threads=str(threads),
            **creation_options(product),
        ) as raster:
            raster.update_tags(**one.file.tags)
            raster.set_band_description(1, product.bands[0])
            if product.unit:
                raster.units = (product.unit,)
            if product.colors:
                raster.write_colormap(1, {value: _rgba(color) for value, color in product.colors.items()})
            yield raster
    except GDAL_ERRORS as error:
        raise incomplete(one.draft, product.path.name, cause_of(error)) from error
    except OSError as error:
        raise writing_failed(one.draft, error) from error


def _put(one: _Open, raster: DatasetWriter, window: Window, pixels: NDArray[np.uint8]) -> None:
    pixels = np.ascontiguousarray(pixels)
    one.checksums.append((window, zlib.crc32(pixels.data)))
    try:
        raster.write(pixels, 1, window=RasterWindow(window.col, window.row, window.width, window.height))
    except GDAL_ERRORS as error:
        raise incomplete(one.draft, one.file.product.path.name, cause_of(error)) from error


def _finish(one: _Open, grid: Grid) -> None:
    """Add overviews, and read all pixels back."""
    product = one.file.product
    overviews = {"COMPRESS_OVERVIEW": compression(), "BIGTIFF_OVERVIEW": "YES", "GDAL_TIFF_OVR_BLOCKSIZE": str(BLOCK)}
    cause = ""
    try:
        if factors := overview_factors(grid.width, grid.height):
            with rasterio.Env(**overviews), rasterio.open(one.draft, "r+") as raster:
                raster.build_overviews(factors, Resampling[product.overview])
        with rasterio.open(one.draft) as raster:
            for window, checksum in one.checksums:
                pixels = raster.read(1, window=RasterWindow(window.col, window.row, window.width, window.height))
                if zlib.crc32(pixels.data) != checksum:
                    break
            else:
                return
    except GDAL_ERRORS as error:
        cause = cause_of(error)
    raise incomplete(one.draft, product.path.name, cause)


def _rgba(color: str) -> tuple[int, int, int, int]:
    red, green, blue = bytes.fromhex(color[1:])
    return red, green, blue, 255
