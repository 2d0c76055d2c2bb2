"""Assembles the final GeoTIFF from the finished bands, verifies it, and then moves it to its final path."""

from __future__ import annotations

import contextlib
import math
import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import rasterio
import rasterio.shutil
from numpy.typing import NDArray
from rasterio.enums import Resampling
from rasterio.windows import Window as RasterWindow

from ...contract.errors import EngineError, OutputError
from ...contract.patient_files import replace
from ..raster.datasets import gdal_options
from ..raster.gdal_errors import GDAL_ERRORS, cause_of
from ..raster.grid import Grid
from ..raster.vrt import Vrt, VrtBand, VrtSource
from .durable import sync_folder
from .failures import incomplete, writing_failed
from .output_paths import target_of
from .products import BLOCK, Product, cog_options, compression, creation_options, overview_factors
from .spool import Spool

_SIDECARS = (".aux.xml", ".ovr", ".msk", "-wal", "-shm", "-journal")
_PRIMARY = ("red", "green", "blue")


class DamagedBandsError(OutputError):
    """Bands were damaged on the disk; the spool has dropped them, so that they can be computed again."""


def assemble(spool: Spool, product: Product, grid: Grid, tags: dict[str, str], threads: int) -> Path:
    """Write a product into a temporary file on the same disk as its final path.

    Args:
        spool: Complete bands of the run.
        product: Raster to write.
        grid: Grid of the output.
        tags: Metadata for the file.
        threads: Number of processor threads.

    Returns:
        Path of the temporary file, verified against the checksums taken when the pixels were computed.

    Raises:
        SpaceError: The disk is full.
        DamagedBandsError: Finished bands were damaged.
        OutputError: The file cannot be written for another reason, or a pixel differs from the computed one.
    """
    temporary = spool.draft(product.path)
    mosaic = spool.folder / f"{product.name}.vrt"
    options = {**creation_options(product), "sparse_ok": True, "num_threads": str(threads)}
    overviews = {
        "COMPRESS_OVERVIEW": compression(),
        "BIGTIFF_OVERVIEW": "YES",
        "GDAL_TIFF_OVR_BLOCKSIZE": str(BLOCK),
        "SPARSE_OK_OVERVIEW": "YES",
    }
    try:
        mosaic.write_text(_mosaic(spool, product, grid, tags).text(), encoding="utf-8")
        with gdal_options(remote=False), rasterio.Env(**overviews, GDAL_NUM_THREADS=str(threads)):
            if product.cog:
                rasterio.shutil.copy(str(mosaic), str(temporary), **cog_options(product.overview, threads))
            else:
                rasterio.shutil.copy(str(mosaic), str(temporary), driver="GTiff", **options)
            factors = overview_factors(grid.width, grid.height)
            if factors and not product.cog:
                with rasterio.open(temporary, "r+") as raster:
                    raster.build_overviews(factors, Resampling[product.overview])
        if not _is_right(spool, product, temporary, threads):
            raise _blame(spool, product, temporary, "")
    except BaseException as error:
        # GDAL raises different errors depending on where it notices that it cannot read or write.
        told = _blame(spool, product, temporary, cause_of(error)) if isinstance(error, GDAL_ERRORS) else None
        remove_draft(temporary)
        if told is not None:
            raise told from error
        if isinstance(error, OSError):
            raise writing_failed(mosaic, error) from error
        raise
    return temporary


@contextmanager
def draft_of(path: str) -> Iterator[Path | None]:
    """A temporary path for a small output, which is renamed at the end; None = output not requested."""
    if not path:
        yield None
        return
    target = target_of(Path(path))
    draft = target.with_name(f".{target.name}.onemetre-part")
    try:
        yield draft
        if draft.exists():
            publish(draft, Path(path))
    except OSError as error:
        if error.filename != str(draft):
            raise
        raise writing_failed(Path(path), error) from None
    finally:
        remove_draft(draft)


def remove_draft(temporary: Path) -> None:
    """Remove an unfinished file, with what GDAL and SQLite keep beside it; one that is still open may have to stay."""
    for suffix in ("", *_SIDECARS):
        with contextlib.suppress(OSError):
            temporary.with_name(temporary.name + suffix).unlink(missing_ok=True)


def remove_drafts(drafts: Iterable[Path | None]) -> None:
    """Remove the drafts of several outputs; None = the output is not requested."""
    for draft in filter(None, drafts):
        remove_draft(draft)


