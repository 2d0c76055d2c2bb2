"""Writes a class raster and a probability raster for every year of a stack, block by block."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from ..raster.datasets import gdal_options
from ..raster.grid import Grid
from ..write.assembly import draft_of
from ..write.block_raster import BlockRaster, writing
from ..write.products import Product
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
    with ExitStack() as stack:
        drafts = [stack.enter_context(draft_of(str(file.product.path))) for file in files]
        rasters = _filled(files, drafts, grid, blocks, threads)
        # One after the other: side by side, each takes hundreds of megabytes.
        for number, raster in enumerate(rasters):
            check(number / len(rasters))
            raster.finish(grid)


def _filled(
    files: Sequence[YearFile], drafts: Sequence[Path | None], grid: Grid, blocks: Iterable[Block], threads: int
) -> list[BlockRaster]:
    """Drafts with all blocks, closed."""
    with gdal_options(remote=False), ExitStack() as stack:
        rasters = []
        for file, draft in zip(files, drafts, strict=True):
            raster = stack.enter_context(writing(draft, file.product, grid, file.tags, threads))
            if raster is None:
                raise AssertionError("a file without a path")
            rasters.append(raster)
        for block in blocks:
            for file, raster in zip(files, rasters, strict=True):
                arrays = block.classes if file.product.name == "class" else block.percent
                if arrays is None:
                    raise AssertionError("a block without the pixels to write")
                raster.write(block.window, arrays[file.year])
    return rasters