def publish(temporary: Path, path: Path) -> None:
    """Move a finished file to its final path, and remove the sidecar files of an old file there.

    A link is written through: it stays, and its target is replaced.

    Raises:
        SpaceError: The disk is full.
        OutputError: The old file of that name cannot be replaced.
    """
    target = target_of(path)
    try:
        # Opened for writing: Windows syncs no other file.
        with open(temporary, "r+b") as synced:
            os.fsync(synced.fileno())
    except OSError as error:
        remove_draft(temporary)
        raise writing_failed(temporary, error) from None
    try:
        replace(temporary, target)
        sync_folder(target.parent)
        # GDAL would continue to read the old file's statistics, overviews and mask, and SQLite its journal.
        for suffix in _SIDECARS:
            for file in {path, target}:
                file.with_name(file.name + suffix).unlink(missing_ok=True)
    except OSError as error:
        remove_draft(temporary)
        raise OutputError(
            f"{path} cannot be replaced: {error.strerror}.",
            "Close the programs that use it, or choose another name, and run again.",
        ) from None


def _is_right(spool: Spool, product: Product, path: Path, threads: int) -> bool:
    """Whether a file has the pixels that were computed."""
    with rasterio.open(path, num_threads=str(threads)) as raster:
        for record in spool.records.values():
            try:
                pixels = raster.read(window=RasterWindow(0, record.top, raster.width, record.height))
            except GDAL_ERRORS:
                return False
            if zlib.crc32(pixels.data) != record.crc[product.name]:
                return False
    return True


def _blame(spool: Spool, product: Product, draft: Path, cause: str) -> EngineError:
    """The error for a wrong or unfinished file: damaged bands, or a failure while writing."""
    if spool.drop_damaged([product]):
        return DamagedBandsError(
            f"A part of the result was damaged on the disk before {product.path.name} was complete.",
            "Start the same run again: only the damaged part is recomputed.",
        )
    return incomplete(draft, product.path.name, cause)


def _statistics(spool: Spool, product: Product) -> list[dict[str, str]]:
    """GDAL's statistics of each band, exact: from the number of pixels of each value, in whole numbers."""
    counts = np.zeros((len(product.bands), 256), np.int64)
    for record in spool.records.values():
        with rasterio.open(spool.segment(product, record.row)) as segment:
            pixels = segment.read(window=RasterWindow(0, 0, record.width, record.height))
        for number, band in enumerate(pixels):
            counts[number] += np.bincount(band.ravel(), minlength=256)
    return [_moments(count, product.nodata) for count in counts]


def _moments(counts: NDArray[np.int64], nodata: int) -> dict[str, str]:
    everything = int(counts.sum())
    present = [(value, count) for value, count in enumerate(counts.tolist()) if count and value != nodata]
    number = sum(count for _, count in present)
    if not number:
        return {}
    total, squares = (sum(value**power * count for value, count in present) for power in (1, 2))
    return {
        "STATISTICS_MINIMUM": str(present[0][0]),
        "STATISTICS_MAXIMUM": str(present[-1][0]),
        "STATISTICS_MEAN": f"{total / number:.12g}",
        "STATISTICS_STDDEV": f"{math.sqrt(squares * number - total**2) / number:.12g}",
        "STATISTICS_VALID_PERCENT": f"{100 * number / everything:.4g}",
    }


def _mosaic(spool: Spool, product: Product, grid: Grid, tags: dict[str, str]) -> Vrt:
    """A VRT of the finished bands of rows, one below the other."""
    statistics = _statistics(spool, product) if product.statistics else [{}] * len(product.bands)

    def sources(number: int) -> list[VrtSource]:
        return [
            VrtSource(
                path=spool.segment(product, record.row).name,
                beside=True,
                band=str(number),
                row=record.top,
                width=grid.width,
                height=record.height,
            )
            for record in sorted(spool.records.values(), key=lambda r: r.top)
        ]

    bands = [
        VrtBand(
            dtype=product.dtype,
            sources=sources(number),
            description=description,
            unit=product.unit,
            scale=product.scale,
            offset=product.offset,
            nodata=product.nodata,
            color=description if description in _PRIMARY else "",
            tags=statistics[number - 1],
            palette=product.colors,
        )
        for number, description in enumerate(product.bands, start=1)
    ]
    transform = (grid.x, grid.pixel, 0.0, grid.y, 0.0, -grid.pixel)
    return Vrt(width=grid.width, height=grid.height, crs=grid.crs, transform=transform, bands=bands, tags=tags)
